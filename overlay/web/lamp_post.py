"""Lamps told to the crew's pages, each in its language, at most five times a second."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from overlay.show.model import Language
from overlay.web.lamps import Lamps
from overlay.web.socket import Page, encoded

EVERY = 0.2


class LampPost:
    """`pages` is read at each telling."""

    def __init__(self, lamps: Lamps, pages: Iterable[Page]) -> None:
        self._lamps, self._pages = lamps, pages
        self._due: asyncio.TimerHandle | None = None
        self._told = 0.0

    def changed(self) -> None:
        """Some lamp may look different now."""
        if self._due is None:
            loop = asyncio.get_running_loop()
            self._due = loop.call_at(max(loop.time(), self._told + EVERY), self._tell)

    def _tell(self) -> None:
        self._due, self._told = None, asyncio.get_running_loop().time()
        frames: dict[Language, bytes] = {}
        for page in list(self._pages):
            if page.lang not in frames:
                frames[page.lang] = self.frame(page.lang)
            page.write_studio(frames[page.lang])

    def frame(self, lang: Language) -> bytes:
        return encoded({"lamps": self._lamps.read(lang)})

    def close(self) -> None:
        if self._due is not None:
            self._due.cancel()
