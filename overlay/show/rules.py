"""What may happen in a show: given the show and an order, the events that follow, or a refusal.

Nothing here changes anything: `decide` reads, `fold` writes. The tables are design decisions, one line a
command; queue.py, air.py, polling.py and undo.py say what each command does beyond its move.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from overlay.show import air, polling, queue, undo
from overlay.show.commands import (
    AnyCommand,
    Approve,
    Ask,
    Back,
    Clear,
    Close,
    ClosePoll,
    Configure,
    Cue,
    Decline,
    DropPoll,
    Edit,
    Move,
    Next,
    OpenPoll,
    Order,
    Panic,
    Paste,
    Poll,
    Prepare,
    PublishPoll,
    Release,
    Skip,
    Star,
    Take,
    Toggle,
    Undo,
    Update,
    Withdraw,
    type_of,
)
from overlay.show.events import Closed, Configured
from overlay.show.fold import Show
from overlay.show.model import STATUSES, Status
from overlay.show.steps import Events, Refusal, by, is_own, is_plain, layer_of

FROM: dict[str, frozenset[Status]] = {
    "approve": frozenset({"inbox", "held", "declined", "skipped", "approved"}),
    "decline": frozenset(STATUSES) - {"on_air", "withdrawn"},
    "cue": frozenset({"approved", "queued", "answered", "skipped"}),
    "take": frozenset({"approved", "queued", "next", "answered", "skipped"}),
    "skip": frozenset({"approved", "queued", "next"}),
    "move": frozenset({"approved", "queued", "next"}),
    "edit": frozenset(STATUSES) - {"withdrawn"},
    "star": frozenset(STATUSES) - {"withdrawn"},
    "withdraw": frozenset(STATUSES) - {"withdrawn"},
}
"""From which statuses a command may take a question. Solo mode adds `inbox` to take."""

OWN_EDIT: frozenset[Status] = frozenset({"inbox", "held"})
"""While the crew has not looked at it, an asker may reword their own question."""

GUARDS: dict[str, tuple[str, ...]] = {
    "take": ("air", "next"),
    "next": ("air", "next"),
    "toggle": ("air", "next"),
    "clear": ("air",),
    "back": ("air",),
    "update": ("air",),
    "skip": ("next",),
}
"""What `if_rev` looks at where the command names no question."""


def decide(show: Show, order: Order) -> Events | Refusal:
    """The events of this order, never empty; or a refusal. Reads only."""
    command = order.command
    if show.closed and not isinstance(command, Close):
        return Refusal("illegal", "The show “{title}” is closed.", {"title": show.settings.title})
    named = getattr(command, "id", None)
    if named is not None and (refusal := _refuse_named(show, order, named)):
        return refusal
    if command.if_rev is not None and (refusal := _stale(show, command, named)):
        return refusal
    if show.latched and isinstance(command, Take | Next | Toggle | Back):
        return Refusal("latched", by=by(show, "latch"))
    return DECISIONS[type(command)](show, order, command)


def _refuse_named(show: Show, order: Order, named: str) -> Refusal | None:
    if isinstance(order.command, polling.POLL_COMMANDS):
        return polling.refuse_poll(show, named)
    return _refuse_question(show, order, named)


def _refuse_question(show: Show, order: Order, named: str) -> Refusal | None:
    question, verb = show.questions.get(named), type_of(order.command)
    theirs = order.who.stranger
    if question is None or (theirs and not is_own(question, order.who)):
        return Refusal("unknown", "There is no question {id}.", {"id": named})
    allowed = FROM[verb]
    if theirs and verb == "edit":
        allowed = OWN_EDIT
    if verb == "take" and show.settings.solo:
        allowed |= {"inbox"}
    if question.status in allowed:
        return None
    return Refusal(
        "illegal",
        "A question that is {status} cannot be acted on by {verb}; it would have to be {allowed}.",
        {"status": question.status, "verb": verb, "allowed": " | ".join(s for s in STATUSES if s in allowed)},
    )


def _stale(show: Show, command: AnyCommand, named: str | None) -> Refusal | None:
    for thing in _acted_on(show, command, named):
        touch = show.touched.get(thing)
        if touch is not None and command.if_rev is not None and touch.rev > command.if_rev:
            return Refusal("stale", by=by(show, thing))
    return None


def _acted_on(show: Show, command: AnyCommand, named: str | None) -> tuple[str, ...]:
    """The things whose change makes the command stale; other traffic does not matter."""
    match command:
        case Take() if is_plain(show, command.graphic):
            return (f"layer:{command.layer or layer_of(show, command.graphic)}",)
        case Take() if named is not None:
            return ("air", named)
        case Clear() if command.layer not in ("", "all"):
            return (f"layer:{command.layer}",)
        case OpenPoll():
            return (f"poll:{command.id}", "voting")
        case ClosePoll() | PublishPoll() | DropPoll():
            return (f"poll:{command.id}",)
        case _ if named is not None:
            return (named,)
        case _:
            return GUARDS.get(type_of(command), ())


def _configure(show: Show, order: Order, command: Configure) -> Events | Refusal:
    wished = {field: getattr(command, field) for field in show.settings.__struct_fields__}
    changes = {field: value for field, value in wished.items() if value is not msgspec.UNSET}
    now = msgspec.structs.replace(show.settings, **changes)
    if now == show.settings:
        return Refusal("repeated", by=by(show, "settings"))
    return [Configured(now, show.settings)]


def _close(show: Show, order: Order, command: Close) -> Events | Refusal:
    if show.closed:
        return Refusal("repeated", by=by(show, "settings"))
    if show.layers:
        return Refusal("illegal", "Something is on air; clear it first, then close the show.")
    return [*polling.closing(show), Closed()]


DECISIONS: dict[type[AnyCommand], Callable[[Show, Order, Any], Events | Refusal]] = {
    Ask: queue.ask,
    Paste: queue.paste,
    Approve: queue.approve,
    Decline: queue.decline,
    Cue: queue.cue,
    Move: queue.move,
    Skip: queue.skip,
    Star: queue.star,
    Edit: queue.edit,
    Take: air.take,
    Prepare: air.prepare,
    Next: air.next_,
    Toggle: air.toggle,
    Update: air.update,
    Clear: air.clear,
    Back: air.back,
    Withdraw: air.withdraw,
    Panic: air.panic,
    Release: air.release,
    Poll: polling.poll,
    OpenPoll: polling.open_,
    ClosePoll: polling.close,
    PublishPoll: polling.publish,
    DropPoll: polling.drop,
    Undo: undo.undo,
    Configure: _configure,
    Close: _close,
}
