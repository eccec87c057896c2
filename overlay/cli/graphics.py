"""`overlay graphics`: what graphics there are, whether they keep the rules, one as a folder for others."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlay.cli import output, running
from overlay.cli.options import Data, Json
from overlay.config import load
from overlay.errors import NoServer, Unknown

if TYPE_CHECKING:
    from overlay.graphics.check import Report

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Graphics: ours and your own.")

NO_BROWSER = (
    "No Chromium was found, so nothing was played: install one, or set OVERLAY_CHROMIUM to its path. "
    "Only the rules of the files were looked at."
)


@app.command("list")
def list_(data: Data = None, json: Json = False) -> None:
    """What graphics there are, and where each plays."""
    from overlay.graphics.catalogue import read

    graphics = read(load(data).files("overlays_html")).values()
    if json:
        output.data(
            [
                {
                    "name": graphic.name,
                    "title": graphic.title,
                    "layer": graphic.layer,
                    "frame": graphic.frame,
                    "version": graphic.version,
                    "steps": graphic.steps,
                    "faults": [str(flaw) for flaw in graphic.flaws],
                }
                for graphic in graphics
            ]
        )
        return
    output.table(
        ("name", "layer", "kind", "version", "faults"),
        (
            (
                graphic.name,
                graphic.layer,
                {"": "ours", "ograf": "OGraf", "spx": "SPX"}[graphic.frame],
                graphic.version or "-",
                str(len(graphic.flaws) or "-"),
            )
            for graphic in graphics
        ),
    )


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits, hyphens: score-board.")],
    title: Annotated[str, typer.Option(metavar="TEXT", help="What people see; else made of NAME.")] = "",
    layer: Annotated[str, typer.Option(metavar="LAYER", help="Where it plays; docs/graphics.md.")] = "guest",
    data: Data = None,
) -> None:
    """Make a graphic of your own: six files that work, to be changed."""
    from overlay.graphics.catalogue import read
    from overlay.graphics.starter import check, make

    config = load(data)
    own, _ = config.folders("overlays_html")
    ours = [graphic.name for graphic in read(config.files("overlays_html")).values() if not graphic.frame]
    check(name, layer, ours)
    print(make(own, name, " ".join(title.split())[:80], layer))
    with contextlib.suppress(NoServer):
        print(f"look at it: {running.find(data).run.studio}/look?graphic={name}")


@app.command()
def export(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As in `graphics list`.")],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR|ZIP", help="Where to; without it a folder NAME here. A name in .zip makes a zip."
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Write a graphic as a folder of its own, which plays in other OGraf renderers, SPX and CasparCG."""
    from overlay.graphics.catalogue import read
    from overlay.graphics.export import whole, write

    files = load(data).files("overlays_html")
    graphics = read(files)
    graphic = graphics.get(name)
    if graphic is None:
        raise Unknown("There is no graphic {name}; there are: {known}.", name=name, known=", ".join(graphics))
    print(write(whole(graphic, files), out or Path(graphic.folder), graphic.folder))


@app.command()
def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A graphic's folder, or the name of one of yours.")
    ],
    data: Data = None,
    json: Json = False,
) -> None:
    """Say what a folder's graphics do wrong, by playing them. Exit code 1 if something is."""
    from overlay.graphics import browser
    from overlay.graphics.check import check as examine

    if not folder.exists():
        own, _ = load(data).folders("overlays_html")
        folder = own / folder if (own / folder).is_dir() else folder
    program = browser.find()
    reports = examine(folder, program)
    if json:
        output.data(
            [
                {
                    "name": report.name,
                    "kind": report.kind,
                    "played": report.played,
                    "faults": [str(flaw) for flaw in report.flaws],
                }
                for report in reports
            ]
        )
    else:
        for report in reports:
            _print(report)
    if program is None:
        output.complain(NO_BROWSER)
    if any(report.flaws for report in reports):
        raise typer.Exit(1)


def _print(report: Report) -> None:
    kind = {"ograf": "OGraf graphic", "spx": "SPX template"}[report.kind]
    played = "" if report.played else ", not played"
    print(f"{'WRONG' if report.flaws else 'ok   '} {report.name} ({kind}{played})")
    for flaw in report.flaws:
        print(f"      {flaw}")
