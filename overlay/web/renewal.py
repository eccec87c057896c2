"""What follows when the user's files change: they are served, listed, and everybody is told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from overlay.desk import Desk
from overlay.errors import OverlayError
from overlay.graphics.catalogue import placed
from overlay.web.foreign import Foreign
from overlay.web.lamps import Lamps
from overlay.web.live import Live
from overlay.web.pages import Pages
from overlay.web.watch import Watch

log = logging.getLogger(__name__)


class Renewal:
    """The folder is watched while `running` lasts; `renew` may be called besides: then all is told."""

    def __init__(
        self, folder: Path, desk: Desk, pages: Pages, foreign: Foreign, *, live: Live, lamps: Lamps
    ) -> None:
        self._desk, self._pages, self._foreign, self._live, self._lamps = desk, pages, foreign, live, lamps
        self._renewing = asyncio.Lock()
        self._watch = Watch(folder, lambda: pages.own.stamps, self.renew)
        desk.place(placed(foreign.graphics))
        self._tell_faults({})

    def running(self) -> AbstractAsyncContextManager[None]:
        return self._watch.running()

    async def renew(self) -> None:
        """Read the files again. What is on air stays: an overlay page loads itself anew when nothing is."""
        async with self._renewing:
            before = self._pages.faults
            changed = await self._pages.reload(self._watch.growing)
            self._tell_faults(before)
            if changed:
                await asyncio.to_thread(self._foreign.renew, self._pages.own.whole)
                self._desk.place(placed(self._foreign.graphics))
                self._live.rebuilt(self._pages.build)

    def _tell_faults(self, before: Mapping[str, OverlayError]) -> None:
        for name in {*before, *self._pages.faults}:
            fault = self._pages.faults.get(name)
            if str(fault) == str(before.get(name)):
                continue
            self._lamps.fault(f"file {name}", fault)
            if fault:
                log.warning("%s", fault)
