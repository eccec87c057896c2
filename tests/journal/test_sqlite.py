"""What only a journal on disk has to do: survive kills, share commits, notice damage, keep others out."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from overlay.errors import ConfigError, Damaged, FolderInUse, Unavailable
from overlay.journal.schema import DATABASE, MIGRATIONS
from overlay.journal.sqlite import SqliteJournal
from tests.journal.entries import asked, many, opened
from tests.journal.waiting import until


async def record(folder: Path, count: int) -> None:
    journal = SqliteJournal.open(folder)
    await asyncio.gather(*[journal.append(write) for write in many(count)])
    await journal.close()


@pytest.mark.parametrize("in_flight", [1, 32, 700])
async def test_what_was_acknowledged_survives_sigkill(tmp_path: Path, in_flight: int) -> None:
    acknowledged: list[int] = []
    chance = random.Random(in_flight)
    for _ in range(4):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.journal.appender", str(tmp_path), str(in_flight)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        wanted = chance.randint(1, 200 + in_flight)
        for line in child.stdout:
            acknowledged.append(int(line))
            wanted -= 1
            if wanted == 0:
                child.kill()
        child.stdout.close()
        assert child.wait() != 0
        assert wanted <= 0, "the child ended by itself"
        journal = SqliteJournal.open(tmp_path)
        revs = [entry.rev for entry in journal.entries("s")]
        found = journal.search("s", status=None, words="", limit=10_000, after="")[0]
        await journal.close()
        assert acknowledged == list(range(1, len(acknowledged) + 1))
        assert revs == list(range(1, len(revs) + 1))
        assert len(revs) >= len(acknowledged)
        assert [question.id for question in found] == [f"q{rev}" for rev in revs[1:]]
        assert journal.notice is None
        acknowledged = revs


async def test_32_that_wait_share_one_commit(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path)
    await journal.append(opened(1))
    before = journal.commits
    other = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    first = journal.append(asked(2))
    await until(lambda: not journal._writer._queue.qsize())
    waiting = [journal.append(asked(rev)) for rev in range(3, 35)]
    other.execute("ROLLBACK")
    other.close()
    await asyncio.gather(first, *waiting)
    assert journal.commits - before == 2
    await journal.close()


async def test_many_that_wait_are_written_512_at_a_time(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path)
    other = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    first = journal.append(opened(1))
    await until(lambda: not journal._writer._queue.qsize())
    waiting = [journal.append(asked(rev)) for rev in range(2, 1200)]
    other.execute("ROLLBACK")
    other.close()
    await asyncio.gather(first, *waiting)
    assert journal.commits == 4
    await journal.close()


async def test_a_commit_is_synced_before_it_is_acknowledged(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path)
    connection = journal._writer._connection
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    await journal.close()


async def test_reading_goes_on_while_entries_are_written(tmp_path: Path) -> None:
    """A reader in a thread sees whole prefixes of the journal, longer and longer, and holds nobody up."""
    journal = SqliteJournal.open(tmp_path)
    await journal.append(opened(1))
    seen: list[int] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            revs = [entry.rev for entry in journal.entries("s")]
            assert revs == list(range(1, len(revs) + 1))
            page, _ = journal.search("s", status=None, words="why", limit=5000, after="")
            assert len(page) >= len(revs) - 1
            seen.append(len(revs))

    reader = asyncio.create_task(asyncio.to_thread(read))
    for start in range(2, 2002, 50):
        await asyncio.gather(*[journal.append(asked(rev)) for rev in range(start, start + 50)])
    stop.set()
    await reader
    assert seen == sorted(seen)
    await journal.close()


async def test_a_reader_left_in_the_middle_holds_nobody_up(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path)
    await asyncio.gather(*[journal.append(write) for write in many(500)])
    half_read = journal.entries("s")
    next(half_read)
    await asyncio.gather(*[journal.append(asked(rev)) for rev in range(501, 1000)])
    assert len(list(half_read)) == 499
    await journal.close()


@pytest.mark.parametrize("table", ["entry", "question"])
async def test_a_changed_byte_is_noticed_on_reading(tmp_path: Path, table: str) -> None:
    journal = SqliteJournal.open(tmp_path)
    await asyncio.gather(*[journal.append(write) for write in many(5)])
    other = sqlite3.connect(tmp_path / DATABASE)
    other.execute(f"UPDATE {table} SET body = CAST(replace(CAST(body AS TEXT), 'Why', 'Who') AS BLOB)")
    other.commit()
    other.close()
    with pytest.raises(Damaged, match=r"damaged at (entry|question)"):
        list(journal.entries("s")) if table == "entry" else journal.search(
            "s", status=None, words="", limit=9, after=""
        )
    await journal.close()


async def test_a_newer_folder_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    await record(tmp_path, 3)
    database = sqlite3.connect(tmp_path / DATABASE)
    database.execute("PRAGMA user_version = 99")
    database.close()
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(ConfigError, match=r"newer overlay \(format 99") as refusal:
        SqliteJournal.open(tmp_path)
    assert refusal.value.exit_code == 2
    assert (tmp_path / DATABASE).read_bytes() == before
    database = sqlite3.connect(tmp_path / DATABASE)
    database.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    database.close()
    await SqliteJournal.open(tmp_path).close()


async def test_a_second_server_on_the_folder_is_refused(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path)
    with pytest.raises(FolderInUse, match=str(tmp_path)) as refusal:
        SqliteJournal.open(tmp_path)
    assert refusal.value.exit_code == 3
    await journal.close()
    await SqliteJournal.open(tmp_path).close()


def test_a_folder_that_cannot_be_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Unavailable, match="cannot be used"):
        SqliteJournal.open(tmp_path / "file")


async def test_the_journal_goes_on_where_it_ended(tmp_path: Path) -> None:
    await record(tmp_path, 10)
    journal = SqliteJournal.open(tmp_path)
    assert journal.last_rev == 10
    epoch = journal.epoch
    await journal.append(asked(11))
    await journal.close()
    journal = SqliteJournal.open(tmp_path)
    assert (journal.last_rev, journal.epoch, journal.notice) == (11, epoch, None)
    await journal.close()


async def test_nothing_can_be_appended_after_closing(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path)
    await journal.close()
    with pytest.raises(Unavailable, match="closed"):
        await journal.append(opened(1))


async def test_no_thread_and_no_log_is_left_after_closing(tmp_path: Path) -> None:
    await record(tmp_path, 50)
    assert not {thread.name for thread in threading.enumerate()} & {"journal", "backups"}
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("overlay.db")) == [
        DATABASE
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the profile's own access list")
async def test_only_the_owner_may_read_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    journal = SqliteJournal.open(folder)
    await asyncio.gather(*[journal.append(write) for write in many(3)])
    await until((folder / "onair.json").exists)
    files = [*folder.glob("overlay.db*"), folder / "onair.json"]
    await journal.close()
    files = [*(path for path in files if path.exists()), *(folder / "backups").iterdir()]
    assert len(files) >= 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
