"""Fetches the pictures of questions in the background: when asked, and when they come nearer the air.

Bounded in every way: what is wanted newest comes first, what has waited longest is given up (and wanted again
when its question is approved); a host in trouble is left alone for a growing while.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from itertools import islice

from yarl import URL

from overlay.bus import Bus
from overlay.desk import Changed, Desk
from overlay.media.address import media_name
from overlay.media.fetch import Fetcher, NotFetched
from overlay.media.pauses import Pauses
from overlay.media.picture import Kind, NoPicture, redrawn
from overlay.media.store import Store
from overlay.show.events import Asked, Moved
from overlay.show.model import Question, Status

AT_ONCE = 4
WAITING = 200
NEARER: tuple[Status, ...] = ("on_air", "next", "queued", "approved")
"""The nearest first: the air, then the queue from its head on."""
log = logging.getLogger(__name__)


def pictures(question: Question) -> Iterator[tuple[str, Kind]]:
    """The addresses a question names, the portrait last: it is wanted newest, so it comes first."""
    yield from ((part.url, "sign") for part in question.segments if part.url)
    yield from ((badge.url, "sign") for badge in question.badges if badge.url)
    if question.avatar:
        yield question.avatar, "avatar"


class Collector:
    """Works while it is `running`."""

    def __init__(self, desk: Desk, bus: Bus, store: Store, fetcher: Fetcher) -> None:
        self._desk, self._bus, self._store, self.fetcher = desk, bus, store, fetcher
        self._wanted: OrderedDict[str, tuple[str, Kind]] = OrderedDict()
        self._fetching: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._hosts = Pauses(5.0, 600.0)
        self._names = Pauses(300.0, 86_400.0)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        await asyncio.to_thread(self._store.open)
        async with self.fetcher:
            deaf = self._bus.listen(Changed, self._heard)
            self._look_round()
            try:
                yield
            finally:
                deaf()
                self._wanted.clear()
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def busy(self) -> bool:
        """Whether a picture is wanted or on its way."""
        return bool(self._tasks)

    async def forget(self, url: str) -> None:
        """Erase the picture of that address, and fetch it no more until it is wanted again."""
        self._wanted.pop(media_name(url), None)
        await self._store.forget(url)

    # -- what is wanted

    def _heard(self, changed: Changed) -> None:
        if changed.whole:
            self._look_round()
            return
        for event in changed.entry.events:
            if isinstance(event, Asked):
                self._want(event.question)
            elif isinstance(event, Moved) and event.now in NEARER:
                self._want(self._desk.show.questions.get(event.id))

    def _look_round(self) -> None:
        """After a start, or with another show. The nearest is wanted last, and so fetched first."""
        show = self._desk.show
        for status in reversed(NEARER):
            for question in reversed(list(islice(show.lists[status], WAITING))):
                self._want(show.questions[question])

    def _want(self, question: Question | None) -> None:
        for url, kind in pictures(question) if question else ():
            name = media_name(url)
            if name in self._store or name in self._fetching or self._names.hold(name):
                continue
            self._wanted.pop(name, None)
            self._wanted[name] = (url, kind)
        while len(self._wanted) > WAITING:
            self._wanted.popitem(last=False)
        while self._wanted and len(self._tasks) < min(AT_ONCE, len(self._wanted) + len(self._fetching)):
            task = asyncio.create_task(self._work())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    # -- fetching

    async def _work(self) -> None:
        while self._wanted:
            name, (url, kind) = self._wanted.popitem()
            self._fetching.add(name)
            try:
                await self._fetched(name, url, kind)
            except Exception:
                log.exception("A picture could not be kept; the show goes on.")
            finally:
                self._fetching.discard(name)

    async def _fetched(self, name: str, url: str, kind: Kind) -> None:
        host = _host(url)
        if self._desk.journal.low or self._hosts.hold(host):
            return
        try:
            data = await asyncio.to_thread(redrawn, await self.fetcher.fetch(url), kind)
            await self._store.keep(name, data)
        except NotFetched as why:
            (self._hosts if why.trouble else self._names).failed(host if why.trouble else name)
            log.info("A picture of %s is not shown: %s.", host, why)
        except NoPicture as why:
            self._names.failed(name)
            log.info("A picture of %s is not shown: %s.", host, why)
        except OSError as error:
            log.warning("A picture is not kept: %s.", error.strerror or type(error).__name__)
        else:
            self._hosts.worked(host)
            self._names.worked(name)


def _host(url: str) -> str:
    """For the log and the pauses: nothing of an address but this is written anywhere."""
    try:
        return URL(url).raw_host or "-"
    except ValueError:
        return "-"
