"""A real `overlay serve` in a process of its own, as its users start it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

START_SECONDS = 30.0


class Server:
    """Started on free ports; started again it takes the same ones, as a restarted server does."""

    def __init__(
        self, folder: Path, *options: str, env: dict[str, str] | None = None, program: str = "overlay"
    ) -> None:
        self.folder = folder
        self.options = options
        self.program = program
        self.env = {**os.environ, "NO_COLOR": "1", **(env or {})}
        self.lines: dict[str, str] = {}
        self.output: list[str] = []
        self.producer = ""
        self._ports = ("0", "0")
        self._process: asyncio.subprocess.Process | None = None

    @property
    def control(self) -> str:
        return self.lines["control"]

    @property
    def overlay(self) -> str:
        return self.lines["overlay"]

    @property
    def audience(self) -> str:
        return self.lines["audience"]

    @property
    def studio(self) -> str:
        parts = urlsplit(self.control)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Returns when `overlay: ready` was printed; raises with all it printed if it ends before."""
        studio, public = self._ports
        self.lines.pop("ready", None)
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", self.program, "serve", "--data", str(self.folder), "--no-browser",
            "--studio", f"127.0.0.1:{studio}", "--public", f"127.0.0.1:{public}", *self.options,
            env=self.env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stdout is not None
        async with asyncio.timeout(START_SECONDS):
            while "ready" not in self.lines:
                line = (await self._process.stdout.readline()).decode().strip()
                if not line:
                    _, errors = await self._process.communicate()
                    raise RuntimeError(f"the server ended with {self._process.returncode}: {errors.decode()}")
                self._note(line)
        self._ports = (str(urlsplit(self.control).port), str(urlsplit(self.audience).port))

    def _note(self, line: str) -> None:
        name, _, value = line.partition(": ")
        self.lines["ready" if (name, value) == ("overlay", "ready") else name] = value

    async def join(self) -> str:
        """A producer's token by the start's single-use control link."""
        code = urlsplit(self.control).fragment.removeprefix("once=")
        self.producer = (await self.call("POST", "/api/join", {"code": code}, token=""))["token"]
        return self.producer

    async def call(self, method: str, path: str, body: Any = None, *, token: str | None = None) -> Any:
        """A request to the studio with the producer's token; raises on any other answer than 2xx."""
        status, answer = await self.ask(method, path, body, token=token)
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {answer}")
        return answer

    async def ask(
        self, method: str, path: str, body: Any = None, *, token: str | None = None
    ) -> tuple[int, Any]:
        token = self.producer if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, self.studio + path, json=body, headers=headers) as answer,
        ):
            return answer.status, json.loads(await answer.text() or "null")

    async def command(self, type_: str, **fields: Any) -> Any:
        return await self.call("POST", "/api/commands", {"type": type_, **fields})

    async def queue(self, text: str, name: str = "") -> str:
        """A question straight into the queue; its id."""
        return str((await self.command("ask", text=text, name=name, queue=True))["id"])

    async def kill(self) -> None:
        """SIGKILL, as a crash does it. The addresses stay known: a restarted server has the same."""
        assert self._process is not None
        self._process.kill()
        await self._end()

    async def stop(self) -> int:
        """The clean stop; the exit code."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        return await self._end()

    async def _end(self) -> int:
        assert self._process is not None
        self.output = [part.decode() for part in await self._process.communicate()]
        return await self._process.wait()
