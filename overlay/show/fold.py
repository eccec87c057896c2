"""The state of a show as a fold of its entries: read the journal again and the same show stands there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, assert_never

import msgspec

from overlay.show.events import (
    AnyEvent,
    Asked,
    Closed,
    Configured,
    Dropped,
    Edited,
    Entry,
    Formed,
    Latched,
    Moved,
    Opened,
    Polled,
    Prepared,
    Published,
    Removed,
    Shown,
    Starred,
    Switched,
    Tallied,
    Undone,
    things,
)
from overlay.show.lineup import Lineup
from overlay.show.model import SHIPPED, STATUSES, Picture, Placed, Poll, Question, Settings, Status, Who

UNDO_DEPTH = 50
LASTING = ("open", "close", "release", "tally")
"""Not taken back: another command does the opposite, or nobody did it."""


class Touch(msgspec.Struct, frozen=True):
    """Who changed a thing last, and by which entry."""

    rev: int
    who: Who


class Show:
    """One show, now. Written by `fold` alone; everybody else reads.

    `touched` names for each thing (events.things) its last change; also for `next`, what NEXT takes.
    `standing` names its changes that were not taken back, oldest first; `history` the crew's entries.
    `starred` holds questions in the order they were marked in, `polls` polls in the order they were made in.
    `graphics` are those there are on this computer: given by the desk, no part of what was recorded.
    """

    def __init__(self, show_id: str) -> None:
        self.id = show_id
        self.rev = 0
        self.closed = False
        self.latched = False
        self.settings = Settings()
        self.questions: dict[str, Question] = {}
        self.lists: dict[Status, Lineup] = {status: Lineup() for status in STATUSES}
        self.layers: dict[str, Picture] = {}
        self.prepared: dict[str, dict[str, Any]] = {}
        self.starred: dict[str, None] = {}
        self.graphics: Mapping[str, Placed] = SHIPPED
        self.polls: dict[str, Poll] = {}
        self.touched: dict[str, Touch] = {}
        self.standing: dict[str, list[Touch]] = {}
        self.history: dict[str, deque[Entry]] = {}

    @property
    def on_air(self) -> str | None:
        """The question on air."""
        return self.lists["on_air"].first

    @property
    def cued(self) -> str | None:
        return self.lists["next"].first

    @property
    def next(self) -> str | None:
        """What NEXT would take: the cued question, else the head of the queue."""
        return self.cued or self.lists["queued"].first

    def undoable(self, who: str) -> Entry | None:
        """The newest entry of that caller that has not been taken back."""
        entries = self.history.get(who)
        return entries[-1] if entries else None


class Watcher(Protocol):
    """A view that follows the fold, event by event, after each has been applied."""

    def note(self, show: Show, event: AnyEvent) -> None: ...


def fold(show: Show, entry: Entry, watchers: Iterable[Watcher] = ()) -> None:
    """Carry one entry into the show. Costs the same however many questions there are."""
    next_before = show.next
    touch = Touch(entry.rev, entry.who)
    for event in entry.events:
        _apply(show, event)
        for watcher in watchers:
            watcher.note(show, event)
        for thing in things(event):
            show.touched[thing] = touch
    if show.next != next_before:
        show.touched["next"] = touch
    show.rev = entry.rev
    _remember(show, entry, touch)


def _remember(show: Show, entry: Entry, touch: Touch) -> None:
    if entry.command == "undo":
        for thing in _things(show.history[entry.who.id].pop()):
            show.standing[thing].pop()
        return
    for thing in _things(entry):
        show.standing.setdefault(thing, []).append(touch)
    if not entry.who.stranger and entry.command not in LASTING:
        show.history.setdefault(entry.who.id, deque(maxlen=UNDO_DEPTH)).append(entry)


def _things(entry: Entry) -> set[str]:
    return {thing for event in entry.events for thing in things(event)}


def _apply(show: Show, event: AnyEvent) -> None:
    match event:
        case Opened():
            show.closed, show.settings = False, event.settings
        case Closed():
            show.closed = not event.reopened
        case Configured():
            show.settings = event.now
        case Asked():
            show.questions[event.question.id] = event.question
            show.lists[event.question.status].insert(event.question.id)
            _star(show, event.question.id, on=event.question.starred)
        case Removed():
            del show.questions[event.question.id]
            show.lists[event.question.status].remove(event.question.id)
            _star(show, event.question.id, on=False)
        case Moved():
            _move(show, event)
        case Formed():
            _change(show, event.id, graphic=event.graphic)
        case Edited():
            first = event.text if event.own else show.questions[event.id].original or event.was
            _change(show, event.id, text=event.text, original="" if event.text == first else first)
        case Starred():
            _change(show, event.id, starred=event.on)
            _star(show, event.id, on=event.on)
        case Shown():
            if event.picture is None:
                del show.layers[event.layer]
            else:
                show.layers[event.layer] = event.picture
        case Prepared():
            if event.data is None:
                del show.prepared[event.graphic]
            else:
                show.prepared[event.graphic] = event.data
        case Latched():
            show.latched = event.on
        case Polled() | Dropped() | Switched() | Published() | Tallied():
            _poll(show, event)
        case Undone():
            pass
        case _:
            assert_never(event)


def _move(show: Show, event: Moved) -> None:
    show.lists[event.was].remove(event.id)
    show.lists[event.now].insert(event.id, event.before)
    _change(show, event.id, status=event.now, reason=event.reason)


def _star(show: Show, question: str, *, on: bool) -> None:
    if on:
        show.starred[question] = None
    else:
        show.starred.pop(question, None)


def _change(show: Show, question: str, **fields: str | bool) -> None:
    show.questions[question] = msgspec.structs.replace(show.questions[question], **fields)


def _poll(show: Show, event: Polled | Dropped | Switched | Published | Tallied) -> None:
    match event:
        case Polled():
            polls = sorted([*show.polls.values(), event.poll], key=lambda poll: poll.made)
            show.polls = {poll.id: poll for poll in polls}
        case Dropped():
            del show.polls[event.poll.id]
        case Switched():
            _change_poll(show, event.id, state=event.now, opened=event.opened)
        case Published():
            _change_poll(show, event.id, published=event.on)
        case Tallied():
            _change_poll(show, event.id, counts=event.counts)


def _change_poll(show: Show, poll: str, **fields: Any) -> None:
    show.polls[poll] = msgspec.structs.replace(show.polls[poll], **fields)
