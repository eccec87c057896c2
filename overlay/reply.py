"""The answer to a command."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from overlay.errors import Illegal, OverlayError, Unknown
from overlay.ops import Answered, made_in
from overlay.show.events import Entry
from overlay.show.fold import Show
from overlay.show.steps import Refusal


class Reply(msgspec.Struct, frozen=True):
    """Whether it changed something and why not; what is on air, next, and how many are queued now.

    `id` or `ids` are the questions that came in, or the poll that was made. `recorded` false: done, but the
    disk has not taken it yet.
    """

    changed: bool
    rev: int
    on_air: str | None
    next: str | None
    queue: int
    ok: bool = True
    reason: str | UnsetType = UNSET
    by: str | UnsetType = UNSET
    id: str | UnsetType = UNSET
    ids: tuple[str, ...] | UnsetType = UNSET
    verdict: dict[str, Any] | UnsetType = UNSET
    recorded: bool | UnsetType = UNSET


def reply(show: Show, *, changed: bool, rev: int | None = None, **more: Any) -> Reply:
    """How the show stands, with that outcome; `rev` is the entry's, else the show's."""
    return Reply(
        changed, show.rev if rev is None else rev, show.on_air, show.next, len(show.lists["queued"]), **more
    )


def again(show: Show, first: Answered, *, recorded: bool) -> Reply:
    """The answer already given to that very command."""
    more: dict[str, Any] = {} if recorded else {"recorded": False}
    if len(first.made) == 1:
        more["id"] = first.made[0]
    elif first.made:
        more["ids"] = first.made
    return reply(
        show, changed=False, reason=first.reason, by=first.by or UNSET, rev=first.rev or None, **more
    )


def done(show: Show, entry: Entry, *, recorded: bool) -> Reply:
    more: dict[str, Any] = {} if recorded else {"recorded": False}
    match entry.command:
        case "ask":
            more |= {"id": made_in(entry)[0], "verdict": {"action": "pass", "reasons": []}}
        case "poll":
            more |= {"id": made_in(entry)[0]}
        case "paste":
            more |= {"ids": made_in(entry)}
    return reply(show, changed=True, rev=entry.rev, **more)


def raised(refusal: Refusal) -> None:
    """A refusal that is the caller's error, as one: Illegal, Unknown. The quiet ones pass."""
    if refusal.reason in ("illegal", "unknown"):
        error: type[OverlayError] = Illegal if refusal.reason == "illegal" else Unknown
        raise error(refusal.message, **refusal.params)
