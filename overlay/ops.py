"""Which command was answered how: the same `op` of the same caller is the same command.

Ops of commands that changed the show are remembered as long as the show is on the desk, and found again in
its journal; those of commands that changed nothing are kept in memory only, the newest `QUIET`.
"""

from __future__ import annotations

from collections import OrderedDict

import msgspec

from overlay.show.events import Asked, Entry, Polled
from overlay.show.model import Who
from overlay.show.steps import Refusal

QUIET = 10_000


class Answered(msgspec.Struct, frozen=True):
    """How a command was answered the first time. `rev` 0: it changed nothing, for that `reason`."""

    rev: int = 0
    made: tuple[str, ...] = ()
    reason: str = "repeated"
    by: str = ""


class Ops:
    """Answers by caller and op."""

    def __init__(self) -> None:
        self._answered: dict[tuple[str, str], Answered] = {}
        self._quiet: OrderedDict[tuple[str, str], Answered] = OrderedDict()

    def note(self, entry: Entry) -> None:
        """A command was carried out."""
        if entry.op:
            self._answered[_caller(entry.who), entry.op] = Answered(entry.rev, made_in(entry))

    def note_refusal(self, who: Who, op: str, refusal: Refusal) -> None:
        """A command changed nothing."""
        if op:
            self._quiet[_caller(who), op] = Answered(reason=refusal.reason, by=refusal.by)
            if len(self._quiet) > QUIET:
                self._quiet.popitem(last=False)

    def answered(self, who: Who, op: str) -> Answered | None:
        """None: not heard before, or without an op."""
        key = _caller(who), op
        return (self._answered.get(key) or self._quiet.get(key)) if op else None


def _caller(who: Who) -> str:
    """The audience is one caller: a phone that keeps no cookie is a new device each time it sends a draft."""
    return who.role if who.role == "audience" else who.id


def made_in(entry: Entry) -> tuple[str, ...]:
    """The ids of the questions that came in with it, or of the poll it made."""
    if entry.command == "poll":
        return tuple(event.poll.id for event in entry.events if isinstance(event, Polled))
    return tuple(event.question.id for event in entry.events if isinstance(event, Asked))
