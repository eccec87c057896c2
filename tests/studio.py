"""The whole program in this process, for tests that talk to its listeners."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import msgspec

from overlay.address import Address
from overlay.app import App, running
from overlay.config import Config, Limits
from overlay.process import Run
from overlay.show.model import Role

ANY = Address("127.0.0.1", 0)
NO_LIMITS = Limits(**dict.fromkeys(Limits.__struct_fields__, 0))


class Studio:
    """`app` runs; `call` and `ask` speak to it over HTTP with a producer's token unless told otherwise."""

    def __init__(self, app: App, run: Run, session: aiohttp.ClientSession) -> None:
        self.app, self.run, self.session = app, run, session
        self.url, self.public = app.addresses.studio, app.addresses.public
        self.producer = self.token("producer")

    def token(self, role: Role, label: str = "") -> str:
        return self.app.tokens.make(role, label or role)[1]

    async def answer(
        self, method: str, path: str, body: Any = None, *, token: str | None = None, **more: Any
    ) -> tuple[int, Any]:
        """Status and the decoded body of a request to the studio."""
        token = self.producer if token is None else token
        headers = {**({"Authorization": f"Bearer {token}"} if token else {}), **more.pop("headers", {})}
        if body is not None:
            more["json"] = body
        async with self.session.request(
            method, self.url + path, headers=headers, allow_redirects=False, **more
        ) as answer:
            return answer.status, _decoded(await answer.read())

    async def call(self, method: str, path: str, body: Any = None, *, token: str | None = None) -> Any:
        """The body; an AssertionError on anything but success."""
        status, answer = await self.answer(method, path, body, token=token)
        assert status < 400, (status, answer)
        return answer

    async def command(self, type_: str, *, token: str | None = None, **fields: Any) -> Any:
        return await self.call("POST", "/api/commands", {"type": type_, **fields}, token=token)

    async def queued(self, text: str, name: str = "") -> str:
        """A question straight into the queue; its id."""
        return str((await self.command("ask", text=text, name=name, queue=True))["id"])

    @contextlib.asynccontextmanager
    async def phone(self) -> AsyncIterator[Phone]:
        """A browser of the audience with its own cookie jar."""
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            yield Phone(self.public, session)

    @contextlib.asynccontextmanager
    async def live(self, view: str, token: str | None = None, **hello: Any) -> AsyncIterator[Socket]:
        """A page's socket on the studio, its first message sent."""
        async with self.session.ws_connect(f"{self.url}/live") as ws:
            token = self.producer if token is None else token
            await ws.send_json({"view": view, "token": token, **hello})
            yield Socket(ws)


class Phone:
    """One device of the audience."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url, self.session = url, session

    async def ask(self, text: str, **fields: str) -> tuple[int, Any]:
        async with self.session.post(f"{self.url}/ask", json={"text": text, **fields}) as answer:
            return answer.status, _decoded(await answer.read())

    async def mine(self) -> list[dict[str, Any]]:
        async with self.session.get(f"{self.url}/mine") as answer:
            found: list[dict[str, Any]] = (await answer.json())["questions"]
            return found

    @contextlib.asynccontextmanager
    async def live(self, **hello: Any) -> AsyncIterator[Socket]:
        async with self.session.ws_connect(f"{self.url}/live") as ws:
            await ws.send_json({"view": "audience", **hello})
            yield Socket(ws)


class Socket:
    """A page's socket; `until` skips beats and lamps."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws

    async def until(self, key: str, fits: Callable[[Any], bool] = lambda message: True) -> Any:
        """The next message that has that key and fits."""
        async with asyncio.timeout(20):
            while True:
                message = await self.ws.receive()
                assert message.type is aiohttp.WSMsgType.TEXT, (message.type, message.data)
                said = json.loads(message.data)
                if key in said and fits(said):
                    return said

    async def say(self, message: dict[str, Any]) -> None:
        await self.ws.send_json(message)

    async def closed(self) -> int:
        """The close code, once it is closed."""
        async with asyncio.timeout(20):
            while not self.ws.closed:
                message = await self.ws.receive()
                if message.type is aiohttp.WSMsgType.CLOSE:
                    return int(message.data)
        return self.ws.close_code or 0


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body


@contextlib.asynccontextmanager
async def started(folder: Path, **settings: Any) -> AsyncIterator[Studio]:
    """The program on that folder, on free ports, without OBS and without limits unless told otherwise."""
    given: dict[str, Any] = {"studio": ANY, "public": ANY, "use_obs": False, "limits": NO_LIMITS, **settings}
    config = msgspec.structs.replace(Config(data=folder), **given)
    async with running(config) as (app, run), aiohttp.ClientSession() as session:
        yield Studio(app, run, session)


async def eventually(fits: Callable[[], Any], seconds: float = 20.0) -> Any:
    """What `fits` returns, once that is true."""
    async with asyncio.timeout(seconds):
        while not (found := fits()):
            await asyncio.sleep(0.01)
    return found
