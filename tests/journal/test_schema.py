"""Migrations: one transaction each; killed in the middle, it is the old version or the new one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from overlay.journal.durable import create_private
from overlay.journal.schema import MIGRATIONS, connect_writer, migrate, version_of

ROWS = 40_000
SLOW = """
CREATE TABLE copy (rev INTEGER PRIMARY KEY, doubled BLOB NOT NULL);
INSERT INTO copy SELECT rev, body || body FROM entry;
ALTER TABLE entry ADD COLUMN length INTEGER NOT NULL DEFAULT 0;
UPDATE entry SET length = length(body);
"""
CHILD = f"""
import sys, pathlib
from overlay.journal.schema import MIGRATIONS, connect_writer, migrate
connection = connect_writer(pathlib.Path(sys.argv[1]))
print("begins", flush=True)
migrate(connection, (*MIGRATIONS, {SLOW!r}))
print("done", flush=True)
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "overlay.db"
    create_private(path)
    with closing(connect_writer(path)) as connection:
        migrate(connection)
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO entry VALUES (?, 's', 0, randomblob(300))", ((rev,) for rev in range(1, ROWS + 1))
        )
        connection.execute("COMMIT")
    return path


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    create_private(tmp_path / "overlay.db")
    with closing(connect_writer(tmp_path / "overlay.db")) as connection:
        yield connection


def test_migrating_twice_changes_nothing(fresh: sqlite3.Connection) -> None:
    migrate(fresh)
    made = fresh.execute("SELECT sql FROM sqlite_master").fetchall()
    migrate(fresh)
    assert version_of(fresh) == len(MIGRATIONS)
    assert fresh.execute("SELECT sql FROM sqlite_master").fetchall() == made


def test_a_migration_that_fails_leaves_the_version_before_it(fresh: sqlite3.Connection) -> None:
    migrate(fresh)
    with pytest.raises(sqlite3.OperationalError):
        migrate(fresh, (*MIGRATIONS, "CREATE TABLE half (a); INSERT INTO nowhere VALUES (1);"))
    assert version_of(fresh) == len(MIGRATIONS)
    assert not fresh.execute("SELECT * FROM sqlite_master WHERE name = 'half'").fetchall()


def test_killed_during_a_migration_it_is_the_old_version_or_the_new(database: Path) -> None:
    ends = set()
    for milliseconds in (0, 5, 20, 50, 100):
        ends.add(_killed_after(database, milliseconds))
    with closing(connect_writer(database)) as connection:
        migrate(connection, (*MIGRATIONS, SLOW))
        assert version_of(connection) == len(MIGRATIONS) + 1
        assert connection.execute("SELECT count(*), sum(length) FROM entry").fetchone() == (
            ROWS,
            ROWS * 300,
        )
        assert connection.execute("SELECT count(*) FROM copy").fetchone() == (ROWS,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(MIGRATIONS) in ends


def _killed_after(database: Path, milliseconds: int) -> int:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(database)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "begins\n"
    try:
        child.wait(milliseconds / 1000)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    child.stdout.close()
    with closing(connect_writer(database)) as connection:
        version = version_of(connection)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(entry)")]
        assert ("length" in columns) == (version == len(MIGRATIONS) + 1)
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (ROWS,)
    return version
