from __future__ import annotations

from overlay.show.commands import Approve, Ask, Cue, Decline, Draft, Edit, Move, Paste, Skip, Star
from overlay.show.events import Asked, Edited, Formed, Moved, Starred
from overlay.show.model import Question, Settings
from overlay.show.steps import Refusal
from tests.show.story import ASKER, HOST, SOURCE, Story, airing, asked

# -- ask, paste


def test_a_strangers_question_waits_in_the_inbox_with_its_author() -> None:
    assert Story().when(Ask(text="Why?", name="Ann"), ASKER) == [
        Asked(Question("q2-0", "Why?", "inbox", 2, "Ann", author="device:1"))
    ]


def test_a_stranger_cannot_ask_into_the_queue() -> None:
    (event,) = told(Story().when(Ask(text="Why?", queue=True), ASKER))
    assert isinstance(event, Asked) and event.question.status == "inbox"


def test_the_crew_may_ask_into_the_queue_and_has_no_author() -> None:
    (event,) = told(Story().when(Ask(text="Why?", author="x", queue=True)))
    assert event == Asked(Question("q2-0", "Why?", "queued", 2))


def test_a_source_names_the_account_within_itself() -> None:
    (event,) = told(Story().when(Ask(text="Why?", platform="net", author="ann"), SOURCE))
    assert isinstance(event, Asked)
    assert (event.question.platform, event.question.author) == ("net", "s/ann")


def test_a_closed_intake_is_closed_to_strangers_only() -> None:
    story = Story(Settings(intake="closed"))
    assert story.refused(Ask(text="Why?"), ASKER) == story.refused(Ask(text="Why?"), SOURCE) == "illegal"
    assert told(story.when(Ask(text="Why?")))


def test_pasted_questions_come_in_their_order() -> None:
    story = Story().does(Paste(questions=(Draft("One?", "Ann"), Draft("Two?")), queue=True))
    assert story.row("queued") == ["q2-0", "q2-1"]
    assert [story.show.questions[q].text for q in story.row("queued")] == ["One?", "Two?"]


# -- approve, decline


def test_approve_puts_at_the_end_of_the_queue() -> None:
    story = Story().given(asked("a"), asked("b", "inbox"))
    assert story.when(Approve(id="b")) == [Moved("b", "queued", "inbox")]


def test_approve_without_queue_only_approves() -> None:
    story = Story().given(asked("a", "held"))
    assert story.when(Approve(id="a", queue=False)) == [Moved("a", "approved", "held")]


def test_approved_twice_is_repeated_but_approved_then_queued_is_not() -> None:
    story = Story().given(asked("a", "inbox")).does(Approve(id="a", queue=False))
    assert story.when(Approve(id="a", queue=False)) == Refusal("repeated", by="Host")
    assert story.when(Approve(id="a")) == [Moved("a", "queued", "approved")]


def test_decline_tells_the_reason() -> None:
    story = Story().given(asked("a", "inbox"))
    assert story.when(Decline(id="a", reason="off topic")) == [
        Moved("a", "declined", "inbox", reason="off topic")
    ]


def test_declined_again_for_the_same_reason_is_repeated() -> None:
    story = Story().given(asked("a", "inbox")).does(Decline(id="a", reason="long"))
    assert story.refused(Decline(id="a", reason="long")) == "repeated"
    assert told(story.when(Decline(id="a", reason="rude")))


def test_an_approved_question_keeps_no_reason() -> None:
    story = Story().given(asked("a", "inbox")).does(Decline(id="a", reason="long"), Approve(id="a"))
    assert story.show.questions["a"].reason == ""


# -- cue


def test_cue_makes_ready() -> None:
    story = Story().given(asked("a"), asked("b"))
    assert story.when(Cue(id="b")) == [Moved("b", "next", "queued", was_after="a")]


def test_cue_hands_over_and_the_former_returns_to_the_head() -> None:
    story = Story().given(asked("a"), asked("b"), asked("c")).does(Cue(id="b"), Cue(id="c"))
    assert story.row("next") == ["c"] and story.row("queued") == ["b", "a"]


def test_cue_of_the_head_hands_over_too() -> None:
    story = Story().given(asked("a"), asked("b")).does(Cue(id="b"), Cue(id="a"))
    assert story.row("next") == ["a"] and story.row("queued") == ["b"]


def test_cue_remembers_the_form() -> None:
    story = Story().given(asked("a"))
    assert told(story.when(Cue(id="a", graphic="question-card")))[-1] == Formed("a", "question-card", "")


def test_a_question_cannot_be_cued_in_a_graphic_that_shows_none() -> None:
    assert Story().given(asked("a")).refused(Cue(id="a", graphic="join-code")) == "illegal"


# -- skip, move


def test_skip_passes_over_the_cued_one_else_the_head() -> None:
    story = Story().given(asked("a"), asked("b"), asked("c")).does(Cue(id="b"), Skip())
    assert story.row("skipped") == ["b"]
    assert story.does(Skip()).row("skipped") == ["b", "a"]


def test_skip_never_touches_the_air() -> None:
    story = Story().given(*airing("a"))
    assert story.refused(Skip()) == "empty" and story.refused(Skip(id="a")) == "illegal"


def test_move_puts_in_front_of_another_or_at_the_end() -> None:
    story = Story().given(asked("a"), asked("b"), asked("c"))
    assert story.does(Move(id="c", before="a")).row("queued") == ["c", "a", "b"]
    assert story.does(Move(id="c")).row("queued") == ["a", "b", "c"]


def test_move_brings_the_cued_one_and_an_approved_one_into_the_queue() -> None:
    story = Story().given(asked("a"), asked("b"), asked("c", "approved")).does(Cue(id="a"))
    story.does(Move(id="c", before="b"), Move(id="a", before="b"))
    assert story.row("queued") == ["c", "a", "b"] and story.show.cued is None


def test_a_move_to_where_it_stands_is_repeated() -> None:
    story = Story().given(asked("a"), asked("b"))
    for command in (Move(id="a", before="b"), Move(id="a", before="a"), Move(id="b")):
        assert story.refused(command) == "repeated"


def test_nothing_moves_in_front_of_what_is_not_in_the_queue() -> None:
    story = Story().given(asked("a"), asked("b", "approved"))
    assert story.refused(Move(id="a", before="b")) == story.refused(Move(id="a", before="x")) == "illegal"


# -- star, edit


def test_star_marks_and_unmarks() -> None:
    story = Story().given(asked("a"))
    assert story.when(Star(id="a")) == [Starred("a", on=True)]
    assert story.does(Star(id="a")).when(Star(id="a")) == [Starred("a", on=False)]


def test_star_without_id_means_the_air_else_the_cued_one() -> None:
    story = Story().given(asked("a"))
    assert story.refused(Star()) == "empty"
    assert story.does(Cue(id="a")).when(Star()) == [Starred("a", on=True)]
    assert story.given(*airing("b")).when(Star()) == [Starred("b", on=True)]


def test_edit_changes_the_words_and_not_the_picture() -> None:
    story = Story().given(*airing("a"))
    assert story.when(Edit(id="a", text="Whither?")) == [Edited("a", "Whither?", "Why a?")]
    shown = dict(story.show.layers)
    assert story.does(Edit(id="a", text="Whither?")).show.layers == shown


def test_the_same_words_again_are_repeated() -> None:
    story = Story().given(asked("a"), who=HOST)
    assert story.when(Edit(id="a", text="Why a?")) == Refusal("repeated", by="Host")


def told(result: object) -> list[object]:
    assert isinstance(result, list), result
    return result
