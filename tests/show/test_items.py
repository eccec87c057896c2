"""What leaves the server, field by field, and what does not."""

from __future__ import annotations

import msgspec

from overlay.show.commands import Close, Edit, Take
from overlay.show.events import Shown
from overlay.show.items import (
    asker_item,
    layer_items,
    on_air_words,
    picture_item,
    public_show,
    question_item,
    show_item,
    shown_op,
)
from overlay.show.model import Picture, Settings
from tests.show.story import HOST, PRODUCER, Story, airing, asked, picture, question


def test_a_question_is_told_to_the_crew_without_its_author() -> None:
    item = question_item(question("a", author="device:1"))
    assert set(item) == {
        *("id", "text", "name", "platform", "status", "at", "original", "reason", "starred", "graphic"),
        *("avatar", "votes", "asked_by"),
    }
    assert "device:1" not in str(item)


def test_an_asker_reads_their_own_words_status_and_reason() -> None:
    edited = msgspec.structs.replace(question("a"), text="Better?", original="Good?")
    assert asker_item(edited) == {"id": "a", "text": "Good?", "status": "queued", "reason": "", "at": 1}


def test_an_asker_is_not_told_that_a_question_is_held() -> None:
    assert asker_item(question("a", "held"))["status"] == "inbox"


def test_a_picture_goes_by_the_name_of_its_layer() -> None:
    item = picture_item(picture("a", 7))
    assert (item["id"], item["graphic"], item["take"]) == ("question", "lower-third", 7)
    assert (item["data"]["text"], item["frame"], item["theme"]) == ("Why a?", "", "")


def test_a_picture_tells_that_its_graphic_runs_in_a_frame() -> None:
    assert picture_item(Picture("guest", "theirs", 3, 3, frame="spx"))["frame"] == "spx"


def test_pictures_stand_in_the_order_of_the_layers_whenever_they_came() -> None:
    story = Story().does(Take(graphic="join-code")).given(*airing("a", "question-card"))
    assert [item["id"] for item in layer_items(story.show)] == ["card", "join"]


def test_a_picture_is_put_below_the_layer_above() -> None:
    story = Story().does(Take(graphic="join-code"))
    shown = Shown("question", picture("a", 3), None)
    assert shown_op(story.given(asked("a", "on_air"), shown).show, shown) == [
        *("put", "layers", picture_item(picture("a", 3)), "join")
    ]
    assert shown_op(story.show, Shown("join", None, None)) == ["cut", "layers", "join"]


def test_the_audience_reads_the_words_on_air_and_no_other_layer() -> None:
    story = Story().does(Take(graphic="join-code"))
    assert on_air_words(story.show) is None
    story.given(*airing("a")).does(Edit(id="a", text="Whither?"), who=HOST)
    assert on_air_words(story.show) == {"text": "Why a?", "name": "Na"}


def test_a_closed_show_takes_no_questions_whatever_its_settings() -> None:
    story = Story().does(Close(), who=PRODUCER)
    item = show_item(story.show)
    assert (item["closed"], item["intake"], item["id"]) == (True, "closed", "show")
    assert public_show(Settings(), closed=True)["intake"] == "closed"


def test_the_audience_is_told_what_a_form_needs() -> None:
    assert set(public_show(Settings(), closed=False)) == {"title", "limit", "consent", "intake"}


def test_a_picture_without_a_question_has_its_own_data() -> None:
    item = picture_item(Picture("join", "join-code", 3, 3, data={"title": "Ask"}))
    assert (item["question"], item["data"]) == ("", {"title": "Ask"})
