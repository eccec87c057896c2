"""loader.html: a file of the machine that runs OBS, which waits for the server."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Request, expect

from tests.graphics.fake_studio import HTML, FakeStudio

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOADER = HTML / "loader.html"


async def test_it_goes_to_the_overlay_page_once_the_server_is_there(
    studio: FakeStudio, context: BrowserContext
) -> None:
    await studio.take("question", text="Will it come?", name="Mia")
    await studio.stop()
    page = await context.new_page()
    failed: asyncio.Queue[Request] = asyncio.Queue()
    page.on("requestfailed", failed.put_nowait)
    await page.goto(f"{LOADER.as_uri()}#{studio.url}/overlay#token")
    await failed.get()
    await failed.get()  # it asks again
    assert page.url.startswith("file:")
    await studio.start()
    await page.wait_for_url(f"{studio.url}/overlay#token")
    await studio.seen(studio.rev)
    assert studio.heard[0]["token"] == "token"
    await expect(page.locator(".text").first).to_be_attached()


async def test_as_a_local_file_it_has_its_address_within(
    studio: FakeStudio, context: BrowserContext, tmp_path: Path
) -> None:
    words = LOADER.read_text(encoding="utf-8")
    mine = tmp_path / "loader.html"
    mine.write_text(
        words.replace('name="address" content=""', f'name="address" content="{studio.url}/overlay#token"'),
        encoding="utf-8",
    )
    page = await context.new_page()
    await page.goto(mine.as_uri())
    await page.wait_for_url(f"{studio.url}/overlay#token")


@pytest.mark.parametrize("address", ["", "javascript:document.title='x'", "file:///etc/hostname", "overlay"])
async def test_without_a_good_address_it_says_so_to_the_log_only(
    context: BrowserContext, address: str
) -> None:
    page = await context.new_page()
    async with page.expect_console_message() as told:
        await page.goto(f"{LOADER.as_uri()}#{address}")
    assert "has no overlay address" in (await told.value).text
    assert await page.evaluate("document.body.innerText") == ""
