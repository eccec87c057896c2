"""`overlay next`, `take`, `clear`: what is on air, from a script or a key of this computer."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

import typer

from overlay.cli import output, running
from overlay.cli.options import Data, Json
from overlay.cli.state import lines

WHY = {
    "empty": "There is nothing to do that with.",
    "latched": "Panic holds: nothing is taken until it is released.",
    "stale": "Somebody else was faster.",
}


def next_(data: Data = None, json: Json = False) -> None:
    """Take the cued question, else the head of the queue."""
    command(running.find(data), {"type": "next"}, json)


def take(
    question: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A question; without it what is next.")
    ] = None,
    graphic: Annotated[
        str, typer.Option(metavar="NAME", help="lower-third, question-card, or join-code without a question.")
    ] = "",
    data: Data = None,
    json: Json = False,
) -> None:
    """Put a question, or a graphic without one, on air."""
    command(running.find(data), {"type": "take", "id": question, "graphic": graphic}, json)


def clear(
    layer: Annotated[
        str, typer.Argument(metavar="[LAYER]", help="card, question, join or all; without it the question.")
    ] = "",
    data: Data = None,
    json: Json = False,
) -> None:
    """Take off air."""
    command(running.find(data), {"type": "clear", "layer": layer}, json)


def command(server: running.Running, wish: dict[str, Any], json: bool) -> dict[str, Any]:
    """Carry it out and print how the show stands then. Exit code 1 where it changed nothing."""
    reply: dict[str, Any] = server.post("/api/commands", {**wish, "op": secrets.token_hex(16)})
    if json:
        output.data(reply)
    elif reply["changed"]:
        print("\n".join(lines(server.get("/api/state"))[1:4]))
    if reply.get("reason") in WHY:
        output.complain(WHY[reply["reason"]])
        raise typer.Exit(1)
    return reply
