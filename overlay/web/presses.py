"""One press of a button is one command, however nervous the finger."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import msgspec

from overlay.desk import Desk
from overlay.reply import Reply
from overlay.show.commands import AnyCommand, type_of
from overlay.show.model import Who

ONE_PRESS = 0.3
"""Seconds in which the same verb by the same token is the same press."""


class Presses:
    def __init__(self, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self._desk, self._clock = desk, clock
        self._last: dict[tuple[str, str], tuple[float, AnyCommand, asyncio.Future[Reply]]] = {}

    async def press(self, who: Who, command: AnyCommand) -> Reply:
        """Carry it out; without an `op`, again within the time of one press is answered like the first."""
        if command.op:
            return await self._desk.carry_out(who, command)
        key, now = (who.id, type_of(command)), self._clock()
        if key in self._last:
            at, same, first = self._last[key]
            if now - at < ONE_PRESS and same == command:
                return msgspec.structs.replace(await asyncio.shield(first), changed=False, reason="repeated")
        doing = asyncio.ensure_future(self._desk.carry_out(who, command))
        self._last[key] = now, command, doing
        return await asyncio.shield(doing)
