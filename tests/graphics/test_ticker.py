"""The ticker: short news stands, long news runs by without a seam, new pieces join unseen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext

from tests.graphics.fake_studio import FakeStudio
from tests.graphics.foreign import Player, played

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG = "\n".join(f"Piece of news number {n}, which is rather long to read" for n in range(6))
RUNNING = "graphic.shadowRoot.querySelector('.belt').getAnimations()"
SEEN = """() => {
  const window = graphic.shadowRoot.querySelector('.window').getBoundingClientRect();
  return [...graphic.shadowRoot.querySelectorAll('.item')]
    .filter((item) => !item.hasAttribute('data-gone'))
    .map((item) => [item.querySelector('.words').textContent, item.getBoundingClientRect()])
    .filter(([, box]) => box.right > window.left && box.left < window.right)
    .map(([words, box]) => [words, Math.round(box.left - window.left)]);
}"""
"""What is in the window now, and where."""


def item(key: str, text: str = "Why?") -> dict[str, Any]:
    return {"id": key, "text": f"{text} {key}", "name": "N"}


async def at(player: Player, round_share: float) -> None:
    """Stop the belt at that share of its first round; 1 and more: let it go on from just before its end."""
    await player.page.evaluate(
        f"(share) => {{ const [run] = {RUNNING}; const {{ delay, duration }} = run.effect.getTiming();"
        " run.currentTime = delay + duration * share; }",
        round_share,
    )


async def test_what_fits_stands_still_at_the_start(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "ticker", lines="Doors open at seven\n\n  \nThe bar stays open")
    assert await player.texts(".words") == ["Doors open at seven", "The bar stays open"]
    assert await player.page.evaluate(f"{RUNNING}.length") == 0


async def test_a_long_row_runs_round_after_round_without_a_seam(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "ticker", lines=LONG)
    timing = await player.page.evaluate(f"{RUNNING}[0].effect.getTiming()")
    width = await player.page.evaluate("graphic.shadowRoot.querySelector('.round').offsetWidth")
    assert timing["duration"] == pytest.approx(width / 120 * 1000, rel=0.01)
    await player.page.evaluate(f"{RUNNING}[0].pause()")
    await at(player, 0)
    start = await player.page.evaluate(SEEN)
    await at(player, 0.9999)
    end = await player.page.evaluate(SEEN)
    assert [words for words, _ in end if words in dict(start)][: len(start)] == [w for w, _ in start]
    assert dict(reversed(end))[start[0][0]] == pytest.approx(dict(start)[start[0][0]], abs=3)


async def test_in_a_show_from_the_right_it_runs_to_the_right(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "ticker", lines=LONG, dir="rtl")
    frames = await player.page.evaluate(f"{RUNNING}[0].effect.getKeyframes().map((frame) => frame.transform)")
    assert float(frames[1].removeprefix("translateX(").removesuffix("px)")) > 0


async def test_new_news_comes_when_the_round_is_over_and_nothing_in_sight_jumps(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "ticker", lines=LONG)
    await player.page.evaluate(f"{RUNNING}[0].pause()")
    await at(player, 0.1)
    before = await player.page.evaluate(SEEN)
    await player.update(lines=LONG + "\nSomething quite new")
    assert await player.page.evaluate(SEEN) == before
    await at(player, 0.999)
    last = [words for words, _ in await player.page.evaluate(SEEN)]
    await player.page.evaluate(f"{RUNNING}[0].play()")
    await player.page.wait_for_function(
        f"() => {RUNNING}[0]?.effect.getTiming().iterations === Infinity"
        " && graphic.shadowRoot.querySelector('.round').textContent.includes('quite new')"
    )
    assert [words for words, _ in await player.page.evaluate(SEEN)][: len(last) - 1] == last[1:]


async def test_what_is_withdrawn_is_blank_at_once(studio: FakeStudio, context: BrowserContext) -> None:
    items = [item(str(n), "A question of some length, starred by the crew") for n in range(6)]
    player = await played(studio, context, "ticker", items=items)
    await player.update(items=items[1:])
    seen = [words for words, _ in await player.page.evaluate(SEEN)]
    assert seen and not any(words.endswith(" 0") for words in seen)


async def test_off_air_nothing_runs(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "ticker", lines=LONG)
    await player.page.evaluate("graphic.stopAction({ skipAnimation: true })")
    assert await player.page.evaluate(f"{RUNNING}.length") == 0


async def test_without_movement_it_shows_piece_after_piece(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "ticker", lines=LONG, motion="cut")
    assert await player.page.evaluate(f"{RUNNING}.length") == 0
    assert len(await player.texts(".words")) == 1


async def test_with_nothing_to_tell_nothing_is_seen(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "ticker")
    assert await player.texts(".ground") == []


async def test_it_runs_in_whole_pixels(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "ticker", lines=LONG)
    widths, easing = await player.page.evaluate(
        "() => [[...graphic.shadowRoot.querySelectorAll('.round')]"
        f".map((one) => one.getBoundingClientRect().width), {RUNNING}[0].effect.getTiming().easing]"
    )
    assert widths[0] == widths[1] == int(widths[0])
    assert easing == f"steps({int(widths[0])})"


async def test_what_was_withdrawn_does_not_come_back_with_the_next_round(
    studio: FakeStudio, context: BrowserContext
) -> None:
    items = [item(str(n), "A question of some length, starred by the crew") for n in range(6)]
    player = await played(studio, context, "ticker", items=items)
    await at(player, 0.995)  # both rounds are in sight, and lie there as they were
    await player.update(items=items[1:])
    await player.page.wait_for_function(f"() => {RUNNING}[0]?.effect.getComputedTiming().progress < 0.9")
    assert not [words for words, _ in await player.page.evaluate(SEEN) if words.endswith(" 0")]


async def test_unseen_it_rests(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "ticker", lines=LONG)
    hide = (
        "(away) => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => away });"
        f" document.dispatchEvent(new Event('visibilitychange')); return {RUNNING}[0].playState; }}"
    )
    assert await player.page.evaluate(hide, True) == "paused"
    assert await player.page.evaluate(hide, False) == "running"


async def test_without_movement_a_long_piece_comes_line_by_line(
    studio: FakeStudio, context: BrowserContext
) -> None:
    speech = " ".join(f"word{n}" for n in range(80))
    player = await played(studio, context, "ticker", lines=f"Short\n{speech}", motion="cut")
    pages = await player.page.evaluate("graphic.pages")
    assert pages[0] == "Short"
    assert len(pages) > 3
    assert " ".join(pages[1:]) == speech
    fits = (
        "(number) => { graphic.turn(number);"
        " return graphic.el.lines.scrollWidth <= graphic.el.window.clientWidth; }"
    )
    for number, page in enumerate(pages):
        assert await player.page.evaluate(fits, number), page
