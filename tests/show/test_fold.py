from __future__ import annotations

import msgspec
import pytest

from overlay.show.commands import Approve, Ask, Cue, Edit, Next, Star, Take
from overlay.show.events import (
    AnyEvent,
    Closed,
    Configured,
    Edited,
    Formed,
    Latched,
    Moved,
    Opened,
    Removed,
    Starred,
)
from overlay.show.fold import UNDO_DEPTH, Show, fold
from overlay.show.model import STATUSES, Settings
from tests.show.story import ASKER, HOST, MODERATOR, OTHER, Story, airing, asked, question


def test_a_new_show_is_empty() -> None:
    show = Show("s")
    assert (show.rev, show.on_air, show.cued, show.next, show.layers) == (0, None, None, None, {})
    assert set(show.lists) == set(STATUSES)


def test_next_is_the_cued_one_else_the_head_of_the_queue() -> None:
    story = Story().given(asked("a"), asked("b"))
    assert story.show.next == "a"
    assert story.given(Moved("b", "next", "queued")).show.next == "b"


def test_what_is_asked_stands_at_the_end_of_its_list() -> None:
    story = Story().given(asked("a", "inbox")).given(asked("b", "inbox"))
    assert story.row("inbox") == ["a", "b"] and story.show.questions["b"] == question("b", "inbox")


def test_what_is_removed_is_gone() -> None:
    story = Story().given(asked("a"), asked("b")).given(Removed(question("a")))
    assert story.row("queued") == ["b"] and "a" not in story.show.questions


def test_a_move_changes_list_place_status_and_reason() -> None:
    story = Story().given(asked("a", "inbox"), asked("b"))
    story.given(Moved("a", "queued", "inbox", before="b", reason="good"))
    assert story.row("queued") == ["a", "b"] and story.row("inbox") == []
    assert (story.show.questions["a"].status, story.show.questions["a"].reason) == ("queued", "good")


def test_an_edit_keeps_the_words_as_asked() -> None:
    story = Story().given(asked("a")).given(Edited("a", "x", "Why a?")).given(Edited("a", "y", "x"))
    assert (story.show.questions["a"].text, story.show.questions["a"].original) == ("y", "Why a?")
    story.given(Edited("a", "Why a?", "y"))
    assert story.show.questions["a"].original == ""


def test_the_words_of_the_asker_are_the_words_as_asked() -> None:
    story = Story().given(asked("a", "inbox")).given(Edited("a", "x", "Why a?"))
    story.given(Edited("a", "mine", "x", own=True))
    assert (story.show.questions["a"].text, story.show.questions["a"].original) == ("mine", "")


@pytest.mark.parametrize(
    ("event", "field", "value"),
    [
        (Formed("a", "question-card", ""), "graphic", "question-card"),
        (Starred("a", on=True), "starred", True),
    ],
)
def test_a_mark_stays_with_the_question(event: AnyEvent, field: str, value: object) -> None:
    assert getattr(Story().given(asked("a")).given(event).show.questions["a"], field) == value


def test_settings_latch_and_closing() -> None:
    story = Story().given(Configured(Settings(title="B"), Settings()), Latched(on=True), Closed())
    assert (story.show.settings.title, story.show.latched, story.show.closed) == ("B", True, True)
    story.given(Opened(Settings(title="C")))
    assert (story.show.settings.title, story.show.closed) == ("C", False)


def test_everything_touched_names_who_and_when() -> None:
    story = Story().given(asked("a")).does(Star(id="a"))
    assert (story.show.touched["a"].rev, story.show.touched["a"].who) == (3, HOST)


def test_next_is_touched_when_another_would_be_taken() -> None:
    story = Story().given(asked("a"), who=OTHER).given(asked("b"), who=HOST)
    assert story.show.touched["next"].who == OTHER
    assert story.does(Cue(id="b")).show.touched["next"].who == HOST


def test_the_air_is_touched_by_either_form() -> None:
    story = Story().given(asked("a")).does(Take(graphic="question-card"))
    assert story.show.touched["air"].rev == story.show.rev


def test_undoable_is_the_callers_own_newest() -> None:
    story = Story().given(asked("a", "inbox"), asked("b", "inbox"))
    story.does(Approve(id="a"), who=MODERATOR).does(Approve(id="b"), who=MODERATOR).does(Next())
    newest = story.show.undoable("m")
    assert newest is not None and newest.events[0] == Moved("b", "queued", "inbox", was_after=None)
    assert story.show.undoable("nobody") is None


def test_the_crews_last_commands_are_kept_and_no_strangers() -> None:
    story = Story().given(asked("a"))
    for number in range(UNDO_DEPTH + 5):
        story.does(Edit(id="a", text=f"version {number}"))
        story.does(Ask(text="Why?"), who=ASKER)
    assert len(story.show.history[HOST.id]) == UNDO_DEPTH and ASKER.id not in story.show.history


def test_the_same_entries_give_the_same_show() -> None:
    story = Story().given(*airing("a"), asked("b"), asked("c", "inbox")).does(Approve(id="c"), Next(), Star())
    again = Show("show")
    for entry in story.entries:
        fold(again, entry)
    assert state(again) == state(story.show)


def state(show: Show) -> bytes:
    rows = {status: list(row) for status, row in show.lists.items()}
    return msgspec.json.encode([show.rev, show.questions, rows, show.layers, show.touched, show.standing])
