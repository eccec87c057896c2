"""One server per folder: a lock that the operating system takes back when the process ends, in any way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from overlay.errors import FolderInUse

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Held from the start until `release`. `FolderInUse` if another server has it.

    The file stays: deleting it would let two servers lock two files of the same name.
    """

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder / "overlay.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor)
        except (BlockingIOError, PermissionError) as error:
            os.close(self._descriptor)
            raise FolderInUse(
                "Another overlay is running on the folder {folder}; use that one (overlay link prints a way "
                "in), or start with --data and another folder.",
                folder=folder,
            ) from error

    def release(self) -> None:
        os.close(self._descriptor)
