"""Plays a file of questions, at the pace they came or at any other: for rehearsals and for tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from overlay.errors import OverlayError, Undecodable
from overlay.sources.contract import Message

IN_FLIGHT = 64
"""Questions asked and not yet durable, at most."""
PACE = 1.0
"""Seconds between two questions that tell no time."""


class Replay:
    """`rate`: so many a second, whatever the file says; else the file's own pace, `speed` times as fast."""

    def __init__(
        self,
        name: str,
        messages: list[Message],
        *,
        speed: float = 1.0,
        rate: float | None = None,
        told: Callable[[int], None] = lambda sent: None,
    ) -> None:
        self.name = name
        self._messages = messages
        self._due = due(messages, speed, rate)
        self._told = told
        self._sent = 0

    async def run(self, ask: Callable[[Message], Awaitable[None]]) -> None:
        """Raises the OverlayError that ended it early: the show is closed, the disk refuses."""
        loop = asyncio.get_running_loop()
        start, free = loop.time(), asyncio.Semaphore(IN_FLIGHT)
        async with asyncio.TaskGroup() as flying:
            for message, after in zip(self._messages, self._due, strict=True):
                await asyncio.sleep(start + after - loop.time())
                await free.acquire()
                flying.create_task(self._one(ask, message, free))

    async def _one(
        self, ask: Callable[[Message], Awaitable[None]], message: Message, free: asyncio.Semaphore
    ) -> None:
        try:
            await ask(message)
        except Undecodable:
            return  # too long for this show: the next one may fit
        finally:
            free.release()
        self._sent += 1
        self._told(self._sent)


def due(messages: list[Message], speed: float, rate: float | None) -> list[float]:
    """When each is asked, in seconds from the start; never before the one before it."""
    if rate is not None:
        return [number / rate for number in range(len(messages))]
    times: list[float] = []
    first = next((message.at for message in messages if message.at is not None), None)
    for message in messages:
        before = times[-1] if times else 0.0
        if message.at is None or first is None:
            times.append(before + PACE / speed if times else 0.0)
        else:
            times.append(max(before, (message.at - first) / speed))
    return times


def reason(error: BaseException) -> OverlayError | None:
    """The refusal that ended a replay, out of its group."""
    if isinstance(error, OverlayError):
        return error
    if isinstance(error, BaseExceptionGroup):
        return next((found for part in error.exceptions if (found := reason(part))), None)
    return None
