"""A journal that keeps everything in memory: for tests, and to measure the durable ones by."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterator

from overlay.errors import Damaged, Unknown
from overlay.journal.contract import ShowLine, Vote, Write, ignore
from overlay.journal.standing import Standing, after
from overlay.journal.words import folded, wanted
from overlay.show.events import Entry
from overlay.show.model import Question, Status


class MemoryJournal:
    """Gone with the process."""

    def __init__(self) -> None:
        self.epoch = secrets.token_hex(8)
        self.last_rev = 0
        self.recorded = True
        self.low = False
        self.on_low: Callable[[bool], None] = ignore
        self.notice: Damaged | None = None
        self.on_recorded: Callable[[bool], None] = ignore
        self._entries: dict[str, list[Entry]] = {}
        self._questions: dict[str, dict[str, Question]] = {}
        self._standings: dict[str, Standing] = {}
        self._votes: dict[tuple[str, str, str], Vote] = {}

    def append(self, write: Write) -> asyncio.Future[None]:
        entry = write.entry
        if entry.rev != self.last_rev + 1:
            raise ValueError(f"entry {entry.rev} cannot follow entry {self.last_rev}")
        self.last_rev = entry.rev
        self._entries.setdefault(entry.show, []).append(entry)
        questions = self._questions.setdefault(entry.show, {})
        for key in write.removed:
            questions.pop(key, None)
        questions.update({question.id: question for question in write.changed})
        self._standings[entry.show] = after(self._standings.get(entry.show), write)
        return _done()

    def vote(self, vote: Vote) -> asyncio.Future[None]:
        key = vote.show, vote.poll, vote.device
        self._votes.pop(key, None)
        self._votes[key] = vote
        return _done()

    def votes(self, show: str) -> list[Vote]:
        return [vote for vote in list(self._votes.values()) if vote.show == show]

    def entries(self, show: str) -> Iterator[Entry]:
        return iter(list(self._entries.get(show, ())))

    def shows(self) -> list[ShowLine]:
        lines = [
            ShowLine(
                standing.show,
                standing.settings.title,
                standing.opened,
                standing.closed,
                len(self._questions[standing.show]),
                self._entries[standing.show][-1].rev,
            )
            for standing in self._standings.values()
        ]
        return sorted(lines, key=lambda line: -line.rev)

    def search(
        self, show: str, *, status: Status | None, words: str, limit: int, after: str
    ) -> tuple[list[Question], bool]:
        questions = list(self._questions.get(show, {}).values())
        if after:
            keys = [question.id for question in questions]
            if after not in keys:
                raise Unknown("There is no question {id}.", id=after)
            questions = questions[keys.index(after) + 1 :]
        found = [q for q in questions if status in (None, q.status) and _has(q, wanted(words))]
        return found[:limit], len(found) > limit

    async def close(self) -> None:
        """Nothing runs."""


def _done() -> asyncio.Future[None]:
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    done.set_result(None)
    return done


def _has(question: Question, words: list[str]) -> bool:
    text = folded(question.text, question.name)
    return all(word in text for word in words)
