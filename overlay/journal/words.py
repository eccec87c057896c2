"""How words are compared when questions are searched: without regard to case or width of letters."""

from __future__ import annotations

import unicodedata


def folded(*texts: str) -> str:
    """The texts as they are compared; a line break between two keeps one word from spanning both."""
    whole = "\n".join(texts)
    return whole.casefold() if whole.isascii() else unicodedata.normalize("NFKC", whole).casefold()


def wanted(words: str) -> list[str]:
    """The words that must all occur."""
    return folded(words).replace("\0", " ").split()
