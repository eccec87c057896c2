from __future__ import annotations

import msgspec

from overlay.media.address import media_path
from overlay.show.commands import Edit, Take, Undo
from overlay.show.events import Asked
from overlay.show.model import SHIPPED, Badge, Placed, Question, Segment, Settings
from overlay.show.pictures import form_of, question_data, question_picture
from tests.show.story import Story, asked

HELLO = Question(
    "a",
    "Hello Kappa why?",
    "queued",
    at=17,
    name="N",
    platform="twitch",
    votes=9,
    asked_by=14,
    avatar="https://example.org/face.png",
    badges=(Badge("Moderator", "https://example.org/sword.png"),),
    segments=(Segment("Hello "), Segment("Kappa", "https://example.org/kappa.png"), Segment(" why?")),
)


def test_a_graphic_gets_names_of_pictures_and_never_an_address_outside() -> None:
    data = question_data(HELLO, Settings())
    assert data["avatar"] == media_path(HELLO.avatar) and data["avatar"].startswith("/media/")
    assert data["badges"] == [{"name": "Moderator", "src": media_path("https://example.org/sword.png")}]
    assert data["segments"][:2] == [
        {"text": "Hello "},
        {"emote": "Kappa", "src": media_path("https://example.org/kappa.png")},
    ]
    assert "example.org" not in str(data)


def test_a_question_without_pictures_has_none() -> None:
    data = question_data(Question("a", "Why?", "queued", at=1), Settings())
    assert (data["avatar"], data["badges"], data["segments"]) == ("", [], [])


def test_pieces_count_only_while_they_are_the_words() -> None:
    story = Story().given(Asked(HELLO)).does(Edit(id="a", text="Hello why?"))
    assert question_data(story.show.questions["a"], Settings())["segments"] == []
    story.does(Undo())
    assert len(question_data(story.show.questions["a"], Settings())["segments"]) == 3


def test_the_show_says_label_side_and_language() -> None:
    settings = Settings(language="fr", direction="rtl", label="Du public")
    data = question_data(HELLO, settings)
    assert (data["label"], data["dir"], data["show_lang"]) == ("Du public", "rtl", "fr")
    assert question_data(HELLO, Settings())["label"] == "Question"


def test_a_graphic_that_is_gone_gives_way_to_the_usual_one() -> None:
    story = Story().given(asked("a", graphic="my-strap"))
    assert form_of(story.show, "a") == "lower-third"
    story.show.graphics = {**SHIPPED, "my-strap": Placed("card", "spx")}
    picture = question_picture(story.show, "a")
    assert (form_of(story.show, "a"), picture.layer) == ("my-strap", "card")
    assert form_of(story.show, "a", "question-card") == "question-card"


def test_the_copy_on_air_stays_when_votes_come() -> None:
    story = Story().given(Asked(HELLO)).does(Take())
    story.show.questions["a"] = msgspec.structs.replace(HELLO, status="on_air", votes=10)
    assert story.show.layers["question"].data["votes"] == 9
