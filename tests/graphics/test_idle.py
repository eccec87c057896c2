"""The page costs nothing while nothing changes, and little when something does."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext, CDPSession, Page

from overlay.show.model import SHIPPED
from tests.graphics.fake_studio import FakeStudio
from tests.graphics.sheet_data import GRAPHICS, given
from tests.graphics.sheet_run import SCRIPTS
from tests.graphics.sheet_stage import FOREIGN
from tests.graphics.trace import MARKS, astray, events

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION: dict[str, Any] = {"text": "Will the vote be repeated?", "name": "Anna", "votes": 128}


async def counted(session: CDPSession) -> dict[str, float]:
    metrics: list[dict[str, Any]] = (await session.send("Performance.getMetrics"))["metrics"]
    return {metric["name"]: metric["value"] for metric in metrics}


async def layouts(session: CDPSession) -> float:
    return (await counted(session))["LayoutCount"]


async def watched(page: Page) -> CDPSession:
    session = await page.context.new_cdp_session(page)
    await session.send("Performance.enable")
    return session


ARRIVED = """() => {
  const on = document.querySelector("[data-on]");
  const ends = (one) => one.playState === "running" && one.effect.getComputedTiming().endTime < 3000;
  return on && !on.shadowRoot.getAnimations().some(ends);
}"""
"""Whatever goes on now goes on for as long as it is on air."""

WATCHED = 1200  # ms of the page's own clock
GOES_ON = {"ticker", "credits", "test-card"}
"""Moves for as long as it is on air: by the compositor, the page itself hardly ever has a frame."""
CLOCK = "countdown"


async def on_air(studio: FakeStudio, context: BrowserContext, graphic: str) -> Page:
    """The real page with that graphic, arrived; with nothing if it has no name."""
    page = await context.new_page()
    await page.goto(f"{studio.url}/overlay#token")
    await studio.seen(studio.rev)
    if graphic:
        await studio.seen(await studio.take(layer(graphic), graphic, **given(graphic, SCRIPTS, 0)))
        await page.wait_for_function(ARRIVED)
    await page.wait_for_load_state("networkidle")  # graphics are loaded ahead of time
    await page.screenshot()  # whatever was still to be drawn is drawn
    return page


def layer(graphic: str) -> str:
    return SHIPPED[graphic].layer


async def beats(studio: FakeStudio, page: Page) -> None:
    """More than a second, with everything a server says meanwhile."""
    for beat in range(20):
        await studio.say({"beat": beat})
    # A patch that does not fit is answered: so the beats before it were heard. Nobody answers in turn.
    studio.mute = True
    await studio.say({"rev": 99, "after": 98, "patch": []})
    await studio.until(lambda message: "again" in message)
    await page.evaluate("(ms) => new Promise((resolve) => setTimeout(resolve, ms))", WATCHED)


@pytest.mark.parametrize("graphic", [*GRAPHICS, ""])
async def test_on_air_and_idle_nothing_is_drawn(
    studio: FakeStudio, context: BrowserContext, graphic: str
) -> None:
    page = await on_air(studio, context, graphic)
    work = [event.name for event in await events(page, lambda: beats(studio, page))]
    if graphic == CLOCK:
        assert work.count("Layout") <= WATCHED / 1000 + 1
        assert work.count("BeginMainThreadFrame") <= 2 * (WATCHED / 1000 + 1)
    elif graphic in GOES_ON:
        assert not {"Layout", "Paint"} & set(work)
        assert work.count("BeginMainThreadFrame") <= work.count("DrawFrame") / 4
    else:
        assert work == []


async def test_the_trace_would_show_a_frame(studio: FakeStudio, overlay: Page) -> None:
    async def take() -> None:
        await studio.seen(await studio.take("question", **QUESTION))

    assert {"Layout", "Paint"} <= {event.name for event in await events(overlay, take)}


async def test_the_trace_would_show_a_layout_on_the_way(studio: FakeStudio, context: BrowserContext) -> None:
    page = await context.new_page()
    await page.goto(f"{studio.url}/bare")
    await page.evaluate(MARKS)
    found = await events(
        page,
        lambda: page.evaluate(
            """async () => {
              const box = document.body.appendChild(document.createElement("p"));
              const moving = box.animate([{ opacity: 0 }, { opacity: 1 }], 600);
              const frame = () => new Promise(requestAnimationFrame);
              for (let number = 0; number < 9; number++) {
                await frame();
                box.style.width = `${number}px`;
              }
              await moving.finished;
            }"""
        ),
    )
    assert astray(found) != []


VERBS = {
    "play": "graphic.playAction({})",
    "update": "graphic.updateAction({ data })",
    "stop": "graphic.stopAction({})",
}


@pytest.mark.parametrize("graphic", GRAPHICS)
async def test_layout_only_as_a_track_begins_or_ends(
    studio: FakeStudio, context: BrowserContext, graphic: str
) -> None:
    page = await context.new_page()
    await page.goto(f"{studio.url}/bare")
    first, other = (given(graphic, SCRIPTS, number) for number in (0, 2))
    loaded = {"name": graphic, "data": other, "tag": f"trace-{graphic}", "closed": False}
    await page.evaluate(FOREIGN, loaded)  # with the words that come later, so that their faces are there
    await page.evaluate("(data) => graphic.updateAction({ data })", first)
    await page.evaluate("(data) => { window.data = data; }", other)
    await page.evaluate(MARKS)
    for verb, script in VERBS.items():
        found = await events(page, lambda script=script: page.evaluate(script))  # type: ignore[misc]
        assert len(astray(found)) <= (2 if graphic == CLOCK else 0), verb  # a second passes: its digits
        if verb != "update" and graphic != "test-card":
            assert sum(event.name == "DrawFrame" for event in found) > 5, verb


@pytest.mark.parametrize("layer", ["question", "card"])
async def test_a_movement_is_the_compositors_alone(studio: FakeStudio, overlay: Page, layer: str) -> None:
    """Words are fitted before they move; while they move, only transform and opacity change."""
    await studio.seen(await studio.take(layer, **QUESTION))
    await studio.seen(await studio.clear(layer))
    session = await watched(overlay)
    await overlay.evaluate(
        "(layer) => { window.g = document.querySelector(`[data-layer=${layer}]`).firstChild; }", layer
    )
    await overlay.evaluate("g.updateAction({ data: { motion: 'full' } })")
    for verb in ("playAction", "stopAction"):
        before = await layouts(session)
        touched = await overlay.evaluate(
            """async (verb) => {
              const done = g[verb]({});
              const running = g.shadowRoot.getAnimations();
              const touched = new Set(running.flatMap((a) => a.effect.getKeyframes().flatMap(Object.keys)));
              await done;
              return [running.length, [...touched]];
            }""",
            verb,
        )
        assert touched[0] >= 5
        assert set(touched[1]) <= {"transform", "opacity", "offset", "computedOffset", "easing", "composite"}
        assert await layouts(session) - before <= 6
