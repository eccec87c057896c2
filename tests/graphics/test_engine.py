"""OBS 28 to 30 draw with Chromium 103: nothing newer may be in what an overlay page loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.graphics.fake_studio import HTML, STATIC

OURS = [STATIC / f"{name}.js" for name in ("live", "view-patch", "overlay", "layer-stage", "graphic-slot")]
FILES = sorted(
    file
    for file in [*HTML.rglob("*"), *OURS, STATIC / "overlay.css"]
    if file.suffix in {".css", ".html", ".js", ".mjs"} and "_pages" not in file.parts
)

NEWER = {
    r"@container|container-type|\d(cqw|cqi|cqh|cqb|cqmin|cqmax)\b": 105,
    r":has\(": 105,
    r"import\.meta\.resolve": 105,
    r"[{;]\s*(translate|rotate|scale)\s*:": 104,
    r"\b\d+(dvh|svh|lvh|dvw|svw|lvw)\b": 108,
    r"\.(toSorted|toReversed|toSpliced)\(|\.with\(": 110,
    r"color-mix\(|oklch\(|oklab\(|\blab\(|\blch\(": 111,
    r"shadowrootmode|startViewTransition": 111,
    r"\blinear\(": 113,
    r"text-wrap|\bpopover\b|showPopover": 114,
    r"AbortSignal\.any": 116,
    r"\bsubgrid\b|@starting-style|(Object|Map)\.groupBy|Promise\.withResolvers": 117,
    r"light-dark\(|with\s*\{\s*type:|field-sizing": 123,
    r"\.(isWellFormed|toWellFormed)\(": 111,
    r"Array\.fromAsync|new Set\([^)]*\)\.(union|intersection|difference)\(": 121,
    r"\bRegExp\.escape|Iterator\.from|\.values\(\)\.(map|filter|toArray)\(": 122,
    r"setHTML|\bmoveBefore\(": 133,
    r"^\s+&|[{;]\s*&": 120,
}
SINKS = (
    r"innerHTML|outerHTML|insertAdjacentHTML|DOMParser|document\.write|createContextualFragment"
    r"|\beval\(|new Function"
)
ELSEWHERE = r"(src|href)=\"(https?:)?//|url\([\"']?(https?:)?//|@import(?! \"[a-z]+\.css\";)|from \"https?:"


def words_of(file: Path) -> str:
    """The file without its comments."""
    text = file.read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|<!--.*?-->|(?m:(?<=\s)//.*$)", "", text, flags=re.DOTALL)


def test_there_are_files_to_look_at() -> None:
    assert len(FILES) > 20
    assert all(file.is_file() for file in OURS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_is_newer_than_chromium_103(file: Path) -> None:
    words = words_of(file)
    found = {sign: since for sign, since in NEWER.items() if re.search(sign, words, re.MULTILINE)}
    assert found == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_words_cannot_become_markup_and_nothing_comes_from_elsewhere(file: Path) -> None:
    assert re.findall(SINKS, words_of(file)) == []
    assert re.findall(ELSEWHERE, words_of(file)) == []


@pytest.mark.parametrize(
    "newer",
    [
        "a:has(b) {}",
        "list.toSorted()",
        "{ rotate: 3deg }",
        "color-mix(in srgb, red, blue)",
        "h1 {\n  & b {} }",
    ],
)
def test_a_slip_would_be_noticed(newer: str) -> None:
    assert any(re.search(sign, newer, re.MULTILINE) for sign in NEWER)


@pytest.mark.parametrize("file", [f for f in FILES if f.suffix == ".css"], ids=lambda file: file.name)
def test_nothing_half_transparent_but_shadows(file: Path) -> None:
    """OBS shows half-transparent plates much more transparent than a browser does."""
    words = re.sub(r"(--ov-shadow|box-shadow)\s*:[^;}]*|opacity\s*:\s*[01]\s*[;}]", "", words_of(file))
    assert re.findall(r"rgba\([^)]*\)|hsla\([^)]*\)|opacity\s*:|backdrop-filter|filter\s*:", words) == []
