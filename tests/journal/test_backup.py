"""Backups: made when something changed, verified, the newest kept."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

from overlay.journal.backup import KEPT, backups, newest_good
from overlay.journal.contract import Vote
from overlay.journal.schema import DATABASE, last_rev, reading, version_of
from overlay.journal.sqlite import SqliteJournal
from tests.journal.entries import asked, many, opened
from tests.journal.waiting import until


def kept(folder: Path) -> list[int]:
    """The last rev in each backup, oldest first."""
    revs = []
    for backup in backups(folder / "backups"):
        with reading(backup) as connection:
            revs.append(last_rev(connection))
    return revs


async def grow(folder: Path, count: int) -> None:
    """Open, append up to that rev, close."""
    journal = SqliteJournal.open(folder)
    while journal.last_rev < count:
        rev = journal.last_rev + 1
        await journal.append(asked(rev) if rev > 1 else opened(1))
    await journal.close()


async def test_closing_makes_a_backup_where_something_changed(tmp_path: Path) -> None:
    await grow(tmp_path, 0)
    assert kept(tmp_path) == []
    for count in (3, 3, 5, 5):
        await grow(tmp_path, count)
        assert kept(tmp_path)[-1] == count
    assert len(kept(tmp_path)) == len(set(kept(tmp_path)))


async def test_opening_makes_one_of_what_a_killed_server_left(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path)
    await asyncio.gather(*[journal.append(write) for write in many(4)])
    await journal.close()
    for backup in backups(tmp_path / "backups"):
        backup.unlink()
    journal = SqliteJournal.open(tmp_path)
    await until(lambda: kept(tmp_path) == [4])
    await journal.close()


async def test_a_vote_alone_is_reason_enough_also_one_that_is_changed(tmp_path: Path) -> None:
    await grow(tmp_path, 2)
    made = [len(backups(tmp_path / "backups"))]
    for option in "aba":
        journal = SqliteJournal.open(tmp_path)
        await journal.vote(Vote("s", "p", "device:1", option))
        await journal.close()
        made.append(len(backups(tmp_path / "backups")))
    assert made == list(range(made[0], made[0] + 4))
    await grow(tmp_path, 2)
    assert len(backups(tmp_path / "backups")) == made[-1]


async def test_a_folder_that_knows_no_votes_is_migrated_after_a_backup(tmp_path: Path) -> None:
    await grow(tmp_path, 3)
    with sqlite3.connect(tmp_path / DATABASE) as database:
        database.executescript("DROP TABLE vote; PRAGMA user_version = 1;")
    database.close()
    for backup in backups(tmp_path / "backups"):
        backup.unlink()
    journal = SqliteJournal.open(tmp_path)
    first = backups(tmp_path / "backups")[0]
    with reading(first) as connection:
        assert (version_of(connection), last_rev(connection)) == (1, 3)
    assert newest_good(tmp_path / "backups") == backups(tmp_path / "backups")[-1]
    assert (journal.notice, journal.last_rev, journal.votes("s")) == (None, 3, [])
    await journal.vote(Vote("s", "p", "device:1", "a"))
    await journal.close()


async def test_backups_are_made_again_and_again_while_entries_come(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path, backup_every=0.01)
    await journal.append(opened(1))
    await until(lambda: kept(tmp_path) == [1])
    await journal.append(asked(2))
    await until(lambda: kept(tmp_path) == [1, 2])
    await journal.close()
    assert kept(tmp_path) == [1, 2]


async def test_a_backup_made_under_load_is_one_moment_of_the_journal(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path, backup_every=0.01)
    await journal.append(opened(1))
    while len(backups(tmp_path / "backups")) < 5:
        rev = journal.last_rev + 1
        await asyncio.gather(*[journal.append(asked(after)) for after in range(rev, rev + 100)])
    await journal.close()
    for backup in backups(tmp_path / "backups"):
        with reading(backup) as connection:
            entries, newest = connection.execute("SELECT count(*), max(rev) FROM entry").fetchone()
            (questions,) = connection.execute("SELECT count(*) FROM question").fetchone()
        assert entries == newest == questions + 1


async def test_24_are_kept_the_newest(tmp_path: Path) -> None:
    for count in range(1, KEPT + 4):
        await grow(tmp_path, count)
    assert len(kept(tmp_path)) == KEPT
    assert kept(tmp_path) == sorted(kept(tmp_path))
    assert kept(tmp_path)[-1] == KEPT + 3


async def test_the_newest_good_one_is_chosen(tmp_path: Path) -> None:
    for count in (1, 2, 3, 4):
        await grow(tmp_path, count)
    first, second, third, fourth = backups(tmp_path / "backups")
    fourth.write_bytes(b"garbage" * 1000)
    database = sqlite3.connect(third)
    database.execute("UPDATE entry SET crc = crc + 1 WHERE rev = 3")
    database.commit()
    database.close()
    assert newest_good(tmp_path / "backups") == second
    second.write_bytes(second.read_bytes()[:5000])
    assert newest_good(tmp_path / "backups") == first
    first.unlink()
    assert newest_good(tmp_path / "backups") is None


async def test_a_disk_that_takes_no_backup_does_not_stop_the_journal(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way")
    journal = SqliteJournal.open(tmp_path, backup_every=0.01)
    await asyncio.gather(*[journal.append(write) for write in many(20)])
    await journal.close()
    assert (tmp_path / DATABASE).exists()
