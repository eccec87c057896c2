"""The people's pages in a real Chromium, on the whole program."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.browser import chromium
from tests.pages.people import People
from tests.studio import Studio, started

__all__ = ["chromium", "people", "studio"]


@pytest_asyncio.fixture(loop_scope="session")
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with started(tmp_path / "data") as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def people(chromium, studio: Studio) -> AsyncIterator[People]:  # type: ignore[no-untyped-def]
    """Pages of this test; a fault that one of them logs fails it."""
    opened = People(chromium, studio)
    yield opened
    await opened.close()
    assert opened.faults == []
