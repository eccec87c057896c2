"""A folder whose database cannot be used, or ends before the picture: what can be had is put together again.

In this order: the newest good backup, the entries after it and the votes that can still be read, the picture
of onair.json.
The damaged files are set aside whole; nothing is deleted.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from overlay.errors import Damaged, Unavailable
from overlay.journal import durable, onair
from overlay.journal.backup import backups, newest_good, restore
from overlay.journal.mend import RESTORE, Mend
from overlay.journal.rows import Row, read_vote
from overlay.journal.schema import (
    DATABASE,
    connect_writer,
    last_rev,
    migrate,
    new_epoch,
    reading,
    refuse_newer,
    version_of,
)
from overlay.journal.tables import read_entries, verify, vote_rows, write_votes
from overlay.show.events import Entry

log = logging.getLogger(__name__)

DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
UNREADABLE = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)

MENDED: dict[tuple[bool, bool], str] = {
    (True, True): (
        "The database was damaged or missing. The backup {backup} is in its place, with what could be "
        "read after it, up to entry {rev}. What was on air at entry {picture} is on air again; anything "
        "else after entry {rev} is missing. Damaged files are kept in the data folder."
    ),
    (True, False): (
        "The database was damaged or missing. The backup {backup} is in its place, with what could be "
        "read after it, up to entry {rev}; anything after that is missing. Damaged files are kept in the "
        "data folder."
    ),
    (False, True): (
        "The database was damaged or missing, and there is no good backup. What could be read is kept, up "
        "to entry {rev}. What was on air at entry {picture} is on air again; anything else after entry "
        "{rev} is missing. Damaged files are kept in the data folder."
    ),
    (False, False): (
        "The database was damaged or missing, and there is no good backup. What could be read is kept, up "
        "to entry {rev}; anything after that is missing. Damaged files are kept in the data folder."
    ),
}
"""By: was there a backup, was the picture put back."""
PICTURE_AHEAD = (
    "The journal ends at entry {rev}, before what was last on air: the picture of entry {picture} is on air "
    "again, anything else after entry {rev} is missing."
)


def is_usable(folder: Path) -> bool:
    """True for a sound database, and for a folder that never had one.

    ConfigError for one of a newer overlay, Unavailable where the system does not let us read.
    """
    database = folder / DATABASE
    if not database.exists():
        return not _had_one(folder)
    try:
        with reading(database) as connection:
            refuse_newer(connection, folder)
            if version_of(connection) == 0:
                return not _had_one(folder)
            verify(connection)
    except Damaged as error:
        log.error("%s", error)
        return False
    except sqlite3.Error as error:
        if not _is_damage(error):
            raise Unavailable(
                "The journal in {folder} cannot be read: {reason}.", folder=folder, reason=error
            ) from error
        log.error("The database is damaged: %s", error)
        return False
    return True


def _had_one(folder: Path) -> bool:
    return bool(backups(folder / "backups")) or onair.kept(folder) is not None


def _is_damage(error: sqlite3.Error) -> bool:
    """Errors without a code are told by `quick_check`, or of a text that is none."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF in DAMAGE or code in UNREADABLE


def salvage(folder: Path) -> Damaged:
    """Another database stands in its place, with another epoch; says what is missing."""
    new = folder / (DATABASE + ".new")
    new.unlink(missing_ok=True)
    backup = newest_good(folder / "backups")
    if backup is None:
        durable.create_private(new)
    else:
        restore(backup, new)
    connection = connect_writer(new)
    try:
        migrate(connection)
        new_epoch(connection)
        mend = Mend(connection)
        mend.append(_still_readable(folder / DATABASE, mend.rev))
        connection.execute("BEGIN IMMEDIATE")
        write_votes(connection, _votes_still_readable(folder / DATABASE))
        connection.execute("COMMIT")
        rev, picture = mend.rev, _picture_after(folder, mend)
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()
    _set_aside(folder)
    durable.move(new, folder / DATABASE)
    template = MENDED[backup is not None, picture > 0]
    return Damaged(template, backup=backup.name if backup else "", rev=rev, picture=picture)


def catch_up(folder: Path, connection: sqlite3.Connection) -> Damaged | None:
    """Put the picture back where the journal ends before it (a write-ahead log lost, a disk that refused)."""
    wanted = onair.kept(folder)
    rev = last_rev(connection)
    if wanted is None or wanted.rev <= rev:
        return None
    new_epoch(connection)
    Mend(connection).put_back(wanted)
    return Damaged(PICTURE_AHEAD, rev=rev, picture=wanted.rev)


def _picture_after(folder: Path, mend: Mend) -> int:
    """The rev of the picture that had to be put back; 0 where none had to."""
    wanted = onair.kept(folder)
    if wanted is None or wanted.rev <= mend.rev:
        return 0
    mend.put_back(wanted)
    return wanted.rev


def _still_readable(database: Path, after: int) -> Iterator[Entry]:
    """The entries that follow, one upon the other, up to the first that cannot be read."""
    try:
        with reading(database) as connection:
            for entry in read_entries(connection, after):
                if entry.rev != after + 1 and entry.command != RESTORE:
                    return
                after = entry.rev
                yield entry
    except (sqlite3.Error, Damaged) as error:
        log.warning("Nothing can be read after entry %d: %s", after, error)


def _votes_still_readable(database: Path) -> Iterator[Row]:
    """The votes whose bytes are as they were written, up to where the database cannot be read."""
    try:
        with reading(database) as connection:
            for row in vote_rows(connection):
                try:
                    read_vote(row)
                except Damaged as error:
                    log.warning("%s", error)
                else:
                    yield row
    except sqlite3.Error as error:
        log.warning("No more votes can be read: %s", error)


def _set_aside(folder: Path) -> None:
    found = [
        folder / (DATABASE + end) for end in ("-wal", "-shm", "") if (folder / (DATABASE + end)).exists()
    ]
    if found:
        number = sum(1 for _ in folder.glob("damaged-*")) + 1
        aside = folder / time.strftime(f"damaged-{number}-%Y%m%d-%H%M%S")
        aside.mkdir(mode=0o700)
        for file in found:
            file.replace(aside / file.name)
        log.error("The damaged database is kept in %s.", aside)
