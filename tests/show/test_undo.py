from __future__ import annotations

import pytest

from overlay.show.commands import (
    AnyCommand,
    Approve,
    Ask,
    Back,
    Clear,
    Configure,
    Cue,
    Decline,
    Draft,
    Edit,
    Move,
    Next,
    OpenPoll,
    Panic,
    Paste,
    Poll,
    Release,
    Skip,
    Star,
    Take,
    Toggle,
    Undo,
    Update,
    Withdraw,
)
from overlay.show.crew_view import CrewView
from overlay.show.events import Undone
from overlay.show.items import View
from overlay.show.steps import Refusal
from tests.show.story import ASKER, HOST, OTHER, PRODUCER, Story, airing, asked


def whole(story: Story) -> View:
    return CrewView(story.show).whole(story.show)


def busy() -> Story:
    """A show in which every command has something to do."""
    story = Story().given(
        asked("a"), asked("b"), asked("c"), asked("d"), asked("e", "inbox"), asked("f", "held")
    )
    return story.does(
        Take(id="a"), Next(), Cue(id="d"), Edit(id="b", text="Whither?"), Take(graphic="join-code")
    )


@pytest.mark.parametrize(
    "command",
    [
        Ask(text="Why?", queue=True),
        Paste(questions=(Draft("One?"), Draft("Two?"))),
        Approve(id="e"),
        Decline(id="f", reason="long"),
        Decline(id="d"),
        Cue(id="c", graphic="question-card"),
        Cue(id="a"),
        Take(),
        Take(id="a"),
        Take(id="c", graphic="question-card"),
        Take(graphic="join-code", data={"title": "Ask"}),
        Next(),
        Update(),
        Clear(),
        Clear(layer="all"),
        Toggle(),
        Back(),
        Skip(),
        Skip(id="c"),
        Move(id="d", before="c"),
        Withdraw(id="b"),
        Withdraw(id="c"),
        Star(),
        Edit(id="c", text="Whence?"),
        Panic(),
        Configure(title="Another", solo=True),
    ],
    ids=str,
)  # fmt: skip
def test_undo_restores_exactly(command: AnyCommand) -> None:
    story = busy()
    before, rev = whole(story), story.show.rev
    story.does(command, who=PRODUCER)
    assert whole(story) != before
    story.does(Undo(), who=PRODUCER)
    assert whole(story) == before and story.show.rev == rev + 2


def test_undo_ends_with_the_entry_it_took_back() -> None:
    story = Story().given(asked("a")).does(Star(id="a"))
    events = story.when(Undo())
    assert isinstance(events, list) and events[-1] == Undone(3)


def test_undo_goes_back_step_by_step() -> None:
    story = busy()
    steps: list[AnyCommand] = [Cue(id="c"), Next(), Star(), Clear(), Back(), Skip(id="d")]
    views = []
    for command in steps:
        views.append(whole(story))
        story.does(command, who=PRODUCER)
    for view in reversed(views):
        assert whole(story.does(Undo(), who=PRODUCER)) == view


def test_undo_is_the_callers_own() -> None:
    story = Story().given(asked("a"), asked("b")).does(Star(id="a")).does(Star(id="b"), who=OTHER)
    story.does(Undo())
    assert (story.show.questions["a"].starred, story.show.questions["b"].starred) == (False, True)


def test_nothing_to_undo_is_empty() -> None:
    assert Story().refused(Undo()) == "empty"
    assert Story().given(asked("a")).does(Star(id="a"), Undo()).refused(Undo()) == "empty"


def test_undo_is_refused_where_somebody_changed_the_same_since() -> None:
    story = Story().given(asked("a")).does(Star(id="a")).does(Edit(id="a", text="Whither?"), who=OTHER)
    refusal = story.when(Undo())
    assert isinstance(refusal, Refusal) and refusal.reason == "illegal"
    assert refusal.params == {"who": "Other host"}


def test_undo_is_allowed_again_once_the_other_took_theirs_back() -> None:
    story = Story().given(asked("a")).does(Star(id="a")).does(Edit(id="a", text="Whither?"), who=OTHER)
    assert story.does(Undo(), who=OTHER).does(Undo()).show.questions["a"].starred is False


