"""Themes: listed, saved, taken away, sent as a zip and taken in. On air one shows with the next take."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta

from overlay.errors import Illegal
from overlay.i18n import explain
from overlay.show.model import Role
from overlay.themes.logo import LARGEST, redrawn
from overlay.themes.parcel import packed, unpacked
from overlay.themes.sheet import LOGO, check, faces
from overlay.themes.shelf import FOLDER, Shelf, Theme, check_name, free_name, names_of, theme_of
from overlay.web.pages import Pages
from overlay.web.parts import StudioParts
from overlay.web.routes import CREW, Call, Raw, Route

PRODUCER: frozenset[Role] = frozenset({"producer"})
PARCEL_BYTES = LARGEST + 256 * 1024
NOT_FOR_WORDS = ("OV Noto", "OV Emoji")
"""Faces that lend their letters to the others and are no choice of their own."""


class ThemeItem(msgspec.Struct, frozen=True):
    """`own`: the user's. `flaw`: why the editor cannot take it; graphics may wear it all the same."""

    name: str
    own: bool
    properties: dict[str, str]
    flaw: str = ""


class ThemeItems(msgspec.Struct, frozen=True):
    """`fonts`: the faces a theme may name."""

    themes: list[ThemeItem]
    fonts: list[str]


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each property means: docs/themes.md."""

    properties: Annotated[dict[str, Annotated[str, Meta(max_length=300)]], Meta(max_length=80)]


class Saved(msgspec.Struct, frozen=True):
    name: str
    ok: bool = True


class LogoSaved(msgspec.Struct, frozen=True):
    """For the property `--ov-logo`."""

    logo: str
    ok: bool = True


def _fonts(pages: Pages) -> list[str]:
    names = faces(pages.graphics.data("_fonts/fonts.css"))
    return [name for name in names if not name.startswith(NOT_FOR_WORDS)]


def _theme(pages: Pages, name: str, fonts: list[str]) -> Theme:
    file = f"{FOLDER}{name}.css"
    return theme_of(name, pages.graphics.data(file), own=file in pages.own.whole, fonts=fonts)


def _ours(pages: Pages) -> list[str]:
    return [name for name in names_of(pages.graphics) if pages.comes_with_us(f"{FOLDER}{name}.css")]


def _shelf(parts: StudioParts) -> Shelf:
    return Shelf(parts.config.folders("overlays_html")[0] / FOLDER)


async def themes(call: Call) -> ThemeItems:
    pages = call.parts.pages
    fonts = _fonts(pages)
    found = [_theme(pages, name, fonts) for name in names_of(pages.graphics)]
    items = [
        ThemeItem(
            theme.name, theme.own, theme.properties, explain(call.lang, theme.flaw) if theme.flaw else ""
        )
        for theme in found
    ]
    return ThemeItems(items, fonts)


async def save(call: Call) -> Saved:
    parts: StudioParts = call.parts
    name, properties = call.request.match_info["name"], call.body.properties
    check_name(name, _ours(parts.pages))
    check(properties, _fonts(parts.pages))
    await asyncio.to_thread(_shelf(parts).put, name, properties)
    await parts.reload()
    return Saved(name)


async def take_away(call: Call) -> Saved:
    parts: StudioParts = call.parts
    name = call.request.match_info["name"]
    if name not in _ours(parts.pages):
        _check_unworn(parts, name)
    await asyncio.to_thread(_shelf(parts).take_away, name)
    await parts.reload()
    return Saved(name)


def _check_unworn(parts: StudioParts, name: str) -> None:
    """Illegal if the show wears that theme, or a picture on air does. An empty name is the computer's."""
    show, computers = parts.desk.show, parts.config.theme
    if name == (show.settings.theme or computers):
        raise Illegal("This show wears “{name}”: choose another theme first.", name=name)
    if any(name == (picture.theme or computers) for picture in show.layers.values()):
        raise Illegal("A picture on air wears “{name}”: clear it, or take it again, first.", name=name)


async def send(call: Call) -> web.Response:
    pages: Pages = call.parts.pages
    name = call.request.match_info["name"]
    if name not in names_of(pages.graphics):
        pages.graphics.answer(call.request, f"{FOLDER}{name}.css")  # Unknown, in its words
    sheet = pages.graphics.data(f"{FOLDER}{name}.css")
    logo = _theme(pages, name, _fonts(pages)).properties.get(LOGO, "none").strip('"')
    file = f"{FOLDER}{logo}"
    with_logo = (logo, pages.graphics.data(file)) if file in pages.graphics else None
    headers = {
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="{name}.zip"',
        "Cache-Control": "no-store",
    }
    return web.Response(body=packed(name, sheet, with_logo), headers=headers)


async def take_in(call: Call) -> Saved:
    parts: StudioParts = call.parts
    parcel = await asyncio.to_thread(unpacked, call.body)
    check(parcel.properties, _fonts(parts.pages))
    name = free_name(parcel.name, names_of(parts.pages.graphics))
    await asyncio.to_thread(_shelf(parts).put_parcel, name, parcel)
    await parts.reload()
    return Saved(name)


async def take_logo(call: Call) -> LogoSaved:
    parts: StudioParts = call.parts
    name, png = await asyncio.to_thread(redrawn, call.body)
    await asyncio.to_thread(_shelf(parts).put_logo, name, png)
    await parts.reload()
    return LogoSaved(name)


def _route(method: Any, path: str, handler: Any, summary: str, **more: Any) -> Route:
    given: dict[str, Any] = {"access": PRODUCER, "answers": {200: Saved}, **more}
    return Route(method=method, path=path, handler=handler, summary=summary, **given)


ROUTES = (
    _route(
        "GET",
        "/api/themes",
        themes,
        "The themes there are, with their properties, and the fonts.",
        access=CREW,
        answers={200: ThemeItems},
    ),
    _route(
        "POST",
        "/api/themes",
        take_in,
        "Take in a theme's zip, under a name that is free.",
        takes=Raw("application/octet-stream"),
        size=PARCEL_BYTES,
        refusals=(503,),
    ),
    _route(
        "POST",
        "/api/themes/{name}",
        save,
        "Save a theme of one's own: only properties of docs/themes.md, only values of their kind.",
        takes=Draft,
        refusals=(409, 503),
    ),
    _route(
        "DELETE",
        "/api/themes/{name}",
        take_away,
        "Take away a theme of one's own; one of ours that it stood over comes back.",
        refusals=(404, 409, 503),
    ),
    _route(
        "GET",
        "/api/themes/{name}/zip",
        send,
        "A theme with its logo, as a file.",
        answers={200: Raw("application/zip")},
        refusals=(404,),
    ),
    _route(
        "POST",
        "/api/logos",
        take_logo,
        "A logo for a theme: PNG, WebP or JPEG; it is drawn anew.",
        takes=Raw("application/octet-stream"),
        size=LARGEST + 1,
        answers={200: LogoSaved},
        refusals=(503,),
    ),
)
