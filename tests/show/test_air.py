from __future__ import annotations

import pytest

from overlay.show.commands import (
    Approve,
    Ask,
    Back,
    Clear,
    Cue,
    Edit,
    Next,
    Panic,
    Release,
    Skip,
    Take,
    Toggle,
    Update,
    Withdraw,
)
from overlay.show.events import Formed, Latched, Moved, Shown
from overlay.show.model import Picture
from overlay.show.steps import Refusal
from tests.show.story import ASKER, OTHER, Story, airing, asked, picture


def join(take: int, **data: object) -> Picture:
    return Picture("join", "join-code", take, take, data=dict(data))


# -- take, next, toggle


def test_take_puts_a_copy_of_the_head_on_air() -> None:
    story = Story().given(asked("a"), asked("b"))
    assert story.when(Take()) == [
        Moved("a", "on_air", "queued", was_before="b"),
        Shown("question", picture("a", 3), None),
    ]


def test_take_prefers_the_cued_one_in_the_form_it_was_cued_in() -> None:
    story = Story().given(asked("a"), asked("b")).does(Cue(id="b", graphic="question-card"))
    assert story.when(Take()) == [
        Moved("b", "on_air", "next"),
        Shown("card", picture("b", 4, "question-card"), None),
    ]


def test_the_former_one_is_answered() -> None:
    story = Story().given(*airing("a"), asked("b"))
    assert story.when(Take()) == [
        Moved("a", "answered", "on_air"),
        Moved("b", "on_air", "queued"),
        Shown("question", picture("b", 3), picture("a", 1)),
    ]


def test_taking_one_form_lets_the_other_out() -> None:
    story = Story().given(*airing("a"), asked("b"))
    assert story.when(Take(graphic="question-card"))[1:] == [  # type: ignore[index]
        Moved("b", "on_air", "queued"),
        Formed("b", "question-card", ""),
        Shown("card", picture("b", 3, "question-card"), None),
        Shown("question", None, picture("a", 1)),
    ]


def test_an_answered_question_may_be_taken_again() -> None:
    story = Story().given(asked("a")).does(Take(), Clear(), Take(id="a"))
    assert story.show.on_air == "a" and story.row("answered") == []


def test_a_question_is_not_taken_in_a_graphic_that_shows_none() -> None:
    assert Story().given(asked("a")).refused(Take(id="a", graphic="join-code")) == "illegal"


def test_nothing_to_take_is_empty() -> None:
    for command in (Take(), Next(), Toggle(), Update(), Clear(), Back(), Skip()):
        assert Story().when(command) == Refusal("empty")


def test_next_is_take_without_id() -> None:
    story = Story().given(*airing("a"), asked("b"))
    assert story.when(Next()) == story.when(Take())


def test_toggle_clears_what_is_on_air_and_else_takes_the_next() -> None:
    story = Story().given(asked("a"))
    assert story.when(Toggle()) == story.when(Next())
    assert story.does(Toggle()).when(Toggle()) == story.when(Clear())


# -- graphics without a question


def test_a_graphic_without_a_question_plays_on_its_layer() -> None:
    story = Story().given(*airing("a"))
    assert story.when(Take(graphic="join-code", data={"title": "Ask"})) == [
        Shown("join", join(3, title="Ask"), None)
    ]


def test_the_same_graphic_with_the_same_data_is_repeated() -> None:
    story = Story().does(Take(graphic="join-code", data={"title": "Ask"}))
    assert story.when(Take(graphic="join-code", data={"title": "Ask"})) == Refusal("repeated", by="Host")
    assert story.when(Take(graphic="join-code")) == [Shown("join", join(3), join(2, title="Ask"))]


def test_an_unknown_graphic_is_told_with_those_there_are() -> None:
    refusal = Story().when(Take(graphic="fireworks"))
    assert isinstance(refusal, Refusal) and refusal.reason == "unknown"
    assert "join-code" in refusal.params["known"]


# -- update


def test_update_puts_the_edited_words_on_air_in_the_same_take() -> None:
    story = Story().given(*airing("a")).does(Edit(id="a", text="Whither?"))
    now = Picture("question", "lower-third", 1, 1, "a", {**picture("a", 1).data, "text": "Whither?"})
    assert story.when(Update()) == [Shown("question", now, picture("a", 1))]


