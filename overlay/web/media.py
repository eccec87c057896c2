"""Pictures of strangers, as we drew them anew. Never their own address: a page knows only ours."""

from __future__ import annotations

from aiohttp import web

from overlay.errors import Unknown
from overlay.media.picture import TYPE
from overlay.web.routes import Call, Parts, Raw, Route

HEADERS = {
    "Content-Type": TYPE,
    "Cache-Control": "public, max-age=31536000, immutable",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Sandboxed frames, where graphics of others play, have an origin of their own."""


async def picture(call: Call) -> web.Response:
    parts: Parts = call.parts
    name = call.request.match_info["name"]
    data = await parts.media.read(name)
    if data is None:
        raise Unknown("There is no picture {name}.", name=name[:40])
    return web.Response(body=data, headers=HEADERS)


ROUTES = (
    Route(
        method="GET",
        path="/media/{name}",
        access="open",
        handler=picture,
        summary="A picture of an asker, an emote or a badge.",
        answers={200: Raw(TYPE)},
        refusals=(404,),
        any_origin=True,
    ),
)
