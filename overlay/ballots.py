"""Who chose what in the show's polls: one choice a device, counted as it comes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable

from overlay.journal.contract import Journal, Vote
from overlay.reply import raised
from overlay.show.events import Tallied
from overlay.show.fold import Show
from overlay.show.polling import refuse_vote


class Ballots:
    """The votes of the show on the desk. `voted` is set when something may have to be told."""

    def __init__(self, journal: Journal) -> None:
        self.voted = asyncio.Event()
        self._journal = journal
        self._choices: dict[str, dict[str, str]] = {}
        self._counts: dict[str, Counter[str]] = {}
        self._newest: asyncio.Future[None] | None = None

    def load(self, votes: Iterable[Vote]) -> None:
        """Another show stands on the desk, with these votes."""
        self._choices.clear()
        self._counts.clear()
        for vote in votes:
            self._cast(vote)
        self.voted.set()

    async def vote(self, show: Show, device: str, poll: str, option: str) -> None:
        """The device's choice, in place of its former one; durable. Unknown, Illegal, Unavailable."""
        if refusal := refuse_vote(show, poll, option):
            raised(refusal)
        vote = Vote(show.id, poll, device, option)
        self._cast(vote)
        self.voted.set()
        durable = self._newest = self._journal.vote(vote)
        durable.add_done_callback(lambda done: done.cancelled() or done.exception())
        await asyncio.shield(durable)

    def _cast(self, vote: Vote) -> None:
        choices = self._choices.setdefault(vote.poll, {})
        counts = self._counts.setdefault(vote.poll, Counter())
        if (former := choices.get(vote.device)) is not None:
            counts[former] -= 1
        choices[vote.device] = vote.option
        counts[vote.option] += 1

    async def durable(self) -> None:
        """Until all votes cast so far are on disk, or were refused."""
        if self._newest is not None:
            await asyncio.wait([self._newest])

    def choice(self, poll: str, device: str) -> str:
        """The option's id; empty where the device has not voted."""
        return self._choices.get(poll, {}).get(device, "")

    def untold(self, show: Show) -> list[Tallied]:
        """What the show's polls have come to where it says something else."""
        told = []
        for poll in show.polls.values():
            counted = self._counts.get(poll.id, Counter())
            counts = tuple(counted[option.id] for option in poll.options)
            if counts != poll.counts:
                told.append(Tallied(poll.id, counts, poll.counts))
        return told
