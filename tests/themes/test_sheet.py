"""A theme's file: only known properties with values of their kind go in and come out."""

from __future__ import annotations

import re

import pytest

from overlay.config import shipped
from overlay.errors import ConfigError
from overlay.themes.sheet import KINDS, check, faces, properties_of, written

THEMES = shipped("overlays_html") / "_themes"
FONTS = faces((shipped("overlays_html") / "_fonts" / "fonts.css").read_bytes())
WHOLE = {name: kind.such_as for name, kind in KINDS.items()}
SHIPPED = [file.stem for file in sorted(THEMES.glob("*.css"))]


@pytest.mark.parametrize("name", SHIPPED)
def test_our_themes_are_themes(name: str) -> None:
    properties = properties_of((THEMES / f"{name}.css").read_bytes())
    check(properties, FONTS)
    assert properties_of(written(properties)) == properties


def test_every_example_is_of_its_kind() -> None:
    check(WHOLE, FONTS)


@pytest.mark.parametrize("name", KINDS)
def test_a_theme_has_all_properties(name: str) -> None:
    with pytest.raises(ConfigError, match=f"“{name}” is missing"):
        check({other: value for other, value in WHOLE.items() if other != name}, FONTS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("--ov-plate", "url(https://example.org/x.png)"),
        ("--ov-plate", "#0c1524; } body { color: red"),
        ("--ov-plate", "#0C1524"),
        ("--ov-plate", "red"),
        ("--ov-plate", "#0c1524\n"),
        ("--ov-ink", "#fff80"),
        ("--ov-ink", "var(--ov-evil)"),
        ("--ov-ink", "expression(alert(1))"),
        ("--ov-radius", "9999px"),
        ("--ov-radius", "calc(100vw * 9)"),
        ("--ov-weight", "650"),
        ("--ov-motion", "explode"),
        ("--ov-logo", '"../../secrets.toml"'),
        ("--ov-logo", "url(logo.png)"),
        ("--ov-font-text", '"Comic Sans"'),
        ("--ov-font-text", '"OV Archivo", "x"'),
        ("--ov-shadow", "0 0 0 0 #000"),
        ("--x", "1"),
        ("color", "red"),
        ("--ov-plate ", "#000000"),
    ],
)
def test_what_is_not_of_its_kind_is_refused_in_a_sentence(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as refused:
        check({**WHOLE, name: value}, FONTS)
    assert name in str(refused.value) or value in str(refused.value)
    assert re.search(r"\.$", str(refused.value))


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "body { color: red }",
        ":host { --ov-ink: #fff; } .label { color: red }",
        "@import url(x.css); :host { --ov-ink: #fff; }",
        ":host { .x { --ov-ink: #fff } }",
        ":host { --ov-ink }",
        ":host { --ov-ink: #fff",
        b"\xff\xfe:host{}",
        ":host {}" + " " * 70_000,
    ],
)
def test_what_is_no_theme_is_refused(sheet: str | bytes) -> None:
    with pytest.raises(ConfigError):
        properties_of(sheet if isinstance(sheet, bytes) else sheet.encode())


def test_comments_and_blanks_do_not_matter() -> None:
    assert properties_of(
        b"\xef\xbb\xbf/* x: y; } */ :host{\n--ov-ink :\n #ffffff ;/* */--ov-motion:pop}\n"
    ) == {
        "--ov-ink": "#ffffff",
        "--ov-motion": "pop",
    }
