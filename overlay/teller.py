"""Votes are told to the pages at most once a second, however fast they come."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from overlay.desk import Desk

EVERY = 1.0
"""Seconds between two tallies."""


@contextlib.asynccontextmanager
async def counting(desk: Desk) -> AsyncIterator[None]:
    """While it tells. What was not told at the end is told after the next start: the rows are there."""
    task = asyncio.create_task(_tell(desk))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _tell(desk: Desk) -> None:
    while True:
        await desk.ballots.voted.wait()
        desk.ballots.voted.clear()
        await desk.tally()
        await asyncio.sleep(EVERY)
