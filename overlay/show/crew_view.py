"""What the crew sees, and how it changes."""

from __future__ import annotations

from overlay.show.events import (
    AnyEvent,
    Asked,
    Closed,
    Configured,
    Dropped,
    Edited,
    Formed,
    Latched,
    Moved,
    Opened,
    Polled,
    Prepared,
    Published,
    Removed,
    Shown,
    Starred,
    Switched,
    Tallied,
)
from overlay.show.fold import Show
from overlay.show.items import (
    Op,
    View,
    layer_items,
    prepared_items,
    prepared_op,
    question_item,
    show_item,
    shown_op,
)
from overlay.show.model import STATUSES, Status
from overlay.show.polls import poll_item
from overlay.show.window import Window

WINDOW = 200
RECENT = 50
RECENT_FIRST: tuple[Status, ...] = ("answered", "skipped", "declined", "withdrawn")
"""Of these lists a page holds the newest, not the first."""


class CrewView:
    """Everything the crew works with: lists as windows, counts, the air, what is next."""

    def __init__(self, show: Show, window: int = WINDOW, recent: int = RECENT) -> None:
        self._windows = {
            status: Window(show.lists[status], recent, newest=True)
            if status in RECENT_FIRST
            else Window(show.lists[status], window)
            for status in STATUSES
        }
        self._ops: list[Op] = []
        self._next = show.next

    def note(self, show: Show, event: AnyEvent) -> None:
        match event:
            case Asked() | Removed():
                self._follow(show, event.question.status)
            case Moved():
                for status in dict.fromkeys((event.was, event.now)):
                    self._follow(show, status)
            case Formed() | Edited() | Starred():
                status = show.questions[event.id].status
                if event.id in self._windows[status]:
                    self._put(show, status, event.id)
            case Shown():
                self._ops.append(shown_op(show, event))
            case Prepared():
                self._ops.append(prepared_op(event))
            case Polled():
                self._put_poll(show, event.poll.id)
            case Dropped():
                self._ops.append(["cut", "polls", event.poll.id])
            case Switched() | Published() | Tallied():
                self._put_poll(show, event.id)
            case Latched():
                self._ops.append(["set", "panic", event.on])
            case Opened() | Closed() | Configured():
                self._ops.append(["set", "show", show_item(show)])

    def _follow(self, show: Show, status: Status) -> None:
        """What the event did to that list, and its count."""
        for question, held in self._windows[status].steps():
            if held:
                self._put(show, status, question)
            else:
                self._ops.append(["cut", status, question])
        self._ops.append(["set", f"n_{status}", len(show.lists[status])])

    def _put(self, show: Show, status: Status, question: str) -> None:
        before = self._windows[status].before(question)
        self._ops.append(["put", status, question_item(show.questions[question]), before])

    def _put_poll(self, show: Show, poll: str) -> None:
        ids = list(show.polls)
        before = next(iter(ids[ids.index(poll) + 1 :]), None)
        self._ops.append(["put", "polls", poll_item(show.polls[poll]), before])

    def whole(self, show: Show) -> View:
        lists: View = {
            status: [question_item(show.questions[q]) for q in window]
            for status, window in self._windows.items()
        }
        counts = {f"n_{status}": len(show.lists[status]) for status in STATUSES}
        return {
            "show": show_item(show),
            "panic": show.latched,
            "next_id": show.next,
            "layers": layer_items(show),
            "prepared": prepared_items(show),
            "polls": [poll_item(poll) for poll in show.polls.values()],
            **lists,
            **counts,
        }

    def patch(self, show: Show) -> list[Op]:
        if show.next != self._next:
            self._next = show.next
            self._ops.append(["set", "next_id", show.next])
        ops, self._ops = self._ops, []
        return ops
