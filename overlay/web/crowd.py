"""The audience's sockets: many, served after everybody else, in slices with a turn of the loop between.

So the picture never waits for them (docs/architecture.md). Each frame goes out in order, to everybody who
has not got past it already; who does not read is skipped and told the whole later.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from overlay.web.socket import Page

SLICE = 200


class Crowd:
    """`tell_whole` sends a page the whole view (or sees to it that it will be sent)."""

    def __init__(self, tell_whole: Callable[[Page], None]) -> None:
        self.pages: dict[Page, None] = {}
        self._tell_whole = tell_whole
        self._jobs: deque[Callable[[Page], None]] = deque()
        self._news = asyncio.Event()

    def patch(self, rev: int, data: bytes) -> None:
        """To everybody who stands before `rev`."""

        def send(page: Page) -> None:
            if page.rev < rev and page.write_audience(data):
                page.rev = rev

        self._do(send)

    def beat(self, data: bytes) -> None:
        def send(page: Page) -> None:
            page.write_audience(data)

        self._do(send)

    def whole(self) -> None:
        """Everybody takes the whole view."""
        self._do(self._tell_whole)

    def _do(self, job: Callable[[Page], None]) -> None:
        self._jobs.append(job)
        self._news.set()

    async def run(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            while self._jobs:
                job, pages = self._jobs.popleft(), list(self.pages)
                for start in range(0, len(pages), SLICE):
                    for page in pages[start : start + SLICE]:
                        job(page)
                    await asyncio.sleep(0)

    def check(self, now: float) -> None:
        """Who was behind and has read everything takes the whole; who never reads is dropped."""
        for page in [page for page in self.pages if page.behind]:
            page.check(now)
            if not page.buffered:
                page.behind = False
                self._tell_whole(page)
