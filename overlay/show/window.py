"""The part of a list that pages hold: its first entries, or its newest."""

from __future__ import annotations

from collections.abc import Iterator

from overlay.show.lineup import Lineup

Step = tuple[str, bool]
"""An id and whether it stands in the window now."""


class Window:
    """Follows a list of which the ends are known; every step costs the same.

    `newest` keeps the end of the list instead of its start.
    """

    def __init__(self, row: Lineup, size: int, *, newest: bool = False) -> None:
        self._row, self._size, self._newest = row, size, newest
        self._held: set[str] = set()
        self._edge: str | None = None
        self._was_held: dict[str, bool] = {}
        key = row.last if newest else row.first
        while key is not None and len(self._held) < size:
            self._held.add(key)
            self._edge, key = key, self._inward(key)
        row.followers.append(self)

    def _inward(self, key: str) -> str | None:
        """The neighbour on the side where the window ends."""
        return self._row.before(key) if self._newest else self._row.after(key)

    def _outward(self, key: str) -> str | None:
        return self._row.after(key) if self._newest else self._row.before(key)

    def __contains__(self, key: str) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        """In the list's order."""
        key = self._edge if self._newest else self._row.first
        while key is not None and key in self._held:
            yield key
            key = self._row.after(key)

    def before(self, key: str) -> str | None:
        """The id a page puts `key` in front of; None is the end of what it holds."""
        following = self._row.after(key)
        return following if following in self._held else None

    def steps(self) -> list[Step]:
        """The changes since they were last taken: who is out, then who came in or moved.

        In this order each comes to stand in front of one that is in its place already.
        """
        was_held, self._was_held = self._was_held, {}
        steps = [(key, False) for key, was in was_held.items() if was and key not in self._held]
        waiting = [key for key in was_held if key in self._held]
        while waiting:
            key = waiting.pop(0)
            if self.before(key) in waiting:
                waiting.append(key)
            else:
                steps.append((key, True))
        return steps

    def entered(self, key: str) -> None:
        outer = self._outward(key)
        if outer is not None and outer not in self._held:
            return
        if outer == self._edge:
            if len(self._held) == self._size:
                return
            self._edge = key
        self._hold(key)
        if len(self._held) > self._size and self._edge is not None:
            pushed, self._edge = self._edge, self._outward(self._edge)
            self._let_go(pushed)

    def left(self, key: str, previous: str | None, following: str | None) -> None:
        if key not in self._held:
            return
        self._let_go(key)
        outer, inner = (following, previous) if self._newest else (previous, following)
        if key == self._edge:
            self._edge, drawn = outer, inner
        else:
            drawn = None if self._edge is None else self._inward(self._edge)
        if drawn is not None:
            self._edge = drawn
            self._hold(drawn)

    def _hold(self, key: str) -> None:
        self._was_held.setdefault(key, False)
        self._held.add(key)

    def _let_go(self, key: str) -> None:
        self._was_held.setdefault(key, True)
        self._held.remove(key)
