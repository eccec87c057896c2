"""Polls as pages and graphics get them. Numbers are the crew's until they are published."""

from __future__ import annotations

from typing import Any

from overlay.show.fold import Show
from overlay.show.model import Poll


def open_poll(show: Show) -> Poll | None:
    """The one that takes votes."""
    return next((poll for poll in show.polls.values() if poll.state == "open"), None)


def current_poll(show: Show) -> Poll | None:
    """The open one, else the one that was opened last."""
    opened = [poll for poll in show.polls.values() if poll.opened]
    return max(opened, key=lambda poll: poll.opened, default=None)


def poll_item(poll: Poll) -> dict[str, Any]:
    """A poll as the crew sees it."""
    return {
        "id": poll.id,
        "question": poll.question,
        "options": [
            {"id": option.id, "label": option.label, "votes": votes}
            for option, votes in zip(poll.options, poll.counts, strict=True)
        ],
        "total": sum(poll.counts),
        "state": poll.state,
        "published": poll.published,
    }


def poll_data(show: Show, poll_id: str) -> dict[str, Any]:
    """A poll as everybody may see it: open or closed. Empty for one that is not there."""
    poll = show.polls.get(poll_id)
    if poll is None:
        return {}
    item = poll_item(poll)
    item["state"] = "open" if poll.state == "open" and not show.closed else "closed"
    if not poll.published:
        item |= {"options": [{**option, "votes": 0} for option in item["options"]], "total": 0}
    return item


def public_poll(show: Show) -> dict[str, Any] | None:
    """The poll on the audience's page; None before one was opened."""
    poll = current_poll(show)
    return poll_data(show, poll.id) if poll else None
