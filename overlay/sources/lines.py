"""Questions from a file of JSON lines: one object a line, with `text` and, if it likes, name, time, place."""

from __future__ import annotations

from typing import Any

import msgspec

from overlay.errors import OverlayError, Undecodable
from overlay.moderation.words import name_words, question_words
from overlay.sources.contract import Batch, Message, Skipped
from overlay.sources.sheet import LIMIT, seconds, text_of

NAMES, PLATFORMS, TIMES = ("name", "author"), ("platform", "source"), ("t", "at", "time", "ts")


def read_lines(data: bytes) -> Batch:
    """ConfigError if it is no text."""
    messages, skipped = [], []
    for number, line in enumerate(text_of(data).splitlines(), 1):
        if not line.strip():
            continue
        try:
            messages.append(_message(line))
        except OverlayError as why:
            skipped.append(Skipped(number, why))
    return Batch(messages, skipped)


def _message(line: str) -> Message:
    try:
        fields = msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise Undecodable("It is no JSON object with a text in it.") from None
    text = fields.get("text")
    if not isinstance(text, str):
        raise Undecodable("It has no text.")
    time = _first(fields, TIMES)
    return Message(
        question_words(text, LIMIT),
        name=name_words(str(_first(fields, NAMES) or "")),
        platform=name_words(str(_first(fields, PLATFORMS) or "")),
        author=str(_first(fields, ("author",)) or ""),
        id=str(fields.get("id") or ""),
        at=None if time is None else seconds(str(time)),
    )


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> str | float | None:
    return next((fields[name] for name in names if isinstance(fields.get(name), str | int | float)), None)
