"""A contact sheet: many pictures of one graphic, small, labelled, each over a ground."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tests import ground
from tests.browser import ARTIFACTS

SHEETS = ARTIFACTS / "sheets"
GROUNDS = ("checkerboard", "bright", "dark", "photo", "OBS over white", "OBS over photo")
AREA = 480 * 270
ACROSS = 2440
LINE, EDGE = 20, 6


def over(rgba: NDArray[np.uint8], name: str) -> Image.Image:
    """The picture over one of `GROUNDS`."""
    size = (rgba.shape[1], rgba.shape[0])
    match name.removeprefix("OBS over "):
        case "checkerboard":
            behind = ground.checkerboard(size)
        case "photo":
            behind = ground.photo(size)
        case shade:
            behind = ground.plain(0.04 if shade == "dark" else 1.0, size)
    lay = ground.in_obs if name.startswith("OBS") else ground.in_browser
    return Image.fromarray((lay(rgba, behind) * 255).round().astype(np.uint8))


class Sheet:
    """All cells have about the same area, whatever the format."""

    def __init__(self, name: str, size: tuple[int, int]) -> None:
        self.name = name
        scale = math.sqrt(AREA / (size[0] * size[1]))
        self.cell = (round(size[0] * scale), round(size[1] * scale))
        self.cells: list[tuple[Image.Image, str]] = []

    def add(self, picture: Image.Image, label: str, *grounds: str, wrong: bool = False) -> None:
        """RGBA picture; one cell for each ground, else the next ground in turn."""
        small = np.asarray(picture.resize(self.cell, Image.Resampling.BOX, reducing_gap=2.0))
        for name in grounds or (GROUNDS[len(self.cells) % len(GROUNDS)],):
            self.cells.append((over(small, name), f"{'WRONG ' if wrong else ''}{label} / {name}"))

    def save(self) -> Path:
        columns = max(1, ACROSS // self.cell[0])
        rows = -(-len(self.cells) // columns)
        step = (self.cell[0] + EDGE, self.cell[1] + LINE)
        sheet = Image.new("RGB", (columns * step[0], rows * step[1]), "#22262c")
        pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(14)
        for number, (cell, label) in enumerate(self.cells):
            left, top = number % columns * step[0], number // columns * step[1]
            sheet.paste(cell, (left, top + LINE))
            colour = "#ff6b5e" if label.startswith("WRONG") else "#c8d0d8"
            pen.text((left + 2, top + 2), label[: self.cell[0] // 7], fill=colour, font=font)
        path = SHEETS / f"{re.sub(r'[^a-zA-Z0-9.]+', '-', self.name)}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        sheet.save(path, compress_level=1)
        return path
