"""Phones that ask: each question from a device that nobody has seen before."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter
from random import SystemRandom

import aiohttp
import msgspec

from overlay.errors import NoServer
from overlay.sources.contract import Message
from overlay.sources.replay import reason

IN_FLIGHT = 64
"""Questions sent and not yet answered, at most."""
LONGEST_WAIT = 10.0
CHANCE = SystemRandom()


class Outcome(msgspec.Struct):
    """How an audience fared. `waited`: how often one was told to come back later."""

    asked: int = 0
    waited: int = 0
    refused: Counter[str] = msgspec.field(default_factory=Counter)


class Phones:
    """Every question comes from another device; who is told to wait waits and tries again."""

    def __init__(self, door: str, messages: list[Message], times: list[float]) -> None:
        self._door = door
        self._plan = list(zip(messages, times, strict=True))
        self._free = asyncio.Semaphore(IN_FLIGHT)
        self.outcome = Outcome()

    async def ask(self) -> Outcome:
        """Returns when all have an answer. NoServer if the page goes away."""
        try:
            await self._ask_all()
        except ExceptionGroup as group:
            raise reason(group) or group from None
        return self.outcome

    async def _ask_all(self) -> None:
        start = time.monotonic()
        strangers = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        async with strangers, asyncio.TaskGroup() as crowd:
            for message, after in self._plan:
                await asyncio.sleep(start + after - time.monotonic())
                await self._free.acquire()
                crowd.create_task(self._ask(strangers, message))

    async def _ask(self, strangers: aiohttp.ClientSession, message: Message) -> None:
        body = {"text": message.text, "name": message.name, "op": secrets.token_hex(16)}
        try:
            while (wait := await self._try(strangers, body)) is not None:
                self.outcome.waited += 1
                await asyncio.sleep(min(wait, LONGEST_WAIT) * CHANCE.uniform(1.0, 1.5))
        finally:
            self._free.release()

    async def _try(self, strangers: aiohttp.ClientSession, body: dict[str, str]) -> float | None:
        """Seconds to wait before another try; None: it is decided."""
        try:
            async with strangers.post(f"{self._door}/ask", json=body) as answer:
                if answer.status in (200, 201):
                    self.outcome.asked += 1
                elif answer.status == 429:
                    return float(answer.headers.get("Retry-After", "1"))
                else:
                    self.outcome.refused[(await answer.json())["message"]] += 1
        except (aiohttp.ClientError, OSError):
            raise NoServer("The audience's page at {address} does not answer.", address=self._door) from None
        return None
