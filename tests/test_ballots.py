"""One vote a device, durable before it is answered, counted to the last one."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlay.ballots import Ballots
from overlay.bus import Bus
from overlay.desk import Desk
from overlay.errors import Illegal, Unavailable, Unknown
from overlay.journal.contract import Vote
from overlay.journal.memory import MemoryJournal
from overlay.journal.sqlite import SqliteJournal
from overlay.show.commands import AnyCommand, Close, ClosePoll, OpenPoll, Poll, PublishPoll, Undo
from overlay.show.events import Tallied
from overlay.show.model import Who
from tests.journal.disks import no_larger_file
from tests.journal.waiting import until
from tests.show.story import HOST, PRODUCER, Story

YES_NO = Poll(question="Shall we?", options=("Yes", "No"))


def device(number: int) -> Who:
    return Who(f"device:{number}", "audience")


async def desk_with(journal: MemoryJournal | SqliteJournal) -> tuple[Desk, str]:
    """A desk, and the poll that is open on it."""
    desk = Desk(journal, Bus())
    await desk.start("Show", "en")
    poll = str((await desk.carry_out(HOST, YES_NO)).id)
    await desk.carry_out(HOST, OpenPoll(id=poll))
    return desk, poll


def counts(desk: Desk, poll: str) -> tuple[int, ...]:
    return desk.show.polls[poll].counts


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from("ab"))))
def test_counted_is_what_a_dictionary_of_devices_says(votes: list[tuple[int, str]]) -> None:
    async def story() -> None:
        journal = MemoryJournal()
        desk, poll = await desk_with(journal)
        await asyncio.gather(*[desk.vote(device(number), poll, option) for number, option in votes])
        await desk.tally()
        newest = dict(votes)
        counted = Counter(newest.values())
        assert counts(desk, poll) == (counted["a"], counted["b"])
        for number in range(7):
            assert desk.ballots.choice(poll, f"device:{number}") == newest.get(number, "")
        again = Ballots(journal)
        again.load(journal.votes(desk.show.id))
        assert again.untold(desk.show) == []

    asyncio.run(story())


def test_what_the_show_says_already_is_not_told_again() -> None:
    ballots = Ballots(MemoryJournal())
    story = Story().does(YES_NO, OpenPoll(id="q2-0"))
    assert ballots.untold(story.show) == []
    ballots.load([Vote("show", "q2-0", "device:1", "b"), Vote("show", "gone", "device:1", "a")])
    told = Tallied("q2-0", (0, 1), (0, 0))
    assert ballots.untold(story.show) == [told]
    story.given(told, command="tally")
    assert ballots.untold(story.show) == []


class SlowVotes(MemoryJournal):
    """Votes are durable when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[asyncio.Future[None]] = []

    def vote(self, vote: Vote) -> asyncio.Future[None]:
        super().vote(vote)
        self.held.append(asyncio.get_running_loop().create_future())
        return self.held[-1]


async def test_a_vote_is_answered_when_it_is_durable() -> None:
    journal = SlowVotes()
    desk, poll = await desk_with(journal)
    voting = asyncio.ensure_future(desk.vote(device(1), poll, "a"))
    again = asyncio.ensure_future(desk.vote(device(1), poll, "a"))
    looking = asyncio.ensure_future(desk.ballots.durable())
    await until(lambda: len(journal.held) == 2)
    journal.held[0].set_result(None)
    await voting
    assert not again.done() and not looking.done()
    journal.held[1].set_result(None)
    await asyncio.gather(again, looking)


async def test_whoever_goes_away_while_the_disk_writes_has_voted() -> None:
    journal = SlowVotes()
    desk, poll = await desk_with(journal)
    voting = asyncio.ensure_future(desk.vote(device(1), poll, "a"))
    await until(lambda: journal.held)
    voting.cancel()
    await asyncio.gather(voting, return_exceptions=True)
    journal.held[0].set_result(None)
    await desk.tally()
    assert counts(desk, poll) == (1, 0)


