"""The form of a graphic's data: GDD, a small JSON Schema (OGraf v1, gdd/*.json). Its rules, as sentences.

`gddType` says how a field is asked for; who does not know one drops its last part (`file-path/image-path`
→ `file-path`), then goes by `type`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from overlay.graphics.flaw import Flaw, is_a, shown

TYPES: dict[str, type] = {
    "boolean": bool,
    "string": str,
    "number": float,
    "integer": int,
    "array": list,
    "object": dict,
}
BASES = {
    "single-line": {"string"},
    "multi-line": {"string"},
    "file-path": {"string"},
    "file-path/image-path": {"string"},
    "select": {"string", "number", "integer"},
    "color-rrggbb": {"string"},
    "color-rrggbbaa": {"string"},
    "percentage": {"number"},
    "duration-ms": {"integer"},
}
COLOURS = {"color-rrggbb": "^#[0-9a-f]{6}$", "color-rrggbbaa": "^#[0-9a-f]{8}$"}
DEEPEST = 12


def flaws(field: Any, where: str, *, root: bool = False, depth: int = 0) -> Iterator[Flaw]:
    """`root`: it is the form itself, which must be an object."""
    kind = field.get("type") if isinstance(field, dict) else None
    if not isinstance(kind, str) or kind not in TYPES or (root and kind != "object"):
        right = "object" if root else ", ".join(TYPES)
        yield Flaw(
            "“{key}” is {value}; it must be {right}.", key=f"{where}.type", value=shown(kind), right=right
        )
        return
    if depth > DEEPEST:
        yield Flaw("“{key}” is nested more than {most} deep.", key=where, most=DEEPEST)
        return
    yield from _parts(field, kind, where, depth)
    yield from _default(field, kind, where)
    yield from _limits(field, where)
    yield from _gdd(field, kind, where)


def _parts(field: dict[str, Any], kind: str, where: str, depth: int) -> Iterator[Flaw]:
    if kind == "object":
        properties = field.get("properties")
        if not isinstance(properties, dict):
            yield Flaw("“{key}” is an object without “properties”, so nobody knows what is in it.", key=where)
            return
        for name, part in properties.items():
            yield from flaws(part, f"{where}.{name}", depth=depth + 1)
    elif kind == "array":
        if "items" not in field:
            yield Flaw("“{key}” is a list without “items”, so nobody knows what is in it.", key=where)
            return
        yield from flaws(field["items"], f"{where}.items", depth=depth + 1)


def _default(field: dict[str, Any], kind: str, where: str) -> Iterator[Flaw]:
    if "default" not in field:
        return
    value = field["default"]
    if not is_a(value, TYPES[kind]):
        yield Flaw(
            "“{key}” is {value}; it must be {right}.", key=f"{where}.default", value=shown(value), right=kind
        )
    elif isinstance(field.get("enum"), list) and value not in field["enum"]:
        right = ", ".join(map(shown, field["enum"][:8]))
        yield Flaw(
            "“{key}” is {value}; it must be {right}.", key=f"{where}.default", value=shown(value), right=right
        )


def _limits(field: dict[str, Any], where: str) -> Iterator[Flaw]:
    for key in ("minimum", "maximum", "minLength", "maxLength", "order"):
        if key in field and not is_a(field[key], float):
            yield Flaw(
                "“{key}” is {value}; it must be {right}.",
                key=f"{where}.{key}",
                value=shown(field[key]),
                right="number",
            )
    if "pattern" in field:
        try:
            re.compile(field["pattern"])
        except (re.error, TypeError):
            yield Flaw(
                "“{key}” is {value}; that is no pattern.",
                key=f"{where}.pattern",
                value=shown(field["pattern"]),
            )


def _gdd(field: dict[str, Any], kind: str, where: str) -> Iterator[Flaw]:
    wanted = field.get("gddType")
    if wanted is None:
        return
    known = _known(wanted)
    if known is None:
        right = ", ".join(BASES)
        yield Flaw(
            "“{key}” is {value}; it must be {right}.",
            key=f"{where}.gddType",
            value=shown(wanted),
            right=right,
        )
        return
    if kind not in BASES[known]:
        right = ", ".join(sorted(BASES[known]))
        yield Flaw(
            "“{key}” is {value} for a {wanted}; it must be {right}.",
            key=f"{where}.type",
            value=shown(kind),
            wanted=known,
            right=right,
        )
    if known == "select":
        yield from _select(field, where)
    if known in COLOURS and field.get("pattern") != COLOURS[known]:
        yield Flaw(
            "“{key}” is {value}; it must be {right}.",
            key=f"{where}.pattern",
            value=shown(field.get("pattern")),
            right=COLOURS[known],
        )


def _known(wanted: Any) -> str | None:
    """The type, or what is left of it when its last parts are dropped."""
    parts = wanted.split("/") if isinstance(wanted, str) else []
    while parts:
        if (name := "/".join(parts)) in BASES:
            return name
        parts.pop()
    return None


def _select(field: dict[str, Any], where: str) -> Iterator[Flaw]:
    options = field.get("gddOptions")
    labels = options.get("labels") if isinstance(options, dict) else None
    values = field.get("enum")
    if not isinstance(values, list) or not values:
        yield Flaw("“{key}” is a choice without “enum”, so there is nothing to choose from.", key=where)
    elif not isinstance(labels, dict) or not {str(value) for value in values} <= labels.keys():
        yield Flaw("“{key}” must hold a label for each value of “enum”.", key=f"{where}.gddOptions.labels")
