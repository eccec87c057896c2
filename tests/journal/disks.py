"""Disks that refuse, for real: a limit on the size of files, and a small disk that can be filled."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "win32":
    import resource

    @contextlib.contextmanager
    def no_larger_file() -> Iterator[None]:
        """Within it the kernel refuses every write behind byte 0 of a file: SQLite's "disk I/O error"."""
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 96 MB of its own, in memory. Only root may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", str(place)], capture_output=True, check=False
    ) if sys.platform == "linux" else None  # fmt: skip
    if made is None or made.returncode != 0:
        pytest.skip("a small disk can only be mounted by root on Linux")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(folder: Path, leave: int = 0) -> Path:
    """A file that takes all the room of the disk but `leave` bytes."""
    filler = folder / f"filler-{sum(1 for _ in folder.glob('filler-*'))}"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(65536))
    size = filler.stat().st_size
    os.truncate(filler, max(0, size - leave))
    return filler
