"""What one transaction writes and what the tables hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from overlay.journal.contract import Vote
from overlay.journal.rows import (
    Line,
    Row,
    VoteLine,
    read_entry,
    read_question,
    read_standing,
    read_vote,
    standing_row,
)
from overlay.journal.schema import VOTES_SINCE, version_of
from overlay.journal.standing import Standing
from overlay.show.events import Entry

_INSERT_ENTRY = "INSERT INTO entry (rev, show, crc, body) VALUES (?, ?, ?, ?)"
_DELETE_QUESTION = "DELETE FROM question WHERE show = ? AND id = ?"
_PUT_QUESTION = """
    INSERT INTO question (show, id, status, words, crc, body) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (show, id) DO UPDATE
    SET status = excluded.status, words = excluded.words, crc = excluded.crc, body = excluded.body
"""
_PUT_VOTE = "INSERT OR REPLACE INTO vote (show, poll, device, choice, crc) VALUES (?, ?, ?, ?, ?)"
_VOTES = "SELECT show, poll, device, choice, crc FROM vote ORDER BY seq"
_VOTES_OF = "SELECT show, poll, device, choice, crc FROM vote WHERE show = ? ORDER BY seq"
_PUT_SHOW = "INSERT OR REPLACE INTO show (id, crc, body) VALUES (?, ?, ?)"


def write_lines(
    connection: sqlite3.Connection, lines: Sequence[Line], votes: Sequence[VoteLine] = ()
) -> None:
    """One transaction: all of the lines and votes or none. The caller rolls back what raises."""
    questions, gone = _newest(lines)
    standings = {line.standing.show: line.standing for line in lines if line.standing is not None}
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(_INSERT_ENTRY, (line.entry for line in lines))
    connection.executemany(_DELETE_QUESTION, gone)
    connection.executemany(_PUT_QUESTION, questions)
    connection.executemany(_PUT_SHOW, map(standing_row, standings.values()))
    write_votes(connection, (vote.row for vote in votes))
    connection.execute("COMMIT")


def write_votes(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Each in place of the one before it of the same device and poll."""
    connection.executemany(_PUT_VOTE, rows)


def _newest(lines: Iterable[Line]) -> tuple[Iterable[Row], Iterable[Row]]:
    """Each changed question's last row, and the questions that were removed at some point."""
    rows: dict[Row, Row] = {}
    gone: dict[Row, None] = {}
    for line in lines:
        for key in line.removed:
            rows.pop(key, None)
            gone[key] = None
        for row in line.questions:
            rows[row[:2]] = row
    return rows.values(), gone


def read_standings(connection: sqlite3.Connection) -> dict[str, Standing]:
    rows = connection.execute("SELECT id, crc, body FROM show")
    return {row[0]: read_standing(row) for row in rows}


def read_entries(connection: sqlite3.Connection, after: int = 0) -> Iterator[Entry]:
    """All entries of all shows after that rev, in order. `Damaged` at the first that is."""
    rows = connection.execute("SELECT rev, show, crc, body FROM entry WHERE rev > ? ORDER BY rev", (after,))
    return (read_entry(row) for row in rows)


def vote_rows(connection: sqlite3.Connection) -> Iterator[Row]:
    """All votes of all shows, the newest last, not yet read; none in a database that knows no votes."""
    return iter(()) if version_of(connection) < VOTES_SINCE else connection.execute(_VOTES)


def read_votes(connection: sqlite3.Connection, show: str) -> list[Vote]:
    """Of a show, the newest last. `Damaged` at the first that is."""
    return [read_vote(row) for row in connection.execute(_VOTES_OF, (show,))]


def verify(connection: sqlite3.Connection) -> None:
    """`Damaged` or sqlite3.DatabaseError unless every page is in order and every row as it was written."""
    (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if result != "ok":
        raise sqlite3.DatabaseError(result)
    for _ in read_entries(connection):
        pass
    for row in connection.execute("SELECT show, id, status, words, crc, body FROM question"):
        read_question(row)
    for row in vote_rows(connection):
        read_vote(row)
    read_standings(connection)
