"""What is wrong with a picture, in words: measured on its pixels and on where its words stand."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tests import ground
from tests.graphics.sheet_stage import Box, Drawn, Words

Pixels = NDArray[np.uint8]

LEAST = 28
"""Units; below it nobody reads it on a phone."""
QUESTIONS = {"social-wall": 36, "ticker": 36, "poll": 34}
"""Units a question has at least where it is not 40; a poll's answers count as such."""
LIMIT = 280
"""Characters of a question that are never cut off."""
WIDER_THAN_A_TILE = "\N{ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM}"
"""One letter, which no size of a tile on the wall can hold: the tile cuts it off."""
MAY_END_IN_ELLIPSIS = {"credits", "poll", "ticker"}
"""Where a question stands among many."""


class Format(NamedTuple):
    """A shape of picture: its size, the pixels of one unit, and what must stay free at each side."""

    name: str
    size: tuple[int, int]
    unit: float
    safe: Box


def _format(name: str, wide: int, high: int, unit: float, sides: Box) -> Format:
    left, top, right, bottom = (side * unit for side in sides)
    return Format(name, (wide, high), unit, (left, top, wide - right, high - bottom))


FORMATS = (
    _format("16:9", 1920, 1080, 1, (96, 54, 96, 54)),
    _format("9:16", 1080, 1920, 1, (54, 290, 140, 420)),
    _format("1:1", 1080, 1080, 1, (54, 54, 54, 54)),
    _format("21:9", 2560, 1080, 1, (128, 54, 128, 54)),
    _format("4K", 3840, 2160, 2, (96, 54, 96, 54)),
)
WIDE = FORMATS[0]

QUESTION, REST = 7.0, 4.5
"""The least contrast of the words of a question, and of all others."""
SMOOTHED = 1.15
"""What thin strokes lose by smoothing."""

EDGE_TO_EDGE = {"ticker", "test-card"}
"""Their plate may reach the edges of the picture; their words may not."""


def faults(graphic: str, form: Format, drawn: Drawn, pixels: Pixels) -> list[str]:
    alpha = pixels[..., 3]
    if not (alpha == 255).any():
        return ["nothing is drawn"]
    found = [fault for words in drawn.words for fault in _words(graphic, words, form, alpha)]
    if graphic not in EDGE_TO_EDGE:
        rows, columns = (np.flatnonzero((alpha >= 250).any(axis=axis)) for axis in (1, 0))
        solid = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
        if not _within(solid, form.safe, 1, 1):
            found.append(f"the plate {[int(edge) for edge in solid]} leaves the safe area")
    return list(dict.fromkeys(found))


def _words(graphic: str, words: Words, form: Format, alpha: Pixels) -> list[str]:
    found = []
    name = f"“{words.text[:24]}” ({words.part})"
    least = QUESTIONS.get(graphic, 40) if words.asked else LEAST
    if words.size < least * form.unit - 0.5:
        found.append(f"{name} has {words.size / form.unit:.0f} px")
    if words.moving:
        return found
    lost = [whole for whole in words.whole if not any(_same_line(whole, line) for line in words.lines)]
    if graphic == "social-wall" and WIDER_THAN_A_TILE in words.text:
        lost = []
    whole = words.asked and graphic not in MAY_END_IN_ELLIPSIS and len(words.text) <= LIMIT
    if lost and (whole or not words.ellipsis):
        found.append(f"{name} is cut off: {len(lost)} of {len(words.whole)} lines")
    for left, top, right, bottom in words.lines:
        if not _within((left, top, right, bottom), form.safe, 3 * form.unit, 12 * form.unit):
            found.append(f"{name} leaves the safe area")
        middle, half = (top + bottom) / 2, words.size * 0.4
        behind = alpha[
            max(0, round(middle - half)) : round(middle + half), max(0, round(left) + 1) : round(right) - 1
        ]
        if behind.size and not (behind == 255).all():
            found.append(f"{name} stands on nothing solid")
    return found


def _same_line(whole: Box, seen: Box, slack: float = 2) -> bool:
    """Whether of that line is seen: all of its length, and its middle."""
    middle = (whole[1] + whole[3]) / 2
    return (
        abs(whole[0] - seen[0]) <= slack and abs(whole[2] - seen[2]) <= slack and seen[1] <= middle <= seen[3]
    )


def _within(inner: Box, outer: Box, across: float, down: float) -> bool:
    return (
        inner[0] >= outer[0] - across
        and inner[1] >= outer[1] - down
        and inner[2] <= outer[2] + across
        and inner[3] <= outer[3] + down
    )


def dim(drawn: Drawn, pixels: Pixels) -> list[str]:
    """Words that do not stand out enough, over white and over black as OBS blends them."""
    found = []
    for words in drawn.words:
        least = QUESTION if words.asked else REST
        for behind in (1.0, 0.0):
            ratio = contrast(words, pixels, behind)
            if ratio < least:
                found.append(f"“{words.text[:24]}” ({words.part}) has a contrast of {ratio:.1f}")
    return list(dict.fromkeys(found))


def contrast(words: Words, pixels: Pixels, behind: float) -> float:
    """Of words with the ground they stand on, over a plain shade, as OBS blends them; the least of its lines.

    Their colour is held against the most usual colour of the box and those of its corners (a plate may shade
    off), and against what is drawn: in it must be something of nearly that strength.
    """
    ink = np.array([int(part) for part in re.findall(r"\d+", words.colour)[:3]]) / 255
    light = ground.luminance(ink)
    ratios = []
    for left, top, right, bottom in words.lines:
        part = pixels[round(top) : round(bottom), round(left) : round(right)]
        if min(part.shape[:2]) < 4:
            continue
        shades = ground.luminance(ground.in_obs(part, np.full(3, behind)))
        usual = _usual(shades)
        near = [shade for shade in shades[[0, 0, -1, -1], [0, -1, 0, -1]] if abs(shade - usual) < 0.05]
        ratios += [float(ground.contrast(light, np.array(shade))) for shade in (usual, *near)]
        ratios.append(float(ground.contrast(shades, np.array(usual)).max()) * SMOOTHED)
    return min(ratios, default=float("inf"))


def _usual(shades: ground.Colours) -> float:
    """The most frequent luminance."""
    counts, edges = np.histogram(shades, bins=64, range=(0, 1))
    most = int(counts.argmax())
    inside = shades[(shades >= edges[most]) & (shades <= edges[most + 1])]
    return float(np.median(inside))
