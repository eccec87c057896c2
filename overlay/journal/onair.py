"""`onair.json`: the picture and its rev, apart from the database; and the way back from it into a show."""

from __future__ import annotations

import zlib
from pathlib import Path

import msgspec

from overlay.journal import durable
from overlay.journal.standing import Standing
from overlay.show.events import (
    AnyEvent,
    Asked,
    Closed,
    Configured,
    Edited,
    Formed,
    Latched,
    Opened,
    Shown,
    Starred,
)
from overlay.show.fold import Show
from overlay.show.steps import moved

NAME = "onair.json"


class _File(msgspec.Struct, frozen=True):
    """`crc` is the CRC-32 of the bytes of `state`."""

    crc: int
    state: msgspec.Raw


def keep(folder: Path, standing: Standing) -> None:
    """Replace the file. OSError where the disk refuses."""
    state = msgspec.json.encode(standing)
    content = msgspec.json.encode(_File(zlib.crc32(state), msgspec.Raw(state)))
    durable.write_private(folder / NAME, content)


def kept(folder: Path) -> Standing | None:
    """What was on air last; None without the file, or if it is damaged."""
    try:
        file = msgspec.json.decode((folder / NAME).read_bytes(), type=_File)
        state = bytes(file.state)
        return msgspec.json.decode(state, type=Standing) if zlib.crc32(state) == file.crc else None
    except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def way_back(show: Show, wanted: Standing) -> tuple[AnyEvent, ...]:
    """The events after which the show stands as `wanted` and the same picture is on air."""
    events: list[AnyEvent] = []
    if show.rev == 0:
        events.append(Opened(wanted.settings))
    elif show.settings != wanted.settings:
        events.append(Configured(wanted.settings, show.settings))
    if show.closed != wanted.closed:
        events.append(Closed(reopened=not wanted.closed))
    events += _question(show, wanted)
    for layer, was in show.layers.items():
        if layer not in wanted.pictures:
            events.append(Shown(layer, None, was))
    for layer, picture in wanted.pictures.items():
        if show.layers.get(layer) != picture:
            events.append(Shown(layer, picture, show.layers.get(layer)))
    if show.latched != wanted.latched:
        events.append(Latched(wanted.latched))
    return tuple(events)


def _question(show: Show, wanted: Standing) -> list[AnyEvent]:
    events: list[AnyEvent] = []
    question, now = wanted.question, show.on_air
    if now is not None and (question is None or question.id != now):
        events.append(moved(show, now, "answered"))
    if question is None:
        return events
    known = show.questions.get(question.id)
    if known is None:
        return [*events, Asked(question)]
    if known.status != "on_air":
        events.append(moved(show, question.id, "on_air"))
    if known.text != question.text:
        events.append(Edited(question.id, question.text, known.text))
    if known.graphic != question.graphic:
        events.append(Formed(question.id, question.graphic, known.graphic))
    if known.starred != question.starred:
        events.append(Starred(question.id, question.starred))
    return events
