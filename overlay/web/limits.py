"""How often: token buckets on the monotonic clock, by device, by address and for the whole house."""

from __future__ import annotations

import contextlib
import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator

from overlay.errors import Limited

BUCKETS = 100_000
"""Of each kind at most so many are remembered; the longest unused is forgotten first (and is full again)."""


class Buckets:
    """One limit: `rate` a second, up to `burst` at once, for each key. `rate` 0 is no limit."""

    def __init__(
        self, rate: float, burst: float, sentence: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rate, self.burst, self.sentence = rate, max(burst, 1.0), sentence
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def _filled(self, key: str) -> tuple[float, float]:
        now = self._clock()
        left, since = self._left.get(key, (self.burst, now))
        return min(self.burst, left + (now - since) * self.rate), now

    def check(self, key: str, count: int = 1) -> None:
        """Raises Limited, with the seconds to wait, if so many are not left. Takes nothing."""
        if self.rate <= 0:
            return
        left, _ = self._filled(key)
        needed = min(count, self.burst)
        if left < needed:
            raise Limited(self.sentence, retry_after=(needed - left) / self.rate)

    def spend(self, key: str, count: int = 1) -> None:
        """Take so many, or none of them: Limited. A full bucket lends what is over its burst."""
        if self.rate <= 0:
            return
        self.check(key, count)
        left, now = self._filled(key)
        self._left[key] = left - count, now
        self._left.move_to_end(key)
        if len(self._left) > BUCKETS:
            self._left.popitem(last=False)

    def give_back(self, key: str) -> None:
        """What was spent came to nothing."""
        if key in self._left:
            left, since = self._left[key]
            self._left[key] = min(self.burst, left + 1.0), since


class Counts:
    """How many at the same time, for each key. `most` 0 is no limit."""

    def __init__(self, most: int, sentence: str) -> None:
        self.most, self.sentence = most, sentence
        self._held: dict[str, int] = {}

    def enter(self, key: str) -> None:
        """Raises Limited when it is full."""
        held = self._held.get(key, 0)
        if 0 < self.most <= held:
            raise Limited(self.sentence, retry_after=5.0)
        self._held[key] = held + 1

    @contextlib.contextmanager
    def held(self, key: str) -> Iterator[None]:
        """One more while it lasts."""
        self.enter(key)
        try:
            yield
        finally:
            self.leave(key)

    def leave(self, key: str) -> None:
        held = self._held.get(key, 0) - 1
        if held > 0:
            self._held[key] = held
        else:
            self._held.pop(key, None)


class Newest:
    """So many at the same time, for each key: one more, and the oldest is let go. `most` 0 is no limit."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: dict[str, list[Callable[[], None]]] = {}

    @contextlib.contextmanager
    def held(self, key: str, let_go: Callable[[], None]) -> Iterator[None]:
        """One more while it lasts; `let_go` is called when it is too many."""
        held = self._held.setdefault(key, [])
        held.append(let_go)
        if 0 < self.most < len(held):
            held.pop(0)()
        try:
            yield
        finally:
            if let_go in held:
                held.remove(let_go)
            if not held and self._held.get(key) is held:
                del self._held[key]


def address_key(address: str) -> str:
    """What counts as one address: an IPv4, or the /64 of an IPv6 (one household)."""
    try:
        parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
