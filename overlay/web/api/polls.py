"""The current show's polls, with their numbers, for scripts."""

from __future__ import annotations

from typing import Any

import msgspec

from overlay.show.polls import poll_item
from overlay.web.parts import StudioParts
from overlay.web.routes import CREW, Call, Route


class Polls(msgspec.Struct, frozen=True):
    """As in the crew's view, in the order they were made in."""

    polls: list[dict[str, Any]]


async def polls(call: Call) -> Polls:
    parts: StudioParts = call.parts
    show = parts.desk.show
    told = Polls([poll_item(poll) for poll in show.polls.values()])
    await parts.desk.durable(show.rev)
    return told


ROUTES = (
    Route(
        method="GET",
        path="/api/polls",
        access=CREW,
        handler=polls,
        summary="The current show's polls, with their numbers.",
        answers={200: Polls},
    ),
)
"""Polls are changed by commands (docs/commands.md)."""
