"""What failed is left alone for a while, longer with each failure."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable


class Pauses:
    """In seconds: the `first` pause, doubled each time up to `most`. The newest `kept` failures are known."""

    def __init__(
        self, first: float, most: float, kept: int = 1000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._first, self._most, self._kept, self._clock = first, most, kept, clock
        self._until: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def hold(self, key: str) -> bool:
        """Whether it must be left alone still."""
        return key in self._until and self._clock() < self._until[key][0]

    def failed(self, key: str) -> None:
        _, last = self._until.pop(key, (0.0, 0.0))
        pause = min(last * 2 or self._first, self._most)
        self._until[key] = (self._clock() + pause, pause)
        while len(self._until) > self._kept:
            self._until.popitem(last=False)

    def worked(self, key: str) -> None:
        self._until.pop(key, None)
