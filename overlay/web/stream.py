"""One kind of view as a stream: the whole, then numbered patches, the last 200 kept for those who return."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import msgspec

from overlay.show.items import Op, View
from overlay.web.socket import frame

RING = 200


class Stream:
    """`last` is the rev of its newest patch (or of the start): what a page that has everything stands at."""

    def __init__(self, epoch: str, build: str, last: int) -> None:
        self.last = last
        self._epoch = epoch
        self.rebuilt(build)
        self._ring: deque[tuple[int, int, bytes]] = deque(maxlen=RING)
        self._view: tuple[object, bytes] = (None, b"")

    def rebuilt(self, build: str) -> None:
        """What is told from now on names that build."""
        self._head = msgspec.json.encode({"epoch": self._epoch, "build": build})[:-1]
        self._whole: tuple[object, bytes] = (None, b"")

    def push(self, rev: int, patch: list[Op]) -> bytes:
        """Number the patch; its frame, the same for every page."""
        text = msgspec.json.encode({"rev": rev, "after": self.last, "patch": patch})
        self._ring.append((rev, self.last, text))
        self.last = rev
        return frame(text)

    def restart(self, rev: int) -> None:
        """Another show: nobody can resume from before."""
        self._ring.clear()
        self.last = rev

    def since(self, rev: int) -> bytes | None:
        """The frame for a page that has everything up to `rev`; None if that is too long ago."""
        if rev == self.last:
            return self._resume([])
        texts: list[bytes] = []
        for _, after, text in reversed(self._ring):
            texts.append(text)
            if after == rev:
                return self._resume(texts[::-1])
        return None

    def _resume(self, texts: list[bytes]) -> bytes:
        head = self._head + b',"rev":%d,"patches":[' % self.last
        return frame(head + b",".join(texts) + b"]}")

    def view(self, key: object, view: Callable[[], View]) -> bytes:
        """The view's JSON; made once for each `key`, which says of when it is."""
        if self._view[0] != key:
            self._view = key, msgspec.json.encode(view())
        return self._view[1]

    def whole(self, view: bytes) -> bytes:
        """The frame of the whole view, numbered `last`: no patch came between it and now."""
        if self._whole[0] != (view, self.last):
            head = self._head + b',"rev":%d,"view":' % self.last
            self._whole = (view, self.last), frame(head + view + b"}")
        return self._whole[1]
