from __future__ import annotations

import pytest

from overlay.cli.crowd import FORMS, WHAT, WHO, questions
from overlay.moderation.words import name_words, question_words
from overlay.show.model import Language


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_there_are_many_different_questions_that_fit(lang: Language) -> None:
    every = len(FORMS[lang]) * len(WHO[lang]) * len(WHAT[lang])
    asked = questions(lang, every)
    assert len({message.text for message in asked}) >= 50
    for message in asked:
        assert question_words(message.text, 140) == message.text
        assert name_words(message.name) == message.name


def test_it_is_the_same_audience_each_time() -> None:
    assert questions("en", 20) == questions("en", 30)[:20]


def test_some_give_no_name() -> None:
    assert {bool(message.name) for message in questions("en", 9)} == {True, False}


def test_more_than_there_are_begin_again() -> None:
    assert len(questions("fr", 1000)) == 1000