async def test_what_is_no_vote_is_refused_in_a_sentence_and_counts_nothing() -> None:
    desk, poll = await desk_with(MemoryJournal())
    draft = str((await desk.carry_out(HOST, YES_NO)).id)
    for named, option, error in ((poll, "c", Unknown), (draft, "a", Unknown), ("nobody", "a", Unknown)):
        with pytest.raises(error):
            await desk.vote(device(1), named, option)
    await desk.carry_out(HOST, ClosePoll(id=poll))
    with pytest.raises(Illegal, match="no more votes"):
        await desk.vote(device(1), poll, "a")
    assert desk.ballots.untold(desk.show) == []


@pytest.mark.parametrize("command", ["close", "publish", "open another", "undo", "end of the show"])
async def test_the_last_count_stands_in_the_journal_before_the_voting_ends(command: str) -> None:
    journal = MemoryJournal()
    desk, poll = await desk_with(journal)
    other = str((await desk.carry_out(PRODUCER, YES_NO)).id)
    ends: dict[str, AnyCommand] = {
        "close": ClosePoll(id=poll),
        "publish": PublishPoll(id=poll),
        "open another": OpenPoll(id=other),
        "undo": Undo(),
        "end of the show": Close(),
    }
    await desk.vote(device(1), poll, "a")
    late = asyncio.ensure_future(desk.vote(device(2), poll, "b"))
    await asyncio.sleep(0)
    await desk.carry_out(PRODUCER if command != "undo" else HOST, ends[command])
    await late
    tally, end = list(journal.entries(desk.show.id))[-2:]
    assert (tally.command, tally.events) == ("tally", (Tallied(poll, (1, 1), (0, 0)),))
    assert end.command != "tally" and counts(desk, poll) == (1, 1)


async def test_a_tally_is_no_command_of_anybodys() -> None:
    desk, poll = await desk_with(MemoryJournal())
    await desk.vote(device(1), poll, "a")
    seen = desk.show.rev
    await desk.tally()
    assert desk.show.rev == seen + 1
    await desk.tally()
    assert desk.show.rev == seen + 1
    assert (await desk.carry_out(HOST, PublishPoll(id=poll, if_rev=seen))).changed
    assert (await desk.carry_out(HOST, Undo())).changed
    assert (await desk.carry_out(HOST, Undo())).changed
    assert (desk.show.polls[poll].state, counts(desk, poll)) == ("draft", (1, 0))


async def test_another_show_has_its_own_votes_and_this_one_has_them_again() -> None:
    desk, poll = await desk_with(MemoryJournal())
    first = desk.show.id
    await desk.vote(device(1), poll, "b")
    await desk.new_show(PRODUCER, "Another")
    with pytest.raises(Unknown):
        await desk.vote(device(1), poll, "a")
    await desk.open_show(PRODUCER, first)
    assert (counts(desk, poll), desk.ballots.choice(poll, "device:1")) == ((0, 1), "b")
    await desk.vote(device(1), poll, "a")
    await desk.tally()
    assert counts(desk, poll) == (1, 0)


async def test_votes_are_counted_again_after_a_restart(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path)
    desk, poll = await desk_with(journal)
    await asyncio.gather(*[desk.vote(device(n % 40), poll, "ab"[n // 40 % 2]) for n in range(100)])
    await journal.close()
    journal = SqliteJournal.open(tmp_path)
    desk = Desk(journal, Bus())
    await desk.start("Show", "en")
    assert desk.ballots.voted.is_set()
    await desk.tally()
    assert counts(desk, poll) == (20, 20)
    await journal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
async def test_a_vote_that_the_disk_refuses_is_told_so(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path, retry=0.02)
    desk, poll = await desk_with(journal)
    with no_larger_file():
        for number in range(2):
            with pytest.raises(Unavailable):
                await desk.vote(device(number), poll, "a")
    await until(lambda: journal.recorded)
    await desk.vote(device(1), poll, "b")
    await desk.tally()
    assert counts(desk, poll) == (1, 1)
    assert {vote.device: vote.option for vote in journal.votes(desk.show.id)} == {
        "device:0": "a",
        "device:1": "b",
    }
    await journal.close()
