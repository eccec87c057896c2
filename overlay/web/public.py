"""The audience's listener: ask, see how it fares, take it back. Nothing else is reachable here."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta

from overlay.errors import Limited, OverlayError
from overlay.reply import Reply
from overlay.show.commands import Ask, Edit, Id, ShortWords, Withdraw, Words
from overlay.web import feed, media, voting
from overlay.web.audience_page import page_again, see_other, show_page
from overlay.web.greeting import transport
from overlay.web.limits import Buckets, address_key
from overlay.web.public_parts import PublicParts, let_in
from overlay.web.refusal import json_response
from overlay.web.routes import Call, Form, Raw, Route
from overlay.web.socket import close_frame
from overlay.web.voting import Choice, own_choice

ASK_BYTES = 4096
NEWER = close_frame(4409)
"""To a page when its device has opened too many newer ones."""


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


class Received(msgspec.Struct, frozen=True):
    id: str
    ok: bool = True
    status: str = "received"


class Mine(msgspec.Struct, frozen=True):
    """One's own questions, oldest first, and one's vote in the poll of the page."""

    questions: list[dict[str, Any]]
    vote: Choice | None


class Lang(msgspec.Struct, frozen=True):
    """`lang`: en or fr, else the browser's language."""

    lang: str = ""


# -- one's own questions


async def ask(call: Call) -> web.Response:
    parts: PublicParts = call.parts
    draft: Draft = call.body
    let_in(parts)
    spent = [] if draft.op and parts.askers.asked(call.who.id, draft.op) else _spend(parts, call)
    reply = await _carry_out(call, Ask(text=draft.text, name=draft.name, op=draft.op), spent)
    if call.fields is not None:
        return see_other(call)
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
    return _take_off(parts, call)


def _take_off(parts: PublicParts, call: Call) -> list[tuple[Buckets, str]]:
    """One off the rates of asking, which rewording spends too; what was spent."""
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


async def _carry_out(call: Call, command: Ask | Edit, spent: list[tuple[Buckets, str]]) -> Reply:
    """A refusal costs nothing."""
    parts: PublicParts = call.parts
    try:
        return await parts.desk.carry_out(call.who, command)
    except OverlayError:
        for bucket, key in spent:
            bucket.give_back(key)
        raise


async def withdraw(call: Call) -> web.Response:
    await call.parts.desk.carry_out(call.who, Withdraw(id=call.body.id))
    return _done(call)


async def edit(call: Call) -> web.Response:
    await _carry_out(call, Edit(id=call.body.id, text=call.body.text), _take_off(call.parts, call))
    return _done(call)


def _done(call: Call) -> web.Response:
    if call.fields is not None:
        return see_other(call)
    return json_response(Received(call.body.id, status="done"))


async def mine(call: Call) -> Mine:
    parts: PublicParts = call.parts
    await parts.desk.ballots.durable()
    return Mine(parts.askers.mine(call.who.id), own_choice(parts.desk, call.who.id))


# -- files, socket


async def static(call: Call) -> web.Response:
    answer: web.Response = call.parts.pages.audience_static.answer(
        call.request, call.request.match_info["name"]
    )
    return answer


async def live(call: Call) -> web.StreamResponse:
    parts: PublicParts = call.parts
    link = transport(call.request)

    def let_go() -> None:
        link.write(NEWER)
        link.close()

    with (
        parts.sockets_address.held(address_key(call.address)),
        parts.sockets_device.held(call.who.id, let_go),
    ):
        return await parts.live.socket(call)


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
        refusals=(404, 409, 429, 503),
        page="public",
        again=page_again,
    ),
    Route(
        method="GET",
        path="/mine",
        access="device",
        handler=mine,
        summary="One's own questions and how they fare; one's vote.",
        answers={200: Mine},
    ),
    *voting.ROUTES,
    *feed.ROUTES,
    *media.ROUTES,
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
