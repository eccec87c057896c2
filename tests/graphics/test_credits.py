"""The credits: sheet after sheet as long as it takes to read, the thanks last, and they stay."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext

from tests.graphics.fake_studio import FakeStudio
from tests.graphics.foreign import Player, played

pytestmark = pytest.mark.asyncio(loop_scope="session")


def items(count: int, text: str = "Why is that so?") -> list[dict[str, Any]]:
    return [{"id": f"q{n}", "text": f"{text} {n}", "name": f"Asker {n}"} for n in range(count)]


async def slow(studio: FakeStudio, context: BrowserContext, **data: Any) -> Player:
    """Playing on a page whose clock is ours."""
    page = await context.new_page()
    await page.clock.install()
    await page.goto(f"{studio.url}/bare")
    player = Player(page, "credits")
    await player.load(motion="cut", **data)
    await page.evaluate("graphic.playAction({ skipAnimation: true })")
    return player


async def test_sheets_follow_each_other_and_the_last_one_stays(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await slow(studio, context, title="Thank you", thanks="Good night", items=items(9))
    assert await player.texts(".leaf") == ["1/3"]
    assert len(await player.texts(".entry")) == 5  # about equally full, not as full as can be
    for leaf in ("2/3", "3/3"):
        await player.page.clock.run_for(17_000)
        assert await player.texts(".leaf") == [leaf]
    assert await player.texts(".entry .text") == ["Good night"]
    await player.page.clock.run_for(120_000)
    assert await player.texts(".leaf") == ["3/3"]


async def test_a_sheet_stands_as_long_as_it_takes_to_read(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await slow(studio, context, items=items(10))
    await player.page.clock.run_for(13_000)  # 5 questions, 35 words: 15 s
    assert await player.texts(".leaf") == ["1/2"]
    await player.page.clock.run_for(3_000)
    assert await player.texts(".leaf") == ["2/2"]


async def test_who_is_withdrawn_leaves_the_sheet_and_who_comes_is_thanked(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "credits", title="Thank you", items=items(3))
    await player.update(items=items(3)[1:])
    assert await player.texts(".entry .name") == ["Asker 1", "Asker 2"]
    await player.update(items=items(4))
    assert len(await player.texts(".entry .name")) == 4


async def test_a_hundred_long_questions_never_leave_the_plate(
    studio: FakeStudio, context: BrowserContext
) -> None:
    long = "Will the recording be online afterwards, and if so, for how long and where exactly? " * 3
    player = await played(studio, context, "credits", title="W" * 300, items=items(120, long))
    room, plate = await player.page.evaluate(
        "() => [graphic.el.room, graphic.el.plate].map((part) => part.getBoundingClientRect().toJSON())"
    )
    assert plate["top"] >= room["top"] - 1 and plate["bottom"] <= room["bottom"] + 1


async def test_with_nobody_to_thank_nothing_is_seen(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "credits")
    assert await player.texts(".ground") == []


async def test_a_star_given_meanwhile_changes_nothing_of_the_sheet_that_is_read(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await slow(studio, context, items=items(10))
    await player.page.clock.run_for(16_000)
    assert await player.texts(".leaf") == ["2/2"]
    before = await player.texts(".entry .text")
    await player.update(items=[*items(10), {"id": "new", "text": "And this one", "name": "Mia"}])
    assert await player.texts(".leaf") == ["2/3"]
    assert await player.texts(".entry .text") == before
    await player.page.clock.run_for(16_000)
    assert await player.texts(".entry .text") == ["And this one"]
    await player.update(items=items(10))  # it is withdrawn, and it was all of its sheet
    assert await player.texts(".leaf") == ["1/2"]


async def test_nobody_comes_after_the_thanks_that_are_read(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await slow(studio, context, thanks="Good night", items=items(3))
    await player.page.clock.run_for(16_000)
    assert await player.texts(".entry .text") == ["Good night"]
    await player.update(items=items(4))
    assert await player.texts(".entry .text") == ["Good night"]
    await player.page.clock.run_for(60_000)
    assert await player.texts(".entry .text") == ["Good night"]


async def test_a_speech_is_thanked_in_full(studio: FakeStudio, context: BrowserContext) -> None:
    speech = " ".join(f"word{n}" for n in range(300))
    player = await slow(studio, context, title="Thank you", items=[{"text": speech, "name": "Mia"}])
    said = [await player.texts(".entry .text")]
    pages = await player.page.evaluate("graphic.pages.length")
    for page in range(1, pages):
        await player.page.evaluate("(page) => graphic.turn(page)", page)
        said.append(await player.texts(".entry .text"))
    assert pages > 1
    assert " ".join(text for sheet in said for text in sheet) == speech
    assert await player.texts(".entry .name") == ["Mia"]
