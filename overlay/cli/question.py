"""`overlay ask`: a question by hand."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from overlay.cli import output, running
from overlay.cli.options import Data, Json


def ask(
    *,
    text: Annotated[str, typer.Argument(help="The question.")],
    name: Annotated[str, typer.Option(metavar="TEXT", help="Who asks.")] = "",
    platform: Annotated[str, typer.Option(metavar="TEXT", help="Where it was asked.")] = "",
    queue: Annotated[bool, typer.Option("--queue", help="Straight into the queue.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Enter a question and print its id."""
    wish = {"type": "ask", "text": text, "name": name, "platform": platform, "queue": queue}
    reply = running.find(data).post("/api/commands", {**wish, "op": secrets.token_hex(16)})
    output.data(reply) if json else print(reply["id"])
