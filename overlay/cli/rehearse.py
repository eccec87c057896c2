"""`overlay rehearse`: an audience that is not there asks through the public listener, as phones do."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from overlay.cli import crowd, output, running
from overlay.cli.files import read
from overlay.cli.options import Data, Json
from overlay.errors import Illegal
from overlay.sources.contract import Message
from overlay.sources.replay import due

COUNT = 20


def rehearse(
    *,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="csv, tsv, txt, jsonl, json, zip; without it made-up questions."
        ),
    ] = None,
    count: Annotated[int | None, typer.Option(min=1, help="At most so many; made-up ones: 20.")] = None,
    rate: Annotated[
        float | None, typer.Option(min=0.001, help="So many a second, whatever the file says.")
    ] = None,
    speed: Annotated[float, typer.Option(min=0.001, help="So many times as fast as the file says.")] = 1.0,
    data: Data = None,
    json: Json = False,
) -> None:
    """Ask as an audience would: each question from a phone of its own."""
    from overlay.cli.phones import Phones

    server = running.find(data)
    messages = _messages(server, file, count)
    outcome = asyncio.run(Phones(_door(server), messages, due(messages, speed, rate)).ask())
    if json:
        output.data({"asked": outcome.asked, "waited": outcome.waited, "refused": dict(outcome.refused)})
    else:
        print(f"asked {outcome.asked} of {len(messages)}")
        if outcome.waited:
            print(f"{outcome.waited} times one was told to wait: the limits of the public listener")
        for why, times in outcome.refused.most_common():
            output.complain(f"{times} refused: {why}")
    if not outcome.asked:
        raise typer.Exit(1)


def _messages(server: running.Running, file: Path | None, count: int | None) -> list[Message]:
    if file is None:
        return crowd.questions(server.get("/api/state")["show"]["language"], count or COUNT)
    from overlay.web.api.files import read_file

    return read_file(file.name, read(file)).messages[:count]


def _door(server: running.Running) -> str:
    """The audience's address on this computer, past any tunnel."""
    addresses: list[str] = server.get("/api/links")["audience"]
    if not server.run.public or not addresses:
        raise Illegal("The audience's page is off: start overlay with --public HOST:PORT.")
    return addresses[-1]
