"""Questions from another program, by a source's token: it can ask, and nothing else."""

from __future__ import annotations

import hashlib
from typing import Annotated

import msgspec
from msgspec import Meta

from overlay.moderation.words import prepared
from overlay.show.commands import Ask, ShortWords, Words
from overlay.show.model import Who
from overlay.web.public_parts import PublicParts, let_in
from overlay.web.routes import Call, Route

FEED_BYTES = 64 * 1024


class Line(msgspec.Struct, frozen=True):
    """A question from elsewhere. `id` is theirs: the same again is the same question."""

    text: Words
    name: ShortWords = ""
    author: ShortWords = ""
    id: Annotated[str, Meta(max_length=200)] = ""


class Fed(msgspec.Struct, frozen=True):
    ids: list[str]
    ok: bool = True


async def feed(call: Call) -> Fed:
    """All of the lines, or none where one is refused or a limit does not hold all."""
    parts: PublicParts = call.parts
    let_in(parts)
    lines: list[Line] = call.body if isinstance(call.body, list) else [call.body]
    asks = [_ask_of(call.who, line) for line in lines]
    for command in asks:
        prepared(command, parts.desk.show.settings.limit)
    parts.ask_whole.spend("", len(asks))
    return Fed([str((await parts.desk.carry_out(call.who, command)).id) for command in asks])


def _ask_of(who: Who, line: Line) -> Ask:
    op = hashlib.sha256(line.id.encode()).hexdigest()[:32] if line.id else ""
    return Ask(text=line.text, name=line.name, platform=who.name, author=line.author, op=op)


ROUTES = (
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
)
