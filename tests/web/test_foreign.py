"""`/foreign/…`: the user's own graphics and what they share with ours, for frames without an origin."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from overlay.config import files_below, shipped
from overlay.web.files import Files
from overlay.web.foreign import Foreign, with_shim
from tests.foreign.dropped import GRAPHICS, drop
from tests.studio import Studio, started

CROSS = {"Origin": "null", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
"""How a frame without an origin asks."""


@pytest_asyncio.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    drop(tmp_path / "data")
    async with started(tmp_path / "data") as running:
        yield running


async def asked(studio: Studio, path: str) -> tuple[int, str, dict[str, str]]:
    async with studio.session.get(studio.url + path, headers=CROSS) as answer:
        return answer.status, (await answer.read()).decode("utf-8", "replace"), dict(answer.headers)


@pytest.mark.parametrize(
    "path",
    [
        "/foreign/late/graphic.mjs",
        "/foreign/late/late.ograf.json",
        "/foreign/late/@page.html",
        "/foreign/classic/js/names.js",
        "/foreign/classic/@page.html",
        "/foreign/_frame/port.js",
        "/foreign/_lib/overlay-graphic.mjs",
        "/foreign/_themes/studio.css",
        "/foreign/_fonts/fonts.css",
    ],
)
async def test_a_frame_gets_its_files(studio: Studio, path: str) -> None:
    status, _, headers = await asked(studio, path)
    assert status == 200
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "sandbox allow-scripts" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/foreign/lower-third/graphic.mjs",
        "/foreign/_pages/control.html",
        "/foreign/nothing/@page.html",
        "/foreign/late/..%2f..%2foverlay.db",
        "/foreign/late/../../secrets.toml",
        "/foreign/..%5c..%5csecrets.toml",
    ],
)
async def test_a_frame_gets_nothing_else(studio: Studio, path: str) -> None:
    assert (await asked(studio, path))[0] in (403, 404)


@pytest.mark.parametrize(
    "path", ["/graphics/lower-third/graphic.mjs", "/static/api.js", "/api/state", "/overlay"]
)
async def test_our_own_files_are_not_for_it(studio: Studio, path: str) -> None:
    status, _, headers = await asked(studio, path)
    assert status == 403
    assert "Access-Control-Allow-Origin" not in headers


async def test_foreign_files_are_never_served_as_ours(studio: Studio) -> None:
    async with studio.session.get(f"{studio.url}/graphics/classic/classic.html") as answer:
        assert answer.status == 404


async def test_a_page_names_its_manifest_and_our_shim(studio: Studio) -> None:
    _, page, _ = await asked(studio, "/foreign/late/@page.html")
    assert 'data-manifest="late.ograf.json"' in page
    assert page.index("/foreign/_frame/port.js") < page.index("/foreign/_frame/ograf.js")


@pytest.mark.parametrize(
    ("template", "before"),
    [
        (b"<!DOCTYPE html><html><head><title>x</title>", "<!DOCTYPE html><html><head>"),
        (
            b"<!doctype html>\n<!-- a -->\n<html lang='en'>\n<script>",
            "<!doctype html>\n<!-- a -->\n<html lang='en'>\n",
        ),
        (b"<script>x</script>", ""),
        (b"\xef\xbb\xbf<!doctype html><script>", "<!doctype html>"),
        (b"<head data-x='1'><script>", "<head data-x='1'>"),
    ],
)
def test_the_shim_comes_before_any_script_and_after_the_doctype(template: bytes, before: str) -> None:
    page = with_shim(template).decode()
    assert page.startswith(f'{before}<script src="/foreign/_frame/port.js"></script>')
    assert page.count("<script src=") == 2


def test_several_graphics_of_a_folder_have_a_page_each() -> None:
    manifest = (GRAPHICS / "late" / "late.ograf.json").read_bytes()
    own = {"pack/a.ograf.json": manifest, "pack/b.ograf.json": manifest, "pack/graphic.mjs": b""}
    foreign = Foreign(own, Files(files_below(shipped("overlays_html"))))
    assert {"pack/a", "pack/b", "lower-third"} <= foreign.graphics.keys()
    assert foreign._files.find("pack/@a.html") is not None
    foreign.renew({})
    assert "pack/a" not in foreign.graphics
    assert foreign._files.find("pack/graphic.mjs") is None
