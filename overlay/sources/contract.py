"""What every source of questions is: something that asks, until it has nothing more to ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

import msgspec

from overlay.errors import OverlayError


class Message(msgspec.Struct, frozen=True):
    """A question from elsewhere, as plain text. `at`: seconds on its own clock, None if it tells none.

    `id` and `author` are the source's own: the same `id` again is the same question.
    """

    text: str
    name: str = ""
    platform: str = ""
    author: str = ""
    id: str = ""
    at: float | None = None


class Skipped(msgspec.Struct, frozen=True):
    """A line of a file that holds no question, counted from 1, and why."""

    line: int
    why: OverlayError


class Batch(msgspec.Struct, frozen=True):
    """What a file holds: its questions in order, and what was left out."""

    messages: list[Message]
    skipped: list[Skipped]


class Source(Protocol):
    """One small thing. It raises OverlayError to say why it stopped; anything else is a fault."""

    @property
    def name(self) -> str: ...

    async def run(self, ask: Callable[[Message], Awaitable[None]]) -> None:
        """Ask, and return when nothing more is to be asked. `ask` returns when the question is durable."""
        ...
