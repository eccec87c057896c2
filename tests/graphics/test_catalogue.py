"""What graphics there are in a folder, and what is told of each."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from overlay.config import Config
from overlay.graphics import catalogue
from overlay.graphics.catalogue import Graphic, found, placed, read
from overlay.graphics.manifest import SCHEMA, parsed
from overlay.show.model import LAYERS, Placed
from overlay.web.api.graphics import _told

GOOD: dict[str, Any] = {
    "$schema": SCHEMA,
    "id": "x",
    "name": "The X",
    "main": "x.mjs",
    "supportsRealTime": True,
    "supportsNonRealTime": False,
}
TEMPLATE = (
    b'<script>window.SPXGCTemplateDefinition = { "description": "A  strap", "steps": "3" }; stop()</script>'
)


def ograf(**more: Any) -> bytes:
    return json.dumps({**GOOD, **more}).encode()


def one(files: dict[str, bytes]) -> Graphic:
    (graphic,) = found(files, set()).values()
    return graphic


def test_ours_are_on_their_layers_and_have_no_fault(tmp_path: Path) -> None:
    graphics = read(Config(data=tmp_path).files("overlays_html"))
    ours = {layer.graphic: name for name, layer in LAYERS.items()}
    assert {name: graphic.layer for name, graphic in graphics.items()} == ours
    for graphic in graphics.values():
        assert (graphic.frame, graphic.flaws, graphic.plays) == ("", (), True)
        assert graphic.thumb == f"/graphics/{graphic.name}/thumb.png"
        assert graphic.question == (graphic.name in ("lower-third", "question-card"))


def test_forms_of_ours_do_not_ask_for_what_the_show_gives(tmp_path: Path) -> None:
    for graphic in read(Config(data=tmp_path).files("overlays_html")).values():
        assert graphic.schema is not None
        assert not {"theme", "motion", "dir", "lang", "qr", "modules"} & graphic.schema["properties"].keys()


def test_a_manifest_in_the_users_folder_is_a_graphic_for_the_frame() -> None:
    graphic = one({"weather/weather.ograf.json": ograf(version="2", stepCount=0), "weather/x.mjs": b""})
    assert (graphic.name, graphic.title, graphic.layer, graphic.frame) == (
        "weather",
        "The X",
        "guest",
        "ograf",
    )
    assert (graphic.version, graphic.steps, graphic.main, graphic.flaws) == ("2", 0, "x.mjs", ())
    assert placed({"weather": graphic}) == {"weather": Placed("guest", "ograf")}


def test_several_manifests_in_a_folder_are_several_graphics() -> None:
    files = {"pack/a.ograf.json": ograf(), "pack/b.ograf.json": ograf(name="B"), "pack/x.mjs": b""}
    assert [graphic.name for graphic in found(files, set()).values()] == ["pack/a", "pack/b"]


def test_the_vendor_field_says_where_it_plays() -> None:
    files = {"x/x.ograf.json": ograf(v_overlay={"layer": "ticker"}), "x/x.mjs": b""}
    assert one(files).layer == "ticker"
    graphic = one({**files, "x/x.ograf.json": ograf(v_overlay={"layer": "roof"})})
    assert graphic.layer == "guest"
    assert str(graphic.flaws[0]) == f'“v_overlay.layer” is "roof"; it must be {", ".join(LAYERS)}.'


@pytest.mark.parametrize(("vendor", "left"), [({}, ["theme", "text", "qr"]), ({"v_overlay": {}}, ["text"])])
def test_a_graphic_made_for_us_is_given_its_look(vendor: dict[str, Any], left: list[str]) -> None:
    fields = {
        "theme": {"type": "string"},
        "text": {"type": "string"},
        "qr": {"type": "string", **({"v_overlay": {"given": True}} if vendor else {})},
    }
    manifest = ograf(schema={"type": "object", "properties": fields}, **vendor)
    schema = one({"x/x.ograf.json": manifest, "x/x.mjs": b""}).schema
    assert schema is not None
    assert list(schema["properties"]) == left


def test_a_template_of_spx_is_known_by_its_definition() -> None:
    graphic = one({"strap/strap.html": TEMPLATE, "strap/other.html": b"<p>nothing</p>"})
    assert (graphic.name, graphic.frame, graphic.title, graphic.steps) == ("strap", "spx", "A strap", 3)
    two = {"pack/one.html": TEMPLATE, "pack/two.htm": TEMPLATE}
    assert list(found(two, set())) == ["pack/one", "pack/two"]


def test_a_graphic_without_its_module_is_listed_and_cannot_be_taken() -> None:
    graphic = one({"x/x.ograf.json": ograf()})
    assert str(graphic.flaws[0]) == '“main” is "x.mjs", but there is no such file.'
    assert placed({"x": graphic}) == {}
    assert not one({"x/x.ograf.json": b"{"}).plays


def test_what_is_shared_or_lies_about_is_no_graphic() -> None:
    files = {"loader.html": TEMPLATE, "_lib/a.ograf.json": ograf(), "x/deep/y.ograf.json": ograf()}
    assert found(files, set()) == {}


def test_the_users_file_in_a_folder_of_ours_leaves_it_ours() -> None:
    files = {"ours/ours.ograf.json": ograf(), "ours/more.ograf.json": ograf(), "ours/x.mjs": b""}
    assert [(each.name, each.frame) for each in found(files, {"ours"}).values()] == [("ours", "")]


EVERYTHING: dict[str, Any] = {
    **GOOD,
    "version": "1",
    "stepCount": 1,
    "author": {"name": "a"},
    "customActions": [{"id": "a", "name": "b", "schema": {"type": "object", "properties": {}}}],
    "renderRequirements": [
        {
            "resolution": {"width": {"min": 1, "max": 2, "exact": 1, "ideal": 1}},
            "frameRate": {"min": 1},
            "accessToPublicInternet": {"exact": True},
            "engine": [{"type": "CEF", "version": {"min": "1"}}],
        }
    ],
    "thumbnails": [{"file": "a.png", "resolution": {"width": 1, "height": 1}}],
    "schema": {
        "type": "object",
        "properties": {
            "a": {"type": "string", "title": "t", "gddType": "single-line", "default": "x", "pattern": "x"},
            "s": {
                "type": "string",
                "enum": ["a"],
                "gddType": "select",
                "gddOptions": {"labels": {"a": "A"}},
            },
            "l": {"type": "array", "items": {"type": "object", "properties": {}}},
        },
    },
    "v_overlay": {"layer": "guest"},
}
ODD: tuple[Any, ...] = (
    None,
    1,
    True,
    1.5,
    "x",
    "",
    [],
    {},
    [[]],
    [{}],
    {"a": []},
    ["string", "null"],
    -1,
    10**30,
)
Way = tuple[str | int, ...]


def places(value: Any, way: Way = ()) -> Iterator[Way]:
    yield way
    inside = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    for key, part in inside:
        yield from places(part, (*way, key))


def with_odd(value: Any, way: Way, odd: Any) -> Any:
    if not way:
        return odd
    changed = copy.copy(value)
    changed[way[0]] = with_odd(value[way[0]], way[1:], odd)
    return changed


def test_no_manifest_however_odd_costs_the_others_or_cannot_be_told(caplog: pytest.LogCaptureFixture) -> None:
    for way in places(EVERYTHING):
        for odd in ODD:
            manifest = json.dumps(with_odd(EVERYTHING, way, odd)).encode()
            files = {"x/x.ograf.json": manifest, "x/x.mjs": b"", "y/y.ograf.json": ograf(), "y/x.mjs": b""}
            for ours in (set[str](), {"x"}):
                graphics = found(files, ours)
                assert list(graphics) == ["x", "y"]
                told = [_told(graphic, "fr", {}) for graphic in graphics.values()]
                assert msgspec.json.encode(told)
    assert not caplog.records  # each was read, none was only caught


def test_words_that_are_no_unicode_are_a_flaw() -> None:
    graphic = one({"x/x.ograf.json": ograf(name="\ud800"), "x/x.mjs": b""})
    assert "not JSON in UTF-8" in str(graphic.flaws[0])


def test_what_fails_in_reading_one_is_its_flaw_and_the_others_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = parsed

    def failing(data: bytes) -> Any:
        if b"boom" in data:
            raise ZeroDivisionError("by nought")
        return real(data)

    monkeypatch.setattr(catalogue, "parsed", failing)
    files = {"x/x.ograf.json": ograf(name="boom"), "y/y.ograf.json": ograf(), "y/x.mjs": b""}
    graphics = found(files, set())
    assert (list(graphics), graphics["x"].plays, graphics["y"].plays) == (["x", "y"], False, True)
    assert [str(flaw) for flaw in graphics["x"].flaws] == ['It cannot be read: "by nought".']
