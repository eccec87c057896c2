"""`overlay link`: a fresh way in."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from overlay.cli import output, running
from overlay.cli.options import Data, Json

Person = Literal["producer", "host", "moderator", "viewer"]


def link(
    role: Annotated[Person, typer.Option(help="What its holder may do.")] = "producer",
    label: Annotated[str, typer.Option(metavar="TEXT", help="Whose it is, to be read in the list.")] = "",
    data: Data = None,
    json: Json = False,
) -> None:
    """Print a link to the control page that is good once, for five minutes."""
    answer = running.find(data).post("/api/links", {"role": role, "label": label})
    output.data(answer) if json else print(answer["url"])
