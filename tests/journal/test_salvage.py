"""A damaged folder comes up again: with the picture that was on air, and a sentence about what is missing."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from overlay.journal.backup import backups
from overlay.journal.contract import Vote
from overlay.journal.onair import NAME, kept
from overlay.journal.schema import DATABASE
from overlay.journal.sqlite import SqliteJournal
from overlay.show.commands import Clear, Next
from overlay.show.fold import Show, fold
from tests.journal.entries import Scribe, asked
from tests.journal.waiting import until

BACKED_UP = 201


@pytest.fixture
async def crashed(tmp_path: Path) -> Path:
    """A folder as a power cut leaves it: a backup at entry 201, a take at 202, questions up to 302."""
    running, folder = tmp_path / "running", tmp_path / "crashed"
    scribe = Scribe()
    journal = SqliteJournal.open(running)
    await asyncio.gather(
        *[journal.append(write) for write in [scribe.open(), *(scribe.ask() for _ in range(200))]]
    )
    await journal.close()
    shutil.copytree(running / "backups", folder / "backups")
    journal = SqliteJournal.open(running)
    await journal.append(scribe.do(Next()))
    await asyncio.gather(*[journal.append(scribe.ask("Later?")) for _ in range(100)])
    await until(lambda: (state := kept(running)) and state.rev == BACKED_UP + 1)
    shutil.copytree(running, folder, ignore=shutil.ignore_patterns("backups"), dirs_exist_ok=True)
    await journal.close()
    return folder


def flip_in(table: str, rev: int) -> Callable[[Path], None]:
    def flip(folder: Path) -> None:
        with sqlite3.connect(folder / DATABASE) as database:
            where = f"rev = {rev}" if table == "entry" else f"id = 'q{rev}'"
            changed = database.execute(
                f"UPDATE {table} SET body = CAST(replace(CAST(body AS TEXT), 'q', 'r') AS BLOB) WHERE {where}"
            )
            assert changed.rowcount == 1
        database.close()

    return flip


def garbage(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"not a database at all" * 3000)


def halved(folder: Path) -> None:
    checkpointed(folder)
    content = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(content[: len(content) // 2])


def emptied(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"")
    without_log(folder)


def deleted(folder: Path) -> None:
    (folder / DATABASE).unlink()


def without_log(folder: Path) -> None:
    (folder / (DATABASE + "-wal")).unlink()
    (folder / (DATABASE + "-shm")).unlink(missing_ok=True)


def torn(folder: Path) -> None:
    """Every fourth page zeroed, as by a disk that lost sectors."""
    checkpointed(folder)
    content = bytearray((folder / DATABASE).read_bytes())
    for start in range(4096 * 3, len(content), 4096 * 4):
        content[start : start + 4096] = bytes(4096)
    (folder / DATABASE).write_bytes(content)


def foreign(folder: Path) -> None:
    deleted(folder)
    without_log(folder)
    database = sqlite3.connect(folder / DATABASE)
    database.executescript("CREATE TABLE recipes (name); PRAGMA user_version = 1;")
    database.close()


def checkpointed(folder: Path) -> None:
    database = sqlite3.connect(folder / DATABASE)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def folded(journal: SqliteJournal) -> Show:
    show = Show("s")
    for entry in journal.entries("s"):
        fold(show, entry)
    return show


@pytest.mark.parametrize(
    ("damage", "last"),
    [
        (flip_in("entry", 50), 302),
        (flip_in("entry", 250), 249),
        (flip_in("question", 250), 302),
        (garbage, 202),
        (halved, 202),
        (emptied, 202),
        (deleted, 202),
        (without_log, 202),
        (foreign, 202),
        (torn, 202),
    ],
)
@pytest.mark.parametrize("with_backup", [True, False])
async def test_the_picture_is_on_air_again(
    crashed: Path, damage: Callable[[Path], None], last: int, with_backup: bool
) -> None:
    wanted = kept(crashed)
    assert wanted is not None
    assert wanted.question is not None
    damage(crashed)
    if not with_backup:
        shutil.rmtree(crashed / "backups")
    journal = SqliteJournal.open(crashed)
    show = folded(journal)
    assert show.layers == wanted.pictures
    assert show.on_air == wanted.question.id
    assert show.settings == wanted.settings
    assert journal.last_rev >= (last if with_backup else wanted.rev)
    assert journal.notice is not None
    assert str(min(show.rev, last)) in str(journal.notice) or damage is without_log
    # And the show goes on from there, for good.
    await journal.append(asked(journal.last_rev + 1))
    epoch, rev = journal.epoch, journal.last_rev
    await journal.close()
    journal = SqliteJournal.open(crashed)
    assert (journal.notice, journal.epoch, journal.last_rev) == (None, epoch, rev)
    await journal.close()


async def test_rows_follow_the_entries_that_could_be_read(crashed: Path) -> None:
    flip_in("entry", 50)(crashed)
    journal = SqliteJournal.open(crashed)
    show = folded(journal)
    found, more = journal.search("s", status=None, words="", limit=1000, after="")
    assert found == list(show.questions.values())
    assert len(found) == 300 and not more
    assert "up to entry 302" in str(journal.notice)
    assert journal.shows()[0].questions == 300
    await journal.close()


@pytest.fixture
async def voted(tmp_path: Path) -> Path:
    """A crashed folder: votes of 100 devices in the backup, changed and joined by 100 more after it."""
    running, folder = tmp_path / "running", tmp_path / "crashed"
    scribe, journal = Scribe(), SqliteJournal.open(running)
    await journal.append(scribe.open())
    await asyncio.gather(*[journal.vote(Vote("s", "p", f"device:{n}", "a")) for n in range(100)])
    await journal.close()
    shutil.copytree(running / "backups", folder / "backups")
    journal = SqliteJournal.open(running)
    await asyncio.gather(*[journal.vote(Vote("s", "p", f"device:{n}", "b")) for n in range(50, 200)])
    await journal.append(scribe.ask())
    shutil.copytree(running, folder, ignore=shutil.ignore_patterns("backups"), dirs_exist_ok=True)
    await journal.close()
    return folder


async def test_votes_that_can_be_read_are_kept_and_those_of_the_backup_else(voted: Path) -> None:
    with sqlite3.connect(voted / DATABASE) as database:
        database.execute("UPDATE vote SET choice = 'c' WHERE device IN ('device:60', 'device:160')")
    database.close()
    journal = SqliteJournal.open(voted)
    assert journal.notice is not None and journal.last_rev == 2
    counted = Counter(vote.option for vote in journal.votes("s"))
    assert counted == {"a": 51, "b": 148}
    await journal.vote(Vote("s", "p", "device:160", "c"))
    await journal.close()
    journal = SqliteJournal.open(voted)
    assert journal.notice is None
    assert Counter(vote.option for vote in journal.votes("s")) == {"a": 51, "b": 148, "c": 1}
    await journal.close()


async def test_of_garbage_the_votes_of_the_backup_are_left(voted: Path) -> None:
    garbage(voted)
    without_log(voted)
    journal = SqliteJournal.open(voted)
    assert Counter(vote.option for vote in journal.votes("s")) == {"a": 100}
    await journal.close()


async def test_the_damaged_files_are_kept_whole(crashed: Path) -> None:
    garbage(crashed)
    before = {name: (crashed / name).read_bytes() for name in (DATABASE, DATABASE + "-wal")}
    await SqliteJournal.open(crashed).close()
    (aside,) = crashed.glob("damaged-*")
    assert {name: (aside / name).read_bytes() for name in before} == before


async def test_the_epoch_changes_so_that_pages_take_the_whole_view(crashed: Path) -> None:
    copy = crashed.with_name("sound")
    shutil.copytree(crashed, copy)
    sound = SqliteJournal.open(copy)
    garbage(crashed)
    mended = SqliteJournal.open(crashed)
    assert sound.epoch != mended.epoch
    await sound.close()
    await mended.close()


async def test_a_damaged_backup_is_passed_over(crashed: Path) -> None:
    for backup in backups(crashed / "backups"):
        backup.write_bytes(backup.read_bytes()[:8000])
    garbage(crashed)
    (crashed / NAME).unlink()
    journal = SqliteJournal.open(crashed)
    assert journal.last_rev == 0
    assert "no good backup" in str(journal.notice)
    await journal.close()


async def test_a_damaged_onair_file_is_passed_over(crashed: Path) -> None:
    content = (crashed / NAME).read_bytes()
    (crashed / NAME).write_bytes(content.replace(b"Why", b"Who"))
    emptied(crashed)
    journal = SqliteJournal.open(crashed)
    assert journal.last_rev == BACKED_UP
    assert folded(journal).layers == {}
    await journal.close()


async def test_a_sound_folder_is_left_alone(crashed: Path) -> None:
    journal = SqliteJournal.open(crashed)
    assert (journal.notice, journal.last_rev) == (None, 302)
    assert not list(crashed.glob("damaged-*"))
    await journal.close()


async def test_a_cleared_picture_stays_out(tmp_path: Path) -> None:
    running, folder = tmp_path / "running", tmp_path / "folder"
    scribe, journal = Scribe(), SqliteJournal.open(running)
    for write in [scribe.open(), scribe.ask(), scribe.do(Next())]:
        await journal.append(write)
    await journal.close()
    journal = SqliteJournal.open(running)
    await journal.append(scribe.do(Clear()))
    await until(lambda: (state := kept(running)) and state.rev == 4)
    shutil.copytree(running, folder)
    await journal.close()
    garbage(folder)
    journal = SqliteJournal.open(folder)
    show = folded(journal)
    assert (show.layers, show.on_air, show.rev) == ({}, None, 4)
    assert show.questions["q2"].status == "answered"
    await journal.close()
