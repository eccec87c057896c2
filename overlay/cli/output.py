"""What commands print: data as JSON, lists as tables, the show in a few lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any


def data(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Words of strangers are words: nothing in them is markup."""
    from rich.console import Console
    from rich.table import Table

    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    Console(markup=False, emoji=False, highlight=False).print(drawn)


def complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def day(wall_ms: int) -> str:
    return datetime.fromtimestamp(wall_ms / 1000).strftime("%Y-%m-%d %H:%M") if wall_ms else "never"
