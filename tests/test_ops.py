from __future__ import annotations

from overlay import ops
from overlay.ops import Answered, Ops, made_in
from overlay.show.events import Entry, Starred
from overlay.show.model import Who
from overlay.show.steps import Refusal
from tests.show.story import ASKER, HOST, MODERATOR, asked


def entry(op: str, rev: int = 3) -> Entry:
    return Entry(rev, 1, "show", HOST, "paste", (asked("a"), asked("b")), op)


def test_a_command_is_known_by_caller_and_op() -> None:
    known = Ops()
    known.note(entry("1"))
    assert known.answered(HOST, "1") == Answered(3, ("a", "b"))
    assert known.answered(MODERATOR, "1") is None and known.answered(HOST, "2") is None


def test_commands_without_op_are_never_the_same() -> None:
    known = Ops()
    known.note(entry(""))
    known.note_refusal(HOST, "", Refusal("empty"))
    assert known.answered(HOST, "") is None


def test_a_command_that_changed_nothing_is_known_with_its_reason() -> None:
    known = Ops()
    known.note_refusal(HOST, "1", Refusal("stale", by="Other"))
    assert known.answered(HOST, "1") == Answered(0, (), "stale", "Other")


def test_of_those_only_the_newest_are_kept() -> None:
    known = Ops()
    for number in range(ops.QUIET + 1):
        known.note_refusal(HOST, f"op{number}", Refusal("empty"))
    assert known.answered(HOST, "op0") is None
    assert known.answered(HOST, f"op{ops.QUIET}") is not None


def test_the_questions_that_came_in_are_named() -> None:
    assert made_in(entry("1")) == ("a", "b")
    assert made_in(Entry(1, 1, "show", HOST, "star", (Starred("a", on=True),))) == ()


def test_a_phone_without_cookies_sends_the_same_draft_as_another_device() -> None:
    known = Ops()
    known.note(Entry(3, 1, "show", ASKER, "ask", (asked("a"),), "draft"))
    assert known.answered(Who("device:2", "audience"), "draft") == Answered(3, ("a",))
    assert known.answered(HOST, "draft") is None
