"""The stand-in for the browser source, with a page that is half transparent: OBS's own picture of it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web
from PIL import Image
from playwright.async_api import Browser

from tests.browser import chromium
from tests.obs_studio import Witness, eventually, running_obs, starter_collection
from tests.page_into_obs import page_into_obs

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["chromium"]

HOST = (0x20, 0x3A, 0x4A)
"""The background of the scene Host in scenes/starter.json, whose colours are written AABBGGRR."""
PAGE = """<!doctype html><style>html, body { margin: 0 }
p { position: fixed; left: 0; bottom: 0; width: 50%; height: 20%; margin: 0; background: rgb(240, 200, 10) }
</style><p></p>"""


async def served() -> AsyncIterator[str]:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    application = web.Application()
    application.router.add_get("/overlay", page)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/overlay"
    finally:
        await runner.cleanup()


def near(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 2 for a, b in zip(pixel, colour, strict=True))


def plate(witness: Witness, colour: tuple[int, ...]) -> Callable[[], Awaitable[bool]]:
    """Whether the place of the plate has that colour on program, and the rest that of the scene."""

    async def holds() -> bool:
        picture = Image.open(io.BytesIO(await witness.screenshot("Host", 640, 360))).convert("RGB")
        inside, outside = picture.getpixel((20, 350)), picture.getpixel((600, 20))
        assert isinstance(inside, tuple)
        assert isinstance(outside, tuple)
        return near(inside, colour) and near(outside, HOST)

    return holds


def gone(witness: Witness, source: str) -> Callable[[], Awaitable[bool]]:
    async def is_gone() -> bool:
        inputs = (await witness.ask("GetInputList"))["inputs"]
        return source not in [one["inputName"] for one in inputs]

    return is_gone


async def test_the_page_is_on_program_hidden_and_shown_with_its_item(
    chromium: Browser, tmp_path: Path
) -> None:
    async for url in served():
        collection = starter_collection(url)
        overlay = next(source for source in collection["sources"] if source["name"] == "Overlay")
        overlay["settings"] |= {"width": 640, "height": 360}
        async with running_obs(tmp_path, collection) as obs, obs.witness() as witness:
            async with page_into_obs(obs, chromium):
                await eventually(plate(witness, (240, 200, 10)))
                await witness.show("Overlay layer", "Overlay", False)
                await eventually(plate(witness, HOST))
                await witness.show("Overlay layer", "Overlay", True)
                await eventually(plate(witness, (240, 200, 10)))
            await eventually(gone(witness, "Overlay (page)"))
