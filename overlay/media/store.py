"""The pictures we have, on disk under names that tell nothing; what was shown longest ago makes room.

`DATA/media/<name>.webp`, the name as media_name makes it of an address. Survives restarts.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections import OrderedDict
from pathlib import Path

from overlay.media.address import media_name

MOST_BYTES = 64 * 1024 * 1024
AT_HAND = 128
"""Pictures kept in memory too, so that a take waits for no disk."""
NAME = re.compile(r"[0-9a-f]{32}")
ENDING = ".webp"
log = logging.getLogger(__name__)


class Store:
    """`open` it first: that reads what is there."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self._folder, self._most = folder, most
        self._sizes: OrderedDict[str, int] = OrderedDict()
        self._at_hand: OrderedDict[str, bytes] = OrderedDict()
        self.total = 0

    def open(self) -> None:
        """Blocks. Half-written files of a crash are removed."""
        found: list[tuple[float, str, int]] = []
        for file in self._folder.glob("*") if self._folder.is_dir() else ():
            if file.suffix == ENDING and NAME.fullmatch(file.stem):
                about = file.stat()
                found.append((about.st_mtime, file.stem, about.st_size))
            elif file.suffix == ".part":
                file.unlink(missing_ok=True)
        self._sizes = OrderedDict((name, size) for _, name, size in sorted(found))
        self.total = sum(self._sizes.values())

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    async def read(self, name: str) -> bytes | None:
        """The picture; None if there is none of that name."""
        if name not in self._sizes:
            return None
        self._sizes.move_to_end(name)
        if name in self._at_hand:
            self._at_hand.move_to_end(name)
            return self._at_hand[name]
        try:
            data = await asyncio.to_thread(self._taken, name)
        except OSError:
            self._drop(name)
            return None
        self._lay_at_hand(name, data)
        return data

    async def keep(self, name: str, data: bytes) -> None:
        """Durable enough: a picture lost in a crash is fetched again. OSError if the disk refuses."""
        await asyncio.to_thread(self._write, name, data)
        self._drop(name)
        self._sizes[name] = len(data)
        self.total += len(data)
        self._lay_at_hand(name, data)
        while self.total > self._most:
            oldest = next(iter(self._sizes))
            await self._erase(oldest)

    async def forget(self, url: str) -> bool:
        """Erase the picture of that address; whether there was one."""
        name = media_name(url)
        known = name in self._sizes
        if known:
            await self._erase(name)
        return known

    async def _erase(self, name: str) -> None:
        self._drop(name)
        await asyncio.to_thread(self._file(name).unlink, missing_ok=True)

    def _drop(self, name: str) -> None:
        self.total -= self._sizes.pop(name, 0)
        self._at_hand.pop(name, None)

    def _lay_at_hand(self, name: str, data: bytes) -> None:
        if name not in self._sizes:
            return  # forgotten while it was read
        self._at_hand[name] = data
        while len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)

    # -- on the disk

    def _file(self, name: str) -> Path:
        return self._folder / (name + ENDING)

    def _taken(self, name: str) -> bytes:
        """Read; the time of the file says that it was asked for."""
        file = self._file(name)
        data = file.read_bytes()
        os.utime(file)
        return data

    def _write(self, name: str, data: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self._folder / f"{name}.part"
        part.write_bytes(data)
        part.replace(self._file(name))
