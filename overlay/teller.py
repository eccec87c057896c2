"""Votes are told to the pages at most once a second, however fast they come."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from overlay.desk import Desk

EVERY = 1.0
"""Seconds between two tallies."""
log = logging.getLogger(__name__)


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
    told = ""
    while True:
        await desk.ballots.voted.wait()
        desk.ballots.voted.clear()
        try:
            await desk.tally()
            told = ""
        except Exception as error:
            desk.ballots.voted.set()  # they are not told yet
            again, told = told, repr(error)
            if told != again:
                log.exception("The votes could not be told; it is tried again")
        await asyncio.sleep(EVERY)
