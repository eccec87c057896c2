"""The user's folder watched while we run: who saves a file there sees it at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from overlay.web.files import Stamp, stamps

EVERY = 0.4
"""Seconds between two looks. A folder that takes long to walk is looked at less often."""
SHARE = 20
SETTLE = 0.15
"""Editors write in several steps (emptied, written, renamed): until two looks agree, nothing is read."""
PATIENCE = 10
"""Looks that a file may be empty, or go on changing."""
LARGE = 1_000_000
"""Bytes from which a file that still changes is left for later: reading it again and again costs."""
log = logging.getLogger(__name__)


class Watch:
    """Calls `changed` after each change below the folder, which need not be. `seen`: what was read last."""

    def __init__(
        self, folder: Path, seen: Callable[[], dict[str, Stamp]], changed: Callable[[], Awaitable[None]]
    ) -> None:
        self._folder, self._seen, self._changed = folder, seen, changed
        self.growing: frozenset[str] = frozenset()
        """Files somebody is still copying into it: they are read when they are there."""
        self._told = ""

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _watch(self) -> None:
        pause = EVERY
        while True:
            await asyncio.sleep(pause)
            began = time.monotonic()
            try:
                found = await self._look()
                pause = max(EVERY, SHARE * (time.monotonic() - began))
                await self._follow(found)
            except Exception as error:
                self._tell(error)

    async def _follow(self, found: dict[str, Stamp]) -> None:
        if found == self._seen():
            return
        found = await self._settled(found)
        seen = self._seen()
        if any(found.get(name) != seen.get(name) for name in {*found, *seen} - self.growing):
            await self._changed()
            self._told = ""

    def _tell(self, error: Exception) -> None:
        """Once, however often it happens: it is tried again at each look."""
        if self._told != (told := repr(error)):
            self._told = told
            log.exception("The folder %s could not be read again; what was read before holds.", self._folder)

    async def _settled(self, found: dict[str, Stamp]) -> dict[str, Stamp]:
        """What is there when nothing changes any more and no file that had something in it is empty.

        It is not waited for for ever: then `growing` are the large ones among those that still do.
        """
        before = found
        for _ in range(PATIENCE):
            await asyncio.sleep(SETTLE)
            before, found = found, await self._look()
            if before == found and not self._emptied(found):
                self.growing = frozenset()
                return found
        self.growing = frozenset(
            name
            for name in before.keys() & found.keys()
            if before[name] != found[name] and found[name][1] > LARGE
        )
        return found

    def _emptied(self, found: dict[str, Stamp]) -> bool:
        seen = self._seen()
        return any(size == 0 and seen.get(name, (0, 0))[1] > 0 for name, (_, size) in found.items())

    async def _look(self) -> dict[str, Stamp]:
        return await asyncio.to_thread(stamps, self._folder)
