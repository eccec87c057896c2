"""One server for a module of commands, with a fresh show for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from overlay.cli.running import find
from tests.cli.overlay import Ran, overlay
from tests.server import Server

Overlay = Callable[..., Ran]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    running = Server(tmp_path_factory.mktemp("data"), "--obs", "off")
    await running.start()
    yield running
    assert await running.stop() == 0


@pytest.fixture
def on_show(server: Server, request: pytest.FixtureRequest) -> Overlay:
    """Commands to the server, which has a new, empty show."""

    def run(*words: str) -> Ran:
        return overlay(*words, data=server.folder)

    talk = find(server.folder)
    talk.post("/api/commands", {"type": "clear", "layer": "all"})
    talk.post("/api/shows", {"title": request.node.name[:100]})
    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder on which nothing runs."""
    return tmp_path / "data"
