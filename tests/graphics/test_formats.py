"""One show in several formats at once: 9:16, 1:1, 21:9, 4K and a wall of LED, each theme in each."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext

from overlay.web.qr import path
from tests.graphics.fake_studio import FakeStudio
from tests.graphics.measure import Box, cases, faults, measured, within

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORMATS: dict[str, tuple[int, int, Box]] = {
    "9x16": (1080, 1920, (54, 290, 940, 1500)),
    "1x1": (1080, 1080, (54, 54, 1026, 1026)),
    "16x9": (1920, 1080, (96, 54, 1824, 1026)),
    "21x9": (2560, 1080, (128, 54, 2432, 1026)),
    "4k": (3840, 2160, (192, 108, 3648, 2052)),
    "32x9": (3840, 1080, (768, 54, 3072, 1026)),
}
"""Width, height, and where graphics may stand in it."""
LONG: dict[str, Any] = {**cases("scripts")[1], "platform": "youtube", "votes": 128}
DRAWN, MODULES = path("https://ask.example/k7q2")
CODE: dict[str, Any] = {
    "words": "Ask your question",
    "url": "ask.example/k7q2",
    "qr": DRAWN,
    "modules": MODULES,
}


@pytest.mark.parametrize("theme", ["studio", "paper", "arena"])
@pytest.mark.parametrize("name", FORMATS)
async def test_every_format_shows_the_whole_in_its_safe_area(
    studio: FakeStudio, context: BrowserContext, theme: str, name: str
) -> None:
    width, height, safe = FORMATS[name]
    studio.theme = theme
    page = await context.new_page()
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    for layer, data in {"question": LONG, "card": LONG, "join": CODE}.items():
        await studio.seen(await studio.take(layer, **data))
        picture = await measured(page)
        assert faults(picture, safe) == [], layer
        if layer != "join":
            assert picture.text == LONG["text"], layer
            assert picture.size >= 40 * min(width / (1080 if width <= height else 1920), height / 1080), layer
        await studio.seen(await studio.clear(layer))


async def test_all_formats_of_a_show_are_fed_at_once(studio: FakeStudio, context: BrowserContext) -> None:
    pages = {}
    for name, (width, height, _) in FORMATS.items():
        pages[name] = await context.new_page()
        await pages[name].set_viewport_size({"width": width, "height": height})
        await pages[name].goto(f"{studio.url}/overlay?motion=cut&output={name}#token")
    await studio.take("question", **LONG)
    for name, page in pages.items():
        await page.wait_for_function("document.querySelector('[data-on]')")
        picture = await measured(page)
        assert (picture.text, faults(picture, FORMATS[name][2])) == (LONG["text"], []), name


async def test_an_upright_question_takes_eight_lines_at_most(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await context.new_page()
    await page.set_viewport_size({"width": 1080, "height": 1920})
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    for case in cases("scripts"):
        await studio.seen(await studio.take("question", **case))
        picture = await measured(page)
        assert (1 <= picture.lines <= 8, len(picture.pages)) == (True, 1), case["what"]


@pytest.mark.parametrize("name", ["9x16", "16x9"])
async def test_a_call_that_is_a_speech_leaves_the_code_in_the_picture(
    studio: FakeStudio, context: BrowserContext, name: str
) -> None:
    width, height, safe = FORMATS[name]
    page = await context.new_page()
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    await studio.seen(await studio.take("join", **{**CODE, "words": LONG["text"]}))
    picture = await measured(page)
    assert len(picture.plates) == 1 and all(within(box, safe) for box in picture.plates)
    assert (
        await page.evaluate("document.querySelector('[data-on]').el.code.getBoundingClientRect().height")
        >= 200
    )
