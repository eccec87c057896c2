"""Manifests: ours keep every rule, and what breaks one is told with where and what would be right."""

from __future__ import annotations

import copy
import json
import struct
from pathlib import Path
from typing import Any

import pytest

from overlay.graphics.manifest import flaws, parsed
from tests.graphics.fake_studio import HTML

GRAPHICS = sorted(path.parent for path in HTML.glob("*/*.ograf.json"))


def manifest(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / f"{folder.name}.ograf.json").read_text(encoding="utf-8"))
    return loaded


def broken(found: dict[str, Any]) -> list[str]:
    return [str(flaw) for flaw in flaws(found)]


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
        ({"stepcount": 1}, "“stepcount” is no field of a manifest; did you mean “stepCount”?"),
        (
            {"colour": 1},
            "“colour” is no field of a manifest; a field of your own must begin with v_.",
        ),
        ({"id": "a/b"}, '“id” is "a/b"; it must have no slash.'),
        ({"id": ""}, "“id” is empty."),
        (
            {"supportsRealTime": False},
            "It plays neither in real time nor otherwise: one of “supportsRealTime” and "
            "“supportsNonRealTime” "
            "must be true.",
        ),
        ({"main": None}, "“main” is null; it must be string."),
        ({"stepCount": -2}, "“stepCount” is -2; it must be -1 (unknown), 0 (plays by itself) or more."),
        ({"stepCount": "1"}, '“stepCount” is "1"; it must be integer.'),
        ({"stepCount": True}, "“stepCount” is true; it must be integer."),
        ({"stepCount": 1.5}, "“stepCount” is 1.5; it must be integer."),
        ({"author": {}}, "“author.name” is missing; it must be string."),
        ({"author": {"name": "A", "age": 1}}, "“age” is no field of author."),
        ({"customActions": [{"id": "a"}]}, "“customActions[0].name” is missing; it must be string."),
        ({"customActions": {"a": {}}}, '“customActions” is {"a": {}}; it must be array.'),
        (
            {"customActions": [{"id": "a", "name": "A", "schema": {"type": "string"}}]},
            '“customActions[0].schema.type” is "string"; it must be object.',
        ),
        ({"renderRequirements": ["CEF"]}, '“renderRequirements[0]” is "CEF"; it must be object.'),
        ({"renderRequirements": [{"gpu": True}]}, "“gpu” is no field of renderRequirements[0]."),
        (
            {"renderRequirements": [{"frameRate": {"least": 50}}]},
            '“renderRequirements[0].frameRate” is {"least": 50}; it must be an object with '
            "some of: exact, ideal, "
            "max, min.",
        ),
        (
            {"renderRequirements": [{"resolution": {"width": 1920}}]},
            "“renderRequirements[0].resolution.width” is 1920; it must be an object with "
            "some of: exact, ideal, max, "
            "min.",
        ),
        (
            {"renderRequirements": [{"accessToPublicInternet": {"exact": "no"}}]},
            '“renderRequirements[0].accessToPublicInternet” is {"exact": "no"}; it must be '
            "an object with some of: "
            "exact, ideal.",
        ),
        (
            {"renderRequirements": [{"engine": [{"type": "CEF", "version": {"min": 103}}]}]},
            '“renderRequirements[0].engine[0]” is {"type": "CEF", "version": {"min": 103}}; '
            "it must be such as "
            '{"type": "CEF", "version": {"min": "103"}}.',
        ),
        (
            {"thumbnails": [{"file": "a.svg", "resolution": {"width": 1, "height": 1}}]},
            "“thumbnails[0].file” names no picture; it must be a PNG, JPG, GIF or WebP.",
        ),
        (
            {"thumbnails": [{"file": "a.png"}]},
            '“thumbnails[0].resolution” must be such as {"width": 480, "height": 270}.',
        ),
    ],
)
def test_each_rule_is_kept_and_its_breach_told(change: dict[str, Any], sentence: str) -> None:
    found = copy.deepcopy(manifest(GRAPHICS[0]))
    assert broken(found) == []
    assert broken({**found, **change}) == [sentence]


def test_what_must_be_there_is_asked_for() -> None:
    told = broken({})
    assert len(told) == 6
    assert "“supportsRealTime” is missing; it must be boolean." in told


@pytest.mark.parametrize("fields", [{"v_mine": 1}, {"stepCount": 0}, {"stepCount": -1}, {"stepCount": 2.0}])
def test_what_is_allowed_is_not_told(fields: dict[str, Any]) -> None:
    assert broken({**manifest(GRAPHICS[0]), **fields}) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"{", "The manifest is not JSON in UTF-8"),
        (b"\xff", "The manifest is not JSON in UTF-8"),
        (b"[" * 100_000, "The manifest is not JSON in UTF-8"),
        (b"[1, 2]", "The manifest is [1, 2]; an object with the fields of OGraf is expected."),
    ],
)
def test_what_is_no_manifest_is_told(data: bytes, sentence: str) -> None:
    found, told = parsed(data)
    assert found == {}
    assert str(told[0]).startswith(sentence)


def test_a_manifest_of_windows_is_read() -> None:
    found, told = parsed(b"\xef\xbb\xbf" + json.dumps(manifest(GRAPHICS[0])).encode())
    assert found == manifest(GRAPHICS[0])
    assert told == []
