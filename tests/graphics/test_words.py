"""Words from strangers on the real page: every text fits and harms nothing. Pictures: test_sheets.py."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page

from tests.browser import ARTIFACTS
from tests.graphics.fake_studio import FakeStudio
from tests.graphics.measure import Box, cases, faults, measured

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOSTILE, SCRIPTS = cases("hostile"), cases("scripts")
UPRIGHT: Box = (54, 290, 1080 - 140, 1920 - 420)


def data(case: dict[str, Any]) -> dict[str, Any]:
    words = {"label": "Question", "lang": "", "dir": "ltr", **case}
    return {
        **words,
        "id": "q1",
        "platform": "youtube",
        "avatar": "",
        "votes": 128,
        "asked_by": "",
        "since_ms": 0,
    }


async def kept(page: Page, folder: str, number: int, what: str) -> None:
    (ARTIFACTS / folder).mkdir(parents=True, exist_ok=True)
    name = re.sub(r"\W+", "-", what)
    await page.screenshot(path=ARTIFACTS / folder / f"{number:02}-{name}.png", omit_background=True)


@pytest.mark.parametrize("layer", ["question", "card"])
async def test_hostile_words_fit_and_do_no_harm(studio: FakeStudio, overlay: Page, layer: str) -> None:
    asked: list[str] = []
    overlay.on("request", lambda request: asked.append(request.url))
    overlay.on("dialog", lambda dialog: asked.append(f"a dialog: {dialog.message}"))
    await studio.seen(await studio.take(layer, **data({"name": "Anna", "text": "Why?"})))
    plain = await measured(overlay)
    wrong = {}
    for case in HOSTILE:
        await studio.seen(await studio.take(layer, **data(case)))
        picture = await measured(overlay)
        found = faults(picture)
        if picture.elements != plain.elements:
            found.append(f"{picture.elements} elements instead of {plain.elements}")
        if picture.owned or picture.title != plain.title:
            found.append("a script of the text has run")
        if found:
            wrong[case["what"]] = found
    assert wrong == {}
    assert [url for url in asked if not url.startswith(studio.url)] == []


@pytest.mark.parametrize("layer", ["question", "card"])
async def test_words_of_every_script_fit(studio: FakeStudio, overlay: Page, layer: str) -> None:
    for case in SCRIPTS:
        await studio.seen(await studio.take(layer, **data(case)))
        picture = await measured(overlay)
        assert faults(picture) == [], case["what"]
        assert picture.text == case["text"]


@pytest.mark.parametrize("layer", ["question", "card"])
async def test_an_upright_picture_holds_them_too(
    studio: FakeStudio, context: BrowserContext, layer: str
) -> None:
    page = await context.new_page()
    await page.set_viewport_size({"width": 1080, "height": 1920})
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    for number, case in enumerate([*SCRIPTS, *HOSTILE], 1):
        await studio.seen(await studio.take(layer, **data(case)))
        assert faults(await measured(page), UPRIGHT) == [], case["what"]
        if number in (2, 6, 10):
            await kept(page, f"upright-{layer}", number, case["what"])


@pytest.mark.parametrize("layer", ["question", "card"])
@pytest.mark.parametrize(
    ("width", "height"), [(320, 180), (1280, 720), (3840, 2160), (1080, 1080), (2560, 1080)]
)
async def test_every_size_of_picture_shows_the_same(
    studio: FakeStudio, context: BrowserContext, layer: str, width: int, height: int
) -> None:
    page = await context.new_page()
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    await studio.seen(await studio.take(layer, **data(SCRIPTS[1])))
    picture = await measured(page)
    side = 0.05 * width
    assert faults(picture, (side, 0.05 * height, width - side, 0.95 * height)) == []
    assert len(picture.pages) == 1


@pytest.mark.parametrize("layer", ["question", "card"])
async def test_a_question_of_280_letters_is_whole_and_large(
    studio: FakeStudio, overlay: Page, layer: str
) -> None:
    text = SCRIPTS[1]["text"]
    assert 270 <= len(text) <= 280
    await studio.seen(await studio.take(layer, **data({"name": "Mia", "text": text})))
    picture = await measured(overlay)
    assert picture.text == text
    assert picture.size >= 40


async def test_a_card_holds_280_wide_letters(studio: FakeStudio, overlay: Page) -> None:
    text = ("如果明年的预算被否决，学校里的老师和学生们将怎么办？" * 11)[:280]
    await studio.seen(await studio.take("card", **data({"name": "Mia", "text": text})))
    picture = await measured(overlay)
    assert picture.text == text
    assert picture.size >= 40


async def test_a_speech_is_shown_page_by_page(studio: FakeStudio, overlay: Page) -> None:
    speech = " ".join(f"Sentence number {n} of a long speech." for n in range(1, 61))
    await studio.seen(await studio.take("card", **data({"name": "Mia", "text": speech})))
    picture = await measured(overlay)
    assert len(picture.pages) > 1
    assert " ".join(picture.pages) == speech
    assert picture.text == picture.pages[0]
    assert faults(picture) == []
