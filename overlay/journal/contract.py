"""What every journal keeps: the entries in order, which are also the archive."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import msgspec

from overlay.errors import Damaged
from overlay.show.events import Entry, Removed, things
from overlay.show.fold import Show
from overlay.show.model import Question, Status


class ShowLine(msgspec.Struct, frozen=True):
    """A show in the list of shows. `opened` is wall ms of its first entry, `rev` that of its newest."""

    id: str
    title: str
    opened: int
    closed: bool
    questions: int
    rev: int


def ignore(now: bool) -> None:
    """What `on_recorded` and `on_low` do until somebody listens."""


class Write(msgspec.Struct, frozen=True):
    """One entry with the rows it changed: they are written in one transaction, `removed` before `changed`."""

    entry: Entry
    changed: Sequence[Question] = ()
    removed: Sequence[str] = ()


def write_of(show: Show, entry: Entry) -> Write:
    """What is kept of an entry that was folded into the show."""
    named = dict.fromkeys(thing for event in entry.events for thing in things(event))
    changed = tuple(show.questions[thing] for thing in named if thing in show.questions)
    removed = tuple(event.question.id for event in entry.events if isinstance(event, Removed))
    return Write(entry, changed, removed)


class Vote(msgspec.Struct, frozen=True):
    """A device's choice in a poll. One a device and poll: the newest holds."""

    show: str
    poll: str
    device: str
    option: str


class Journal(Protocol):
    """An ordered, durable record. One writer; reading never waits for it, and sees what is durable.

    `on_recorded(recorded)` and `on_low(low)` are called on the loop when that changes; set them to listen.
    """

    on_recorded: Callable[[bool], None]
    on_low: Callable[[bool], None]

    @property
    def epoch(self) -> str:
        """Changes when a backup was put in place: pages then take the whole view."""
        ...

    @property
    def last_rev(self) -> int:
        """The rev of the newest entry over all shows, durable or waiting; 0 for an empty journal."""
        ...

    @property
    def recorded(self) -> bool:
        """False while the disk refuses: entries wait in memory and are written, in order, later."""
        ...

    @property
    def low(self) -> bool:
        """True while only the last reserve of room on the disk is left: the public should not be let in."""
        ...

    @property
    def notice(self) -> Damaged | None:
        """What was lost before this start and how the journal was put together again; for the lamp."""
        ...

    def append(self, write: Write) -> asyncio.Future[None]:
        """Called on the loop, in the order of rev (ValueError if it does not follow). Done = durable.

        Futures end in the order of rev, whether durable or refused.
        Raises `errors.Unavailable` through the future when the disk refuses; the entry is kept all the same
        and written as soon as the disk takes it.
        """
        ...

    def vote(self, vote: Vote) -> asyncio.Future[None]:
        """Called on the loop; keeps its place among the entries appended. Done = durable.

        A vote is a row, not an entry: it has no rev. `errors.Unavailable` as of `append`.
        """
        ...

    def votes(self, show: str) -> list[Vote]:
        """The choices of all devices in the polls of a show, the newest last. Blocking. `errors.Damaged`."""
        ...

    def entries(self, show: str) -> Iterator[Entry]:
        """All entries of a show, oldest first. Blocking. `errors.Damaged` on a bad CRC."""
        ...

    def shows(self) -> list[ShowLine]:
        """All shows, the one with the newest entry first (that one is current). Blocking."""
        ...

    def search(
        self, show: str, *, status: Status | None, words: str, limit: int, after: str
    ) -> tuple[list[Question], bool]:
        """A page of a show's questions in the order they were asked, and whether there are more.

        `words` must all occur in text or name, in any case; `after` is the last id of the page before.
        Blocking.
        """
        ...

    async def close(self) -> None:
        """Everything appended is durable or `Unavailable` was told; nothing of it runs any more."""
        ...
