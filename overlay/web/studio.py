"""The crew's listener: pages, commands, files, links. Loopback unless somebody decided otherwise."""

from __future__ import annotations

from typing import Literal

import msgspec
from aiohttp import web

from overlay.web import media, qr
from overlay.web.api import commands, files, graphics, obs, polls, shows, themes, tokens
from overlay.web.headers import Page
from overlay.web.parts import StudioParts
from overlay.web.routes import Call, Raw, Route

HTML = {200: Raw("text/html")}


class Lang(msgspec.Struct, frozen=True):
    """`lang`: en or fr, else the browser's language. Pages may have more in their query."""

    lang: str = ""


class Which(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which of the two applications."""

    app: Literal["studio", "public"] = "studio"
    lang: str = ""


async def to_control(call: Call) -> web.Response:
    return web.Response(status=302, headers={"Location": "/control", "Cache-Control": "no-store"})


async def page(call: Call) -> web.Response:
    """A shell without data: its token never reaches the server in a GET, so `/live` fills it."""
    parts: StudioParts = call.parts
    name = call.request.path.strip("/")
    return parts.pages.render(name, call.lang)


async def static(call: Call) -> web.Response:
    parts: StudioParts = call.parts
    return parts.pages.static.answer(call.request, call.request.match_info["name"])


async def graphic(call: Call) -> web.Response:
    parts: StudioParts = call.parts
    return parts.pages.graphics.answer(call.request, call.request.match_info["name"])


async def foreign(call: Call) -> web.Response:
    parts: StudioParts = call.parts
    return parts.foreign.answer(call.request, call.request.match_info["name"])


async def audience_qr(call: Call) -> web.Response:
    parts: StudioParts = call.parts
    url = parts.addresses.public or parts.addresses.studio
    return web.Response(
        body=qr.svg(url),
        headers={"Content-Type": "image/svg+xml", "Cache-Control": "no-store"},
    )


async def here(call: Call) -> web.Response:
    """For `loader.html`, a file that OBS may open before us: it asks from nowhere until somebody answers."""
    return web.Response(
        status=204,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cache-Control": "no-store",
        },
    )


async def described(call: Call) -> web.Response:
    parts: StudioParts = call.parts
    return web.Response(
        body=parts.described(call.query.app),
        headers={"Content-Type": "application/json", "Cache-Control": "no-store"},
    )


async def live(call: Call) -> web.StreamResponse:
    parts: StudioParts = call.parts
    return await parts.live.socket(call)


def _shell(path: str, kind: Page, summary: str) -> Route:
    return Route(
        method="GET",
        path=path,
        access="open",
        handler=page,
        summary=summary,
        query=Lang,
        answers=HTML,
        page=kind,
    )


ROUTES = (
    Route(
        method="GET",
        path="/",
        access="open",
        handler=to_control,
        summary="To the control page.",
        answers={302: None},
    ),
    _shell("/control", "control", "The control page, without data."),
    _shell("/settings", "studio", "Settings, without data."),
    _shell("/look", "control", "The look: graphics over a ground, and themes made by eye; without data."),
    _shell("/overlay", "overlay", "The page that OBS shows, without data."),
    _shell("/preview", "overlay", "A graphic as it would look, filled by the page around it; no data."),
    Route(
        method="GET",
        path="/static/{name:.+}",
        access="open",
        handler=static,
        summary="A module or style of our pages.",
        answers={200: Raw("*/*"), 304: None},
        refusals=(404,),
    ),
    Route(
        method="GET",
        path="/graphics/{name:.+}",
        access="open",
        handler=graphic,
        summary="A file of a graphic, a font, a theme.",
        answers={200: Raw("*/*"), 304: None},
        refusals=(404,),
    ),
    Route(
        method="GET",
        path="/foreign/{name:.+}",
        access="open",
        handler=foreign,
        summary="A file of a graphic that did not come with the program, or its frame's page.",
        answers={200: Raw("*/*"), 304: None},
        refusals=(404,),
        page="foreign",
        any_origin=True,
    ),
    Route(
        method="GET",
        path="/qr.svg",
        access="open",
        handler=audience_qr,
        summary="The audience's address as a QR code.",
        answers={200: Raw("image/svg+xml")},
    ),
    *media.ROUTES,
    Route(
        method="GET",
        path="/here",
        access="open",
        handler=here,
        summary="Says nothing but that the studio is there; any page may ask.",
        answers={204: None},
        any_origin=True,
    ),
    Route(
        method="GET",
        path="/api/openapi.json",
        access="open",
        handler=described,
        summary="This description, or that of the audience's listener.",
        query=Which,
        answers={200: Raw("application/json")},
    ),
    *tokens.ROUTES,
    *commands.ROUTES,
    *polls.ROUTES,
    *shows.ROUTES,
    *files.ROUTES,
    *obs.ROUTES,
    *graphics.ROUTES,
    *themes.ROUTES,
    Route(
        method="GET",
        path="/live",
        access="open",
        handler=live,
        summary="WebSocket: views and patches (docs/wire.md). The token comes in the first message.",
        answers={101: None},
        refusals=(400,),
        socket=True,
    ),
)
