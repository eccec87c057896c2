"""The real things: server process, browsers, OBS."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.browser import chromium
from tests.obs_studio import ObsStudio, eventually, running_obs
from tests.server import Server

__all__ = ["chromium", "linked", "obs", "server"]


@pytest_asyncio.fixture(loop_scope="session")
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """A server on an empty folder, its producer's token taken; without OBS."""
    started = Server(tmp_path / "data", "--obs", "off")
    async with running(started):
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def obs(tmp_path: Path) -> AsyncIterator[ObsStudio]:
    """A real OBS with our starter collection."""
    (tmp_path / "obs").mkdir()
    async with running_obs(tmp_path / "obs") as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def linked(tmp_path: Path, obs: ObsStudio) -> AsyncIterator[Server]:
    """A server that drives that OBS, set up and linked."""
    password = {"OVERLAY_OBS_PASSWORD": obs.password}
    started = Server(tmp_path / "data", "--obs", f"ws://127.0.0.1:{obs.port}", env=password)
    async with running(started):
        await eventually(lambda: lamp_is(started, "up"))
        await started.call("POST", "/api/obs/setup")
        yield started


@contextlib.asynccontextmanager
async def running(server: Server) -> AsyncIterator[None]:
    await server.start()
    try:
        await server.join()
        yield
    finally:
        await server.stop()


async def lamp_is(server: Server, state: str) -> bool:
    return bool((await server.call("GET", "/api/state"))["obs"]["state"] == state)
