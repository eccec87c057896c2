"""Graphics from outside show pictures of strangers too, from their frames without an origin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.async_api import Browser

from overlay.media.address import media_name, media_path
from overlay.media.picture import redrawn
from tests.browser import chromium
from tests.media.picture_host import drawing
from tests.studio import started

__all__ = ["chromium"]
pytestmark = pytest.mark.asyncio(loop_scope="session")

URL = "https://pictures.example/face.png"
MANIFEST = {
    "$schema": "https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json",
    "id": "somebodys-strap",
    "name": "Strap",
    "main": "graphic.mjs",
    "supportsRealTime": True,
    "supportsNonRealTime": False,
}


async def test_a_sandboxed_frame_shows_it(chromium: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "overlays_html" / "strap"
    folder.mkdir(parents=True)
    (folder / "strap.ograf.json").write_text(json.dumps(MANIFEST))
    (folder / "graphic.mjs").write_text("export default class extends HTMLElement {}")
    (folder / "look.html").write_text(f'<img src="{media_path(URL)}">')
    async with started(tmp_path / "data") as studio:
        await studio.app.media.keep(media_name(URL), redrawn(drawing((88, 88)), "avatar"))
        page = await chromium.new_page()
        await page.goto(f"{studio.url}/foreign/strap/look.html")
        assert await page.evaluate("window.origin") == "null"
        await page.wait_for_function("document.images[0].complete")
        assert await page.evaluate("document.images[0].naturalWidth") == 88
        await page.close()
