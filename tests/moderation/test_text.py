from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlay.moderation.text import clean, graphemes, shortened, visible

DATA = Path(__file__).parents[1] / "data"
HOSTILE = [json.loads(line) for line in (DATA / "hostile.jsonl").read_text(encoding="utf-8").splitlines()]
SCRIPTS = [json.loads(line) for line in (DATA / "scripts.jsonl").read_text(encoding="utf-8").splitlines()]
ANY = st.text(st.characters(codec="utf-8"))
NASTY = st.text(
    st.sampled_from("aé\u0301\u0308\u0336\u200b\u200d\u202e\u2066\ufeff\n\t \u0000नि👩‍👩‍👧🇫🇷\u0489")
)


@pytest.mark.parametrize(
    ("words", "harmless"),
    [
        ("  Why \n\t now?  ", "Why now?"),
        ("e\u0301", "é"),
        ("a\u0000b\u0007c", "a b c"),
        ("\ufeffWhy?\u2028Now?", "Why? Now?"),
        ("abc\u202edef\u2066ghi\u200f", "abcdefghi"),
        ("s\u0336t\u0336r\u0336", "str"),
        ("a\u0301\u0302\u0303\u0304\u0305\u0306", "á\u0302\u0303"),
        ("👩\u200d👩\u200d👧 5\ufe0f\u20e3 🇫🇷", "👩\u200d👩\u200d👧 5\ufe0f\u20e3 🇫🇷"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<b>{{ x }}</b>", "<b>{{ x }}</b>"),
        ("\u0301\u202e\u0591", "\u0591\u0301"),
        ("\ud800", ""),
        ("\ue000x\U0010ffff", "x"),
    ],
)
def test_words_are_made_harmless_and_stay_words(words: str, harmless: str) -> None:
    assert clean(words) == harmless


@given(ANY | NASTY)
def test_clean_words_are_clean(words: str) -> None:
    once = clean(words)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n" not in once and once == once.strip()
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Co") for char in once)


@pytest.mark.parametrize("line", SCRIPTS, ids=lambda line: str(line["what"]))
def test_no_script_loses_a_letter(line: dict[str, str]) -> None:
    for words in (line["name"], line["text"]):
        assert clean(words) == unicodedata.normalize("NFC", " ".join(words.split()))


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: str(line["what"]))
def test_no_malice_is_left_over(line: dict[str, str]) -> None:
    words = clean(line["text"])
    assert clean(words) == words and "\u202e" not in words


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("👩‍👩‍👧", 1),
        ("🇫🇷🇩🇪", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("नि", 1),
        ("👍🏽", 1),
        ("하나", 2),
    ],
)
def test_characters_are_counted_as_people_count(words: str, count: int) -> None:
    assert graphemes(words) == count


def test_shortened_cuts_between_characters() -> None:
    assert shortened("👩‍👩‍👧👍🏽🇫🇷", 2) == "👩‍👩‍👧👍🏽"
    assert shortened("short", 40) == "short" and shortened("one two", 4) == "one"


@given(ANY, st.integers(0, 30))
def test_shortened_is_never_longer(words: str, limit: int) -> None:
    assert graphemes(shortened(words, limit)) <= limit


@pytest.mark.parametrize(
    "words", ["", " ", "\u200b\u200d", "\u3164", "\u2800", "\u00ad\u2060", "\ufe0f", "\u0301"]
)
def test_nothing_to_see_is_not_visible(words: str) -> None:
    assert not visible(clean(words))


@pytest.mark.parametrize("words", ["a", "?", "5", "👍", "\u200ba", "ि क"])
def test_anything_to_see_is_visible(words: str) -> None:
    assert visible(clean(words))
