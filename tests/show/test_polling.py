"""Given these polls, when this command, then these events; and which votes count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlay.show.commands import (
    AnyCommand,
    Close,
    ClosePoll,
    DropPoll,
    OpenPoll,
    Poll,
    PublishPoll,
    Take,
    Undo,
    type_of,
)
from overlay.show.events import Dropped, Polled, Published, Shown, Switched, Tallied
from overlay.show.model import Poll as Made
from overlay.show.model import PollOption
from overlay.show.polling import MOST, refuse_vote
from overlay.show.polls import open_poll
from overlay.show.steps import Refusal
from tests.show.story import HOST, MODERATOR, OTHER, PRODUCER, Story

ASKED = Poll(question="Shall we?", options=("Yes", "No", "Perhaps"))
P, Q = "q2-0", "q3-0"


def two() -> Story:
    return Story().does(ASKED, ASKED)


def refusal(story: Story, command: AnyCommand) -> Refusal:
    found = story.when(command)
    assert isinstance(found, Refusal), found
    return found


def test_a_poll_begins_as_a_draft_with_lettered_answers() -> None:
    options = (PollOption("a", "Yes"), PollOption("b", "No"), PollOption("c", "Perhaps"))
    assert Story().when(ASKED) == [Polled(Made(P, "Shall we?", options, 2, (0, 0, 0)))]


def test_a_show_has_room_for_so_many() -> None:
    story = Story().does(*[ASKED] * MOST)
    assert refusal(story, ASKED).params == {"most": MOST}
    story.does(DropPoll(id=P), ASKED)
    assert len(story.show.polls) == MOST


def test_opening_one_closes_the_one_that_is_open() -> None:
    story = two().does(OpenPoll(id=P))
    assert story.when(OpenPoll(id=Q)) == [
        Switched(P, "closed", "open", 4, 4),
        Switched(Q, "open", "draft", 5, 0),
    ]
    assert story.refused(OpenPoll(id=P)) == "repeated"


def test_a_closed_one_may_be_opened_again() -> None:
    story = two().does(OpenPoll(id=P), ClosePoll(id=P))
    assert story.when(OpenPoll(id=P)) == [Switched(P, "open", "closed", 6, 4)]
    assert story.refused(ClosePoll(id=P)) == "repeated"


def test_numbers_are_published_and_taken_back_in_so_many_words() -> None:
    story = two().does(OpenPoll(id=P))
    assert story.when(PublishPoll(id=P)) == [Published(P, True)]
    assert story.refused(PublishPoll(id=P, on=False)) == "repeated"
    story.does(PublishPoll(id=P))
    assert story.refused(PublishPoll(id=P)) == "repeated"
    assert story.when(PublishPoll(id=P, on=False)) == [Published(P, False)]


@pytest.mark.parametrize("command", [ClosePoll(id=P), PublishPoll(id=P)])
def test_a_draft_has_no_voting_to_close_and_no_numbers_to_publish(command: AnyCommand) -> None:
    assert refusal(two(), command).message == "This poll has not been opened yet."


def test_only_drafts_are_dropped() -> None:
    story = two()
    assert story.when(DropPoll(id=P)) == [Dropped(story.show.polls[P])]
    story.does(OpenPoll(id=P), ClosePoll(id=P))
    assert refusal(story, DropPoll(id=P)).reason == "illegal"


@pytest.mark.parametrize(
    "command", [OpenPoll(id="x"), ClosePoll(id="x"), PublishPoll(id="x"), DropPoll(id="x")], ids=type_of
)
def test_a_poll_that_is_not_there_is_unknown(command: AnyCommand) -> None:
    found = refusal(two(), command)
    assert (found.reason, found.message) == ("unknown", "There is no poll {id}.")


def test_closing_the_show_closes_the_poll_and_leaves_it_closed() -> None:
    story = two().does(OpenPoll(id=P)).does(Close(), who=PRODUCER)
    assert [poll.state for poll in story.show.polls.values()] == ["closed", "draft"]


# -- taking back


@pytest.mark.parametrize(
    "commands",
    [
        (ASKED,),
        (ASKED, DropPoll(id="q4-0")),
        (DropPoll(id=P),),
        (OpenPoll(id=P),),
        (OpenPoll(id=P), OpenPoll(id=Q)),
        (OpenPoll(id=P), ClosePoll(id=P)),
        (OpenPoll(id=P), ClosePoll(id=P), OpenPoll(id=P)),
        (OpenPoll(id=P), PublishPoll(id=P)),
        (OpenPoll(id=P), PublishPoll(id=P), PublishPoll(id=P, on=False)),
    ],
)
def test_undo_puts_everything_back_with_its_place(commands: tuple[AnyCommand, ...]) -> None:
    story = two()
    before = []
    for command in commands:
        before.append((dict(story.show.polls), list(story.show.polls)))
        story.does(command)
    while before:
        story.does(Undo())
        assert (dict(story.show.polls), list(story.show.polls)) == before.pop()


def test_a_tally_stands_in_nobodys_way_and_is_not_taken_back() -> None:
    story = two().does(OpenPoll(id=P))
    rev = story.show.rev
    story.given(Tallied(P, (5, 0, 1), (0, 0, 0)), who=PRODUCER, command="tally")
    assert not isinstance(story.when(ClosePoll(id=P, if_rev=rev)), Refusal)
    assert story.refused(Undo(), PRODUCER) == "empty"
    story.does(Undo())
    assert (story.show.polls[P].state, story.show.polls[P].counts) == ("draft", (5, 0, 1))
    story.does(OpenPoll(id=P))
    assert story.show.polls[P].counts == (5, 0, 1)


def test_two_polls_are_never_open_also_after_an_undo() -> None:
    story = two().does(OpenPoll(id=P), ClosePoll(id=P)).does(OpenPoll(id=Q), who=OTHER)
    found = refusal(story, Undo())
    assert (found.reason, found.params) == ("illegal", {"who": "Other host"})


def test_what_was_pressed_on_an_older_state_is_stale() -> None:
    story = two().does(OpenPoll(id=P))
    seen = story.show.rev
    story.does(ClosePoll(id=P), who=OTHER)
    for command in (ClosePoll(id=P, if_rev=seen), OpenPoll(id=P, if_rev=seen), OpenPoll(id=Q, if_rev=seen)):
        assert story.refused(command) == "stale"
    assert not isinstance(story.when(PublishPoll(id=P, if_rev=seen + 1)), Refusal)
    assert not isinstance(story.when(DropPoll(id=Q, if_rev=seen)), Refusal)


# -- on air


def shown(events: Any) -> dict[str, Any]:
    (picture,) = [event.picture for event in events if isinstance(event, Shown)]
    assert picture is not None
    return picture.data


def test_without_a_name_the_current_poll_goes_on_air_and_stays_that_one() -> None:
    story = two().does(OpenPoll(id=P), OpenPoll(id=Q), ClosePoll(id=Q))
    assert shown(story.when(Take(graphic="poll")))["id"] == Q
    assert shown(story.when(Take(graphic="poll", data={"id": P})))["id"] == P
    story.does(Take(graphic="poll"), OpenPoll(id=P))
    assert story.show.layers["poll"].data["id"] == Q


def test_a_poll_that_was_never_opened_does_not_go_on_air() -> None:
    story = two()
    assert story.refused(Take(graphic="poll")) == "empty"
    assert (
        refusal(story, Take(graphic="poll", data={"id": P})).message == "This poll has not been opened yet."
    )
    assert story.refused(Take(graphic="poll", data={"id": "x"})) == "unknown"


# -- votes


def test_only_an_open_poll_takes_votes_and_only_for_its_answers() -> None:
    story = two()
    assert refused_vote(story, P, "a") == "There is no poll {id}."
    story.does(OpenPoll(id=P))
    assert refuse_vote(story.show, P, "a") is None
    assert refused_vote(story, P, "d") == "The poll has no answer {option}."
    assert refused_vote(story, "x", "a") == "There is no poll {id}."
    story.does(ClosePoll(id=P))
    assert refused_vote(story, P, "a") == "The poll is closed: no more votes are taken."


def refused_vote(story: Story, poll: str, option: str) -> str:
    found = refuse_vote(story.show, poll, option)
    assert found is not None
    return found.message


COMMANDS = st.sampled_from([OpenPoll, ClosePoll, PublishPoll, DropPoll])


@given(
    st.lists(st.tuples(COMMANDS, st.sampled_from([P, Q, "q4-0"]), st.sampled_from([HOST, OTHER, MODERATOR])))
)
def test_whatever_is_pressed_one_poll_at_most_is_open_and_it_is_the_one_opened_last(
    presses: list[Any],
) -> None:
    story = two().does(ASKED)
    for number, (kind, poll, who) in enumerate(presses):
        command = Undo() if number % 4 == 3 else kind(id=poll)
        events = story.when(command, who)
        if not isinstance(events, Refusal):
            story.given(*events, who=who, command=type_of(command))
        polls = list(story.show.polls.values())
        assert [poll.made for poll in polls] == sorted(poll.made for poll in polls)
        assert sum(poll.state == "open" for poll in polls) <= 1
        if now := open_poll(story.show):
            assert now.opened == max(poll.opened for poll in polls)
