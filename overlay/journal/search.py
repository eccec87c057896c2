"""Questions of a show found by their words and status, a page at a time."""

from __future__ import annotations

import json
import sqlite3

from overlay.errors import Unknown
from overlay.journal.rows import read_question
from overlay.journal.words import wanted
from overlay.show.model import Question, Status

_SEARCH = """
    SELECT show, id, status, words, crc, body FROM question
    WHERE show = :show AND {status} AND seq > :seq
    AND NOT EXISTS (SELECT 1 FROM json_each(:words) WHERE instr(question.words, value) = 0)
    ORDER BY seq LIMIT :limit
"""
_SEARCH_ANY = _SEARCH.format(status="TRUE")
_SEARCH_STATUS = _SEARCH.format(status="status = :status")


def search(
    connection: sqlite3.Connection, show: str, *, status: Status | None, words: str, limit: int, after: str
) -> tuple[list[Question], bool]:
    """As `Journal.search`."""
    asked = {
        "show": show,
        "status": status,
        "seq": _place(connection, show, after) if after else 0,
        "words": json.dumps(wanted(words)),
        "limit": limit + 1,
    }
    rows = connection.execute(_SEARCH_STATUS if status else _SEARCH_ANY, asked)
    found = [read_question(row) for row in rows]
    return found[:limit], len(found) > limit


def _place(connection: sqlite3.Connection, show: str, question: str) -> int:
    row = connection.execute(
        "SELECT seq FROM question WHERE show = ? AND id = ?", (show, question)
    ).fetchone()
    if row is None:
        raise Unknown("There is no question {id}.", id=question)
    return int(row[0])
