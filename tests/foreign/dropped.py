"""Foreign graphics as a user drops them into the folder."""

from __future__ import annotations

import shutil
from pathlib import Path

GRAPHICS = Path(__file__).parent / "graphics"
SPY = Path(__file__).parent / "spy.mjs"
SPYING = ("fire-and-forget", "late")
"""Graphics that bring the spy along: a graphic reaches only what lies in its own folder."""


def drop(data: Path) -> None:
    """All of `graphics` into the data folder, which has none of its own yet."""
    folder = data / "overlays_html"
    shutil.copytree(GRAPHICS, folder)
    for name in SPYING:
        shutil.copy(SPY, folder / name)
