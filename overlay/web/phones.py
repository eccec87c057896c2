"""The audience's pages by device: whoever asked hears how the question fares."""

from __future__ import annotations

from overlay.desk import Changed, Desk
from overlay.show.events import things
from overlay.web.askers import own_item
from overlay.web.socket import Page, encoded


class Phones:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pages: dict[str, dict[Page, None]] = {}
        self._next = desk.show.next

    def join(self, page: Page) -> None:
        if page.device:
            self._pages.setdefault(page.device, {})[page] = None

    def leave(self, page: Page) -> None:
        mine = self._pages.get(page.device, {})
        mine.pop(page, None)
        if not mine:
            self._pages.pop(page.device, None)

    def tell(self, changed: Changed) -> None:
        """Whose question changed hears it; also whose is next now, or is no more."""
        show, before = self._desk.show, self._next
        self._next = show.next
        if not self._pages:
            return
        named = {thing for event in changed.entry.events for thing in things(event)}
        if before != show.next:
            named |= {before or "", show.next or ""}
        for question in named & show.questions.keys():
            if pages := self._pages.get(show.questions[question].author):
                data = encoded({"mine": own_item(self._desk, question)})
                for page in pages:
                    page.write_audience(data)
