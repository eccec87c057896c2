"""`overlay import` and `export`: questions in from a file, a show out as one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from overlay.cli import output, running
from overlay.cli.options import Data, Json
from overlay.errors import ConfigError, OverlayError


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="csv, tsv, txt, jsonl, or our own json, zip.")],
    queue: Annotated[bool, typer.Option("--queue", help="Straight into the queue.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Enter the questions of a file."""
    server = running.find(data)
    answer = server.post("/api/import", read(file), name=file.name, queue=int(queue))
    if json:
        output.data(answer)
        return
    print(f"imported {answer['imported']}, skipped {len(answer['skipped'])}")
    for skip in answer["skipped"]:
        print(f"line {skip['line']}: {skip['why']}")


def export(
    format: Annotated[Literal["json", "csv", "zip"], typer.Option(help="What kind of file.")] = "json",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write there; else to stdout.")] = None,
    data: Data = None,
) -> None:
    """Put out the current show: json and csv hold its questions, zip also the journal."""
    if out is None and format == "zip" and sys.stdout.isatty():
        raise ConfigError("A zip is nothing for a terminal: name a file with --out.")
    content = running.find(data).fetch("GET", "/api/export", query={"format": format})
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise OverlayError("{file} cannot be written: {why}.", file=out, why=error.strerror) from None


def read(file: Path) -> bytes:
    """The file's bytes; ConfigError if it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise ConfigError("{file} cannot be read: {why}.", file=file, why=error.strerror) from None
