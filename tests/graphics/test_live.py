"""The socket client of our pages: gaps, beats, echoes, and coming back."""

from __future__ import annotations

import json
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page

from tests.graphics.fake_studio import FakeStudio

pytestmark = pytest.mark.asyncio(loop_scope="session")

START = """async (view) => {
  const { Live } = await import("/static/live.js");
  const live = new Live({ view, token: "token" });
  Object.assign(window, { live, views: [], links: [], others: [] });
  live.onview = (view, operations) => views.push([live.rev, JSON.stringify(view), operations]);
  live.onlink = (state) => links.push([state, performance.now()]);
  live.onlamps = (lamps) => others.push(lamps);
  live.onmine = (question) => others.push(question);
  live.open();
}"""


@pytest_asyncio.fixture(loop_scope="session")
async def page(studio: FakeStudio, context: BrowserContext) -> Page:
    opened = await context.new_page()
    await opened.goto(f"{studio.url}/bare")
    return opened


async def started(page: Page, view: str = "crew") -> None:
    await page.evaluate(START, view)
    await page.wait_for_function("() => views.length === 1")


async def views(page: Page) -> list[Any]:
    found: list[Any] = await page.evaluate("views")
    return found


async def test_the_whole_view_first_then_patches(studio: FakeStudio, page: Page) -> None:
    await started(page)
    assert studio.heard == [{"view": "crew", "token": "token"}]
    assert (await views(page))[0] == [1, json.dumps(studio.view, separators=(",", ":")), None]
    await studio.change(["set", "title", "Other"])
    await page.wait_for_function("() => live.rev === 2")
    assert (await views(page))[1][2] == [["set", "title", "Other"]]
    assert await page.evaluate("live.view.title") == "Other"


async def test_a_gap_asks_again_and_shows_nothing_meanwhile(studio: FakeStudio, page: Page) -> None:
    await started(page)
    await studio.change(["set", "title", "Lost"], tell=False)
    studio.mute = True  # the answer takes its time
    await studio.change(["set", "lang", "fr"])
    await studio.change(["set", "lang", "de"])
    await studio.until(lambda message: "again" in message)
    studio.mute = False
    assert len(await views(page)) == 1
    await studio.say({"epoch": "e1", "rev": studio.rev, "build": "b1", "view": studio.view})
    await page.wait_for_function("() => views.length === 2")
    assert await page.evaluate("[live.view.title, live.view.lang, live.rev]") == ["Lost", "de", studio.rev]
    assert sum("again" in message for message in studio.heard) == 1


async def test_what_it_has_already_is_left_out(studio: FakeStudio, page: Page) -> None:
    await started(page)
    await studio.change(["set", "title", "Two"])
    await studio.say({"rev": 2, "after": 1, "patch": [["set", "title", "Twice"]]})
    await studio.change(["set", "lang", "fr"])
    await page.wait_for_function("() => live.rev === 3")
    assert await page.evaluate("[live.view.title, live.view.lang]") == ["Two", "fr"]


async def test_it_resumes_from_where_it_was(studio: FakeStudio, page: Page) -> None:
    await started(page)
    await studio.change(["set", "title", "Two"])
    await page.wait_for_function("() => live.rev === 2")
    studio.heard.clear()
    await studio.stop()
    await studio.change(["set", "title", "Three"], tell=False)
    await studio.change(["set", "lang", "fr"], tell=False)
    await studio.start()
    await page.wait_for_function("() => live.rev === 4")
    assert studio.heard[0] == {"view": "crew", "token": "token", "rev": 2, "epoch": "e1"}
    assert len(await views(page)) == 3  # both at once
    assert await page.evaluate("[live.view.title, live.view.lang]") == ["Three", "fr"]


async def test_another_epoch_brings_the_whole_view(studio: FakeStudio, page: Page) -> None:
    await started(page)
    studio.epoch, studio.rev, studio.view = "e2", 1, {**studio.view, "title": "Restored"}
    await studio.hang_up(1012)
    await page.wait_for_function("() => live.epoch === 'e2'")
    assert await page.evaluate("live.view.title") == "Restored"


