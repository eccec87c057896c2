"""`overlay token`: keys for programs, made, listed and revoked."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from overlay.cli import output, running
from overlay.cli.options import Data, Json

Role = Literal["producer", "host", "moderator", "viewer", "remote", "overlay", "source"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Tokens: keys for programs and pages.")


@app.command()
def new(
    role: Annotated[Role, typer.Option(help="What its holder may do.")],
    label: Annotated[str, typer.Option(metavar="TEXT", help="Whose it is, to be read in the list.")] = "",
    data: Data = None,
    json: Json = False,
) -> None:
    """Make a token and print it. It is told this once."""
    answer = running.find(data).post("/api/tokens", {"role": role, "label": label})
    output.data({**answer, "role": role, "label": label}) if json else print(answer["token"])


@app.command("list")
def list_(data: Data = None, json: Json = False) -> None:
    """Who holds a token."""
    tokens = running.find(data).get("/api/tokens")["tokens"]
    if json:
        output.data(tokens)
        return
    output.table(
        ("id", "role", "label", "made", "used"),
        (
            (line["id"], line["role"], line["label"], output.day(line["created"]), output.day(line["used"]))
            for line in tokens
        ),
    )


@app.command()
def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", help="As in `token list`.")], data: Data = None
) -> None:
    """End a token; pages that hold it are let go."""
    running.find(data).delete(f"/api/tokens/{running.quoted(token)}")
    print(f"Token {token} is revoked.")
