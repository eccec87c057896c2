"""Every sentence for people is in every catalogue, and is filled with the same values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.pofile import read_po

from overlay.errors import Limited
from overlay.graphics.catalogue import read
from overlay.i18n import LANGUAGES, LOCALES, catalogue, explain, language_of, translate
from overlay.show.model import Language

PACKAGE = Path(__file__).parent.parent / "overlay"
HTML = PACKAGE.parent / "overlays_html"
TEMPLATES = HTML / "_pages"
SAYS = re.compile(r"""\b_\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
WORDS_IN_TABLES = {"SENTENCES", "HANDS", "FOUND", "DONE", "MEND", "LAN_WARNING", "RUN_SET_UP"}
"""Tables of sentences that are translated by their key."""
CALLED = {"translate": 1, "Refusal": 1, "Buckets": 2, "Counts": 1}
"""Calls whose argument at that place is a sentence; of errors it is the first."""


@cache
def error_names() -> frozenset[str]:
    """OverlayError and all classes of the package below it."""
    names, before = {"OverlayError"}, 0
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py")]
    while len(names) != before:
        before = len(names)
        for node in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
            if any(isinstance(base, ast.Name) and base.id in names for base in node.bases):
                names.add(node.name)
    return frozenset(names)


def texts(node: ast.AST, named: dict[str, ast.expr]) -> Iterator[str]:
    """The literal sentences a value may be; `named` are the module's constants."""
    match node:
        case ast.Constant(value=str(words)):
            yield words
        case ast.IfExp(body=body, orelse=orelse):
            yield from texts(body, named)
            yield from texts(orelse, named)
        case ast.Dict(values=values):
            for value in values:
                yield from texts(value, named)
        case ast.Name(id=name) if name in named:
            yield from texts(named[name], {})


def in_python(tree: ast.Module) -> Iterator[str]:
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for name in WORDS_IN_TABLES & named.keys():
        yield from texts(named[name], named)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=args) if name in CALLED and len(args) > CALLED[name]:
                yield from texts(args[CALLED[name]], named)
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in error_names():
                yield from texts(first, named)
            case ast.Call(
                func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__"),
                args=[first, *_],
            ):
                yield from texts(first, named)


def in_form(field: Any) -> Iterator[str]:
    """The words of a form (overlay/web/api/graphics.py says them in the reader's language)."""
    yield from (field[key] for key in ("title", "description") if key in field)
    if isinstance(field.get("default"), str) and "enum" not in field and field["default"]:
        yield field["default"]
    yield from field.get("gddOptions", {}).get("labels", {}).values()
    for part in field.get("properties", {}).values():
        yield from in_form(part)


def in_graphics() -> Iterator[tuple[str, str]]:
    """The forms that the control page draws of our own graphics."""
    for graphic in read({f.relative_to(HTML).as_posix(): f for f in HTML.rglob("*") if f.is_file()}).values():
        if not graphic.question:
            yield from ((words, graphic.page) for words in in_form(graphic.schema or {}))


def sentences() -> dict[str, str]:
    """Each sentence and the file it was found in."""
    found: dict[str, str] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        if "cli" not in file.relative_to(PACKAGE).parts:
            for words in in_python(ast.parse(file.read_text(encoding="utf-8"))):
                if " " in words.strip():
                    found.setdefault(words, file.relative_to(PACKAGE.parent).as_posix())
    for words, path in in_graphics():
        found.setdefault(words, f"overlays_html/{path}")
    for file in sorted(TEMPLATES.glob("*.html")):
        for double, single in SAYS.findall(file.read_text(encoding="utf-8")):
            words = (double or single).replace('\\"', '"').replace("\\'", "'")
            found.setdefault(words, file.relative_to(PACKAGE.parent).as_posix())
    return found


FOUND = sentences()
OTHERS: list[Language] = [lang for lang in LANGUAGES if lang != "en"]


def test_the_search_finds_sentences_of_every_kind() -> None:
    known = ast.parse(
        'raise Limited("a b", n=1)\ntranslate(lang, "c d")\nBuckets(1, 2, "e f")\nHANDS = {"x": "g h"}\n'
        'raise Illegal("i j" if x else "k l")\nRefusal("illegal", "m n")\nN = "o p"\nraise Unknown(N)'
    )
    assert set(in_python(known)) == {"a b", "c d", "e f", "g h", "i j", "k l", "m n", "o p"}
    assert len(FOUND) > 200


@pytest.mark.parametrize("lang", OTHERS)
def test_every_sentence_is_translated(lang: Language) -> None:
    known = catalogue(lang)
    missing = [f"{file}: {words}" for words, file in FOUND.items() if words not in known]
    assert missing == []


@pytest.mark.parametrize("lang", OTHERS)
def test_no_translation_is_left_over(lang: Language) -> None:
    assert [words for words in catalogue(lang) if words not in FOUND] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_a_translation_is_filled_with_the_same_values(lang: Language) -> None:
    for words, translated in catalogue(lang).items():
        assert fields(words) == fields(translated), words


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("lang", OTHERS)
def test_no_sentence_stands_twice_or_unsure(lang: str) -> None:
    path = LOCALES / lang / "LC_MESSAGES" / "overlay.po"
    with path.open("rb") as file:
        read = list(read_po(file, locale=lang, abort_invalid=True))
    assert [message.id for message in read if message.id and message.fuzzy] == []
    ids = re.findall(r'^msgid ((?:".*"\n)+)', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(ids) == len(set(ids))


def test_a_sentence_is_translated_first_and_filled_afterwards() -> None:
    error = Limited(
        "{most} of your questions are waiting for the crew. Ask again when one has been decided on.", most=3
    )
    assert explain("fr", error) != str(error)
    assert "3" in explain("fr", error)
    assert explain("en", error) == str(error)


def test_what_is_in_no_catalogue_stays_as_it_is() -> None:
    assert translate("fr", "No such sentence {n}.", n=1) == "No such sentence 1."
    assert translate("fr", "{braces} stay") == "{braces} stay"


@pytest.mark.parametrize(
    ("accept", "wished", "lang"),
    [
        ("", "", "en"),
        ("fr", "", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "", "fr"),
        ("de, en;q=0.5, fr;q=0.9", "", "fr"),
        ("fr;q=0, en", "", "en"),
        ("en", "fr", "fr"),
        ("fr", "xx", "fr"),
        ("fr;q=nonsense, en;q=0.1", "", "en"),
        ("*", "", "en"),
        ("x" * 10000, "", "en"),
    ],
)
def test_the_language_is_the_one_wished_for_or_the_browsers(accept: str, wished: str, lang: str) -> None:
    assert language_of(accept, wished) == lang
