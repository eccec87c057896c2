"""Copies of the database while the show runs: made by SQLite's online backup, checked, the last 24 kept."""

from __future__ import annotations

import logging
import re
import shutil
import sqlite3
import threading
import time
from pathlib import Path

from overlay.errors import Damaged
from overlay.journal import durable
from overlay.journal.schema import DATABASE, epoch_of, last_rev, last_vote, reading
from overlay.journal.tables import verify

log = logging.getLogger(__name__)

KEPT = 24
_NAME = re.compile(r"overlay-(\d+)-.*\.db")


class Backups:
    """`folder/backups/overlay-<number>-<date>.db`. The number orders them, the date is for people."""

    def __init__(self, folder: Path, every: float) -> None:
        self._database = folder / DATABASE
        self._folder = folder / "backups"
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="backups", daemon=True)

    def start(self) -> None:
        """One now, then one every `every` seconds in which something changed."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and make the last one. Blocking."""
        self._stop.set()
        self._thread.join()
        self._try()

    def _run(self) -> None:
        self._try()
        while not self._stop.wait(self._every):
            self._try()

    def _try(self) -> None:
        try:
            self.make()
        except (OSError, sqlite3.Error) as error:
            log.warning("No backup could be made: %s", error)

    def make(self) -> Path | None:
        """A verified copy; None if nothing changed since the last one. OSError, sqlite3.Error."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        former = backups(self._folder)
        with reading(self._database) as source:
            now = epoch_of(source), last_rev(source), last_vote(source)
            if now[1] == 0 or (former and _mark(former[-1]) == now):
                return None
            part = self._folder / "overlay.db.part"
            target = self._folder / time.strftime(f"overlay-{_number(former) + 1:06}-%Y%m%d-%H%M%S.db")
            try:
                _copy(source, part)
                durable.move(part, target)
            finally:
                part.unlink(missing_ok=True)
        for old in backups(self._folder)[:-KEPT]:
            old.unlink()
        return target


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first, whatever the clock said when they were made."""
    return sorted((path for path in folder.glob("overlay-*.db") if _NAME.fullmatch(path.name)), key=_order)


def newest_good(folder: Path) -> Path | None:
    """The newest backup in which everything is as it was written."""
    for backup in reversed(backups(folder)):
        try:
            with reading(backup) as connection:
                verify(connection)
            return backup
        except (sqlite3.Error, Damaged) as error:
            log.warning("The backup %s cannot be used: %s", backup.name, error)
    return None


def restore(backup: Path, target: Path) -> None:
    durable.create_private(target)
    shutil.copyfile(backup, target)
    durable.sync_file(target)


def _copy(source: sqlite3.Connection, target: Path) -> None:
    """In one step, so that it is one moment of the journal however much is written meanwhile."""
    target.unlink(missing_ok=True)
    durable.create_private(target)
    copy = sqlite3.connect(target)
    try:
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        (result,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if result != "ok":
            raise sqlite3.DatabaseError(f"the copy is damaged: {result}")
    finally:
        copy.close()
    durable.sync_file(target)


def _mark(backup: Path) -> tuple[str, int, int] | None:
    try:
        with reading(backup) as connection:
            return epoch_of(connection), last_rev(connection), last_vote(connection)
    except sqlite3.Error:
        return None


def _order(backup: Path) -> int:
    match = _NAME.fullmatch(backup.name)
    return int(match[1]) if match else 0


def _number(former: list[Path]) -> int:
    return _order(former[-1]) if former else 0
