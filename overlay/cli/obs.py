"""`overlay obs`: OBS made ready for the show."""

from __future__ import annotations

import typer

from overlay.cli import output, running
from overlay.cli.options import Data, Json

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="OBS made ready for the show.")


@app.callback()
def _group() -> None:
    """So that `setup` keeps its name though it stands alone."""


@app.command()
def setup(data: Data = None, json: Json = False) -> None:
    """Make in OBS what is missing, put right what is wrong; a second time there is nothing to do."""
    answer = running.find(data).post("/api/obs/setup")
    if json:
        output.data(answer)
    else:
        for sentence in answer["done"]:
            print(sentence)
    if not answer["ok"]:
        raise typer.Exit(1)
