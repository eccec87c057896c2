from __future__ import annotations

import pytest

from overlay.errors import Undecodable
from overlay.moderation.words import (
    NAME_LIMIT,
    name_words,
    prepared,
    question_words,
    title_words,
    web_address,
)
from overlay.show.commands import Ask, Configure, Decline, Draft, Edit, Next, Paste
from overlay.show.model import Badge, Segment


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


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://example.org/a.png",
        "javascript:alert(1)",
        "https://exämple.org/a.png",
        "https://a\n.org",
        "//a",
    ],
)
def test_only_an_https_address_is_one_of_a_picture(address: str) -> None:
    assert web_address(address) == ""
    assert web_address("https://example.org/a.png?x=1") == "https://example.org/a.png?x=1"


def test_badges_without_a_picture_are_none() -> None:
    ask = Ask(text="Why?", badges=(Badge("Mod", "https://e.org/m.png"), Badge("Sub", "http://e.org/s.png")))
    assert prepared(ask, 140) == Ask(text="Why?", badges=(Badge("Mod", "https://e.org/m.png"),))


def test_pieces_that_are_not_the_words_are_dropped_and_so_are_pieces_without_a_picture() -> None:
    kappa = Segment("Kappa", "https://e.org/k.png")
    fits = (Segment("Hey "), kappa)
    assert prepared(Ask(text="Hey Kappa", segments=fits), 140) == Ask(text="Hey Kappa", segments=fits)
    for pieces in (
        (Segment("Ho "), kappa),
        (Segment("Hey Kappa"),),
        (Segment("Hey "), Segment("Kappa", "ftp://k")),
    ):
        assert prepared(Ask(text="Hey Kappa", segments=pieces), 140) == Ask(text="Hey Kappa")
