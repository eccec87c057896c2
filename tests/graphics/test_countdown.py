"""The countdown: right by the wall clock whatever happens, and at rest while nobody sees it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page

from tests.graphics.fake_studio import FakeStudio
from tests.graphics.foreign import Player

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOW = 1_700_000_000_000
TIME = "[data-el=time]"
DONE = "[data-el=done]"


async def at_noon(studio: FakeStudio, context: BrowserContext, **data: Any) -> tuple[Page, Player]:
    """Loaded, in a page whose clock the test moves; it starts at `NOW`."""
    page = await context.new_page()
    await page.clock.install(time=NOW / 1000)
    await page.clock.pause_at(NOW / 1000 + 60)
    await page.goto(f"{studio.url}/bare")
    await page.evaluate(
        """() => {
          const plain = window.setTimeout;
          window.timers = 0;
          window.setTimeout = (call, ms) => (window.timers++, plain(call, ms));
        }"""
    )
    player = Player(page, "countdown")
    await player.load(**data)
    return page, player


START = NOW + 60_000


async def test_it_counts_to_a_wall_time(studio: FakeStudio, context: BrowserContext) -> None:
    page, player = await at_noon(studio, context, until=START + 65_000)
    await player.play()
    assert await player.texts(TIME) == ["1:05"]
    await page.clock.run_for(4_900)
    assert await player.texts(TIME) == ["1:01"]
    await page.clock.run_for(1_200)
    assert await player.texts(TIME) == ["0:59"]


async def test_a_second_changes_one_node_and_nothing_else(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page, player = await at_noon(studio, context, until=START + 600_000)
    await player.play()
    await page.evaluate(
        """() => {
          window.changes = [];
          const watch = new MutationObserver((found) => changes.push(...found.map(({ type }) => type)));
          const all = { subtree: true, childList: true, attributes: true, characterData: true };
          watch.observe(graphic.shadowRoot, all);
        }"""
    )
    await page.clock.run_for(5_000)
    assert await page.evaluate("changes") == ["characterData"] * 5
    contained = "getComputedStyle(graphic.el.time).contain"
    assert await page.evaluate(contained) in {"strict", "size layout paint style"}


async def test_after_sleep_it_is_right(studio: FakeStudio, context: BrowserContext) -> None:
    page, player = await at_noon(studio, context, until=START + 3_700_000)
    await player.play()
    assert await player.texts(TIME) == ["1:01:40"]
    await page.clock.fast_forward(3_600_000)  # the machine slept: timers fire once, late
    assert await player.texts(TIME) == ["1:40"]


@pytest.mark.parametrize(("done", "shown"), [("", "0:00"), ("Here we go", "Here we go")])
async def test_at_the_end_it_rests(
    studio: FakeStudio, context: BrowserContext, done: str, shown: str
) -> None:
    page, player = await at_noon(studio, context, until=START + 2_000, done=done, motion="cut")
    await player.play()
    await page.clock.run_for(3_000)
    assert await player.texts(f"{TIME}, {DONE}") == [shown]
    before = await page.evaluate("timers")
    await page.clock.run_for(60_000)
    assert await page.evaluate("timers") == before


async def test_words_come_with_a_movement_at_the_end(studio: FakeStudio, context: BrowserContext) -> None:
    page = await context.new_page()
    await page.goto(f"{studio.url}/bare")
    player = Player(page, "countdown")
    await player.load(done="Here we go, at last", seconds=60)
    await player.play()
    await page.evaluate(
        """() => {
          const { done } = graphic.el;
          const { animate } = done;
          window.moved = 0;
          done.animate = (...given) => (window.moved++, animate.apply(done, given));
        }"""
    )
    await page.evaluate("graphic.updateAction({ data: { until: Date.now() + 300 } })")
    await page.wait_for_function(
        "() => !graphic.el.done.hidden && moved && !graphic.shadowRoot.getAnimations().length"
    )
    assert await player.texts(f"{TIME}, {DONE}") == ["Here we go, at last"]
    assert await page.evaluate("moved") == 1


async def test_off_or_hidden_it_counts_nothing(studio: FakeStudio, context: BrowserContext) -> None:
    page, player = await at_noon(studio, context, until=START + 600_000)
    before = await page.evaluate("timers")
    await page.clock.run_for(5_000)
    assert await page.evaluate("timers") == before  # loaded, not yet on
    await player.play()
    await page.evaluate(
        "Object.defineProperty(document, 'hidden', { configurable: true, value: true });"
        " document.dispatchEvent(new Event('visibilitychange'))"
    )
    before = await page.evaluate("timers")
    await page.clock.run_for(5_000)
    assert await page.evaluate("timers") == before
    await page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    assert await player.texts(TIME) == ["9:50"]
    await player.stop()
    before = await page.evaluate("timers")
    await page.clock.run_for(5_000)
    assert await page.evaluate("timers") == before


async def test_seconds_count_from_when_it_is_on(studio: FakeStudio, context: BrowserContext) -> None:
    """As in renderers that know no wall time of ours."""
    page, player = await at_noon(studio, context, seconds="90")
    await page.clock.run_for(10_000)
    await player.play()
    assert await player.texts(TIME) == ["1:30"]
    await page.clock.run_for(30_000)
    assert await player.texts(TIME) == ["1:00"]
    await player.update(label="Back in")  # another label does not begin anew
    assert await player.texts(TIME) == ["1:00"]
    await player.update(seconds=20)
    assert await player.texts(TIME) == ["0:20"]
    await player.stop()
    await player.play()
    assert await player.texts(TIME) == ["0:20"]


async def test_another_end_is_taken_up_where_it_stands(studio: FakeStudio, context: BrowserContext) -> None:
    page, player = await at_noon(studio, context, until=START + 65_000)
    await player.play()
    await page.evaluate("graphic.el.time.dataset.same = ''")
    await player.update(until=START + 300_000)
    assert await player.texts(f"{TIME}[data-same]") == ["5:00"]
    await player.update(until=START + 7_200_000)  # wider: the plate is drawn anew
    assert await player.texts(TIME) == ["2:00:00"]
    width, inside = await page.evaluate("[graphic.el.time.clientWidth, graphic.el.time.scrollWidth]")
    assert inside <= width


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (0, "0:00"),
        (-5, "0:00"),
        (1, "0:01"),
        (1000, "0:01"),
        (1001, "0:02"),
        (59_999, "1:00"),
        (600_000, "10:00"),
        (3_599_000, "59:59"),
        (3_600_000, "1:00:00"),
        (36_061_000, "10:01:01"),
        (1e15, "99:00:00"),
    ],
)
async def test_how_times_are_written(
    studio: FakeStudio, context: BrowserContext, ms: float, words: str
) -> None:
    page = await context.new_page()
    await page.goto(f"{studio.url}/bare")
    script = "async (ms) => (await import('/graphics/countdown/graphic.mjs')).written(ms)"
    assert await page.evaluate(script, ms) == words
