"""What this computer must give: a folder to write in, a clock that is right, whole files."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from overlay.cli.finding import Finding
from overlay.config import Config
from overlay.errors import ConfigError
from overlay.obs.scene_map import parse_scene_map
from overlay.secrets_file import write_private
from overlay.show.model import SHIPPED

LITTLE = 200 * 1024 * 1024
"""Bytes free on the disk, below which a long show may not fit."""
A_DAY = 86_400.0
FONT = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def folder(config: Config) -> Iterator[Finding]:
    """The data folder can be written, and there is room."""
    probe = config.data / "doctor.probe"
    try:
        write_private(probe, b"")
        probe.unlink()
    except OSError as error:
        why = f"{config.data} cannot be written: {error.strerror}."
        yield Finding("data folder", "wrong", why, "Give this user the right to write there, or use --data.")
        return
    free = shutil.disk_usage(config.data).free
    room = f"{free / 1024**3:.1f} GB free" if free >= 1024**3 else f"{free // 1024**2} MB free"
    if free < LITTLE:
        yield Finding("data folder", "wrong", f"{config.data}: only {room}.", "Make room on that disk.")
    else:
        yield Finding("data folder", "ok", f"{config.data}, {room}.")


def clock(config: Config) -> Iterator[Finding]:
    """The clock is not behind what was written before."""
    written = [Path(__file__), *config.data.glob("overlay.db*")]
    newest = max(file.stat().st_mtime for file in written)
    if time.time() < newest - A_DAY:
        now = time.strftime("%Y-%m-%d %H:%M")
        yield Finding("clock", "wrong", f"It says {now}, but files are newer.", "Set the clock right.")
    else:
        yield Finding("clock", "ok", f"It says {time.strftime('%Y-%m-%d %H:%M')}.")


def files(config: Config) -> Iterator[Finding]:
    """Graphics, fonts and the scene map are there."""
    pages, missing = config.files("overlays_html"), []
    for graphic in SHIPPED:
        missing += [f"{graphic}/{name}" for name in ("graphic.mjs",) if f"{graphic}/{name}" not in pages]
        if not any(path.startswith(f"{graphic}/") and path.endswith(".ograf.json") for path in pages):
            missing.append(f"{graphic}/{graphic}.ograf.json")
    fonts = pages.get("_fonts/fonts.css")
    if fonts is None:
        missing.append("_fonts/fonts.css")
    else:
        named = FONT.findall(fonts.read_text(encoding="utf-8"))
        missing += [f"_fonts/{name}" for name in named if f"_fonts/{name}" not in pages]
    if missing:
        yield Finding("graphics", "wrong", f"Missing: {', '.join(missing)}.", "Install overlay again.")
    else:
        own = sum(1 for file in pages.values() if file.is_relative_to(config.data))
        yield Finding("graphics", "ok", f"All are there, {own} of their files are your own.")
    yield _scene_map(config)


def _scene_map(config: Config) -> Finding:
    path = config.files("scenes").get("map.toml")
    if path is None:
        return Finding("scene map", "wrong", "scenes/map.toml is missing.", "Install overlay again.")
    try:
        parse_scene_map(path.read_text(encoding="utf-8"), str(path))
    except (ConfigError, OSError, UnicodeDecodeError) as error:
        return Finding("scene map", "wrong", str(error), f"Put it right in {path}.")
    return Finding("scene map", "ok", f"{path} is in order.")
