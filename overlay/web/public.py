"""The audience's listener: ask, see how it fares, take it back. Nothing else is reachable here."""

from __future__ import annotations

import hashlib
import secrets
from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta

from overlay.errors import Limited, OverlayError
from overlay.i18n import explain, language_of
from overlay.moderation.words import prepared
from overlay.show.commands import Ask, Edit, Id, ShortWords, Withdraw, Words
from overlay.show.fold import Show
from overlay.show.items import on_air_words, public_show
from overlay.show.model import Who
from overlay.web.access import json_response
from overlay.web.askers import Askers
from overlay.web.limits import Buckets, Counts, address_key
from overlay.web.live import Live
from overlay.web.pages import Pages
from overlay.web.routes import Call, Form, Parts, Raw, Route

ASK_BYTES = 4096
FEED_BYTES = 64 * 1024


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the audience's page sends. `op` names the draft: the same again is the same question."""

    text: Words
    name: ShortWords = ""
    op: Annotated[str, Meta(max_length=64)] = ""
    lang: Annotated[str, Meta(max_length=10)] = ""


class Own(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One's own question."""

    id: Id
    lang: Annotated[str, Meta(max_length=10)] = ""


class OwnWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for one's own question, while nobody has decided on it."""

    id: Id
    text: Words
    lang: Annotated[str, Meta(max_length=10)] = ""


class Line(msgspec.Struct, frozen=True):
    """A question from elsewhere. `id` is theirs: the same again is the same question."""

    text: Words
    name: ShortWords = ""
    author: ShortWords = ""
    id: Annotated[str, Meta(max_length=200)] = ""


class Received(msgspec.Struct, frozen=True):
    id: str
    ok: bool = True
    status: str = "received"


class Fed(msgspec.Struct, frozen=True):
    ids: list[str]
    ok: bool = True


class Mine(msgspec.Struct, frozen=True):
    """One's own questions, oldest first."""

    questions: list[dict[str, Any]]


class Lang(msgspec.Struct, frozen=True):
    """`lang`: en or fr, else the browser's language."""

    lang: str = ""


class PublicParts(Parts, kw_only=True):
    pages: Pages
    live: Live
    askers: Askers
    ask_device: Buckets
    ask_address: Buckets
    ask_whole: Buckets
    sockets_device: Counts
    sockets_address: Counts


# -- the page


async def show_page(call: Call) -> web.Response:
    return _page(call, {"text": "", "name": "", "op": _fresh_op()})


def _page(call: Call, draft: dict[str, str], error: str = "", status: int = 200) -> web.Response:
    parts: PublicParts = call.parts
    show: Show = parts.desk.show
    response = parts.pages.render(
        "audience",
        call.lang,
        status,
        show=public_show(show.settings, closed=show.closed),
        questions=parts.askers.mine(call.who.id),
        on_air=on_air_words(show),
        draft=draft,
        error=error,
        address=call.request.host,
    )
    return response


def page_again(call: Call, error: OverlayError) -> web.Response:
    """The page with the sentence of the refusal, what was written kept."""
    fields = call.fields or {}
    draft = {
        "text": fields.get("text", ""),
        "name": fields.get("name", ""),
        "op": fields.get("op") or _fresh_op(),
    }
    return _page(call, draft, explain(call.lang, error), error.status)


def _fresh_op() -> str:
    return secrets.token_urlsafe(12)


def _see_other(call: Call) -> web.Response:
    """After a form: the page itself, so that loading it again sends nothing twice."""
    browser = language_of(call.request.headers.get("Accept-Language", ""))
    place = "/" if browser == call.lang else f"/?lang={call.lang}"
    return web.Response(status=303, headers={"Location": place, "Cache-Control": "no-store"})


# -- one's own questions


async def ask(call: Call) -> web.Response:
    parts: PublicParts = call.parts
    draft: Draft = call.body
    spent = [] if draft.op and parts.askers.asked(call.who.id, draft.op) else _spend(parts, call)
    try:
        reply = await parts.desk.carry_out(call.who, Ask(text=draft.text, name=draft.name, op=draft.op))
    except OverlayError:
        for bucket, key in spent:
            bucket.give_back(key)
        raise
    if call.fields is not None:
        return _see_other(call)
    return json_response(Received(str(reply.id)), 201 if reply.changed else 200)


def _spend(parts: PublicParts, call: Call) -> list[tuple[Buckets, str]]:
    """One ask off every limit that holds; Limited if one is used up."""
    most = parts.config.limits.ask_waiting
    if 0 < most <= parts.askers.waiting(call.who.id):
        raise Limited(
            "{most} of your questions are waiting for the crew. Ask again when one has been decided on.",
            retry_after=parts.config.limits.ask_seconds or 20.0,
            most=most,
        )
    limits = [
        (parts.ask_whole, ""),
        (parts.ask_address, address_key(call.address)),
        (parts.ask_device, call.who.id),
    ]
    for bucket, key in limits:
        bucket.check(key)
    for bucket, key in limits:
        bucket.spend(key)
    return limits


async def withdraw(call: Call) -> web.Response:
    await call.parts.desk.carry_out(call.who, Withdraw(id=call.body.id))
    return _done(call)


async def edit(call: Call) -> web.Response:
    await call.parts.desk.carry_out(call.who, Edit(id=call.body.id, text=call.body.text))
    return _done(call)


def _done(call: Call) -> web.Response:
    if call.fields is not None:
        return _see_other(call)
    return json_response(Received(call.body.id, status="done"))


async def mine(call: Call) -> Mine:
    return Mine(call.parts.askers.mine(call.who.id))


# -- from elsewhere


async def feed(call: Call) -> Fed:
    """Questions of another program, by a source's token: it can ask, and nothing else."""
    parts: PublicParts = call.parts
    lines: list[Line] = call.body if isinstance(call.body, list) else [call.body]
    asks = [_ask_of(call.who, line) for line in lines]
    for command in asks:
        prepared(command, parts.desk.show.settings.limit)
    ids = []
    for command in asks:
        parts.ask_whole.spend("")
        ids.append(str((await parts.desk.carry_out(call.who, command)).id))
    return Fed(ids)


def _ask_of(who: Who, line: Line) -> Ask:
    op = hashlib.sha256(line.id.encode()).hexdigest()[:32] if line.id else ""
    author = f"{who.id}:{line.author}" if line.author else ""
    return Ask(text=line.text, name=line.name, platform=who.name, author=author[:400], op=op)


# -- files, socket


async def static(call: Call) -> web.Response:
    answer: web.Response = call.parts.pages.audience_static.answer(
        call.request, call.request.match_info["name"]
    )
    return answer


async def live(call: Call) -> web.StreamResponse:
    parts: PublicParts = call.parts
    address = address_key(call.address)
    with parts.sockets_address.held(address), parts.sockets_device.held(call.who.id):
        return await parts.live.public(call)


ROUTES = (
    Route(
        method="GET",
        path="/",
        access="device",
        handler=show_page,
        summary="The page on which the public asks; complete without script.",
        query=Lang,
        answers={200: Raw("text/html")},
        page="public",
    ),
    Route(
        method="POST",
        path="/ask",
        access="device",
        handler=ask,
        summary="Ask a question. 200: that draft (`op`) came before. A form is answered with the page.",
        takes=Form(Draft),
        size=ASK_BYTES,
        answers={201: Received, 200: Received, 303: None},
        refusals=(409, 429, 503),
        page="public",
        again=page_again,
    ),
    Route(
        method="POST",
        path="/withdraw",
        access="device",
        handler=withdraw,
        summary="Take back one's own question; it leaves the picture too.",
        takes=Form(Own),
        size=ASK_BYTES,
        answers={200: Received, 303: None},
        refusals=(404, 409, 503),
        page="public",
        again=page_again,
    ),
    Route(
        method="POST",
        path="/edit",
        access="device",
        handler=edit,
        summary="Reword one's own question while nobody has decided on it.",
        takes=Form(OwnWords),
        size=ASK_BYTES,
        answers={200: Received, 303: None},
        refusals=(404, 409, 503),
        page="public",
        again=page_again,
    ),
    Route(
        method="GET",
        path="/mine",
        access="device",
        handler=mine,
        summary="One's own questions and how they fare.",
        answers={200: Mine},
    ),
    Route(
        method="POST",
        path="/in/{token}",
        access="source",
        handler=feed,
        summary="Questions of another program.",
        takes=Line | Annotated[list[Line], Meta(min_length=1, max_length=100)],
        size=FEED_BYTES,
        answers={200: Fed},
        refusals=(409, 429, 503),
        any_origin=True,
    ),
    Route(
        method="GET",
        path="/static/{name:.+}",
        access="open",
        handler=static,
        summary="A file of the audience's page.",
        answers={200: Raw("*/*"), 304: None},
        refusals=(404,),
    ),
    Route(
        method="GET",
        path="/live",
        access="device",
        handler=live,
        summary="WebSocket: the audience's view (docs/wire.md).",
        answers={101: None},
        refusals=(400, 429),
        socket=True,
    ),
)
