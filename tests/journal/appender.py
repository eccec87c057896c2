"""A process that appends until it is killed. It prints each rev once its future is done: acknowledged.

`python -m tests.journal.appender FOLDER IN_FLIGHT`
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from overlay.journal.sqlite import SqliteJournal
from tests.journal.entries import asked, opened


async def append_for_ever(folder: Path, in_flight: int) -> None:
    journal = SqliteJournal.open(folder)
    room = asyncio.Semaphore(in_flight)
    while True:
        await room.acquire()
        rev = journal.last_rev + 1
        future = journal.append(asked(rev) if rev > 1 else opened(1))
        future.add_done_callback(lambda done, rev=rev: _acknowledge(done, rev, room))  # type: ignore[misc]


def _acknowledge(done: asyncio.Future[None], rev: int, room: asyncio.Semaphore) -> None:
    done.result()
    sys.stdout.write(f"{rev}\n")
    sys.stdout.flush()
    room.release()


if __name__ == "__main__":
    asyncio.run(append_for_ever(Path(sys.argv[1]), int(sys.argv[2])))
