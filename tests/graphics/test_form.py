"""Forms (GDD): every rule, with where it is broken and what would be right."""

from __future__ import annotations

from typing import Any

import pytest

from overlay.graphics.form import BASES, flaws

GOOD: list[dict[str, Any]] = [
    {"type": "string"},
    {"type": "string", "gddType": "multi-line", "default": ""},
    {"type": "string", "gddType": "file-path/image-path", "gddOptions": {"extensions": ["png"]}},
    {"type": "string", "gddType": "file-path/sound-path"},
    {"type": "number", "gddType": "percentage", "default": 1},
    {"type": "integer", "gddType": "duration-ms", "default": 2.0, "minimum": 0},
    {"type": "string", "gddType": "color-rrggbb", "pattern": "^#[0-9a-f]{6}$"},
    {
        "type": "integer",
        "gddType": "select",
        "enum": [1, 2],
        "gddOptions": {"labels": {"1": "One", "2": "Two"}},
    },
    {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "boolean", "default": True}}}},
    {"type": "string", "v_spx": {"ftype": "textfield"}, "hidden": True, "order": 1.5},
]


@pytest.mark.parametrize("field", GOOD)
def test_what_keeps_the_rules_is_not_told(field: dict[str, Any]) -> None:
    assert list(flaws(field, "f")) == []


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("text", "“f.type” is null; it must be boolean, string, number, integer, array, object."),
        (
            {"type": "text"},
            '“f.type” is "text"; it must be boolean, string, number, integer, array, object.',
        ),
        (
            {"type": "object"},
            "“f” is an object without “properties”, so nobody knows what is in it.",
        ),
        (
            {"type": "array"},
            "“f” is a list without “items”, so nobody knows what is in it.",
        ),
        (
            {"type": "object", "properties": {"a": {"type": "array"}}},
            "“f.a” is a list without “items”, so nobody knows what is in it.",
        ),
        (
            {"type": "integer", "default": True},
            "“f.default” is true; it must be integer.",
        ),
        (
            {"type": "string", "default": 1},
            "“f.default” is 1; it must be string.",
        ),
        (
            {"type": "string", "enum": ["a", "b"], "default": "c"},
            '“f.default” is "c"; it must be "a", "b".',
        ),
        (
            {"type": "number", "minimum": "0"},
            '“f.minimum” is "0"; it must be number.',
        ),
        (
            {"type": "string", "pattern": "["},
            '“f.pattern” is "["; that is no pattern.',
        ),
        (
            {"type": "string", "gddType": "colour"},
            f'“f.gddType” is "colour"; it must be {", ".join(BASES)}.',
        ),
        (
            {"type": "integer", "gddType": "percentage"},
            '“f.type” is "integer" for a percentage; it must be number.',
        ),
        (
            {"type": "string", "gddType": "color-rrggbbaa"},
            "“f.pattern” is null; it must be ^#[0-9a-f]{8}$.",
        ),
        (
            {"type": "string", "gddType": "select"},
            "“f” is a choice without “enum”, so there is nothing to choose from.",
        ),
        (
            {"type": "string", "gddType": "select", "enum": ["a"], "gddOptions": {"labels": {"b": "B"}}},
            "“f.gddOptions.labels” must hold a label for each value of “enum”.",
        ),
    ],
)
def test_each_breach_is_told(field: Any, sentence: str) -> None:
    assert [str(flaw) for flaw in flaws(field, "f")] == [sentence]


def test_the_form_itself_is_an_object() -> None:
    told = [str(flaw) for flaw in flaws({"type": "string"}, "schema", root=True)]
    assert told == ['“schema.type” is "string"; it must be object.']


def test_a_form_nested_without_end_is_told_once() -> None:
    field: dict[str, Any] = {"type": "string"}
    for _ in range(2000):
        field = {"type": "array", "items": field}
    assert len(list(flaws(field, "f"))) == 1
