"""The sources that run: each in a task of its own, so that one that falls stops nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import AsyncIterator, Callable

from overlay.desk import Desk
from overlay.errors import OverlayError
from overlay.show.commands import Ask
from overlay.show.model import Who
from overlay.sources.contract import Message, Source
from overlay.sources.replay import reason

log = logging.getLogger(__name__)


class Sources:
    """`ended(name, why)` is told when one is done: None, or what it fell over."""

    def __init__(self, desk: Desk, ended: Callable[[str, OverlayError | None], None]) -> None:
        self._desk = desk
        self._ended = ended
        self._running: dict[str, asyncio.Task[None]] = {}

    def start(self, source: Source) -> None:
        """It must not run already: `stop` it first."""
        self._running[source.name] = asyncio.create_task(self._run(source))

    async def stop(self, name: str) -> bool:
        """Whether it ran."""
        task = self._running.pop(name, None)
        if task is None:
            return False
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return True

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        try:
            yield
        finally:
            for name in list(self._running):
                await self.stop(name)

    async def _run(self, source: Source) -> None:
        why: OverlayError | None = None
        try:
            await source.run(lambda message: self._ask(source.name, message))
        except Exception as error:  # a part may fall, the show goes on
            why = reason(error)
            if why is None:
                log.exception("The source %s fell.", source.name)
                why = OverlayError("The source {name} fell; the log says more.", name=source.name)
        finally:
            self._running.pop(source.name, None)
            self._ended(source.name, why)

    async def _ask(self, source: str, message: Message) -> None:
        who = Who(f"source:{source}", "source", source)
        author = (message.author or message.name)[:400]
        op = hashlib.sha256(message.id.encode()).hexdigest()[:32] if message.id else ""
        ask = Ask(text=message.text, name=message.name, platform=message.platform, author=author, op=op)
        await self._desk.carry_out(who, ask)
