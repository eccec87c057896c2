"""Entries for the tests of journals: by hand, and of every kind by hypothesis."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from overlay.journal.contract import Write
from overlay.show.events import AnyEvent, Asked, Entry, Opened, Shown, Undone
from overlay.show.model import STATUSES, Picture, Question, Settings, Status, Who

HOST = Who("t1", "host", "Host")
ASKER = Who("device:1", "audience")


def opened(rev: int, show: str = "s", title: str = "Evening") -> Write:
    return Write(Entry(rev, 1000 + rev, show, HOST, "open", (Opened(Settings(title)),)))


def asked(
    rev: int, show: str = "s", *, text: str = "Why?", name: str = "", status: Status = "inbox"
) -> Write:
    question = Question(f"q{rev}", text, status, 1000 + rev, name=name, author=ASKER.id)
    return Write(Entry(rev, 1000 + rev, show, ASKER, "ask", (Asked(question),), op=f"op{rev}"), (question,))


def picture(rev: int, text: str = "Why?") -> Picture:
    return Picture("join", "join-code", rev, 1000 + rev, data={"text": text})


def shown(rev: int, now: Picture | None, was: Picture | None = None, show: str = "s") -> Write:
    return Write(Entry(rev, 1000 + rev, show, HOST, "take", (Shown("join", now, was),)))


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
