"""What the engine did for the picture, as its own trace tells it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from playwright.async_api import Page

WORK = {
    "Layout",
    "UpdateLayoutTree",
    "Paint",
    "BeginMainThreadFrame",
    "CompositeLayers",
    "RasterTask",
    "DrawFrame",
}
CATEGORIES = [
    "-*",
    "devtools.timeline",
    "disabled-by-default-devtools.timeline",
    "disabled-by-default-devtools.timeline.frame",
]

MARKS = """() => {
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...given) {
    const animation = animate.apply(this, given);
    console.timeStamp("mark");
    animation.finished.then(() => console.timeStamp("mark"), () => console.timeStamp("mark"));
    return animation;
  };
}"""
"""Evaluated in a page, puts a mark into the trace wherever a track begins and ends."""


class Event(NamedTuple):
    name: str
    at: float
    """Milliseconds from the trace's own beginning."""


async def events(page: Page, meanwhile: Callable[[], Awaitable[Any]]) -> list[Event]:
    """The work meanwhile, and the marks, in order."""
    browser = page.context.browser
    assert browser is not None
    await browser.start_tracing(page=page, categories=CATEGORIES)
    await meanwhile()
    trace = json.loads(await browser.stop_tracing())["traceEvents"]
    found = [
        Event("mark" if event["name"] == "TimeStamp" else event["name"], event["ts"] / 1000)
        for event in trace
        if event["name"] in WORK or event["name"] == "TimeStamp"
    ]
    return sorted(found, key=lambda event: event.at)


def astray(found: list[Event], frames: int = 2) -> list[Event]:
    """The layouts that are neither near a mark before them nor the first: more frames between than that."""
    lost, since = [], 0
    for event in found:
        if event.name == "mark":
            since = 0
        elif event.name == "BeginMainThreadFrame":
            since += 1
        elif event.name == "Layout" and since > frames:
            lost.append(event)
    return lost


def gaps(found: list[Event]) -> list[float]:
    """Milliseconds between one drawn frame and the next."""
    drawn = [event.at for event in found if event.name == "DrawFrame"]
    return [after - before for before, after in itertools.pairwise(drawn)]
