"""Votes are told at once, then no faster than the pause between two tallies."""

from __future__ import annotations

import asyncio

import pytest

from overlay import teller
from overlay.journal.memory import MemoryJournal
from tests.journal.waiting import until
from tests.test_ballots import counts, desk_with, device


async def test_the_first_vote_is_told_at_once_and_the_rest_after_the_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(teller, "EVERY", 3600.0)
    desk, poll = await desk_with(MemoryJournal())
    before = desk.show.rev
    async with teller.counting(desk):
        await desk.vote(device(1), poll, "a")
        await until(lambda: counts(desk, poll) == (1, 0))
        await asyncio.gather(*[desk.vote(device(number), poll, "b") for number in range(2, 200)])
        assert (counts(desk, poll), desk.show.rev) == ((1, 0), before + 1)


async def test_they_are_told_again_and_again_while_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teller, "EVERY", 0.01)
    desk, poll = await desk_with(MemoryJournal())
    async with teller.counting(desk):
        for number in range(1, 4):
            await desk.vote(device(number), poll, "a")
            await until(lambda number=number: counts(desk, poll) == (number, 0))  # type: ignore[misc]
        rev = desk.show.rev
        await desk.vote(device(1), poll, "a")
        await until(lambda: not desk.ballots.voted.is_set())
        assert desk.show.rev == rev


async def test_between_two_tallies_a_second_passes() -> None:
    assert teller.EVERY == 1.0


async def test_a_tally_that_fails_is_told_once_and_made_up_for(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(teller, "EVERY", 0.01)
    desk, poll = await desk_with(MemoryJournal())
    real, tries = desk.tally, 0

    async def failing() -> None:
        nonlocal tries
        tries += 1
        if tries < 4:
            raise RuntimeError("no")
        await real()

    monkeypatch.setattr(desk, "tally", failing)
    async with teller.counting(desk):
        await desk.vote(device(1), poll, "a")
        await until(lambda: counts(desk, poll) == (1, 0))
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 1
