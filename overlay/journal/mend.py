"""Entries carried into a database one after the other, with the rows that follow from them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable

from overlay.journal.contract import write_of
from overlay.journal.onair import way_back
from overlay.journal.rows import Line
from overlay.journal.schema import last_rev
from overlay.journal.standing import Standing, after
from overlay.journal.tables import read_entries, read_standings, write_lines
from overlay.show.events import Entry
from overlay.show.fold import Show, fold
from overlay.show.model import Who

RESTORE = "restore"
"""The command of the entry that puts a picture back; revs may be missing before it."""
RESTORER = Who("journal", "source", "journal")


class Mend:
    """A database under repair: its shows, folded, so that what changes by another entry is known."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._standings = read_standings(connection)
        self._shows: dict[str, Show] = {}
        self.rev = last_rev(connection)
        for entry in read_entries(connection):
            fold(self._show(entry.show), entry)

    def append(self, entries: Iterable[Entry]) -> None:
        """All of them in one transaction."""
        lines = [self._line(entry) for entry in entries]
        if lines:
            write_lines(self._connection, lines)
            self.rev = lines[-1].rev

    def put_back(self, wanted: Standing) -> None:
        """That picture is on air again, at the rev it had."""
        at, show = time.time_ns() // 1_000_000, self._show(wanted.show)
        self.append([Entry(wanted.rev, at, show.id, RESTORER, RESTORE, way_back(show, wanted))])

    def _show(self, show_id: str) -> Show:
        return self._shows.setdefault(show_id, Show(show_id))

    def _line(self, entry: Entry) -> Line:
        show = self._show(entry.show)
        fold(show, entry)
        line = Line(write_of(show, entry))
        before = self._standings.get(entry.show)
        line.standing = self._standings[entry.show] = after(before, line.write)
        return line
