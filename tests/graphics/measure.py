"""Where the parts of a picture are, and whether they are where they may be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from playwright.async_api import Page

DATA = Path(__file__).parents[1] / "data"
SCRIPT = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8").split("\n", 1)[1]

SAFE = (96, 54, 1920 - 96, 1080 - 54)
"""The part of a 1920 x 1080 picture where graphics may stand (EBU R 95)."""

Box = tuple[float, float, float, float]


class Picture(NamedTuple):
    """What is on air, measured; boxes are left, top, right, bottom in pixels."""

    elements: int
    owned: str | None
    title: str
    text: str
    lines: int
    size: float
    pages: list[str]
    plates: list[Box]
    parts: list[Box]
    words: list[Box]
    spilling: list[str]


async def measured(page: Page) -> Picture:
    return Picture(**await page.evaluate(SCRIPT))


def within(inner: Box, outer: Box, slack: float = 1) -> bool:
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def faults(picture: Picture, safe: Box = SAFE) -> list[str]:
    """What is wrong with where things are, in words; empty when all is well."""
    found = [f"{name} is wider than its box" for name in picture.spilling]
    if not picture.plates:
        return ["nothing is on air"]
    plate = around(picture.plates)
    found += [f"plate {box} outside {safe}" for box in picture.plates if not within(box, safe)]
    found += [f"part {box} outside plate {plate}" for box in picture.parts if not within(box, plate)]
    found += [f"words {box} outside plate {plate}" for box in picture.words if not within(box, plate, 2)]
    return found


def cases(name: str) -> list[dict[str, Any]]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
