"""Shows made, opened and listed; the questions of the one on the desk."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from overlay.reply import Reply
from overlay.show.items import question_item
from overlay.show.model import Status
from overlay.web.routes import CREW, Call, Route

MOST = 200


class ShowItem(msgspec.Struct, frozen=True):
    """A show in the list; `opened` is wall ms, `current` stands on the desk."""

    id: str
    title: str
    opened: int
    closed: bool
    questions: int
    rev: int
    current: bool


class ShowItems(msgspec.Struct, frozen=True):
    shows: list[ShowItem]


class NewShow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: Annotated[str, Meta(min_length=1, max_length=120)]


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`q`: words that must all occur · `after`: the last id of the page before."""

    status: Status | None = None
    q: Annotated[str, Meta(max_length=200)] = ""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = 50
    after: Annotated[str, Meta(max_length=64)] = ""
    lang: str = ""


class Found(msgspec.Struct, frozen=True):
    """In the order asked; `more`: there are others after these."""

    questions: list[dict[str, Any]]
    more: bool


async def shows(call: Call) -> ShowItems:
    desk = call.parts.desk
    return ShowItems(
        [
            ShowItem(**msgspec.structs.asdict(line), current=line.id == desk.show.id)
            for line in await desk.shows()
        ]
    )


async def new_show(call: Call) -> Reply:
    reply: Reply = await call.parts.desk.new_show(call.who, call.body.title)
    return reply


async def open_show(call: Call) -> Reply:
    reply: Reply = await call.parts.desk.open_show(call.who, call.request.match_info["id"])
    return reply


async def questions(call: Call) -> Found:
    desk, wish = call.parts.desk, call.query
    search = partial(
        desk.journal.search,
        desk.show.id,
        status=wish.status,
        words=wish.q,
        limit=wish.limit,
        after=wish.after,
    )
    found, more = await asyncio.to_thread(search)
    return Found([question_item(question) for question in found], more)


ROUTES = (
    Route(
        method="GET",
        path="/api/shows",
        access=CREW,
        handler=shows,
        summary="All shows of this folder.",
        answers={200: ShowItems},
    ),
    Route(
        method="POST",
        path="/api/shows",
        access=frozenset({"producer"}),
        handler=new_show,
        summary="Make a show with the settings of the current one and put it on the desk.",
        takes=NewShow,
        answers={200: Reply},
        refusals=(409, 503),
    ),
    Route(
        method="POST",
        path="/api/shows/{id}/open",
        access=frozenset({"producer"}),
        handler=open_show,
        summary="Put an earlier show on the desk.",
        answers={200: Reply},
        refusals=(404, 409, 503),
    ),
    Route(
        method="GET",
        path="/api/questions",
        access=frozenset({"producer", "host", "moderator", "viewer"}),
        handler=questions,
        summary="Questions of the current show, searched and paged.",
        query=Search,
        answers={200: Found},
        refusals=(404,),
    ),
)
