"""The answer to a command."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from overlay.show.fold import Show


class Reply(msgspec.Struct, frozen=True):
    """Whether it changed something and why not; what is on air, next, and how many are queued now.

    `id` or `ids` are the questions that came in. `recorded` false: done, but the disk has not taken it yet.
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
