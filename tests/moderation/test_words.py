from __future__ import annotations

import pytest

from overlay.errors import Undecodable
from overlay.moderation.words import NAME_LIMIT, name_words, prepared, question_words, title_words
from overlay.show.commands import Ask, Configure, Decline, Draft, Edit, Next, Paste


def test_a_question_is_cleaned() -> None:
    assert question_words("  Why\u202e now? ", 140) == "Why now?"


@pytest.mark.parametrize("words", ["", "  \n ", "\u200b", "\u3164\u3164"])
def test_an_empty_question_is_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(Undecodable, match="The question is empty"):
        question_words(words, 140)


def test_a_long_question_is_refused_with_its_length_and_the_limit() -> None:
    with pytest.raises(Undecodable, match="has 141 characters; at most 140 fit"):
        question_words("👍🏽" * 141, 140)
    assert question_words("👍🏽" * 140, 140)


def test_a_name_is_cut_and_an_invisible_one_is_none() -> None:
    assert name_words("x" * 50) == "x" * NAME_LIMIT
    assert name_words("\u200b\u2800") == ""


def test_a_show_needs_a_title() -> None:
    assert title_words(" Evening\n talk ") == "Evening talk"
    with pytest.raises(Undecodable, match="needs a title"):
        title_words("\u200b")


def test_every_command_with_words_is_prepared() -> None:
    asked = Ask(text=" a ", name=" b ", platform="\u202ec\n", op="1")
    assert prepared(asked, 140) == Ask(text="a", name="b", platform="c", op="1")
    assert prepared(Decline(id="q", reason=" \u202ed "), 140) == Decline(id="q", reason="d")
    assert prepared(Edit(id="q", text=" a "), 140) == Edit(id="q", text="a")
    assert prepared(Paste(questions=(Draft(" a ", " b ", "net"),)), 140) == Paste(
        questions=(Draft("a", "b", "net"),)
    )
    assert prepared(Configure(title=" a ", consent=" b "), 140) == Configure(title="a", consent="b")
    assert prepared(Configure(solo=True), 140) == Configure(solo=True)


def test_a_command_without_words_stays_as_it_is() -> None:
    command = Next(op="1")
    assert prepared(command, 140) is command
