"""Room on the disk that is given up when the disk is full, so that a running show can still be recorded."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

SIZE = 16 * 1024 * 1024


class Ballast:
    """`held` is False once it was given up, and where there is no room for it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "ballast"
        self.held = self._file.exists() and self._file.stat().st_size == SIZE

    def release(self) -> bool:
        """Give the room back to the disk. False if there was none to give."""
        was_held, self.held = self.held, False
        try:
            self._file.unlink(missing_ok=True)
        except OSError:
            return False
        return was_held

    def restore(self) -> None:
        """Take the room again where the disk has four times as much to spare."""
        try:
            if self.held or shutil.disk_usage(self._file.parent).free < 4 * SIZE:
                return
            with self._file.open("wb") as file:
                _take_room(file.fileno())
            self.held = True
        except OSError:
            self.release()


def is_full(folder: Path) -> bool:
    """False for a disk that is not there: it is something else that it lacks."""
    try:
        return shutil.disk_usage(folder).free < 1024 * 1024
    except OSError:
        return False


def _take_room(descriptor: int) -> None:
    """Real blocks: a file system that packs zeros would give no room back for them."""
    if sys.platform == "linux":
        os.posix_fallocate(descriptor, 0, SIZE)
    else:
        for _ in range(SIZE // 65536):
            os.write(descriptor, os.urandom(65536))
