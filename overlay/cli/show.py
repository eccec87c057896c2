"""`overlay show`: shows made, opened, closed, listed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from overlay.cli import output, running
from overlay.cli.options import Data, Json

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Shows: made, opened, closed, listed.")


@app.command()
def new(
    title: Annotated[str, typer.Argument(help="What it is called.")], data: Data = None, json: Json = False
) -> None:
    """Make a show with the settings of the current one and put it on the desk."""
    server = running.find(data)
    server.post("/api/shows", {"title": title})
    _tell(server, "The show “{title}” ({id}) is open.", json)


@app.command("open")
def open_(
    show: Annotated[str, typer.Argument(metavar="ID", help="As in `show list`.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Put an earlier show on the desk."""
    server = running.find(data)
    server.post(f"/api/shows/{running.quoted(show)}/open")
    _tell(server, "The show “{title}” ({id}) is open.", json)


@app.command()
def close(data: Data = None, json: Json = False) -> None:
    """Close the current show: it takes no questions until it is opened again."""
    server = running.find(data)
    server.post("/api/commands", {"type": "close"})
    _tell(server, "The show “{title}” ({id}) is closed.", json)


@app.command("list")
def list_(data: Data = None, json: Json = False) -> None:
    """All shows of the folder, the newest first."""
    shows = running.find(data).get("/api/shows")["shows"]
    if json:
        output.data(shows)
        return
    output.table(
        ("id", "title", "opened", "questions", ""),
        (
            (line["id"], line["title"], output.day(line["opened"]), str(line["questions"]), _mark(line))
            for line in shows
        ),
    )


def _mark(line: dict[str, Any]) -> str:
    return ", ".join(word for word in ("current", "closed") if line[word])


def _tell(server: running.Running, sentence: str, json: bool) -> None:
    show = server.get("/api/state")["show"]
    output.data(show) if json else print(sentence.format(**show))
