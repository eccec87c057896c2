from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import BrowserContext, Page

from tests.browser import chromium, context
from tests.graphics.fake_studio import FakeStudio

__all__ = ["chromium", "context", "overlay", "studio"]


@pytest_asyncio.fixture(loop_scope="session")
async def studio() -> AsyncIterator[FakeStudio]:
    fake = FakeStudio()
    await fake.start()
    yield fake
    await fake.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def overlay(studio: FakeStudio, context: BrowserContext) -> Page:
    """The overlay page, connected, nothing on air, all graphics loaded. Moves are cut."""
    page = await context.new_page()
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    await studio.seen(1)
    await page.wait_for_function(
        "() => ['card', 'question', 'join'].every((name) =>"
        " document.querySelector(`[data-layer=${name}] > *`)?.shadowRoot?.querySelector('[data-el]'))"
    )
    return page
