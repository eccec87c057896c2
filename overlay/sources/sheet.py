"""Questions from a table: CSV or TSV as spreadsheets really write it.

Found out by itself: encoding (UTF-8 with or without BOM, UTF-16, Windows-1252), delimiter, header. Cells are
text and stay text; nothing in them is ever calculated.
"""

from __future__ import annotations

import csv
import io
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import msgspec

from overlay.errors import ConfigError, OverlayError, Undecodable
from overlay.moderation.words import name_words, question_words
from overlay.sources.contract import Batch, Message, Skipped

LIMIT = 280
DELIMITERS = (";", ",", "\t", "|")
ALONE = "\x1f"
"""Delimits nothing: the file has one column."""
PATIENCE, HOPELESS = 20, 1000
FORMULA = ("=", "+", "-", "@", "\t", "\r")

HEADERS = {
    "text": ("question", "questions", "text", "texte", "message", "comment", "commentaire", "your question"),
    "name": ("author", "auteur", "name", "nom", "by", "pseudo", "username", "from", "your name"),
    "platform": ("platform", "plateforme", "source", "canal", "channel"),
    "at": ("time", "heure", "date", "at", "t", "timestamp", "asked"),
}
COLUMN_OF = {title: column for column, titles in HEADERS.items() for title in titles}


class Record(msgspec.Struct, frozen=True):
    """A row of cells; `line` is where it starts in the file."""

    line: int
    cells: list[str]


def read_sheet(data: bytes) -> Batch:
    """The rows that hold a question. ConfigError if it is no table of text at all."""
    text = text_of(data)
    skipped: list[Skipped] = []
    delimiter = _delimiter(text)
    records = [r for r in _records(text, delimiter, skipped) if any(cell.strip() for cell in r.cells)]
    columns = _columns(records)
    if columns is None:
        columns = _guessed(records)
    else:
        width = len(records.pop(0).cells)
        _refuse_wide(records, width, skipped)
    messages = []
    for record in records:
        try:
            messages.append(_message(record, columns))
        except OverlayError as why:
            skipped.append(Skipped(record.line, why))
    return Batch(messages, sorted(skipped, key=lambda skip: skip.line))


def text_of(data: bytes) -> str:
    """The bytes as text. ConfigError if they are none."""
    if data.startswith(b"PK"):
        raise ConfigError("This is a spreadsheet's own file; save it as CSV and import that.")
    for mark, encoding in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"", "utf-8-sig"),
        (b"", "cp1252"),
    ):
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
    raise ConfigError("This is no text that can be read; save it as CSV in UTF-8 and import that.")


def _delimiter(text: str) -> str:
    """The one whose first row names most columns; without a header, the one that cuts all rows alike."""
    named: list[tuple[int, int, str]] = []
    regular: list[tuple[int, str]] = []
    for delimiter in DELIMITERS:
        rows = [record.cells for record in _records(text[:65536], delimiter, []) if record.cells]
        if not rows:
            continue
        titles = [COLUMN_OF.get(_title(cell)) for cell in rows[0]]
        if "text" in titles:
            named.append((sum(map(bool, titles)), len(titles), delimiter))
        (width, often), *_ = Counter(map(len, rows)).most_common(1)
        if width > 1 and often >= 0.9 * len(rows):
            regular.append((width, delimiter))
    if named:
        _, width, delimiter = max(named)
        return delimiter if width > 1 else ALONE
    return max(regular)[1] if regular else ALONE


def _records(text: str, delimiter: str, skipped: list[Skipped]) -> Iterator[Record]:
    """The rows; where a quotation mark is never closed only that line is lost.

    A lost line means reading the rest anew, so after `PATIENCE` of them every line counts as a row.
    """
    lines = io.StringIO(text, newline="").readlines()
    start = lost = 0
    while start < len(lines):
        end = len(lines) if lost < PATIENCE else start + 1
        reader = csv.reader(lines[start:end], delimiter=delimiter, strict=True)
        began = 0
        try:
            for cells in reader:
                yield Record(start + began + 1, cells)
                began = reader.line_num
            start = end
        except csv.Error:
            why = Undecodable("Its quotation marks do not match.")
            skipped.append(Skipped(start + began + 1, why))
            start += began + 1
            lost += 1
            if lost > HOPELESS:
                raise ConfigError(
                    "In more than {lines} lines the quotation marks do not match: this is no table.",
                    lines=HOPELESS,
                ) from None


def _title(cell: str) -> str:
    plain = unicodedata.normalize("NFKD", cell.strip().lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _columns(records: list[Record]) -> dict[str, int] | None:
    """Where the header says each column is; None if the first row is no header."""
    found: dict[str, int] = {}
    for place, cell in enumerate(records[0].cells if records else ()):
        column = COLUMN_OF.get(_title(cell))
        if column and column not in found:
            found[column] = place
    return found if "text" in found else None


def _guessed(records: list[Record]) -> dict[str, int]:
    """Without a header: the longest column holds the questions; of two, the other one the names."""
    width = max((len(record.cells) for record in records), default=1)
    lengths = [sum(len(r.cells[place]) for r in records if place < len(r.cells)) for place in range(width)]
    text = lengths.index(max(lengths))
    return {"text": text, "name": 1 - text} if width == 2 else {"text": text}


def _refuse_wide(records: list[Record], width: int, skipped: list[Skipped]) -> None:
    for record in [record for record in records if len(record.cells) > width]:
        records.remove(record)
        why = Undecodable(
            "It has {cells} cells where the header has {width}: put the question in quotation marks.",
            cells=len(record.cells),
            width=width,
        )
        skipped.append(Skipped(record.line, why))


def _message(record: Record, columns: dict[str, int]) -> Message:
    cell = {
        column: _plain(record.cells[place]) for column, place in columns.items() if place < len(record.cells)
    }
    return Message(
        question_words(cell.get("text", ""), LIMIT),
        name=name_words(cell.get("name", "")),
        platform=name_words(cell.get("platform", "")),
        at=seconds(cell.get("at", "")),
    )


def _plain(cell: str) -> str:
    """Our own export puts an apostrophe in front of what a spreadsheet would calculate: off again."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell


def seconds(words: str) -> float | None:
    """A number, or a date and time; None where it is neither."""
    try:
        number = float(words)
        return number if math.isfinite(number) else None
    except ValueError:
        try:
            return datetime.fromisoformat(words.strip()).timestamp()
        except (ValueError, OverflowError, OSError):
            return None
