"""Words from strangers: made harmless to show, counted as people count. Pure; rules in docs/text.md."""

from __future__ import annotations

import unicodedata

import regex

_CONTROLS = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}--[\n]]|[\uFEFF\u2028\u2029]", regex.V1)
_BIDI = regex.compile(r"[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]")
_STRIKES = regex.compile(r"[\u0334-\u0338\u0489\u20D0-\u20E2\u20E4-\u20F0]")
_ALPHABET_MARKS = regex.compile(
    r"([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Zs}]\p{M}{2})\p{M}+"
)
_MARKS = regex.compile(r"(\p{M}{4})\p{M}+")
_SPACES = regex.compile(r"\s+")
_VISIBLE = regex.compile(r"[[\p{L}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}\u2800]]", regex.V1)
_GRAPHEME = regex.compile(r"\X")


def clean(words: str) -> str:
    """One line, NFC, without controls, direction overrides, strike-throughs and towers of marks.

    Joiners and variation selectors stay: emoji and Persian need them.
    """
    words = _STRIKES.sub("", _BIDI.sub("", _CONTROLS.sub(" ", words)))
    words = unicodedata.normalize("NFC", _SPACES.sub(" ", words).strip())
    return _MARKS.sub(r"\1", _ALPHABET_MARKS.sub(r"\1", words))


def visible(words: str) -> bool:
    """Whether there is anything to see: joiners, fillers and blanks alone are nothing."""
    return _VISIBLE.search(words) is not None


def graphemes(words: str) -> int:
    """How many characters a person sees: a family emoji is one."""
    return sum(1 for _ in _GRAPHEME.finditer(words))


def shortened(words: str, limit: int) -> str:
    """The first `limit` graphemes."""
    found = list(_GRAPHEME.findall(words))
    return words if len(found) <= limit else "".join(found[:limit]).rstrip()
