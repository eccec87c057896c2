"""The command line: every command by its name. Without one it is `serve`."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated

import typer

from overlay.cli import (
    air,
    doctor,
    files,
    fonts,
    graphics,
    link,
    obs,
    poll,
    question,
    rehearse,
    serve,
    show,
    state,
    token,
)

app = typer.Typer(
    help="Questions from the public, on air in OBS. Without a command: serve.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        print(f"overlay {version('overlay')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _without_command(
    context: typer.Context,
    _: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        serve.serve()


COMMANDS: dict[str, Callable[..., None]] = {
    "serve": serve.serve,
    "link": link.link,
    "ask": question.ask,
    "next": air.next_,
    "take": air.take,
    "clear": air.clear,
    "state": state.state,
    "import": files.import_,
    "export": files.export,
    "rehearse": rehearse.rehearse,
    "doctor": doctor.doctor,
}
for name, command in COMMANDS.items():
    app.command(name)(command)
for name, group in {
    "show": show.app,
    "poll": poll.app,
    "token": token.app,
    "obs": obs.app,
    "fonts": fonts.app,
    "graphics": graphics.app,
}.items():
    app.add_typer(group, name=name)
