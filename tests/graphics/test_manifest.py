"""Every graphic's folder: a valid manifest, and what it names is there."""

from __future__ import annotations

import copy
import json
import struct
from pathlib import Path
from typing import Any

import pytest

from tests.graphics.fake_studio import HTML
from tests.graphics.manifest import broken

GRAPHICS = sorted(path.parent for path in HTML.glob("*/*.ograf.json"))


def manifest(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / f"{folder.name}.ograf.json").read_text(encoding="utf-8"))
    return loaded


def test_the_three_graphics_are_there() -> None:
    assert [folder.name for folder in GRAPHICS] == ["join-code", "lower-third", "question-card"]


@pytest.mark.parametrize("folder", GRAPHICS, ids=lambda folder: folder.name)
def test_the_manifest_is_valid(folder: Path) -> None:
    found = manifest(folder)
    assert broken(found) == []
    assert found["id"] == f"overlay-{folder.name}"
    assert found["renderRequirements"][0]["engine"] == [{"type": "CEF", "version": {"min": "103"}}]


@pytest.mark.parametrize("folder", GRAPHICS, ids=lambda folder: folder.name)
def test_what_the_manifest_names_is_there(folder: Path) -> None:
    found = manifest(folder)
    assert (folder / found["main"]).is_file()
    for name in ("graphic.html", "graphic.css", "index.html"):
        assert (folder / name).is_file()
    for thumbnail in found["thumbnails"]:
        head = (folder / thumbnail["file"]).read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        assert struct.unpack(">II", head[16:]) == (
            thumbnail["resolution"]["width"],
            thumbnail["resolution"]["height"],
        )


@pytest.mark.parametrize("folder", GRAPHICS, ids=lambda folder: folder.name)
def test_themes_of_the_manifest_are_there(folder: Path) -> None:
    theme = manifest(folder)["schema"]["properties"]["theme"]
    assert theme["enum"] == sorted(path.stem for path in (HTML / "_themes").glob("*.css"))
    assert [item["value"] for item in theme["v_spx"]["items"]] == theme["enum"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"stepcount": 1}, "stepcount is not a field of a manifest"),
        ({"id": "a/b"}, "id has a slash"),
        ({"supportsRealTime": False}, "it plays neither in real time nor otherwise"),
        ({"main": None}, "main is None"),
        ({"schema": {"type": "object"}}, "schema has no properties"),
        ({"schema": {"type": "string", "gddType": "select"}}, "schema has not one label for each value"),
    ],
)
def test_a_broken_manifest_is_noticed(change: dict[str, Any], sentence: str) -> None:
    found = copy.deepcopy(manifest(GRAPHICS[0]))
    assert sentence in broken({**found, **change})
