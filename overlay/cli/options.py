"""Options that many commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The data folder; without it this user's own."),
]
Json = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]
