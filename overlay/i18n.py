"""Sentences in the language of who reads them.

The English sentence is the key. Catalogues are `.po` files, read once; a sentence that is in none stays
English. A sentence holds `{names}`; it is translated first and filled afterwards.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import get_args

from babel.messages.pofile import read_po

from overlay.errors import OverlayError
from overlay.show.model import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
LOCALES = Path(__file__).parent / "locales"


@cache
def catalogue(lang: Language) -> dict[str, str]:
    """Every sentence of that language by its English one; empty for English."""
    path = LOCALES / lang / "LC_MESSAGES" / "overlay.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        read = read_po(file, locale=lang)
    return {
        message.id: message.string
        for message in read
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id and message.string
    }


def translate(lang: Language, template: str, **params: object) -> str:
    """The sentence in that language, filled."""
    sentence = catalogue(lang).get(template, template)
    return sentence.format(**params) if params else sentence


def explain(lang: Language, error: OverlayError) -> str:
    """What was refused and why, in that language."""
    return translate(lang, error.template, **error.params)


def language_of(accept: str, wished: str = "") -> Language:
    """The first language we have: the one wished for (`?lang=`), else the browser's (Accept-Language)."""
    for lang in LANGUAGES:
        if wished.lower() == lang:
            return lang
    for name in _by_quality(accept):
        for lang in LANGUAGES:
            if name.split("-")[0] == lang:
                return lang
    return LANGUAGES[0]


def _by_quality(accept: str) -> list[str]:
    ranked: list[tuple[float, str]] = []
    for part in accept.split(",")[:20]:
        name, _, quality = part.partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        if weight > 0:
            ranked.append((-weight, name.strip().lower()))
    return [name for _, name in sorted(ranked, key=lambda pair: pair[0])]
