"""When the disk refuses: nothing is dropped, everybody is told, and it mends by itself."""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path

import pytest

from overlay.errors import Unavailable
from overlay.journal.ballast import SIZE
from overlay.journal.contract import Vote
from overlay.journal.onair import kept
from overlay.journal.sqlite import SqliteJournal
from overlay.show.commands import Next
from overlay.show.fold import Show, fold
from tests.journal.disks import fill, no_larger_file, small_disk
from tests.journal.entries import Scribe, asked, many, opened
from tests.journal.waiting import until

__all__ = ["small_disk"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX")


def revs(journal: SqliteJournal) -> list[int]:
    return [entry.rev for entry in journal.entries("s")]


async def test_while_the_disk_refuses_entries_wait_and_are_written_in_order(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path, retry=0.02)
    told: list[bool] = []
    journal.on_recorded = told.append
    await journal.append(opened(1))
    ended: list[int] = []
    with no_larger_file():
        waiting = [journal.append(asked(rev)) for rev in range(2, 40)]
        for rev, future in enumerate(waiting, 2):
            future.add_done_callback(lambda _, rev=rev: ended.append(rev))  # type: ignore[misc]
        results = await asyncio.gather(*waiting, return_exceptions=True)
        assert {type(result) for result in results} == {Unavailable}
        assert "The disk refuses to record" in str(results[0])
        assert ended == list(range(2, 40))
        assert (journal.recorded, told) == (False, [False])
        at_once = journal.append(asked(40))
        assert isinstance(at_once.exception(), Unavailable)
        assert (revs(journal), journal.last_rev) == ([1], 40)
    await until(lambda: journal.recorded)
    assert told == [False, True]
    assert revs(journal) == list(range(1, 41))
    await journal.append(asked(41))
    await journal.close()
    journal = SqliteJournal.open(tmp_path)
    assert revs(journal) == list(range(1, 42))
    assert journal.notice is None
    await journal.close()


async def test_votes_that_the_disk_refuses_are_told_so_and_written_later(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path, retry=0.02)
    await journal.vote(Vote("s", "p", "device:1", "a"))
    with no_larger_file():
        waiting = [journal.append(opened(1)), journal.vote(Vote("s", "p", "device:1", "b"))]
        results = await asyncio.gather(*waiting, return_exceptions=True)
        assert {type(result) for result in results} == {Unavailable}
        assert isinstance(journal.vote(Vote("s", "p", "device:2", "c")).exception(), Unavailable)
        assert [vote.option for vote in journal.votes("s")] == ["a"]
    await until(lambda: journal.recorded)
    assert [(vote.device, vote.option) for vote in journal.votes("s")] == [
        ("device:1", "b"),
        ("device:2", "c"),
    ]
    assert revs(journal) == [1]
    await journal.close()


async def test_a_long_backlog_is_written_whole(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path, retry=0.02)
    with no_larger_file():
        await asyncio.gather(*[journal.append(write) for write in many(6000)], return_exceptions=True)
        assert not journal.recorded
    await until(lambda: journal.recorded)
    assert revs(journal) == list(range(1, 6001))
    await journal.close()


async def test_a_disk_that_went_away_and_came_back_gets_everything(tmp_path: Path) -> None:
    folder, away = tmp_path / "data", tmp_path / "away"
    journal = SqliteJournal.open(folder, retry=0.02)
    await asyncio.gather(*[journal.append(write) for write in many(10)])
    await until(lambda: kept(folder))
    journal._writer._connection.execute("PRAGMA query_only = 1")
    folder.rename(away)
    with pytest.raises(Unavailable, match="readonly"):
        await journal.append(asked(11))
    await until(lambda: "unable to open" in journal._reason)
    assert isinstance(journal.append(asked(12)).exception(), Unavailable)
    away.rename(folder)
    await until(lambda: journal.recorded)
    assert revs(journal) == list(range(1, 13))
    await journal.close()


async def test_another_database_in_its_place_is_not_written_to(tmp_path: Path) -> None:
    folder, away, other = tmp_path / "data", tmp_path / "away", tmp_path / "other"
    await SqliteJournal.open(other).close()
    journal = SqliteJournal.open(folder, retry=0.02)
    await asyncio.gather(*[journal.append(write) for write in many(10)])
    await until(lambda: kept(folder))
    journal._writer._connection.execute("PRAGMA query_only = 1")
    folder.rename(away)
    other.rename(folder)
    with pytest.raises(Unavailable):
        await journal.append(asked(11))
    await until(lambda: "ends at entry 0, not at 10" in journal._reason)
    folder.rename(other)
    away.rename(folder)
    await until(lambda: journal.recorded)
    assert revs(journal) == list(range(1, 12))
    await journal.close()
    journal = SqliteJournal.open(other)
    assert revs(journal) == []
    await journal.close()


async def test_closing_tries_once_more(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path, retry=3600)
    with no_larger_file():
        await asyncio.gather(*[journal.append(write) for write in many(10)], return_exceptions=True)
    await journal.close()
    journal = SqliteJournal.open(tmp_path)
    assert revs(journal) == list(range(1, 11))
    await journal.close()


async def test_a_picture_that_only_onair_json_took_is_on_air_again(tmp_path: Path) -> None:
    """The database takes nothing, the disk still takes the small file; then the server is killed."""
    running, folder, scribe = tmp_path / "running", tmp_path / "folder", Scribe()
    journal = SqliteJournal.open(running, retry=3600)
    await journal.append(scribe.open())
    await journal.append(scribe.ask())
    journal._writer._connection.execute("PRAGMA query_only = 1")
    with pytest.raises(Unavailable, match="readonly"):
        await journal.append(scribe.do(Next()))
    await until(lambda: (state := kept(running)) and state.rev == 3)
    shutil.copytree(running, folder)
    journal._writer._connection.execute("PRAGMA query_only = 0")
    await journal.close()
    journal = SqliteJournal.open(folder)
    show = Show("s")
    for entry in journal.entries("s"):
        fold(show, entry)
    assert (show.on_air, show.layers, show.rev) == ("q2", scribe.show.layers, 3)
    assert "before what was last on air" in str(journal.notice)
    await journal.close()


async def test_on_a_full_disk_the_ballast_goes_first_then_entries_wait(small_disk: Path) -> None:
    folder = small_disk / "data"
    journal = SqliteJournal.open(folder, retry=0.02)
    told: list[bool] = []
    journal.on_recorded = told.append
    told_low: list[bool] = []
    journal.on_low = told_low.append
    await journal.append(opened(1))
    await until(lambda: (folder / "ballast").exists() and (folder / "ballast").stat().st_size == SIZE)
    assert not journal.low
    fillers = [fill(small_disk)]
    while not journal.low:
        await journal.append(asked(journal.last_rev + 1, text="long " * 200))
    assert (journal.recorded, told) == (True, [])
    fillers.append(fill(small_disk))
    with pytest.raises(Unavailable):
        while True:
            await journal.append(asked(journal.last_rev + 1, text="long " * 200))
    assert (journal.recorded, told) == (False, [False])
    for filler in fillers:
        filler.unlink()
    await until(lambda: journal.recorded and not journal.low)
    await until(lambda: told_low[-1:] == [False])
    assert (told, True in told_low) == ([False, True], True)
    assert revs(journal) == list(range(1, journal.last_rev + 1))
    await journal.close()


async def test_a_full_disk_does_not_keep_a_server_from_starting(small_disk: Path) -> None:
    folder = small_disk / "data"
    journal = SqliteJournal.open(folder)
    await asyncio.gather(*[journal.append(write) for write in many(100)])
    await until(lambda: (folder / "ballast").exists() and (folder / "ballast").stat().st_size == SIZE)
    await journal.close()
    fill(small_disk)
    journal = SqliteJournal.open(folder)
    await journal.append(asked(101))
    assert (revs(journal)[-1], journal.low, journal.notice) == (101, True, None)
    await journal.close()


async def test_a_disk_that_is_full_from_the_start_is_told_in_a_sentence(small_disk: Path) -> None:
    fill(small_disk)
    with pytest.raises(Unavailable, match=r"cannot be (used|read)"):
        SqliteJournal.open(small_disk / "data")
