"""Tells a show in sentences: given these events, when this command comes, then these events follow."""

from __future__ import annotations

from overlay.show.commands import AnyCommand, Ask, Order, Paste, Poll, type_of
from overlay.show.events import AnyEvent, Asked, Entry, Opened, Shown
from overlay.show.fold import Show, Watcher, fold
from overlay.show.model import SHIPPED, Picture, Question, Settings, Status, Who
from overlay.show.rules import decide
from overlay.show.steps import Refusal

HOST = Who("h", "host", "Host")
OTHER = Who("o", "host", "Other host")
PRODUCER = Who("p", "producer", "Producer")
MODERATOR = Who("m", "moderator", "Moderator")
SOURCE = Who("s", "source", "A network")
ASKER = Who("device:1", "audience")
STRANGER = Who("device:2", "audience")


def question(key: str, status: Status = "queued", *, author: str = "", graphic: str = "") -> Question:
    return Question(key, f"Why {key}?", status, at=1, name=f"N{key}", author=author, graphic=graphic)


def asked(key: str, status: Status = "queued", *, author: str = "", graphic: str = "") -> Asked:
    """A question with the words `Why <key>?` stands at the end of that list."""
    return Asked(question(key, status, author=author, graphic=graphic))


def picture(key: str, take: int, graphic: str = "lower-third", *, at: int | None = None) -> Picture:
    """The copy of `asked(key)` that a take puts on air."""
    data = {
        "id": key,
        "label": "Question",
        "text": f"Why {key}?",
        "segments": [],
        "name": f"N{key}",
        "platform": "",
        "avatar": "",
        "badges": [],
        "votes": 0,
        "asked_by": 1,
        "since_ms": 1,
        "lang": "",
        "dir": "ltr",
        "show_lang": "en",
    }
    return Picture(SHIPPED[graphic].layer, graphic, take, take if at is None else at, key, data)


def airing(key: str, graphic: str = "lower-third") -> tuple[Asked, Shown]:
    """A question on air, with its picture of take 1."""
    shown = picture(key, 1, graphic)
    return asked(key, "on_air"), Shown(shown.layer, shown, None)


class Story:
    """A show, open and empty at rev 1. Every entry has the next rev; wall time is the rev."""

    def __init__(self, settings: Settings | None = None, *watchers: Watcher) -> None:
        self.show = Show("show")
        self.watchers = list(watchers)
        self.entries: list[Entry] = []
        self.given(Opened(settings or Settings()), command="open", who=PRODUCER)

    def given(self, *events: AnyEvent, who: Who = OTHER, command: str = "given") -> Story:
        """These events happened, as one entry."""
        rev = self.show.rev + 1
        entry = Entry(rev, rev, "show", who, command, events)
        fold(self.show, entry, self.watchers)
        self.entries.append(entry)
        return self

    def when(self, command: AnyCommand, who: Who = HOST) -> list[AnyEvent] | Refusal:
        """What the rules say; nothing happens. Questions and polls get the ids `q<rev>-<n>`."""
        rev = self.show.rev + 1
        count = len(command.questions) if isinstance(command, Paste) else int(isinstance(command, Ask | Poll))
        ids = tuple(f"q{rev}-{number}" for number in range(count))
        return decide(self.show, Order(command, who, rev, rev, ids))

    def does(self, *commands: AnyCommand, who: Who = HOST) -> Story:
        """These commands are given and carried out."""
        for command in commands:
            events = self.when(command, who)
            assert not isinstance(events, Refusal), (command, events)
            self.given(*events, who=who, command=type_of(command))
        return self

    def refused(self, command: AnyCommand, who: Who = HOST) -> str:
        """The reason of the refusal; fails if there is none."""
        refusal = self.when(command, who)
        assert isinstance(refusal, Refusal), refusal
        return refusal.reason

    def row(self, status: Status) -> list[str]:
        return list(self.show.lists[status])
