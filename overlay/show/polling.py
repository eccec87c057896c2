"""Decisions about polls: made, opened, closed, published, dropped; and whether a vote counts."""

from __future__ import annotations

from overlay.show import commands
from overlay.show.commands import Close, ClosePoll, DropPoll, OpenPoll, Order, PublishPoll, Undo
from overlay.show.events import Dropped, Polled, Published, Switched
from overlay.show.fold import Show
from overlay.show.model import Poll, PollOption
from overlay.show.polls import current_poll, open_poll
from overlay.show.steps import Events, Refusal, by

POLL_COMMANDS = (OpenPoll, ClosePoll, PublishPoll, DropPoll)
"""Those that name a poll."""
COUNTED_FIRST = (OpenPoll, ClosePoll, PublishPoll, Undo, Close)
"""Before these the votes are told, so that the last count of a poll is final."""
LETTERS = "abcde"
MOST = 100
"""Polls in a show: every page of the crew holds them all."""


def poll(show: Show, order: Order, command: commands.Poll) -> Events | Refusal:
    if len(show.polls) >= MOST:
        return Refusal("illegal", "A show has at most {most} polls. Drop a draft first.", {"most": MOST})
    options = tuple(
        PollOption(letter, label) for letter, label in zip(LETTERS, command.options, strict=False)
    )
    return [Polled(Poll(order.ids[0], command.question, options, order.rev, (0,) * len(options)))]


def open_(show: Show, order: Order, command: OpenPoll) -> Events | Refusal:
    """One is open at a time: the one before is closed."""
    poll = show.polls[command.id]
    if poll.state == "open":
        return Refusal("repeated", by=by(show, f"poll:{poll.id}"))
    return [*closing(show), Switched(poll.id, "open", poll.state, order.rev, poll.opened)]


def close(show: Show, order: Order, command: ClosePoll) -> Events | Refusal:
    poll = show.polls[command.id]
    if poll.state == "draft":
        return Refusal("illegal", "This poll has not been opened yet.")
    return closing(show) if poll.state == "open" else Refusal("repeated", by=by(show, f"poll:{poll.id}"))


def closing(show: Show) -> Events:
    """The open poll, if there is one, takes no more votes."""
    poll = open_poll(show)
    return [Switched(poll.id, "closed", "open", poll.opened, poll.opened)] if poll else []


def publish(show: Show, order: Order, command: PublishPoll) -> Events | Refusal:
    poll = show.polls[command.id]
    if poll.state == "draft" and command.on:
        return Refusal("illegal", "This poll has not been opened yet.")
    if poll.published == command.on:
        return Refusal("repeated", by=by(show, f"poll:{poll.id}"))
    return [Published(poll.id, command.on)]


def drop(show: Show, order: Order, command: DropPoll) -> Events | Refusal:
    poll = show.polls[command.id]
    if poll.state != "draft":
        return Refusal("illegal", "Only a draft can be dropped: this poll has been opened.")
    return [Dropped(poll)]


def shown(show: Show, wished: str) -> str | Refusal:
    """The poll that goes on air: the one wished for, else the current one."""
    if not wished:
        poll = current_poll(show)
        return poll.id if poll else Refusal("empty")
    if refusal := refuse_poll(show, wished):
        return refusal
    if not show.polls[wished].opened:
        return Refusal("illegal", "This poll has not been opened yet.")
    return wished


def refuse_poll(show: Show, named: str) -> Refusal | None:
    return None if named in show.polls else Refusal("unknown", "There is no poll {id}.", {"id": named})


def refuse_vote(show: Show, named: str, option: str) -> Refusal | None:
    """A draft is nobody's business: it is as if it were not there."""
    poll = show.polls.get(named)
    if poll is None or poll.state == "draft":
        return Refusal("unknown", "There is no poll {id}.", {"id": named})
    if poll.state == "closed" or show.closed:
        return Refusal("illegal", "The poll is closed: no more votes are taken.")
    if option not in {known.id for known in poll.options}:
        return Refusal("unknown", "The poll has no answer {option}.", {"option": option})
    return None
