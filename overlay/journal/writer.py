"""The one thread that writes: it takes what waits, commits once, and tells how far the disk has come.

When the disk refuses, nothing is dropped: lines wait here in order and are tried again every few seconds.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from overlay.errors import Damaged
from overlay.journal import onair
from overlay.journal.ballast import Ballast, is_full
from overlay.journal.rows import Line, VoteLine
from overlay.journal.schema import DATABASE, connect_writer, last_rev
from overlay.journal.standing import Standing, after
from overlay.journal.tables import read_standings, write_lines

log = logging.getLogger(__name__)

BATCH = 512
"""At most so many entries and votes share a commit."""
CHECKPOINT = 256
"""After so many commits the log goes into the database, once nobody waits; SQLite by itself much later."""


class Writer:
    """Owns the only writing connection. `commits` counts transactions; `low`: the ballast is given up.

    Called in this thread: `on_low()`, that changed; `on_written(ticket)`, all lines up to it are durable;
    `on_refused(reason)`, what came after waits; `on_recovered()`, the disk takes entries again and has all
    of them.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, retry: float) -> None:
        self.commits = 0
        self.low = False
        self.on_low: Callable[[], None]
        self.on_written: Callable[[int], None]
        self.on_refused: Callable[[str], None]
        self.on_recovered: Callable[[], None]
        self._folder = folder
        self._ballast = Ballast(folder)
        self._connection = connection
        self._standings = read_standings(connection)
        self._air: Standing | None = None
        self._written = last_rev(connection)
        self._retry = retry
        self._retry_at = 0.0
        self._unmoved = 0
        self._refused = False
        self._broken = False
        self._closing = False
        self._queue: queue.SimpleQueue[Line | VoteLine | None] = queue.SimpleQueue()
        self._waiting: deque[Line | VoteLine] = deque()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def put(self, line: Line | VoteLine) -> None:
        self._queue.put(line)

    def drain(self) -> None:
        """Write what waits, try once more what was refused, end the thread. Blocking."""
        self._queue.put(None)
        self._thread.join()
        if self._waiting:
            log.error("The disk never took the last %d entries and votes of the journal.", len(self._waiting))

    def close(self) -> None:
        """After `drain`: the write-ahead log goes into the database, and nothing is open any more."""
        self._connection.close()

    def _run(self) -> None:
        while not self._closing:
            self._keep_ballast()
            self._collect()
            if self._closing or not self._refused or time.monotonic() >= self._retry_at:
                self._flush()
            self._keep_on_air()
            if self._unmoved >= CHECKPOINT and self._queue.empty():
                self._check_point()

    def _collect(self) -> None:
        """Wait for lines, or until it is time to try again; take what waits, up to a batch."""
        taken = 0
        with contextlib.suppress(queue.Empty):
            line = self._queue.get(timeout=self._pause())
            while line is not None:
                self._note(line)
                taken += 1
                if taken == BATCH:
                    return
                line = self._queue.get_nowait()
            self._closing = True

    def _pause(self) -> float | None:
        if self._refused:
            return max(0.0, self._retry_at - time.monotonic())
        return self._retry if self.low or self._air else None

    def _note(self, line: Line | VoteLine) -> None:
        self._waiting.append(line)
        if isinstance(line, VoteLine):
            return
        show = line.write.entry.show
        before = self._standings.get(show)
        now = after(before, line.write)
        if now is not before:
            line.standing = self._standings[show] = self._air = now

    def _flush(self) -> None:
        while self._waiting:
            batch = list(islice(self._waiting, BATCH))
            if reason := self._refusal(batch):
                self._refused = True
                self._retry_at = time.monotonic() + self._retry
                self.on_refused(reason)
                return
            for _ in batch:
                self._waiting.popleft()
            self.on_written(batch[-1].ticket)
        if self._refused and self._queue.empty():
            self._refused = False
            log.warning("The disk takes entries again; the journal is complete.")
            self.on_recovered()

    def _refusal(self, batch: list[Line | VoteLine]) -> str:
        """Commit the batch; why the disk refuses it, or nothing."""
        try:
            if self._broken:
                self._reopen()
            lines = [line for line in batch if isinstance(line, Line) and line.rev > self._written]
            votes = [line for line in batch if isinstance(line, VoteLine)]
            if lines or votes:
                write_lines(self._connection, lines, votes)
                self.commits += 1
                self._unmoved += 1
                self._written = lines[-1].rev if lines else self._written
        except Exception as error:
            # Whatever it is, this thread must live: everybody waits for it.
            self._roll_back()
            self._broken = True
            if self._is_full(error) and self._ballast.release():
                log.warning("The disk is full; the ballast is given up.")
                return self._refusal(batch)
            if not self._refused:
                log.error("The disk refuses the journal: %s", error)
            return str(error) or type(error).__name__
        return ""

    def _reopen(self) -> None:
        """A disk that went away and came back knows the old handles no more.

        A commit that was refused may have reached the disk all the same; `_written` then says so.
        """
        self._connection.close()
        self._connection = connect_writer(self._folder / DATABASE)
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        there = last_rev(self._connection)
        if there < self._written:
            raise Damaged(
                "The database ends at entry {there}, not at {written}.", there=there, written=self._written
            )
        self._written = there
        self._broken = False

    def _roll_back(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.rollback()

    def _check_point(self) -> None:
        self._unmoved = 0
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def _is_full(self, error: Exception) -> bool:
        code = getattr(error, "sqlite_errorcode", 0)
        return code & 0xFF == sqlite3.SQLITE_FULL or is_full(self._folder)

    def _keep_ballast(self) -> None:
        if not self._refused:
            self._ballast.restore()
            if self.low is self._ballast.held:
                self.low = not self._ballast.held
                self.on_low()

    def _keep_on_air(self) -> None:
        if self._air is not None:
            try:
                onair.keep(self._folder, self._air)
                self._air = None
            except OSError as error:
                log.warning("onair.json cannot be written: %s", error)
