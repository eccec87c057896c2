from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.studio import Studio, started


@pytest_asyncio.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    """The whole program in this process: free ports, an empty folder, no OBS, no limits."""
    async with started(tmp_path / "data") as running:
        yield running