def test_update_without_an_edit_is_repeated() -> None:
    assert Story().given(*airing("a")).when(Update()) == Refusal("repeated", by="Other host")


# -- clear


def test_clear_takes_the_question_off_and_leaves_the_other_layers() -> None:
    story = Story().given(*airing("a")).does(Take(graphic="join-code"))
    assert story.when(Clear()) == [
        Moved("a", "answered", "on_air"),
        Shown("question", None, picture("a", 1)),
    ]


def test_clear_all_takes_every_layer_off() -> None:
    story = Story().given(*airing("a")).does(Take(graphic="join-code"), Clear(layer="all"))
    assert story.show.layers == {} and story.show.on_air is None


def test_clear_of_one_layer_leaves_the_question() -> None:
    story = Story().given(*airing("a")).does(Take(graphic="join-code"))
    assert story.when(Clear(layer="join")) == [Shown("join", None, join(3))]


@pytest.mark.parametrize(("layer", "graphic"), [("question", "lower-third"), ("card", "question-card")])
def test_clear_of_the_questions_layer_clears_the_question(layer: str, graphic: str) -> None:
    story = Story().given(*airing("a", graphic))
    assert story.does(Clear(layer=layer)).row("answered") == ["a"]


def test_clear_of_a_layer_that_is_out_is_empty() -> None:
    story = Story().given(*airing("a"))
    assert story.refused(Clear(layer="card")) == story.refused(Clear(layer="join")) == "empty"


def test_an_unknown_layer_is_told_with_those_there_are() -> None:
    refusal = Story().when(Clear(layer="roof"))
    assert isinstance(refusal, Refusal) and refusal.reason == "unknown"
    assert refusal.params["known"] == "card, question, join"


# -- back


def test_back_puts_the_last_answered_on_air_and_the_one_there_at_the_head() -> None:
    story = Story().given(asked("a"), asked("b"), asked("c")).does(Next(), Next())
    assert story.when(Back()) == [
        Moved("b", "queued", "on_air", before="c"),
        Moved("a", "on_air", "answered"),
        Shown("question", picture("a", 5), picture("b", 4)),
    ]


def test_back_after_clear_brings_the_cleared_one_back_in_its_form() -> None:
    story = Story().given(asked("a")).does(Take(graphic="question-card"), Clear(), Back())
    assert story.show.on_air == "a" and story.show.layers["card"].take == story.show.rev


# -- withdraw


def test_withdraw_takes_it_off_the_picture() -> None:
    story = Story().given(*airing("a"))
    assert story.when(Withdraw(id="a")) == [
        Moved("a", "withdrawn", "on_air"),
        Shown("question", None, picture("a", 1)),
    ]


def test_the_asker_withdraws_from_wherever_it_stands() -> None:
    story = Story().does(Ask(text="Why?"), who=ASKER).does(Approve(id="q2-0")).does(Cue(id="q2-0"))
    assert story.when(Withdraw(id="q2-0"), ASKER) == [Moved("q2-0", "withdrawn", "next")]


# -- panic, release


def test_panic_takes_everything_out_and_latches() -> None:
    story = Story().given(*airing("a")).does(Take(graphic="join-code"))
    assert story.when(Panic()) == [
        Moved("a", "answered", "on_air"),
        Shown("question", None, picture("a", 1)),
        Shown("join", None, join(3)),
        Latched(on=True),
    ]


def test_every_take_is_latched_until_released() -> None:
    story = Story().given(asked("a"), asked("b")).does(Take(), Clear()).does(Panic(), who=OTHER)
    for command in (Take(), Take(id="b"), Take(graphic="join-code"), Next(), Toggle(), Back()):
        assert story.when(command) == Refusal("latched", by="Other host")
    assert story.does(Release()).does(Next()).show.on_air == "b"


def test_the_queue_goes_on_while_latched() -> None:
    story = Story().given(asked("a"), asked("b", "inbox")).does(Panic())
    assert story.does(Approve(id="b"), Cue(id="b"), Skip(id="a")).show.next == "b"


def test_panic_and_release_twice_are_repeated() -> None:
    assert Story().does(Panic()).when(Panic()) == Refusal("repeated", by="Host")
    assert Story().refused(Release()) == "repeated"