def test_undo_survives_many_changes_taken_back() -> None:
    story = Story().given(asked("a")).does(Star(id="a"))
    for number in range(50):
        story.does(Edit(id="a", text=f"version {number}"), who=OTHER)
    for _ in range(50):
        story.does(Undo(), who=OTHER)
    assert story.does(Undo()).show.questions["a"].starred is False


def test_undo_never_puts_two_questions_on_air() -> None:
    story = Story().given(*airing("a"), asked("b")).does(Clear())
    story.does(Take(graphic="question-card"), who=OTHER)
    assert story.refused(Undo()) == "illegal"


def test_undo_never_cues_two_questions() -> None:
    story = Story().given(asked("a"), asked("b")).does(Cue(id="a")).does(Take(), Clear())
    story.does(Undo()).does(Cue(id="b"), who=OTHER)
    assert story.refused(Undo()) == "illegal"


def test_undo_brings_nothing_in_while_latched() -> None:
    story = Story().given(*airing("a")).does(Clear()).does(Panic(), who=OTHER)
    assert story.when(Undo()) == Refusal("latched", by="Other host")


def test_undo_of_ones_own_panic_brings_the_picture_back() -> None:
    story = Story().given(*airing("a")).does(Panic(), Undo())
    assert story.show.on_air == "a" and not story.show.latched


def test_a_release_is_not_taken_back() -> None:
    story = Story().given(asked("a")).does(Panic(), Release()).does(Take(), who=OTHER)
    assert story.refused(Undo()) == "illegal" and story.show.on_air == "a"


def test_a_place_in_the_queue_is_found_again_by_either_neighbour() -> None:
    story = Story().given(asked("a"), asked("b"), asked("c"), asked("d")).does(Skip(id="b"))
    story.does(Skip(id="c"), who=OTHER).does(Undo())
    assert story.row("queued") == ["a", "b", "d"]


def test_a_first_place_is_first_again_though_its_follower_left() -> None:
    story = Story().given(asked("a"), asked("b"), asked("c")).does(Skip(id="a"))
    story.does(Skip(id="b"), who=OTHER).does(Undo())
    assert story.row("queued") == ["a", "c"]


@pytest.mark.parametrize("command", [Move(id="b"), Move(id="b", before="a")])
def test_a_place_is_never_in_front_of_itself(command: Move) -> None:
    for gone in ("c", "a"):
        story = Story().given(asked("a"), asked("b"), asked("c"), asked("d")).does(command)
        story.does(Skip(id=gone), who=OTHER).does(Undo())
        assert story.row("queued") == [key for key in "abcd" if key != gone]


def test_a_first_place_is_found_though_only_itself_is_left() -> None:
    story = Story().given(asked("a"), asked("b")).does(Move(id="a"))
    assert story.does(Skip(id="b"), who=OTHER).does(Undo()).row("queued") == ["a"]


def test_a_withdrawn_question_is_not_brought_back_by_an_older_undo() -> None:
    story = Story().does(Ask(text="Why?"), who=ASKER).does(Approve(id="q2-0"))
    story.does(Withdraw(id="q2-0"), who=ASKER)
    assert story.refused(Undo(), HOST) == "illegal"


def test_undo_never_puts_two_pictures_of_a_group_on_air() -> None:
    strap = Take(graphic="guest-strap", data={"name": "N"})
    story = Story().given(asked("a")).does(strap, Clear(layer="guest")).does(Take(), who=OTHER)
    assert story.refused(Undo()) == "illegal"
    story = Story().does(strap, Clear(layer="all")).does(Take(graphic="test-card"), who=OTHER)
    assert story.refused(Undo()) == "illegal"
    story = Story().does(strap, Clear(layer="all")).does(Take(graphic="ticker"), who=OTHER)
    assert set(story.does(Undo()).show.layers) == {"guest", "ticker"}


def test_a_poll_on_air_does_not_become_a_draft() -> None:
    story = Story().does(Poll(question="Which?", options=("A", "B")), who=PRODUCER)
    (key,) = story.show.polls
    story.does(OpenPoll(id=key), who=PRODUCER).does(Take(graphic="poll"), who=OTHER)
    assert story.refused(Undo(), who=PRODUCER) == "illegal"
    story.does(Clear(layer="poll"), who=OTHER).does(Undo(), who=PRODUCER)
    assert story.show.polls[key].state == "draft"
