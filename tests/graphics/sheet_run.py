"""A graphic with one text after the other: pictures onto a contact sheet, faults told."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import numpy as np
from playwright.async_api import Browser

from tests.graphics.fake_studio import FakeStudio
from tests.graphics.measure import cases
from tests.graphics.sheet import Sheet
from tests.graphics.sheet_data import Case, given
from tests.graphics.sheet_faults import WIDE, Format, dim, faults
from tests.graphics.sheet_stage import Drawn, Stage, picture

SCRIPTS, HOSTILE = cases("scripts"), cases("hostile")
EVERY = [*SCRIPTS, *HOSTILE]
LONGEST = [SCRIPTS[1], *sorted(HOSTILE, key=lambda case: len(case["text"]))[-4:]]
"""Four, and one as long as an audience may write."""
READ = {case["what"] for case in SCRIPTS[:5]}
"""Texts of letters only, whose contrast is measured."""

Faults = dict[str, list[str]]


async def sheet(
    browser: Browser,
    studio: FakeStudio,
    graphic: str,
    theme: str,
    texts: Sequence[Case],
    *,
    form: Format = WIDE,
    engine: str = "",
) -> Faults:
    """What was wrong, by text; empty when all is well. The sheet is in `tests/artifacts/sheets`."""
    stage = await Stage.opened(browser, studio, graphic, theme, form.size)
    contact = Sheet(f"{graphic} {theme} {form.name} {engine}".strip(), form.size)
    wrong: Faults = {}
    looking: asyncio.Task[None] | None = None

    def look(drawn: Drawn, png: bytes, what: str, plain: Drawn) -> None:
        image = picture(png)
        pixels = np.asarray(image)
        found = faults(graphic, form, drawn, pixels) + harm(drawn, plain)
        if what in READ:
            found += dim(drawn, pixels)
        if found:
            wrong[what] = found
        contact.add(image, what, wrong=bool(found))

    try:
        plains: dict[str, Drawn] = {}
        for number, case in enumerate(texts):
            data = given(graphic, texts, number)
            drawn = await stage.give(data)
            png = await stage.shot()
            if looking:
                await looking
            plain = plains.setdefault(str(sorted(data)), drawn)
            looking = asyncio.create_task(asyncio.to_thread(look, drawn, png, case["what"], plain))
        if looking:
            await looking
    finally:
        await stage.close()
    contact.save()
    return wrong


def harm(drawn: Drawn, plain: Drawn) -> list[str]:
    """What words did to the page that holds them."""
    found = []
    if drawn.outside != plain.outside:
        found.append(f"{drawn.outside} elements in the page instead of {plain.outside}")
    if drawn.owned or drawn.title != plain.title:
        found.append("a script of the words has run")
    return found
