"""Files that are there whole or not at all, whenever the power goes."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def create_private(path: Path) -> None:
    """An empty file that only its owner may read; an existing one is left as it is."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def write_private(path: Path, content: bytes) -> None:
    """Replace the file in one step: a reader, or the next start, finds the old or the new content.

    The content is durable, its name not yet: after a power cut it may be the old file that is there.
    """
    part = path.with_name(path.name + ".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def move(source: Path, target: Path) -> None:
    """Rename over `target`, durably."""
    source.replace(target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Names are durable too. Windows has no such call and writes them by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
