"""Facts, in the past tense: few, small, and each with an exact inverse, so that undo is a list of events too.

An entry of the journal is one command carried out: its events happened together or not at all.
"""

from __future__ import annotations

from typing import Any, assert_never

import msgspec

from overlay.show.model import QUESTION_LAYERS, Picture, Poll, PollState, Question, Settings, Status, Who


class Event(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="event", tag=str.lower):
    """Base of all facts."""


class Opened(Event, frozen=True):
    """The show is open, new or again."""

    settings: Settings


class Closed(Event, frozen=True):
    """The show is closed; `reopened` is the inverse."""

    reopened: bool = False


class Configured(Event, frozen=True):
    now: Settings
    was: Settings


class Asked(Event, frozen=True):
    """A question stands at the end of its status's list."""

    question: Question


class Removed(Event, frozen=True):
    """An ask was undone: the question is gone from the show (its entry stays in the journal)."""

    question: Question


class Moved(Event, frozen=True):
    """A question stands in another list, or at another place of the same one.

    It stands in front of `before` (None: at the end). `was_before` and `was_after` were its neighbours.
    """

    id: str
    now: Status
    was: Status
    before: str | None = None
    was_before: str | None = None
    was_after: str | None = None
    reason: str = ""
    was_reason: str = ""


class Formed(Event, frozen=True):
    """The graphic that a question will be shown in."""

    id: str
    graphic: str
    was: str


class Edited(Event, frozen=True):
    """Other words; `own`: by the asker, so that these are the words as asked."""

    id: str
    text: str
    was: str
    own: bool = False


class Starred(Event, frozen=True):
    id: str
    on: bool


class Shown(Event, frozen=True):
    """A layer's picture is now this one; None is out."""

    layer: str
    picture: Picture | None
    was: Picture | None


class Prepared(Event, frozen=True):
    """What a graphic will show at its next take; None is nothing in particular."""

    graphic: str
    data: dict[str, Any] | None
    was: dict[str, Any] | None


class Latched(Event, frozen=True):
    """Panic holds (or was released)."""

    on: bool


class Polled(Event, frozen=True):
    """A poll is there, in the order of their making."""

    poll: Poll


class Dropped(Event, frozen=True):
    """A poll is gone from the show."""

    poll: Poll


class Switched(Event, frozen=True):
    """A poll is a draft, open or closed; `opened` is the rev that opened it last."""

    id: str
    now: PollState
    was: PollState
    opened: int = 0
    was_opened: int = 0


class Published(Event, frozen=True):
    """The numbers of a poll are for everybody, or for the crew only."""

    id: str
    on: bool


class Tallied(Event, frozen=True):
    """What a poll's votes have come to: told by the server, nobody's deed."""

    id: str
    counts: tuple[int, ...]
    was: tuple[int, ...]


class Undone(Event, frozen=True):
    """The entry of that rev was taken back by the events before this one."""

    rev: int


AnyEvent = (
    Opened | Closed | Configured | Asked | Removed | Moved | Formed | Edited | Starred | Shown | Prepared
    | Latched | Polled | Dropped | Switched | Published | Tallied | Undone
)  # fmt: skip


def inverse(event: AnyEvent) -> AnyEvent | None:
    """The event that takes this one back; None where nothing does (an opening, an undo)."""
    match event:
        case Closed():
            return Closed(reopened=not event.reopened)
        case Configured():
            return Configured(now=event.was, was=event.now)
        case Asked():
            return Removed(event.question)
        case Removed():
            return Asked(event.question)
        case Moved():
            return Moved(
                event.id,
                now=event.was,
                was=event.now,
                before=event.was_before,
                was_before=event.before,
                reason=event.was_reason,
                was_reason=event.reason,
            )
        case Formed():
            return Formed(event.id, graphic=event.was, was=event.graphic)
        case Edited():
            return Edited(event.id, text=event.was, was=event.text, own=event.own)
        case Starred():
            return Starred(event.id, on=not event.on)
        case Shown():
            return Shown(event.layer, picture=event.was, was=event.picture)
        case Prepared():
            return Prepared(event.graphic, data=event.was, was=event.data)
        case Latched():
            return Latched(on=not event.on)
        case Polled():
            return Dropped(event.poll)
        case Dropped():
            return Polled(event.poll)
        case Switched():
            return Switched(event.id, event.was, event.now, event.was_opened, event.opened)
        case Published():
            return Published(event.id, on=not event.on)
        case Tallied():
            return Tallied(event.id, event.was, event.counts)
        case Opened() | Undone():
            return None
    assert_never(event)


def things(event: AnyEvent) -> tuple[str, ...]:
    """What it changed, by name: a question's id, `layer:…`, `prepared:…`, `poll:…`, `latch`, `settings`.

    `air` (the question layers), `cue` and `voting` (the open poll) can hold one only, so they are things of
    their own. A tally changes no thing: it stands in nobody's way.
    """
    match event:
        case Asked() | Removed():
            return (event.question.id,)
        case Moved() if "next" in (event.now, event.was):
            return (event.id, "cue")
        case Moved() | Formed() | Edited() | Starred():
            return (event.id,)
        case Shown() if event.layer in QUESTION_LAYERS:
            return (f"layer:{event.layer}", "air")
        case Shown():
            return (f"layer:{event.layer}",)
        case Prepared():
            return (f"prepared:{event.graphic}",)
        case Latched():
            return ("latch",)
        case Polled() | Dropped():
            return (f"poll:{event.poll.id}",)
        case Switched() if "open" in (event.now, event.was):
            return (f"poll:{event.id}", "voting")
        case Switched() | Published():
            return (f"poll:{event.id}",)
        case Opened() | Closed() | Configured():
            return ("settings",)
        case Tallied() | Undone():
            return ()
    assert_never(event)


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the journal. `rev` grows by one over all shows of the folder; `at` is wall time in ms."""

    rev: int
    at: int
    show: str
    who: Who
    command: str
    events: tuple[AnyEvent, ...]
    op: str = ""
