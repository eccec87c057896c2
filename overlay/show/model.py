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
Direction = Literal["ltr", "rtl"]


class Layer(msgspec.Struct, frozen=True):
    """A place for one graphic. `z` orders the layers; of one `group` (but the edge) only one is on air."""

    z: int
    group: str
    graphic: str


LAYERS: dict[str, Layer] = {
    "wall": Layer(10, "full", "social-wall"),
    "card": Layer(20, "full", "question-card"),
    "poll": Layer(30, "lower", "poll"),
    "question": Layer(40, "lower", "lower-third"),
    "guest": Layer(45, "lower", "guest-strap"),
    "ticker": Layer(50, "edge", "ticker"),
    "join": Layer(60, "edge", "join-code"),
    "clock": Layer(70, "edge", "countdown"),
    "credits": Layer(80, "full", "credits"),
    "test": Layer(90, "test", "test-card"),
}
QUESTION_LAYERS = ("card", "question")
"""Two forms of the one question on air: taking one form lets the other out."""
SIDE_BY_SIDE = "edge"
"""The group whose layers may all be on air together."""
ALONE = "test"
"""The layer that is on air alone."""


Frame = Literal["", "ograf", "spx"]


class Placed(msgspec.Struct, frozen=True):
    """Where a graphic plays. `frame`: it did not come with us and runs in a sandboxed frame of that kind."""

    layer: str
    frame: Frame = ""


SHIPPED = {layer.graphic: Placed(name) for name, layer in LAYERS.items()}


class Badge(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mark of its network on an asker. `url`: https, fetched by us alone."""

    name: str
    url: str


class Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A piece of a question: words, or an emote by its name and where its picture is (https; we fetch it)."""

    text: str
    url: str = ""


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
    `asked_by`: how many asked the same. `segments` count while their words together are still `text`.
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
    votes: int = 0
    asked_by: int = 1
    avatar: str = ""
    badges: tuple[Badge, ...] = ()
    segments: tuple[Segment, ...] = ()


class Picture(msgspec.Struct, frozen=True):
    """What stands on a layer: a copy, never a reference (but for live.py). `take` is the rev of its take."""

    layer: str
    graphic: str
    take: int
    at: int
    question: str = ""
    data: dict[str, Any] = {}
    theme: str = ""
    frame: Frame = ""


class Settings(msgspec.Struct, frozen=True):
    """A show's own settings. `consent` is the line under the asker's form; empty = the built-in sentence.

    `theme` empty: the computer's. `direction`: the side a line starts from. `label`: the tab over questions.
    `clear_after`: seconds without the server after which a page lets its picture go; 0 = never.
    """

    title: str = "Show"
    language: Language = "en"
    limit: LengthLimit = 140
    intake: Literal["open", "closed"] = "open"
    solo: bool = False
    consent: str = ""
    theme: str = ""
    direction: Direction = "ltr"
    label: str = ""
    clear_after: int = 0


PollState = Literal["draft", "open", "closed"]


class PollOption(msgspec.Struct, frozen=True):
    """`id` is its letter, `a` to `e`."""

    id: str
    label: str


class Poll(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question to the audience with two to five answers; `counts` are the votes for each, as last told.

    `made` is the rev that made it, and orders polls; `opened` the rev that opened it last, 0 for never.
    `published`: the audience and the picture show the numbers. Who voted what stands in no poll.
    """

    id: str
    question: str
    options: tuple[PollOption, ...]
    made: int
    counts: tuple[int, ...]
    state: PollState = "draft"
    opened: int = 0
    published: bool = False
