"""`overlay poll`: polls made, opened, closed, published, listed."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

import typer

from overlay.cli import output, running
from overlay.cli.options import Data, Json

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Polls: made, opened, closed, published, listed."
)
Poll = Annotated[str, typer.Argument(metavar="ID", help="As in `poll list`.")]


@app.command()
def new(
    question: Annotated[str, typer.Argument(help="What is asked.")],
    answers: Annotated[list[str], typer.Argument(help="Two to five answers.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Make a poll, as a draft, and print its id."""
    reply = _command(running.find(data), "poll", question=question, options=answers)
    output.data(reply) if json else print(reply["id"])


@app.command("open")
def open_(poll: Poll, data: Data = None, json: Json = False) -> None:
    """Let the audience vote; the poll that is open is closed."""
    _change(running.find(data), "openpoll", poll, json)


@app.command()
def close(poll: Poll, data: Data = None, json: Json = False) -> None:
    """Take no more votes."""
    _change(running.find(data), "closepoll", poll, json)


@app.command()
def publish(
    poll: Poll,
    off: Annotated[bool, typer.Option("--off", help="The numbers are the crew's again.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Let the audience and the picture see the numbers."""
    _change(running.find(data), "publishpoll", poll, json, on=not off)


@app.command("list")
def list_(data: Data = None, json: Json = False) -> None:
    """All polls of the current show, with their numbers."""
    polls = running.find(data).get("/api/polls")["polls"]
    if json:
        output.data(polls)
        return
    output.table(
        ("id", "question", "answers", "votes", ""),
        ((poll["id"], poll["question"], _answers(poll), str(poll["total"]), _mark(poll)) for poll in polls),
    )


def _answers(poll: dict[str, Any]) -> str:
    return ", ".join(f"{option['label']} {option['votes']}" for option in poll["options"])


def _mark(poll: dict[str, Any]) -> str:
    return f"{poll['state']}, published" if poll["published"] else str(poll["state"])


def _change(server: running.Running, verb: str, poll: str, json: bool, **fields: Any) -> None:
    _command(server, verb, id=poll, **fields)
    (found,) = [found for found in server.get("/api/polls")["polls"] if found["id"] == poll]
    output.data(found) if json else print(f"{found['question']} ({_mark(found)}): {_answers(found)}")


def _command(server: running.Running, verb: str, **fields: Any) -> dict[str, Any]:
    reply: dict[str, Any] = server.post(
        "/api/commands", {"type": verb, **fields, "op": secrets.token_hex(16)}
    )
    return reply
