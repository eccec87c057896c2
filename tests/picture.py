"""What a screenshot of the overlay shows: where something is drawn, and how solid."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SAFE = (0.05, 0.05)
"""Graphics stay this share of width and height away from the edges (EBU R95)."""


class Picture:
    """An RGBA picture. Boxes are (left, top, right, bottom) in pixels, right and bottom exclusive."""

    def __init__(self, png: bytes) -> None:
        image = Image.open(io.BytesIO(png)).convert("RGBA")
        self.pixels: NDArray[np.uint8] = np.asarray(image)
        self.png = png

    @property
    def alpha(self) -> NDArray[np.uint8]:
        return self.pixels[..., 3]

    @property
    def empty(self) -> bool:
        """Truly invisible: alpha 0 everywhere."""
        return not bool(self.alpha.any())

    def box(self, at_least: int = 1) -> tuple[int, int, int, int]:
        """The smallest box around everything with that alpha or more."""
        rows, columns = np.nonzero(self.alpha >= at_least)
        assert rows.size, "nothing is drawn"
        return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1

    def in_safe_area(self) -> bool:
        """Whether everything solid stands inside the safe area; a soft shadow may reach out of it."""
        height, width = self.alpha.shape
        left, top, right, bottom = self.box(at_least=250)
        across, down = round(width * SAFE[0]), round(height * SAFE[1])
        return bool(left >= across and top >= down and right <= width - across and bottom <= height - down)

    def opaque_share(self) -> float:
        """How much of the solid box is alpha 255: a plate with a label tab is well over 0.6."""
        left, top, right, bottom = self.box(at_least=250)
        return float((self.alpha[top:bottom, left:right] == 255).mean())

    def keep(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.png)
