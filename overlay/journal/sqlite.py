"""The journal in a folder: one SQLite database, written by one thread, read by connections of their own."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from overlay.errors import Damaged, Unavailable
from overlay.journal import durable
from overlay.journal.backup import Backups
from overlay.journal.ballast import Ballast, is_full
from overlay.journal.contract import ShowLine, Vote, Write, ignore
from overlay.journal.folder_lock import FolderLock
from overlay.journal.rows import Line, VoteLine, read_entry
from overlay.journal.salvage import catch_up, is_usable, salvage
from overlay.journal.schema import (
    DATABASE,
    MIGRATIONS,
    connect_writer,
    epoch_of,
    last_rev,
    migrate,
    reading,
    version_of,
)
from overlay.journal.search import search
from overlay.journal.tables import read_standings, read_votes
from overlay.journal.writer import Writer
from overlay.show.events import Entry
from overlay.show.model import Question, Status

_REFUSED = (
    "The disk refuses to record ({reason}). What is done is kept in memory and written as soon as it can be."
)

_ENTRIES = "SELECT rev, show, crc, body FROM entry WHERE show = ? ORDER BY rev"


class SqliteJournal:
    """Made by `open`. All of it is called on the loop but the reading, which is called in threads."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, lock: FolderLock, *, retry: float,
                 backup_every: float, notice: Damaged | None) -> None:  # fmt: skip
        self.epoch = epoch_of(connection)
        self.last_rev = last_rev(connection)
        self.recorded = True
        self.notice = notice
        self.on_recorded: Callable[[bool], None] = ignore
        self.on_low: Callable[[bool], None] = ignore
        self._database = folder / DATABASE
        self._lock = lock
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pending: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._tickets = 0
        self._reason = ""
        self._closed = False
        self._backups = Backups(folder, backup_every)
        self._writer = Writer(folder, connection, retry)
        self._writer.on_low = lambda: self._post(lambda: self.on_low(self.low))
        self._writer.on_written = lambda ticket: self._post(self._settle, ticket)
        self._writer.on_refused = lambda reason: self._post(self._refuse, reason)
        self._writer.on_recovered = lambda: self._post(self._recover)

    @classmethod
    def open(cls, folder: Path, *, retry: float = 5.0, backup_every: float = 300.0) -> SqliteJournal:
        """Open or make the journal of a folder, mended where it has to be (`notice`). Blocking.

        `retry` is the pause in seconds after the disk refused. FolderInUse; ConfigError for a folder of a
        newer overlay; Unavailable where the disk lets us neither read nor write.
        """
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = FolderLock(folder)
        except OSError as error:
            raise _unusable(folder, error) from error
        try:
            connection, notice = _prepare(folder)
            journal = cls(folder, connection, lock, retry=retry, backup_every=backup_every, notice=notice)
        except (OSError, sqlite3.Error) as error:
            lock.release()
            raise _unusable(folder, error) from error
        except BaseException:
            lock.release()
            raise
        journal._writer.start()
        journal._backups.start()
        return journal

    @property
    def low(self) -> bool:
        return self._writer.low

    @property
    def commits(self) -> int:
        """How many transactions were written: fewer than entries where several waited together."""
        return self._writer.commits

    def append(self, write: Write) -> asyncio.Future[None]:
        if write.entry.rev != self.last_rev + 1:
            raise ValueError(f"entry {write.entry.rev} cannot follow entry {self.last_rev}")
        line = Line(write)
        if not self._closed:
            self.last_rev = line.rev
        return self._put(line)

    def vote(self, vote: Vote) -> asyncio.Future[None]:
        return self._put(VoteLine(vote))

    def _put(self, line: Line | VoteLine) -> asyncio.Future[None]:
        self._loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = self._loop.create_future()
        if self._closed:
            done.set_exception(Unavailable("The journal is closed."))
            return done
        self._tickets += 1
        line.ticket = self._tickets
        if self.recorded:
            self._pending.append((line.ticket, done))
        else:
            done.set_exception(Unavailable(_REFUSED, reason=self._reason))
        self._writer.put(line)
        return done

    def votes(self, show: str) -> list[Vote]:
        with reading(self._database) as connection:
            return read_votes(connection, show)

    def entries(self, show: str) -> Iterator[Entry]:
        with reading(self._database) as connection:
            for row in connection.execute(_ENTRIES, (show,)):
                yield read_entry(row)

    def shows(self) -> list[ShowLine]:
        with reading(self._database) as connection:
            lines = [
                ShowLine(
                    standing.show,
                    standing.settings.title,
                    standing.opened,
                    standing.closed,
                    _one(connection, "SELECT count(*) FROM question WHERE show = ?", standing.show),
                    _one(connection, "SELECT max(rev) FROM entry WHERE show = ?", standing.show),
                )
                for standing in read_standings(connection).values()
            ]
        return sorted(lines, key=lambda line: -line.rev)

    def search(
        self, show: str, *, status: Status | None, words: str, limit: int, after: str
    ) -> tuple[list[Question], bool]:
        with reading(self._database) as connection:
            return search(connection, show, status=status, words=words, limit=limit, after=after)

    async def close(self) -> None:
        if not self._closed:
            self._closed = True
            await asyncio.to_thread(self._shut)

    def _shut(self) -> None:
        """In this order: a backup must not meet the write-ahead log on its way into the database."""
        self._writer.drain()
        self._backups.stop()
        self._writer.close()
        self._lock.release()

    def _post(self, call: Callable[..., None], *details: object) -> None:
        # RuntimeError: the loop is closed, and with it gone everybody who waited.
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(call, *details)

    def _settle(self, ticket: int) -> None:
        while self._pending and self._pending[0][0] <= ticket:
            _, done = self._pending.popleft()
            if not done.done():
                done.set_result(None)

    def _refuse(self, reason: str) -> None:
        self._reason = reason
        while self._pending:
            _, done = self._pending.popleft()
            if not done.done():
                done.set_exception(Unavailable(_REFUSED, reason=reason))
        self._tell(recorded=False)

    def _recover(self) -> None:
        self._tell(recorded=True)

    def _tell(self, *, recorded: bool) -> None:
        if self.recorded != recorded:
            self.recorded = recorded
            self.on_recorded(recorded)


def _prepare(folder: Path) -> tuple[sqlite3.Connection, Damaged | None]:
    """The writing connection to a sound database; on a full disk the ballast is given up for it."""
    try:
        return _sound(folder)
    except (OSError, sqlite3.Error, Unavailable):
        if is_full(folder) and Ballast(folder).release():
            return _sound(folder)
        raise


def _sound(folder: Path) -> tuple[sqlite3.Connection, Damaged | None]:
    notice = None if is_usable(folder) else salvage(folder)
    durable.create_private(folder / DATABASE)
    connection = connect_writer(folder / DATABASE)
    try:
        if 0 < version_of(connection) < len(MIGRATIONS):
            Backups(folder, 0).make()
        migrate(connection)
        durable.sync_folder(folder)
        return connection, notice or catch_up(folder, connection)
    except BaseException:
        connection.close()
        raise


def _one(connection: sqlite3.Connection, sql: str, show: str) -> int:
    return int(connection.execute(sql, (show,)).fetchone()[0])


def _unusable(folder: Path, error: Exception) -> Unavailable:
    return Unavailable("The folder {folder} cannot be used: {reason}.", folder=folder, reason=error)
