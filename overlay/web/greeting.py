"""How a socket begins: the upgrade, the page's first message, what its browser is."""

from __future__ import annotations

import asyncio
import re

from aiohttp import WSMsgType, web

from overlay.errors import Forbidden, OverlayError, Unauthorised
from overlay.i18n import explain
from overlay.show.model import Language, Role
from overlay.show.views import Kind
from overlay.web.routes import CREW, decoded
from overlay.web.socket import Hello

FIRST_MESSAGE = 5.0
MESSAGE_BYTES = 4096
ENGINE = re.compile(r"\b(OBS|Chrome|Firefox|Version)/(\d+(?:\.\d+)*)")

SEES: dict[Kind, frozenset[Role]] = {
    "overlay": CREW | {"overlay"},
    "preview": CREW,
    "crew": CREW,
    "audience": frozenset({"audience"}),
}


def check_sight(role: Role, view: Kind) -> None:
    """Forbidden if that role may not see that view."""
    if role not in SEES[view]:
        raise Forbidden("A {role} may not see that.", role=role)


async def upgraded(request: web.Request, heartbeat: float | None) -> web.WebSocketResponse:
    ws = web.WebSocketResponse(compress=False, max_msg_size=MESSAGE_BYTES, heartbeat=heartbeat, timeout=1.0)
    await ws.prepare(request)
    return ws


async def first(ws: web.WebSocketResponse) -> Hello:
    """The page's first message. Unauthorised if none comes in time."""
    try:
        async with asyncio.timeout(FIRST_MESSAGE):
            message = await ws.receive()
    except TimeoutError:
        raise Unauthorised("The page did not say who it is.") from None
    if message.type is not WSMsgType.TEXT:
        raise Unauthorised("The page did not say who it is.")
    hello: Hello = decoded(message.data, Hello)
    return hello


def transport(request: web.Request) -> asyncio.Transport:
    if request.transport is None:
        raise ConnectionResetError("The page went away.")
    return request.transport


def reason(lang: Language, error: OverlayError) -> bytes:
    """A close frame carries at most 123 bytes, whole characters only."""
    return explain(lang, error).encode()[:120].decode(errors="ignore").encode()


def engine(agent: str) -> str:
    """Which browser draws the page, for people: `OBS 30.2.3, Chrome 127.0`."""
    return ", ".join(f"{name} {version}" for name, version in ENGINE.findall(agent[:400]))
