"""A vote of the audience: one a device, changeable while the poll is open, with and without script."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web
from msgspec import Meta

from overlay.desk import Desk
from overlay.errors import Illegal
from overlay.show.commands import Id
from overlay.show.polls import current_poll
from overlay.web.audience_page import poll_again, see_other
from overlay.web.public_parts import PublicParts, let_in
from overlay.web.refusal import json_response
from overlay.web.routes import Call, Form, Route

VOTE_BYTES = 512


class Ballot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`id`: the poll. A vote needs no `op`, and may have one: the same again is the same vote."""

    id: Id
    option: Annotated[str, Meta(min_length=1, max_length=8)]
    op: Annotated[str, Meta(max_length=64)] = ""
    lang: Annotated[str, Meta(max_length=10)] = ""


class Choice(msgspec.Struct, frozen=True):
    """What this device has chosen in that poll."""

    id: str
    option: str


class Voted(msgspec.Struct, frozen=True):
    id: str
    option: str
    ok: bool = True


async def vote(call: Call) -> web.Response:
    """A browser that keeps no cookie would be another device each time, so it cannot vote."""
    parts: PublicParts = call.parts
    ballot: Ballot = call.body
    let_in(parts)
    if call.new_device:
        raise Illegal("This browser sent no cookie. Allow cookies for this page, open it again, then vote.")
    parts.vote_device.spend(call.who.id)
    await parts.desk.vote(call.who, ballot.id, ballot.option)
    if call.fields is not None:
        return see_other(call)
    return json_response(Voted(ballot.id, ballot.option))


def own_choice(desk: Desk, device: str) -> Choice | None:
    """In the poll that the audience sees; None without a vote."""
    poll = current_poll(desk.show)
    option = desk.ballots.choice(poll.id, device) if poll else ""
    return Choice(poll.id, option) if poll and option else None


ROUTES = (
    Route(
        method="POST",
        path="/poll",
        access="device",
        handler=vote,
        summary="Vote in the open poll, or change one's vote. A form is answered with the page.",
        takes=Form(Ballot),
        size=VOTE_BYTES,
        answers={200: Voted, 303: None},
        refusals=(404, 409, 429, 503),
        page="public",
        again=poll_again,
    ),
)
