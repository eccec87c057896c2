"""A fake studio server: the files a page loads, under the policy of the real one, and a scripted `/live`.

It speaks the wire of docs/wire.md as far as an overlay page sees it, and can fall silent, refuse and go away.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from overlay.show import model

ROOT = Path(__file__).parents[2]
HTML = ROOT / "overlays_html"
STATIC = ROOT / "overlay" / "web" / "static"

TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
OVERLAY = STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'"
)
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LAYERS = {name: layer.graphic for name, layer in model.LAYERS.items()}

Message = dict[str, Any]


class FakeStudio:
    """Serves until `stop`; may be started again on the same port."""

    def __init__(self) -> None:
        self.port = 0
        self.epoch = "e1"
        self.build = "b1"
        self.theme = "studio"
        self.rev = 1
        self.view: Message = {"title": "Show", "lang": "en", "panic": False, "layers": []}
        self.heard: list[Message] = []
        self.patches: list[Message] = []
        self.files: dict[str, tuple[str, str]] = {}
        """More files under `/graphics/`: path → (text, type). For graphics that misbehave."""
        self.pictures: dict[str, bytes] = {}
        """Pictures of strangers at `/media/NAME`; PNG, for what it is worth."""
        self.refuse = False
        self.mute = False
        self.sockets: list[web.WebSocketResponse] = []
        self._changed = asyncio.Condition()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/overlay", self._overlay)
        app.router.add_get("/bare", self._bare)
        app.router.add_get("/live", self._live)
        app.router.add_get("/here", self._here)
        app.router.add_get("/media/{name}", self._media)
        app.router.add_get("/{root:graphics|static}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        await self.hang_up(1001)
        if self._runner:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # -- the show

    async def take(self, layer: str, graphic: str = "", *, tell: bool = True, **data: Any) -> int:
        """Puts a picture on a layer and tells the pages; the rev of it."""
        picture = {"id": layer, "graphic": graphic or LAYERS[layer], "take": self.rev + 1, "data": data}
        return await self.change(["put", "layers", picture, None], tell=tell)

    async def clear(self, layer: str) -> int:
        return await self.change(["cut", "layers", layer])

    async def change(self, *operations: list[Any], tell: bool = True) -> int:
        for verb, key, *rest in operations:
            if verb == "set":
                self.view[key] = rest[0]
            else:
                gone = rest[0]["id"] if verb == "put" else rest[0]
                self.view[key] = [item for item in self.view[key] if item["id"] != gone]
                self.view[key] += [rest[0]] if verb == "put" else []
        self.rev += 1
        patch = {"rev": self.rev, "after": self.rev - 1, "patch": list(operations)}
        self.patches.append(patch)
        if tell:
            await self.say(patch)
        return self.rev

    # -- the wire

    async def say(self, message: Message) -> None:
        for socket in self.sockets:
            if not socket.closed:
                await socket.send_str(json.dumps(message))

    async def hang_up(self, code: int) -> None:
        for socket in list(self.sockets):
            await socket.close(code=code)

    async def until(self, wanted: Callable[[Message], bool]) -> Message:
        """The first message heard from a page that is wanted, now or within ten seconds."""

        def found() -> Message | None:
            return next((message for message in self.heard if wanted(message)), None)

        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(lambda: found() is not None)
        message = found()
        assert message is not None
        return message

    async def seen(self, rev: int) -> Message:
        return await self.until(lambda message: message.get("seen", 0) >= rev)

    # -- routes

    async def _live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            message = json.loads(frame.data)
            if "view" in message:
                if self.refuse:
                    await socket.close(code=4401)
                self.sockets.append(socket)
            await self._note(message)
            if not self.mute and ("view" in message or "again" in message):
                await socket.send_str(json.dumps(self._answer(message)))
        if socket in self.sockets:
            self.sockets.remove(socket)
        return socket

    def _answer(self, message: Message) -> Message:
        head = {"epoch": self.epoch, "rev": self.rev, "build": self.build}
        rev = message.get("rev", -1)
        missed = [patch for patch in self.patches if patch["rev"] > rev]
        if message.get("epoch") == self.epoch and rev + len(missed) == self.rev:
            return {**head, "patches": missed}
        return {**head, "view": self.view}

    async def _note(self, message: Message) -> None:
        async with self._changed:
            self.heard.append(message)
            self._changed.notify_all()

    async def _overlay(self, _request: web.Request) -> web.Response:
        jinja = Environment(
            loader=FileSystemLoader(HTML / "_pages"), autoescape=True, undefined=StrictUndefined
        )
        page = jinja.get_template("overlay.html").render(lang="en", build=self.build, theme=self.theme, _=str)
        return web.Response(
            text=page, content_type="text/html", headers={**EVERYWHERE, "Content-Security-Policy": OVERLAY}
        )

    async def _bare(self, _request: web.Request) -> web.Response:
        """A page with nothing in it but transparency, for a graphic without our overlay page."""
        page = '<!doctype html><link rel="stylesheet" href="/static/overlay.css"><main id="stage"></main>'
        return web.Response(
            text=page, content_type="text/html", headers={**EVERYWHERE, "Content-Security-Policy": STRICT}
        )

    async def _here(self, _request: web.Request) -> web.Response:
        return web.Response(status=204, headers={"Cross-Origin-Resource-Policy": "cross-origin"})

    async def _media(self, request: web.Request) -> web.Response:
        picture = self.pictures.get(request.match_info["name"])
        if picture is None:
            raise web.HTTPNotFound
        return web.Response(body=picture, content_type="image/png", headers=EVERYWHERE)

    async def _file(self, request: web.Request) -> web.Response:
        root, path = request.match_info["root"], request.match_info["path"]
        headers = {**EVERYWHERE, "Content-Security-Policy": STRICT}
        if path in self.files:
            text, kind = self.files[path]
            return web.Response(text=text, content_type=kind, headers=headers)
        file = (HTML if root == "graphics" else STATIC) / path
        if not file.is_file():
            raise web.HTTPNotFound
        body = await asyncio.to_thread(file.read_bytes)
        return web.Response(body=body, content_type=TYPES.get(file.suffix, "text/plain"), headers=headers)
