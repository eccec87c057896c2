"""The tables, how they came to be, and connections to them.

A migration is SQL in one transaction with its number; a killed one leaves the version before it.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from overlay.errors import ConfigError

DATABASE = "overlay.db"

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE entry (
        rev INTEGER PRIMARY KEY, show TEXT NOT NULL, crc INTEGER NOT NULL, body BLOB NOT NULL
    );
    CREATE INDEX entry_of_show ON entry (show);
    CREATE TABLE question (
        seq INTEGER PRIMARY KEY, show TEXT NOT NULL, id TEXT NOT NULL, status TEXT NOT NULL,
        words TEXT NOT NULL, crc INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (show, id)
    );
    CREATE INDEX question_of_show ON question (show);
    CREATE INDEX question_by_status ON question (show, status);
    CREATE TABLE show (id TEXT PRIMARY KEY, crc INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES ('epoch', lower(hex(randomblob(8))));
    """,
    """
    CREATE TABLE vote (
        seq INTEGER PRIMARY KEY, show TEXT NOT NULL, poll TEXT NOT NULL, device TEXT NOT NULL,
        choice TEXT NOT NULL, crc INTEGER NOT NULL, UNIQUE (show, poll, device)
    );
    """,
)
"""`entry` is the record. `question` and `show` say how things are now; they follow from the entries.

`vote` is a record of its own: a vote that is changed gets a new `seq`.
"""
VOTES_SINCE = 2
"""The version that has votes."""


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_newer(connection: sqlite3.Connection, folder: Path) -> None:
    version = version_of(connection)
    if version > len(MIGRATIONS):
        raise ConfigError(
            "The folder {folder} was written by a newer overlay (format {version}, this one knows {known}). "
            "Start that one, or use another folder with --data.",
            folder=folder,
            version=version,
            known=len(MIGRATIONS),
        )


def migrate(connection: sqlite3.Connection, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Carry the tables to the newest version, one transaction a step."""
    for number, sql in enumerate(migrations, 1):
        if number > version_of(connection):
            try:
                connection.executescript(f"BEGIN IMMEDIATE; {sql} PRAGMA user_version = {number}; COMMIT;")
            except BaseException:
                if connection.in_transaction:
                    connection.rollback()
                raise


def connect_writer(database: Path) -> sqlite3.Connection:
    """The one connection that writes. A commit is durable when it returns. The file must exist."""
    connection = sqlite3.connect(
        f"{database.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=5.0,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -16384")
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = 1")
            connection.execute("PRAGMA checkpoint_fullfsync = 1")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def reading(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection of one's own that only reads; it neither waits for the writer nor holds it up."""
    connection = sqlite3.connect(
        f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0, check_same_thread=False
    )
    try:
        yield connection
    finally:
        connection.close()


def epoch_of(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT value FROM meta WHERE key = 'epoch'").fetchone()[0])


def new_epoch(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meta SET value = lower(hex(randomblob(8))) WHERE key = 'epoch'")


def last_vote(connection: sqlite3.Connection) -> int:
    """Grows with every vote, also a changed one; 0 without any."""
    if version_of(connection) < VOTES_SINCE:
        return 0
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM vote").fetchone()[0])


def last_rev(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(rev), 0) FROM entry").fetchone()[0])
