from __future__ import annotations

import typing

import msgspec
import pytest

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
    inverse,
    things,
)
from overlay.show.model import Poll, PollOption, Settings
from tests.show.story import HOST, Story, airing, asked, picture, question

POLL = Poll("p", "Shall we?", (PollOption("a", "Yes"), PollOption("b", "No")), 4, (0, 0))
EVENTS: list[AnyEvent] = [
    Closed(),
    Configured(Settings(title="B"), Settings(title="A")),
    Asked(question("a")),
    Removed(question("a")),
    Moved("a", "declined", "queued", None, "b", "c", reason="off topic", was_reason="x"),
    Formed("a", "question-card", ""),
    Edited("a", "new", "old"),
    Edited("a", "new", "old", own=True),
    Starred("a", on=True),
    Shown("question", picture("a", 3), picture("b", 2)),
    Shown("question", None, picture("b", 2)),
    Prepared("ticker", {"lines": "a"}, None),
    Prepared("ticker", None, {"lines": "a"}),
    Latched(on=True),
    Polled(POLL),
    Dropped(POLL),
    Switched("p", "open", "draft", 5, 0),
    Switched("p", "closed", "open", 5, 5),
    Switched("p", "draft", "closed", 0, 5),
    Published("p", on=True),
    Tallied("p", (1, 2), (0, 2)),
]
LASTING: list[AnyEvent] = [Opened(Settings()), Undone(7)]


def known_to_undo(event: AnyEvent) -> AnyEvent:
    """Without what only undo needs: the neighbours that were left behind."""
    if isinstance(event, Moved):
        return msgspec.structs.replace(event, was_after=None)
    return event


@pytest.mark.parametrize("event", EVENTS, ids=str)
def test_the_inverse_of_the_inverse_is_the_event(event: AnyEvent) -> None:
    former = inverse(event)
    assert former is not None and former != event
    again = inverse(former)
    assert again is not None and known_to_undo(again) == known_to_undo(event)


@pytest.mark.parametrize("event", LASTING, ids=str)
def test_an_opening_and_an_undo_have_no_inverse(event: AnyEvent) -> None:
    assert inverse(event) is None


@pytest.mark.parametrize("event", EVENTS, ids=str)
def test_an_event_and_its_inverse_change_the_same_things(event: AnyEvent) -> None:
    former = inverse(event)
    assert former is not None and set(things(former)) == set(things(event))


def test_every_kind_of_event_is_tried_here() -> None:
    assert {type(event) for event in EVENTS + LASTING} == set(typing.get_args(AnyEvent))


@pytest.mark.parametrize("event", EVENTS + LASTING, ids=str)
def test_an_entry_survives_being_written_and_read(event: AnyEvent) -> None:
    entry = Entry(3, 17, "show", HOST, "take", (event,), op="1")
    assert msgspec.json.decode(msgspec.json.encode(entry), type=Entry) == entry


def test_air_and_cue_are_things_because_they_hold_one() -> None:
    assert "air" in things(Shown("card", picture("a", 1, "question-card"), None))
    assert "air" not in things(Shown("join", None, picture("a", 1)))
    assert "cue" in things(Moved("a", "next", "queued")) and "cue" in things(Moved("a", "on_air", "next"))


def test_an_event_and_its_inverse_leave_the_show_as_it_was() -> None:
    story = Story().given(*airing("a"), asked("b"), asked("c", "declined"))
    before = msgspec.json.encode([story.show.questions, story.show.layers, story.row("queued")])
    for event in (
        Moved("b", "declined", "queued", "c", reason="no"),
        Formed("b", "question-card", ""),
        Edited("b", "Whither b?", "Why b?"),
        Starred("a", on=True),
        Shown("question", None, picture("a", 1)),
        Asked(question("d")),
    ):
        former = inverse(event)
        assert former is not None
        story.given(event).given(former)
        assert msgspec.json.encode([story.show.questions, story.show.layers, story.row("queued")]) == before


def test_the_open_poll_is_a_thing_because_there_is_one() -> None:
    assert "voting" in things(Switched("p", "open", "draft", 5)) and "voting" in things(
        Switched("p", "closed", "open")
    )
    assert things(Switched("p", "draft", "closed")) == ("poll:p",)
    assert things(Tallied("p", (1,), (0,))) == ()
