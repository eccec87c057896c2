"""A show as a file: JSON and CSV of all its questions, or a zip of both with the whole journal."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from overlay import unzip
from overlay.errors import ConfigError, OverlayError, Undecodable
from overlay.moderation.words import name_words, question_words
from overlay.show.events import Entry
from overlay.show.model import Poll, PollState, Question, Settings, Status
from overlay.show.polls import poll_item
from overlay.sources.contract import Batch, Message, Skipped
from overlay.sources.sheet import FORMULA, LIMIT

VERSION = 1
MEMBER = "show.json"
LARGEST = 64 * 1024 * 1024
"""Bytes that show.json of a zip may unpack to."""
LATEST = 253_402_300_799_999
"""The last millisecond that a date can name."""
COLUMNS = ("Question", "Name", "Platform", "Status", "Reason", "Starred", "Time", "Original", "Id")


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question in the file. Who asked it (device, account) is left out."""

    id: str
    text: str
    status: Status
    at: Annotated[int, Meta(ge=0, le=LATEST)]
    name: str = ""
    platform: str = ""
    reason: str = ""
    original: str = ""
    starred: bool = False


class KeptPoll(msgspec.Struct, frozen=True):
    """A poll in the file, with its numbers. Who voted what is left out."""

    question: str
    options: list[dict[str, Any]]
    state: PollState
    published: bool


class Archive(msgspec.Struct, frozen=True):
    """`at` of questions is wall ms. Older files have no polls, and an import brings questions only."""

    overlay: int
    id: str
    settings: Settings
    questions: list[Kept]
    polls: list[KeptPoll] = []


def archived(
    show_id: str, settings: Settings, questions: Iterable[Question], polls: Iterable[Poll] = ()
) -> Archive:
    fields = Kept.__struct_fields__
    kept = [Kept(**{field: getattr(question, field) for field in fields}) for question in questions]
    return Archive(VERSION, show_id, settings, kept, [_kept_poll(poll) for poll in polls])


def _kept_poll(poll: Poll) -> KeptPoll:
    item = poll_item(poll)
    return KeptPoll(**{field: item[field] for field in KeptPoll.__struct_fields__})


def to_json(archive: Archive) -> bytes:
    return msgspec.json.format(msgspec.json.encode(archive), indent=1)


def to_csv(archive: Archive) -> bytes:
    """UTF-8 with a BOM, for spreadsheets. What they would calculate gets an apostrophe in front."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for question in archive.questions:
        at = datetime.fromtimestamp(question.at / 1000, UTC).isoformat(timespec="seconds")
        cells = (question.text, question.name, question.platform, question.status, question.reason)
        marks = ("yes" if question.starred else "", at, question.original, question.id)
        writer.writerow([neutral(cell) for cell in (*cells, *marks)])
    return out.getvalue().encode("utf-8-sig")


def polls_csv(archive: Archive) -> bytes:
    """A line an answer, as `to_csv`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("Poll", "Answer", "Votes", "State"))
    for poll in archive.polls:
        for option in poll.options:
            words = neutral(poll.question), neutral(option["label"])
            writer.writerow((*words, option["votes"], poll.state))
    return out.getvalue().encode("utf-8-sig")


def neutral(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def to_zip(archive: Archive, entries: Iterable[Entry]) -> bytes:
    """show.json, questions.csv, polls.csv, journal.jsonl (every entry, oldest first)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MEMBER, to_json(archive))
        packed.writestr("questions.csv", to_csv(archive))
        packed.writestr("polls.csv", polls_csv(archive))
        with packed.open("journal.jsonl", "w") as lines:
            for entry in entries:
                lines.write(msgspec.json.encode(entry) + b"\n")
    return out.getvalue()


def read_zip(data: bytes) -> Batch:
    """The questions of a zip of ours. ConfigError if it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            text = unzip.read(packed, packed.getinfo(MEMBER), LARGEST)
    except unzip.FAULTS:
        raise ConfigError("This zip is not one that overlay has exported.") from None
    if len(text) > LARGEST:
        raise ConfigError("This zip unpacks to more than {limit} bytes.", limit=LARGEST)
    return read_json(text)


def read_json(data: bytes) -> Batch:
    """The questions of a JSON file of ours, as new ones: withdrawn ones stay withdrawn."""
    try:
        archive = msgspec.json.decode(data, type=Archive)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise ConfigError("This JSON is not one that overlay has exported.") from None
    if archive.overlay > VERSION:
        raise ConfigError("A newer overlay has exported this; import it there.")
    messages, skipped = [], []
    for number, kept in enumerate(archive.questions, 1):
        try:
            messages.append(_message(kept))
        except OverlayError as why:
            skipped.append(Skipped(number, why))
    return Batch(messages, skipped)


def _message(kept: Kept) -> Message:
    if kept.status == "withdrawn":
        raise Undecodable("Its asker withdrew it.")
    return Message(
        question_words(kept.text, LIMIT),
        name=name_words(kept.name),
        platform=name_words(kept.platform),
        id=kept.id,
        at=kept.at / 1000,
    )
