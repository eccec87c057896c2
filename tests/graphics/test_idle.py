"""The page costs nothing while nothing changes, and little when something does."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import CDPSession, Page

from tests.graphics.fake_studio import FakeStudio

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


WORK = {
    "Layout",
    "UpdateLayoutTree",
    "Paint",
    "BeginMainThreadFrame",
    "CompositeLayers",
    "RasterTask",
    "DrawFrame",
}


async def traced(page: Page, meanwhile: Callable[[], Awaitable[None]]) -> list[str]:
    """What the engine did for the picture meanwhile."""
    browser = page.context.browser
    assert browser is not None
    categories = ["-*", "devtools.timeline", "disabled-by-default-devtools.timeline"]
    await browser.start_tracing(page=page, categories=categories)
    await meanwhile()
    trace = json.loads(await browser.stop_tracing())
    return [event["name"] for event in trace["traceEvents"] if event["name"] in WORK]


@pytest.mark.parametrize("on_air", [True, False])
async def test_beats_draw_nothing(studio: FakeStudio, overlay: Page, on_air: bool) -> None:
    if on_air:
        await studio.seen(await studio.take("question", **QUESTION))
    await overlay.screenshot()  # whatever was still to be drawn is drawn

    async def beats() -> None:
        for beat in range(20):
            await studio.say({"beat": beat})
        # A patch that does not fit is answered: so the beats before it were heard. Nobody answers in turn.
        studio.mute = True
        await studio.say({"rev": 99, "after": 98, "patch": []})
        await studio.until(lambda message: "again" in message)

    assert await traced(overlay, beats) == []
    running = "[...document.querySelectorAll('*')].flatMap((n) => (n.shadowRoot ?? n).getAnimations()).length"
    assert await overlay.evaluate(running) == 0


async def test_the_trace_would_show_a_frame(studio: FakeStudio, overlay: Page) -> None:
    async def take() -> None:
        await studio.seen(await studio.take("question", **QUESTION))

    assert {"Layout", "Paint"} <= set(await traced(overlay, take))


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
