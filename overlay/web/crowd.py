"""The audience's sockets: many, served after everybody else, in slices with a pause between.

So the picture never waits for them: what a command needs of the loop (read, decide, tell) fits into a pause.
What came up meanwhile goes out together, in one write a page. Who does not read is skipped and told the
whole later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec

from overlay.web.socket import Page

SLICE = 100
PAUSE = 0.001
"""Seconds between two slices; with none, each step of a command waits for a slice of its own."""


class _Frame(msgspec.Struct, frozen=True):
    """`rev` 0: not numbered, for everybody."""

    rev: int
    data: bytes


class Crowd:
    """`tell_whole` sends a page the whole view (or sees to it that it will be sent)."""

    def __init__(self, tell_whole: Callable[[Page], None]) -> None:
        self.pages: dict[Page, None] = {}
        self._tell_whole = tell_whole
        self._frames: list[_Frame] = []
        self._whole = False
        self._news = asyncio.Event()

    def patch(self, rev: int, data: bytes) -> None:
        """To everybody who stands before `rev`."""
        self._frames.append(_Frame(rev, data))
        self._news.set()

    def beat(self, data: bytes) -> None:
        self._frames.append(_Frame(0, data))
        self._news.set()

    def whole(self) -> None:
        """Everybody takes the whole view; what was to be told before is in it."""
        self._frames.clear()
        self._whole = True
        self._news.set()

    async def run(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            job = self._job()
            pages = list(self.pages)
            for start in range(0, len(pages), SLICE):
                for page in pages[start : start + SLICE]:
                    if page in self.pages:  # it may have left since
                        job(page)
                await asyncio.sleep(PAUSE)

    def _job(self) -> Callable[[Page], None]:
        """What every page is to be told now."""
        frames, self._frames = self._frames, []
        whole, self._whole = self._whole, False
        if whole:
            return self._tell_whole
        revs = [frame.rev for frame in frames if frame.rev]
        first, last = (revs[0], revs[-1]) if revs else (0, 0)
        together = b"".join(frame.data for frame in frames)

        def tell(page: Page) -> None:
            if not first or page.rev < first:
                data = together
            else:
                data = b"".join(frame.data for frame in frames if not frame.rev or page.rev < frame.rev)
            if data and page.write_audience(data):
                page.rev = max(page.rev, last)

        return tell

    def check(self, now: float) -> None:
        """Who was behind and has read everything takes the whole; who never reads is dropped."""
        for page in [page for page in self.pages if page.behind]:
            page.check(now)
            if not page.buffered:
                page.behind = False
                self._tell_whole(page)
