"""`overlay rehearse`: an audience that is not there asks through the public listener, as phones do."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import aiohttp
import msgspec
import typer

from overlay.cli import crowd, output, running
from overlay.cli.files import read
from overlay.cli.options import Data, Json
from overlay.errors import Illegal, NoServer
from overlay.sources.contract import Message
from overlay.sources.replay import due

COUNT = 20
IN_FLIGHT = 64
LONGEST_WAIT = 10.0


class Outcome(msgspec.Struct):
    """How an audience fared. `waited`: how often one was told to come back later."""

    asked: int = 0
    waited: int = 0
    refused: Counter[str] = msgspec.field(default_factory=Counter)


def rehearse(
    *,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="csv, tsv, txt, jsonl, json, zip; without it made-up questions."
        ),
    ] = None,
    count: Annotated[int | None, typer.Option(min=1, help="At most so many; made-up ones: 20.")] = None,
    rate: Annotated[
        float | None, typer.Option(min=0.001, help="So many a second, whatever the file says.")
    ] = None,
    speed: Annotated[float, typer.Option(min=0.001, help="So many times as fast as the file says.")] = 1.0,
    data: Data = None,
    json: Json = False,
) -> None:
    """Ask as an audience would: each question from a phone of its own."""
    server = running.find(data)
    messages = _messages(server, file, count)
    outcome = asyncio.run(Crowd(_door(server), messages, due(messages, speed, rate)).ask_all())
    if json:
        output.data({"asked": outcome.asked, "waited": outcome.waited, "refused": dict(outcome.refused)})
    else:
        print(f"asked {outcome.asked} of {len(messages)}")
        if outcome.waited:
            print(f"{outcome.waited} times one was told to wait: the limits of the public listener")
        for why, times in outcome.refused.most_common():
            output.complain(f"{times} refused: {why}")
    if not outcome.asked:
        raise typer.Exit(1)


def _messages(server: running.Running, file: Path | None, count: int | None) -> list[Message]:
    if file is None:
        return crowd.questions(server.get("/api/state")["show"]["language"], count or COUNT)
    from overlay.web.api.files import read_file

    return read_file(file.name, read(file)).messages[:count]


def _door(server: running.Running) -> str:
    """The audience's address on this computer, past any tunnel."""
    addresses: list[str] = server.get("/api/links")["audience"]
    if not server.run.public or not addresses:
        raise Illegal("The audience's page is off: start overlay with --public HOST:PORT.")
    return addresses[-1]


class Crowd:
    """Every question comes from another device; who is told to wait waits and tries again."""

    def __init__(self, door: str, messages: list[Message], times: list[float]) -> None:
        self._door = door
        self._plan = list(zip(messages, times, strict=True))
        self._free = asyncio.Semaphore(IN_FLIGHT)
        self.outcome = Outcome()

    async def ask_all(self) -> Outcome:
        start = time.monotonic()
        strangers = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        async with strangers, asyncio.TaskGroup() as crowd:
            for message, after in self._plan:
                await asyncio.sleep(start + after - time.monotonic())
                await self._free.acquire()
                crowd.create_task(self._ask(strangers, message))
        return self.outcome

    async def _ask(self, strangers: aiohttp.ClientSession, message: Message) -> None:
        body = {"text": message.text, "name": message.name, "op": secrets.token_hex(16)}
        try:
            while (wait := await self._try(strangers, body)) is not None:
                self.outcome.waited += 1
                await asyncio.sleep(min(wait, LONGEST_WAIT))
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
