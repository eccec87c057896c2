"""Entries for the tests of journals: by hand, and of every kind by hypothesis."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from overlay.journal.contract import Write, write_of
from overlay.show.commands import AnyCommand, Ask, Order, type_of
from overlay.show.events import AnyEvent, Asked, Entry, Opened, Prepared, Switched, Tallied, Undone
from overlay.show.fold import Show, fold
from overlay.show.model import STATUSES, Picture, Poll, Question, Settings, Status, Who
from overlay.show.rules import decide
from overlay.show.steps import Refusal

HOST = Who("t1", "host", "Host")
ASKER = Who("device:1", "audience")


def opened(rev: int, show: str = "s", title: str = "Evening") -> Write:
    return Write(Entry(rev, 1000 + rev, show, HOST, "open", (Opened(Settings(title)),)))


def asked(
    rev: int, show: str = "s", *, text: str = "Why?", name: str = "", status: Status = "inbox"
) -> Write:
    question = Question(f"q{rev}", text, status, 1000 + rev, name=name, author=ASKER.id)
    return Write(Entry(rev, 1000 + rev, show, ASKER, "ask", (Asked(question),), op=f"op{rev}"), (question,))


def many(count: int, show: str = "s") -> list[Write]:
    """A show of that many entries: its opening, then questions."""
    return [opened(1, show), *(asked(rev, show) for rev in range(2, count + 1))]


_numbers = st.integers(0, 2**53)
_json: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | _numbers | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
questions = st.builds(
    Question,
    id=st.sampled_from("abcde"),
    text=st.text(),
    status=st.sampled_from(STATUSES),
    at=_numbers,
    name=st.text(),
    original=st.text(),
    starred=st.booleans(),
)
st.register_type_strategy(Question, questions)
st.register_type_strategy(
    Picture,
    st.builds(Picture, take=_numbers, at=_numbers, data=st.dictionaries(st.text(), _json, max_size=3)),
)
st.register_type_strategy(Undone, st.builds(Undone, _numbers))
_data = st.none() | st.dictionaries(st.text(), _json, max_size=3)
st.register_type_strategy(Prepared, st.builds(Prepared, st.text(), _data, _data))
_counts = st.lists(_numbers, max_size=5).map(tuple)
st.register_type_strategy(Poll, st.builds(Poll, made=_numbers, opened=_numbers, counts=_counts))
st.register_type_strategy(Tallied, st.builds(Tallied, counts=_counts, was=_counts))
st.register_type_strategy(Switched, st.builds(Switched, opened=_numbers, was_opened=_numbers))


@st.composite
def histories(draw: st.DrawFn) -> list[Write]:
    """A few entries of any kind over two shows, with rows put and removed as they come."""
    writes = []
    for rev in range(1, draw(st.integers(1, 12)) + 1):
        entry = Entry(
            rev,
            draw(_numbers),
            draw(st.sampled_from(["first", "second"])),
            draw(st.from_type(Who)),
            draw(st.text()),
            tuple(draw(st.lists(st.one_of(*map(st.from_type, get_args(AnyEvent))), max_size=4))),
            draw(st.text()),
        )
        changed = draw(st.lists(questions, max_size=3, unique_by=lambda question: question.id))
        writes.append(Write(entry, changed, draw(st.lists(st.sampled_from("abcde"), max_size=2))))
    return writes


class Scribe:
    """Carries commands out as the desk does, and gives what the journal is to keep."""

    def __init__(self, show: str = "s", rev: int = 0) -> None:
        self.show = Show(show)
        self.rev = rev

    def open(self, title: str = "Evening") -> Write:
        return self._kept("open", (Opened(Settings(title)),))

    def do(self, command: AnyCommand) -> Write:
        rev = self.rev + 1
        order = Order(command, HOST, 1000 + rev, rev, (f"q{rev}",))
        events = decide(self.show, order)
        assert not isinstance(events, Refusal), events
        return self._kept(type_of(command), tuple(events))

    def ask(self, text: str = "Why?") -> Write:
        return self.do(Ask(text=text, queue=True))

    def _kept(self, command: str, events: tuple[AnyEvent, ...]) -> Write:
        self.rev += 1
        entry = Entry(self.rev, 1000 + self.rev, self.show.id, HOST, command, events)
        fold(self.show, entry)
        return write_of(self.show, entry)
