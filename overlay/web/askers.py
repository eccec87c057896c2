"""Whose questions are whose: kept by events, so that a phone's page costs the same with 100,000 questions."""

from __future__ import annotations

from overlay.bus import Bus
from overlay.desk import Changed, Desk
from overlay.show.events import Asked, Removed
from overlay.show.items import View, asker_item
from overlay.show.model import Status

WAITING: frozenset[Status] = frozenset({"inbox", "held"})
SHOWN = 50
"""Of one's own questions the newest so many are told."""


class Askers:
    """The questions of each author, in the order asked, and under which `op` each was asked."""

    def __init__(self, desk: Desk, bus: Bus) -> None:
        self._desk = desk
        self._asked: dict[str, dict[str, None]] = {}
        self._ops: dict[tuple[str, str], str] = {}
        self._read()
        bus.listen(Changed, self._changed)

    def _read(self) -> None:
        self._asked.clear()
        self._ops.clear()
        for question in self._desk.show.questions.values():
            if question.author:
                self._asked.setdefault(question.author, {})[question.id] = None

    def _changed(self, changed: Changed) -> None:
        if changed.whole:
            self._read()
            return
        for event in changed.entry.events:
            match event:
                case Asked() if event.question.author:
                    self._asked.setdefault(event.question.author, {})[event.question.id] = None
                    if changed.entry.op:
                        self._ops[event.question.author, changed.entry.op] = event.question.id
                case Removed() if event.question.author:
                    self._asked.get(event.question.author, {}).pop(event.question.id, None)

    def waiting(self, author: str) -> int:
        """How many of theirs nobody has decided on."""
        questions = self._desk.show.questions
        asked = self._asked.get(author, ())
        return sum(1 for question in asked if question in questions and questions[question].status in WAITING)

    def asked(self, author: str, op: str) -> bool:
        """Whether that very draft came before, since the start of the program."""
        return (author, op) in self._ops

    def mine(self, author: str) -> list[View]:
        """Their questions as they may see them, oldest first."""
        asked = list(self._asked.get(author, ()))[-SHOWN:]
        return [own_item(self._desk, q) for q in asked if q in self._desk.show.questions]


def own_item(desk: Desk, question: str) -> View:
    """A question as its asker sees it; `next` is what NEXT would take."""
    item = asker_item(desk.show.questions[question])
    if question == desk.show.next:
        item["status"] = "next"
    return item
