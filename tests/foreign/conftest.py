"""A real server process whose user has dropped foreign graphics into the folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import BrowserContext, Page

from tests.browser import chromium, context
from tests.foreign.broken import BROKEN, write
from tests.foreign.dropped import drop
from tests.server import Server

__all__ = ["chromium", "context", "overlay", "server"]


@pytest_asyncio.fixture(loop_scope="session")
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    folder = tmp_path / "data"
    drop(folder)
    for name in BROKEN:
        write(folder / "overlays_html", name)
    running = Server(folder, "--obs", "off")
    await running.start()
    await running.join()
    yield running
    await running.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def overlay(server: Server, context: BrowserContext) -> Page:
    """The page OBS would show, with its token, connected."""
    page = await context.new_page()
    await page.goto(server.overlay)
    await page.wait_for_function(
        "() => document.querySelector('[data-layer=question] > *')?.shadowRoot?.querySelector('[data-el]')"
    )
    async with asyncio.timeout(20):  # what a page finds at its start it draws without movement
        while (await server.call("GET", "/api/state"))["pages"]["overlay"] != 1:
            await asyncio.sleep(0.02)
    return page
