"""Polls as everybody may see them."""

from __future__ import annotations

from overlay.show.commands import Close, ClosePoll, OpenPoll, Poll, PublishPoll, Take, Undo
from overlay.show.events import Tallied
from overlay.show.live import live_data
from overlay.show.polls import current_poll, open_poll, poll_data, poll_item, public_poll
from tests.show.story import OTHER, PRODUCER, Story

YES_NO = Poll(question="Shall we?", options=("Yes", "No"))
HIDDEN = [{"id": "a", "label": "Yes", "votes": 0}, {"id": "b", "label": "No", "votes": 0}]
COUNTED = [{"id": "a", "label": "Yes", "votes": 3}, {"id": "b", "label": "No", "votes": 4}]


def voted() -> Story:
    """One poll, `q2-0`, open, with 3 votes for and 4 against."""
    return Story().does(YES_NO, OpenPoll(id="q2-0")).given(Tallied("q2-0", (3, 4), (0, 0)), command="tally")


def test_the_crew_always_sees_the_numbers() -> None:
    assert poll_item(voted().show.polls["q2-0"]) == {
        "id": "q2-0",
        "question": "Shall we?",
        "options": COUNTED,
        "total": 7,
        "state": "open",
        "published": False,
    }


def test_everybody_else_sees_them_once_they_are_published_and_while_they_are() -> None:
    story = voted()
    data = poll_data(story.show, "q2-0")
    assert (data["options"], data["total"], data["published"]) == (HIDDEN, 0, False)
    data = poll_data(story.does(PublishPoll(id="q2-0")).show, "q2-0")
    assert (data["options"], data["total"], data["published"]) == (COUNTED, 7, True)
    data = poll_data(story.does(PublishPoll(id="q2-0", on=False)).show, "q2-0")
    assert (data["options"], data["total"]) == (HIDDEN, 0)


def test_before_one_is_opened_the_audience_sees_none() -> None:
    show = Story().does(YES_NO).show
    assert (public_poll(show), poll_data(show, "nobody")) == (None, {})


def test_a_poll_on_air_is_not_put_back_among_the_drafts() -> None:
    story = voted().does(Take(graphic="poll"), who=OTHER)
    assert story.refused(Undo()) == "illegal"
    assert live_data(story.show, story.show.layers["poll"])["state"] == "open"


def test_the_current_one_is_the_open_one_else_the_one_opened_last() -> None:
    story = Story().does(YES_NO, YES_NO, YES_NO)
    show = story.show
    assert current_poll(show) is None
    story.does(OpenPoll(id="q3-0"), OpenPoll(id="q2-0"))
    assert open_poll(show) == current_poll(show) == show.polls["q2-0"]
    story.does(ClosePoll(id="q2-0"))
    assert (open_poll(show), current_poll(show)) == (None, show.polls["q2-0"])
    story.does(OpenPoll(id="q3-0"))
    assert current_poll(show) == show.polls["q3-0"]


def test_in_a_closed_show_no_poll_is_open() -> None:
    show = voted().does(Close(), who=PRODUCER).show
    poll = public_poll(show)
    assert poll is not None and poll["state"] == "closed"
    assert open_poll(show) is None
