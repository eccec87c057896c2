"""The replay as the studio handles it: one at a time, its progress on a lamp."""

from __future__ import annotations

import asyncio

from overlay.errors import OverlayError
from overlay.sources.contract import Message
from overlay.sources.registry import Sources
from overlay.sources.replay import Replay
from overlay.web.lamps import Lamps, Replaying

NAME = "replay"


class Player:
    def __init__(self, sources: Sources, lamps: Lamps) -> None:
        self._sources, self._lamps = sources, lamps
        self._changing = asyncio.Lock()

    async def start(self, name: str, messages: list[Message], speed: float, rate: float | None) -> None:
        def told(sent: int) -> None:
            self._lamps.replay(Replaying(name, sent, len(messages)))

        async with self._changing:
            await self._sources.stop(NAME)
            self._lamps.fault(NAME, None)
            told(0)
            self._sources.start(Replay(NAME, messages, speed=speed, rate=rate, told=told))

    async def stop(self) -> bool:
        async with self._changing:
            return await self._sources.stop(NAME)

    def ended(self, why: OverlayError | None) -> None:
        self._lamps.replay(None)
        self._lamps.fault(NAME, why)
