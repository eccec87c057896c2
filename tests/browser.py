"""One Chromium for a whole test session.

Import the fixtures into a folder's `conftest.py`: ``from tests.browser import chromium, context``.
They give Playwright's async objects, which live on the session's event loop: a test module that uses
them says ``pytestmark = pytest.mark.asyncio(loop_scope="session")``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright

ARTIFACTS = Path(__file__).parent / "artifacts"
"""Screenshots and traces to look at after a run; git ignores it."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def executable() -> str:
    """The browser to test with: `OVERLAY_CHROMIUM`, else the first of `NAMES` on the path."""
    for name in (os.environ.get("OVERLAY_CHROMIUM", ""), *NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise RuntimeError(
        "no Chromium found: install the package `chromium`, or set OVERLAY_CHROMIUM to its path"
    )


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The one browser process of this test session."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def context(chromium: Browser) -> AsyncIterator[BrowserContext]:
    """A fresh profile at 1920 x 1080, closed with all its pages after the test."""
    ARTIFACTS.mkdir(exist_ok=True)
    fresh = await chromium.new_context(viewport={"width": 1920, "height": 1080})
    yield fresh
    await fresh.close()
