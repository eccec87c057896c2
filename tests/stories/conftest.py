"""The real things: server process, browsers, OBS."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.browser import chromium, context
from tests.server import Server

__all__ = ["chromium", "context", "server"]


@pytest_asyncio.fixture(loop_scope="session")
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """A server on an empty folder, its producer's token taken."""
    started = Server(tmp_path / "data")
    await started.start()
    await started.join()
    yield started
    await started.stop()
