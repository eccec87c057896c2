"""The rules of an EBU OGraf v1 manifest (graphics/schema.json, 2025-09), as sentences on what breaks them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

import msgspec

from overlay.graphics import form
from overlay.graphics.flaw import KIND, Flaw, is_a, shown

SCHEMA = "https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json"
ENDING = ".ograf.json"
REQUIRED: dict[str, type] = {
    "$schema": str,
    "id": str,
    "name": str,
    "main": str,
    "supportsRealTime": bool,
    "supportsNonRealTime": bool,
}
OPTIONAL: dict[str, type] = {
    "version": str,
    "description": str,
    "author": dict,
    "customActions": list,
    "stepCount": int,
    "schema": dict,
    "renderRequirements": list,
    "thumbnails": list,
}
NUMBER_RULES = {"min", "max", "exact", "ideal"}
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


def parsed(data: bytes) -> tuple[dict[str, Any], list[Flaw]]:
    """The manifest, empty where it is none, and everything that is wrong with it."""
    try:
        manifest = msgspec.json.decode(data.decode("utf-8-sig"))
    except (ValueError, msgspec.MsgspecError, RecursionError) as error:
        return {}, [Flaw("The manifest is not JSON in UTF-8: {why}.", why=str(error)[:120])]
    if not isinstance(manifest, dict):
        return {}, [
            Flaw(
                "The manifest is {value}; an object with the fields of OGraf is expected.",
                value=shown(manifest),
            )
        ]
    return manifest, list(flaws(manifest))


def flaws(manifest: dict[str, Any]) -> Iterator[Flaw]:
    known = {**REQUIRED, **OPTIONAL}
    for key in REQUIRED.keys() - manifest.keys():
        yield Flaw("“{key}” is missing; it must be {kind}.", key=key, kind=KIND[REQUIRED[key]])
    for key, value in manifest.items():
        if key.startswith("v_"):
            continue
        if key not in known:
            yield _unknown(key, known)
        elif not is_a(value, known[key]):
            yield Flaw(
                "“{key}” is {value}; it must be {kind}.", key=key, value=shown(value), kind=KIND[known[key]]
            )
    whole = {key: value for key, value in manifest.items() if key in known and is_a(value, known[key])}
    yield from _values(whole)
    yield from _author(whole.get("author"))
    yield from _actions(whole.get("customActions", []))
    if "schema" in whole:
        yield from form.flaws(whole["schema"], "schema", root=True)
    for number, requirement in enumerate(whole.get("renderRequirements", [])):
        yield from _requirement(requirement, f"renderRequirements[{number}]")
    for number, thumbnail in enumerate(whole.get("thumbnails", [])):
        yield from _thumbnail(thumbnail, f"thumbnails[{number}]")


def _unknown(key: str, known: dict[str, type]) -> Flaw:
    near = difflib.get_close_matches(key.lower(), {name.lower(): name for name in known}, 1, cutoff=0.6)
    meant = next((name for name in known if near and name.lower() == near[0]), "")
    return Flaw(
        "“{key}” is no field of a manifest; did you mean “{meant}”?"
        if meant
        else "“{key}” is no field of a manifest; a field of your own must begin with v_.",
        key=shown(key).strip('"'),
        meant=meant,
    )


def _values(manifest: dict[str, Any]) -> Iterator[Flaw]:
    if manifest.get("$schema", SCHEMA) != SCHEMA:
        yield Flaw(
            "“$schema” is {value}; it must be {right}.", value=shown(manifest["$schema"]), right=SCHEMA
        )
    if "/" in manifest.get("id", ""):
        yield Flaw("“id” is {value}; it must have no slash.", value=shown(manifest["id"]))
    for key in ("id", "name", "main"):
        if manifest.get(key) == "":
            yield Flaw("“{key}” is empty.", key=key)
    if manifest.get("supportsRealTime") is False and manifest.get("supportsNonRealTime") is False:
        yield Flaw(
            "It plays neither in real time nor otherwise: one of “supportsRealTime” and "
            "“supportsNonRealTime” must be true."
        )
    if manifest.get("stepCount", 1) < -1:
        yield Flaw(
            "“stepCount” is {value}; it must be -1 (unknown), 0 (plays by itself) or more.",
            value=manifest["stepCount"],
        )


def _author(author: dict[str, Any] | None) -> Iterator[Flaw]:
    if author is None:
        return
    if not isinstance(author.get("name"), str):
        yield Flaw("“{key}” is missing; it must be {kind}.", key="author.name", kind=KIND[str])
    for key in author:
        if key not in ("name", "email", "url") and not key.startswith("v_"):
            yield Flaw("“{key}” is no field of {where}.", key=key, where="author")


def _actions(actions: list[Any]) -> Iterator[Flaw]:
    for number, action in enumerate(actions):
        where = f"customActions[{number}]"
        if not isinstance(action, dict):
            yield Flaw(
                "“{key}” is {value}; it must be {kind}.", key=where, value=shown(action), kind=KIND[dict]
            )
            continue
        for key in ("id", "name"):
            if not isinstance(action.get(key), str):
                yield Flaw("“{key}” is missing; it must be {kind}.", key=f"{where}.{key}", kind=KIND[str])
        if isinstance(action.get("schema"), dict):
            yield from form.flaws(action["schema"], f"{where}.schema", root=True)


def _requirement(requirement: Any, where: str) -> Iterator[Flaw]:
    if not isinstance(requirement, dict):
        yield Flaw(
            "“{key}” is {value}; it must be {kind}.", key=where, value=shown(requirement), kind=KIND[dict]
        )
        return
    for key, value in requirement.items():
        if key == "engine":
            yield from _engines(value, f"{where}.engine")
        elif key == "accessToPublicInternet":
            yield from _rule(value, f"{where}.{key}", {"exact", "ideal"}, bool)
        elif key == "frameRate":
            yield from _rule(value, f"{where}.{key}", NUMBER_RULES, float)
        elif key == "resolution":
            for side in value if isinstance(value, dict) else ():
                yield from _rule(value[side], f"{where}.resolution.{side}", NUMBER_RULES, float)
        elif not key.startswith("v_"):
            yield Flaw("“{key}” is no field of {where}.", key=key, where=where)


def _rule(rule: Any, where: str, names: set[str], kind: type) -> Iterator[Flaw]:
    right = ", ".join(sorted(names))
    good = isinstance(rule, dict) and all(key in names and is_a(value, kind) for key, value in rule.items())
    if not good:
        yield Flaw(
            "“{key}” is {value}; it must be an object with some of: {right}.",
            key=where,
            value=shown(rule),
            right=right,
        )


def _engines(engines: Any, where: str) -> Iterator[Flaw]:
    for number, engine in enumerate(engines if isinstance(engines, list) else [engines]):
        version = engine.get("version") if isinstance(engine, dict) else None
        least = version.get("min") if isinstance(version, dict) else None
        good = isinstance(engine, dict) and isinstance(engine.get("type"), str)
        if not good or (version is not None and not isinstance(least, str)):
            yield Flaw(
                "“{key}” is {value}; it must be such as {right}.",
                key=f"{where}[{number}]",
                value=shown(engine),
                right='{"type": "CEF", "version": {"min": "103"}}',
            )


def _thumbnail(thumbnail: Any, where: str) -> Iterator[Flaw]:
    file = thumbnail.get("file") if isinstance(thumbnail, dict) else None
    if not isinstance(file, str) or not file.lower().endswith(PICTURES):
        yield Flaw("“{key}” names no picture; it must be a PNG, JPG, GIF or WebP.", key=f"{where}.file")
        return
    sides = thumbnail.get("resolution")
    if not (isinstance(sides, dict) and is_a(sides.get("width"), int) and is_a(sides.get("height"), int)):
        yield Flaw(
            "“{key}” must be such as {right}.",
            key=f"{where}.resolution",
            right='{"width": 480, "height": 270}',
        )
