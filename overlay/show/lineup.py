"""An ordered set of ids in which every move costs the same, however long it is.

A linked list in two dicts: a Python list would shift and search 100,000 entries for one move.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Follower(Protocol):
    """Is told of every change of a list, right after it."""

    def entered(self, key: str) -> None: ...

    def left(self, key: str, previous: str | None, following: str | None) -> None:
        """`previous` and `following` were its neighbours."""
        ...


class Lineup:
    """Ids from first to last. Nothing may be in it twice."""

    __slots__ = ("_next", "_previous", "first", "followers", "last")

    def __init__(self) -> None:
        self.first: str | None = None
        self.last: str | None = None
        self.followers: list[Follower] = []
        self._next: dict[str, str | None] = {}
        self._previous: dict[str, str | None] = {}

    def __len__(self) -> int:
        return len(self._next)

    def __contains__(self, key: str) -> bool:
        return key in self._next

    def __iter__(self) -> Iterator[str]:
        key = self.first
        while key is not None:
            yield key
            key = self._next[key]

    def after(self, key: str) -> str | None:
        """The id that follows; None at the end. KeyError if `key` is not here."""
        return self._next[key]

    def before(self, key: str) -> str | None:
        return self._previous[key]

    def insert(self, key: str, before: str | None = None) -> None:
        """Put `key` in front of `before`; None means at the end. KeyError if `before` is not here."""
        previous = self.last if before is None else self._previous[before]
        self._previous[key] = previous
        self._next[key] = before
        if previous is None:
            self.first = key
        else:
            self._next[previous] = key
        if before is None:
            self.last = key
        else:
            self._previous[before] = key
        for follower in self.followers:
            follower.entered(key)

    def remove(self, key: str) -> None:
        """KeyError if it is not here."""
        following, previous = self._next.pop(key), self._previous.pop(key)
        if previous is None:
            self.first = following
        else:
            self._next[previous] = following
        if following is None:
            self.last = previous
        else:
            self._previous[following] = previous
        for follower in self.followers:
            follower.left(key, previous, following)
