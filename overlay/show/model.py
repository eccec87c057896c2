"""What a show is made of: questions, pictures on air, settings. Values only; words: docs/vocabulary.md."""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec

Status = Literal[
    "inbox", "held", "approved", "queued", "next", "on_air", "answered", "skipped", "declined", "withdrawn"
]
STATUSES: tuple[Status, ...] = get_args(Status)

Role = Literal["producer", "host", "moderator", "viewer", "remote", "overlay", "source", "audience"]

LengthLimit = Literal[115, 140, 280]
Language = Literal["en", "fr"]


class Layer(msgspec.Struct, frozen=True):
    """A place for one graphic. `z` orders the layers; of one `group` only one is on air (graphics.md 3)."""

    z: int
    group: str
    graphic: str


LAYERS: dict[str, Layer] = {
    "card": Layer(20, "full", "question-card"),
    "question": Layer(40, "lower", "lower-third"),
    "join": Layer(60, "edge", "join-code"),
}
QUESTION_LAYERS = ("card", "question")
"""Two forms of the one question on air: taking one form lets the other out."""
LAYER_OF = {layer.graphic: name for name, layer in LAYERS.items()}


class Who(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who gives an order: a token's id or `device:…`, its role, and a label for people."""

    id: str
    role: Role
    name: str = ""

    @property
    def stranger(self) -> bool:
        """Not of the crew: it asks, and controls nothing."""
        return self.role in ("audience", "source")


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """One question. `at` is wall time in ms, for people; order is the lists' business.

    `author` names the asker's device or account: private, shown to nobody but its own asker.
    `original` holds the words as asked once an edit has changed them; `graphic` the form it was cued in.
    """

    id: str
    text: str
    status: Status
    at: int
    name: str = ""
    platform: str = ""
    author: str = ""
    original: str = ""
    reason: str = ""
    graphic: str = ""
    starred: bool = False


class Picture(msgspec.Struct, frozen=True):
    """What stands on a layer: a copy, never a reference. `take` is the rev that put it there."""

    layer: str
    graphic: str
    take: int
    at: int
    question: str = ""
    data: dict[str, Any] = {}


class Settings(msgspec.Struct, frozen=True):
    """A show's own settings. `consent` is the line under the asker's form; empty = the built-in sentence."""

    title: str = "Show"
    language: Language = "en"
    limit: LengthLimit = 140
    intake: Literal["open", "closed"] = "open"
    solo: bool = False
    consent: str = ""