async def test_silence_is_noticed(studio: FakeStudio, page: Page) -> None:
    await page.clock.install()
    await started(page, "overlay")
    await page.clock.run_for(5000)
    await studio.say({"beat": 1})
    await studio.change(["set", "title", "Alive"])
    await page.wait_for_function("() => live.rev === 2")
    await page.clock.run_for(5000)  # heard something 5 s ago
    assert await page.evaluate("links.map(([state]) => state)") == ["open"]
    studio.heard.clear()
    await page.clock.run_for(1500)
    assert await page.evaluate("links[1][0]") == "lost"
    await page.clock.run_for(1000)
    await studio.until(lambda message: "view" in message)


async def test_a_look_finds_out_at_once(studio: FakeStudio, page: Page) -> None:
    await started(page)
    await page.evaluate("Date.now = () => new Date().getTime() + 60_000")  # the machine has slept
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    assert await page.evaluate("links.map(([state]) => state)") == ["open", "lost"]


@pytest.mark.parametrize(
    ("view", "farthest", "nearest"), [("overlay", 1000, 0.5), ("crew", 2000, 0.5), ("audience", 30000, 0)]
)
async def test_pauses_double_to_a_limit_and_are_spread(
    studio: FakeStudio, page: Page, view: str, farthest: int, nearest: float
) -> None:
    await page.clock.install()
    await page.evaluate(
        """() => {
          window.pauses = [];
          const plain = window.setTimeout;
          window.setTimeout = (call, ms, ...more) => (pauses.push(ms), plain(call, ms, ...more));
        }"""
    )
    await started(page, view)
    await studio.stop()
    await page.wait_for_function("() => links.length >= 2")
    silence = 60000 if view == "audience" else 6000
    for times in range(2, 12):
        await page.clock.run_for(farthest + 1)
        await page.wait_for_function("(times) => links.length > times", arg=times)
    pauses = [pause for pause in await page.evaluate("pauses") if pause != silence]
    wanted = [min(200 * 2**n, farthest) for n in range(len(pauses))]
    assert all(most * nearest <= pause <= most for pause, most in zip(pauses, wanted, strict=True))
    assert len(set(pauses)) > 5
    await studio.start()


async def test_a_planned_restart_is_followed_at_once(studio: FakeStudio, page: Page) -> None:
    await page.clock.install()
    await started(page)
    studio.heard.clear()
    await studio.hang_up(1012)
    await page.wait_for_function("() => links.length >= 2")
    await page.clock.run_for(1)
    await studio.until(lambda message: "view" in message)


async def test_lamps_and_own_questions_are_not_numbered(studio: FakeStudio, page: Page) -> None:
    await started(page)
    await studio.say({"lamps": {"obs": "up"}})
    await studio.say({"mine": {"id": "q1"}})
    await page.wait_for_function("() => others.length === 2")
    assert await page.evaluate("[others, live.rev, views.length]") == [[{"obs": "up"}, {"id": "q1"}], 1, 1]


async def test_the_echo_comes_after_two_frames_and_not_from_a_hidden_page(
    studio: FakeStudio, page: Page
) -> None:
    await started(page, "overlay")
    await page.evaluate(
        """() => {
          window.frames = 0;
          const plain = window.requestAnimationFrame.bind(window);
          window.requestAnimationFrame = (call) => plain((now) => (frames++, call(now)));
          live.echo(1);
        }"""
    )
    await studio.seen(1)
    assert await page.evaluate("frames") == 2
    await page.evaluate(
        "Object.defineProperty(document, 'hidden', { configurable: true, value: true }); live.echo(7);"
    )
    await page.evaluate("live.send({ fault: 'after' })")
    await studio.until(lambda message: "fault" in message)
    assert not any(message.get("seen") == 7 for message in studio.heard)
    await page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    await studio.seen(7)


async def test_patch_operations(page: Page) -> None:
    view = {"title": "A", "list": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}
    operations = [
        ["set", "title", "B"],
        ["put", "list", {"id": "d"}, "a"],
        ["put", "list", {"id": "b", "n": 2}, None],
        ["put", "list", {"id": "c", "n": 3}, "a"],
        ["put", "list", {"id": "e"}, "gone"],
        ["cut", "list", "a"],
        ["cut", "list", "unknown"],
        ["put", "fresh", {"id": "z"}, None],
    ]
    patched = await page.evaluate(
        "async ([view, operations]) => (await import('/static/view-patch.js')).patch(view, operations)",
        [view, operations],
    )
    order = [{"id": "d"}, {"id": "c", "n": 3}, {"id": "b", "n": 2}, {"id": "e"}]
    assert patched == {"title": "B", "list": order, "fresh": [{"id": "z"}]}
