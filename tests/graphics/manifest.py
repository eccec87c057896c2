"""The rules of an EBU OGraf v1 manifest (graphics and GDD schema), as sentences about what breaks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

SCHEMA = "https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json"
REQUIRED = {
    "$schema": str,
    "id": str,
    "name": str,
    "main": str,
    "supportsRealTime": bool,
    "supportsNonRealTime": bool,
}
OPTIONAL = {
    "version": str,
    "description": str,
    "author": dict,
    "customActions": list,
    "stepCount": int,
    "schema": dict,
    "renderRequirements": list,
    "thumbnails": list,
}
TYPES: dict[str, type | tuple[type, ...]] = {
    "boolean": bool,
    "string": str,
    "number": (int, float),
    "integer": int,
    "array": list,
    "object": dict,
}
GDD = {
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


def broken(manifest: dict[str, Any]) -> list[str]:
    return list(_manifest(manifest))


def _manifest(manifest: dict[str, Any]) -> Iterator[str]:
    known = {**REQUIRED, **OPTIONAL}
    yield from (f"{key} is missing" for key in REQUIRED if key not in manifest)
    for key, value in manifest.items():
        if key.startswith("v_"):
            continue
        if key not in known:
            yield f"{key} is not a field of a manifest"
        elif not isinstance(value, known[key]):
            yield f"{key} is {value!r}"
    if manifest.get("$schema") != SCHEMA:
        yield "$schema is not the one of version 1"
    if "/" in manifest.get("id", ""):
        yield "id has a slash"
    if not (manifest.get("supportsRealTime") or manifest.get("supportsNonRealTime")):
        yield "it plays neither in real time nor otherwise"
    if manifest.get("stepCount", 1) < -1:
        yield "stepCount is below -1"
    if "schema" in manifest:
        yield from _form(manifest["schema"], "schema")
    for number, requirement in enumerate(manifest.get("renderRequirements", [])):
        yield from _requirement(requirement, f"renderRequirements[{number}]")
    for thumbnail in manifest.get("thumbnails", []):
        if not re.search(r"\.(png|jpg|gif|webp)$", thumbnail.get("file", "")):
            yield "a thumbnail is no picture"
        if set(thumbnail.get("resolution", {})) != {"width", "height"}:
            yield "a thumbnail has no resolution"


def _form(form: dict[str, Any], where: str) -> Iterator[str]:
    kind = form.get("type")
    if kind not in TYPES:
        yield f"{where} has the type {kind!r}"
        return
    if kind == "object":
        if not isinstance(form.get("properties"), dict):
            yield f"{where} has no properties"
        for name, field in form.get("properties", {}).items():
            yield from _form(field, f"{where}.{name}")
    if kind == "array" and "items" not in form:
        yield f"{where} has no items"
    if "default" in form and not isinstance(form["default"], TYPES[kind]):
        yield f"{where} has the default {form['default']!r}"
    yield from _gdd(form, where)


def _gdd(form: dict[str, Any], where: str) -> Iterator[str]:
    wanted = form.get("gddType")
    if wanted is None:
        return
    if form["type"] not in GDD.get(wanted, set()):
        yield f"{where} is {wanted} and a {form['type']}"
    if wanted == "select":
        labels = form.get("gddOptions", {}).get("labels", {})
        if not form.get("enum") or set(labels) != {str(value) for value in form["enum"]}:
            yield f"{where} has not one label for each value"
    if wanted == "color-rrggbb" and form.get("pattern") != "^#[0-9a-f]{6}$":
        yield f"{where} has not the pattern of a colour"


def _requirement(requirement: dict[str, Any], where: str) -> Iterator[str]:
    for key in requirement:
        if key not in {"resolution", "frameRate", "accessToPublicInternet", "engine"} and not key.startswith(
            "v_"
        ):
            yield f"{where}.{key} is not a requirement"
    for engine in requirement.get("engine", []):
        if not isinstance(engine.get("type"), str) or "min" not in engine.get("version", {}):
            yield f"{where} names an engine without type or lowest version"
