"""`overlay fonts`: faces that are too large for the package, fetched once into the data folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from overlay.cli import faces, output
from overlay.cli.options import Data, Json
from overlay.cli.registry import REGISTRY, fetched
from overlay.config import default_folder

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Fonts that are not in the package: added, listed, removed.",
)
Set = Annotated[Literal["cjk"], typer.Argument(metavar="cjk", help="Chinese, Japanese, Korean: 18 MB.")]
Registry = Annotated[
    str,
    typer.Option("--registry", metavar="URL", envvar="OVERLAY_NPM_REGISTRY", help="Another npm registry."),
]


@app.command()
def add(set_: Set, data: Data = None, registry: Registry = REGISTRY) -> None:
    """Fetch what is not here yet. Pages show it as soon as nothing is on air."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    folder = _folder(data)
    faces.swept(folder)
    wanted = [face for face in faces.FACES if not faces.is_here(folder, face)]
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, transient=True, console=Console(stderr=True)) as progress:
        tasks = [progress.add_task(face.language, total=face.size, start=False) for face in wanted]
        for face, task in zip(wanted, tasks, strict=True):
            progress.start_task(task)
            address = registry.rstrip("/") + face.path
            archive = fetched(address, face.size, face.integrity, partial(progress.advance, task))
            faces.put(folder, face, archive)
    print(f"Chinese, Japanese and Korean are in {folder}." if wanted else "They are here already.")


@app.command("list")
def list_(data: Data = None, json: Json = False) -> None:
    """Which there are, and which of them are here."""
    folder = _folder(data)
    lines = [
        {
            "font": face.family,
            "language": face.language,
            "version": face.version,
            "size": face.size,
            "here": faces.is_here(folder, face),
        }
        for face in faces.FACES
    ]
    if json:
        output.data(lines)
        return
    output.table(
        ("font", "language", "size", ""),
        (
            (face.family, face.language, f"{face.size / 1e6:.1f} MB", "here" if line["here"] else "not here")
            for face, line in zip(faces.FACES, lines, strict=True)
        ),
    )


@app.command()
def remove(set_: Set, data: Data = None) -> None:
    """Take them away again."""
    gone = faces.removed(_folder(data))
    print(f"Removed: {', '.join(face.language for face in gone)}." if gone else "They are not here.")


def _folder(data: Path | None) -> Path:
    return (data or default_folder()).absolute() / "overlays_html" / "_fonts"
