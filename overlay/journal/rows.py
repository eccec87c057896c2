"""Entries, questions, standings, votes as rows: JSON that can be read for ever, each sealed by a CRC-32."""

from __future__ import annotations

import zlib
from typing import Any, TypeVar

import msgspec

from overlay.errors import Damaged
from overlay.journal.contract import Vote, Write
from overlay.journal.standing import Standing
from overlay.journal.words import folded
from overlay.show.events import Entry
from overlay.show.model import Question

Row = tuple[Any, ...]
T = TypeVar("T")

encode = msgspec.json.Encoder().encode
_entries = msgspec.json.Decoder(Entry)
_questions = msgspec.json.Decoder(Question)
_standings = msgspec.json.Decoder(Standing)


def seal(body: bytes, *columns: str | int) -> int:
    """CRC-32 of a row: its columns, then its body."""
    return zlib.crc32(body, zlib.crc32("\0".join(map(str, columns)).encode()))


def entry_row(entry: Entry) -> Row:
    body = encode(entry)
    return entry.rev, entry.show, seal(body, entry.rev, entry.show), body


def question_row(show: str, question: Question) -> Row:
    words, body = folded(question.text, question.name), encode(question)
    columns = show, question.id, question.status, words
    return *columns, seal(body, *columns), body


def standing_row(standing: Standing) -> Row:
    body = encode(standing)
    return standing.show, seal(body, standing.show), body


def vote_row(vote: Vote) -> Row:
    columns = vote.show, vote.poll, vote.device, vote.option
    return *columns, seal(b"", *columns)


def read_entry(row: Row) -> Entry:
    """`Damaged` where the bytes are not those that were written."""
    rev, show, crc, body = row
    return _opened(_entries, f"entry {rev}", crc, body, rev, show)


def read_question(row: Row) -> Question:
    *columns, crc, body = row
    return _opened(_questions, f"question {columns[1]}", crc, body, *columns)


def read_standing(row: Row) -> Standing:
    show, crc, body = row
    return _opened(_standings, f"show {show}", crc, body, show)


def read_vote(row: Row) -> Vote:
    *columns, crc = row
    if seal(b"", *columns) != crc:
        raise _damaged(f"a vote in poll {columns[1]}")
    return Vote(*columns)


def _opened(decoder: msgspec.json.Decoder[T], what: str, crc: int, body: bytes, *columns: str | int) -> T:
    if not isinstance(body, bytes) or seal(body, *columns) != crc:
        raise _damaged(what)
    return decoder.decode(body)


def _damaged(what: str) -> Damaged:
    return Damaged("The journal is damaged at {what}: its bytes are not those that were written.", what=what)


class Line:
    """A `Write` made ready for the writer: nothing in it can fail any more but the disk.

    `standing` is set by the writer where the entry changed how its show stands. `ticket` is its place among
    all lines given to the writer.
    """

    __slots__ = ("entry", "questions", "removed", "rev", "standing", "ticket", "write")

    def __init__(self, write: Write) -> None:
        show = write.entry.show
        self.write = write
        self.rev = write.entry.rev
        self.entry = entry_row(write.entry)
        self.questions = [question_row(show, question) for question in write.changed]
        self.removed = [(show, key) for key in write.removed]
        self.standing: Standing | None = None
        self.ticket = 0


class VoteLine:
    """A vote made ready likewise. Written twice it is the same vote."""

    __slots__ = ("row", "ticket")

    def __init__(self, vote: Vote) -> None:
        self.row = vote_row(vote)
        self.ticket = 0
