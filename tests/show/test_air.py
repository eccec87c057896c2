from __future__ import annotations

import pytest

from overlay.show.commands import (
    Approve,
    Ask,
    Back,
    Clear,
    Configure,
    Cue,
    Edit,
    Next,
    Order,
    Panic,
    Prepare,
    Release,
    Skip,
    Take,
    Toggle,
    Undo,
    Update,
    Withdraw,
)
from overlay.show.events import Formed, Latched, Moved, Shown
from overlay.show.model import LAYERS, SHIPPED, Picture, Placed
from overlay.show.rules import decide
from overlay.show.steps import Refusal
from tests.show.story import ASKER, HOST, OTHER, PRODUCER, Story, airing, asked, picture


def join(take: int, **data: object) -> Picture:
    return Picture("join", "join-code", take, take, data={"dir": "ltr", "show_lang": "en", **data})


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


# -- groups, prepared graphics, themes


def test_of_a_group_one_is_on_air_and_the_question_let_out_is_answered() -> None:
    story = Story().given(*airing("a"))
    assert story.when(Take(graphic="guest-strap", data={"name": "N"}))[:2] == [  # type: ignore[index]
        Moved("a", "answered", "on_air"),
        Shown("question", None, picture("a", 1)),
    ]
    assert list(story.does(Take(graphic="guest-strap")).show.layers) == ["guest"]
    assert list(story.given(asked("b")).does(Take(id="b")).show.layers) == ["question"]


def test_what_stands_on_the_edge_stands_side_by_side() -> None:
    story = Story().given(*airing("a"))
    story.does(Take(graphic="ticker"), Take(graphic="join-code"), Take(graphic="countdown"))
    assert set(story.show.layers) == {"question", "ticker", "join", "clock"} and story.show.on_air == "a"


def test_undo_brings_back_what_a_take_of_its_group_let_out() -> None:
    story = Story().given(*airing("a")).does(Take(graphic="guest-strap"), Undo())
    assert (list(story.show.layers), story.show.on_air) == (["question"], "a")


def test_the_test_card_stands_alone() -> None:
    story = Story().given(*airing("a"))
    assert story.refused(Take(graphic="test-card")) == "illegal"
    story.does(Clear(), Take(graphic="test-card"), Take(graphic="test-card", data={"flash": 1}))
    assert list(story.given(asked("b")).does(Next()).show.layers) == ["question"]


def test_a_graphic_is_taken_as_it_was_prepared_unless_data_comes_along() -> None:
    story = Story().does(Prepare(graphic="guest-strap", data={"name": "Prepared"}))
    assert story.does(Take(graphic="guest-strap")).show.layers["guest"].data["name"] == "Prepared"
    given = Take(graphic="guest-strap", data={"name": "Given"})
    assert story.does(given).show.layers["guest"].data["name"] == "Given"
    assert story.does(Undo(), Undo(), Undo()).show.prepared == {}


def test_only_a_graphic_without_a_question_is_prepared() -> None:
    for graphic in ("lower-third", "fireworks"):
        assert Story().refused(Prepare(graphic=graphic, data={})) == "unknown"
    story = Story().does(Prepare(graphic="ticker", data={}))
    assert story.refused(Prepare(graphic="ticker", data={})) == "repeated"


def test_the_server_fills_in_what_nobody_gave() -> None:
    command = Take(graphic="join-code", data={"words": "Ask"})
    events = decide(Story().show, Order(command, HOST, 5, 5, dress={"words": "-", "url": "u"}))
    assert isinstance(events, list) and isinstance(events[0], Shown) and events[0].picture
    assert (events[0].picture.data["words"], events[0].picture.data["url"]) == ("Ask", "u")


@pytest.mark.parametrize(
    ("seconds", "ms"), [(90, 90_000), ("90", 90_000), ("soon", 0), (None, 0), (-5, 0), (1e300, 86_400_000)]
)
def test_a_countdown_ends_so_many_seconds_after_its_take(seconds: object, ms: int) -> None:
    story = Story().does(Take(graphic="countdown", data={"seconds": seconds}))
    assert story.show.layers["clock"].data["until"] == story.show.rev + ms


def test_a_graphic_may_be_taken_on_another_layer_but_not_on_a_questions() -> None:
    story = Story().does(Take(graphic="guest-strap", layer="clock"))
    assert story.show.layers["clock"].graphic == "guest-strap"
    for layer in ("question", "roof"):
        assert story.refused(Take(graphic="guest-strap", layer=layer)) == "unknown"


def test_a_picture_wears_the_theme_of_its_take() -> None:
    story = Story().given(asked("a")).does(Configure(theme="paper"), who=PRODUCER).does(Take())
    story.does(Configure(theme="arena"), who=PRODUCER)
    assert story.show.layers["question"].theme == "paper"
    assert story.does(Update()).show.layers["question"].theme == "arena"


def test_a_question_is_shown_in_a_graphic_of_the_users() -> None:
    story = Story().given(asked("a"))
    story.show.graphics = {**SHIPPED, "my-strap": Placed("question", "ograf")}
    story.does(Cue(id="a", graphic="my-strap"), Take())
    assert story.show.layers["question"].graphic == "my-strap"
    story.show.graphics = SHIPPED
    assert story.does(Clear(), Back()).show.layers["question"].graphic == "lower-third"


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
    assert refusal.params["known"] == ", ".join(LAYERS)


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
