"""`/live`: every page is told how things are, then what changes, each kind of view in its own numbering.

The desk folds a command before it is durable and tells it when it is. So a page that joins takes the whole
view as it is now, but gets it only when everything in it is durable; then every later patch: no gap and
nothing twice. Overlay and studio are served first, in the same turn of the loop; the crowd afterwards.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Collection, Iterator
from typing import cast

from aiohttp import WSMsgType, web

from overlay.bus import Bus
from overlay.desk import Changed, Desk
from overlay.errors import OverlayError, Undecodable
from overlay.show.model import Who
from overlay.show.views import VIEWS, Kind
from overlay.web.crowd import Crowd
from overlay.web.greeting import check_sight, engine, first, reason, transport, upgraded
from overlay.web.lamp_post import LampPost
from overlay.web.lamps import Lamps, Pictures, pictures_of
from overlay.web.phones import Phones
from overlay.web.routes import Call, decoded
from overlay.web.socket import Hello, Page, Said, encoded
from overlay.web.stream import Stream
from overlay.web.tokens import Revoked, Tokens

BEAT, AUDIENCE_BEATS = 2.0, 10
PING = 6.0
"""Seconds; an answer is due within half of it, so a frozen page of the studio is gone in nine."""
LATE = 1.0
"""Seconds after which an overlay page that has not drawn the newest picture counts as hidden."""
REFUSED, RESTART = 4401, 1012
FIRST: tuple[Kind, ...] = ("overlay", "preview", "crew")


class Live:
    def __init__(self, desk: Desk, bus: Bus, tokens: Tokens, lamps: Lamps, build: str) -> None:
        self._desk = desk
        self._tokens = tokens
        self._streams = {kind: Stream(desk.journal.epoch, build, desk.published) for kind in VIEWS}
        self._studio: dict[Kind, dict[Page, None]] = {kind: {} for kind in FIRST}
        self._crowd = Crowd(self._tell_whole)
        self._waiting: dict[Page, tuple[int, bytes]] = {}
        self._phones = Phones(desk)
        self._drawn_by = 0.0
        self._lamp_post = LampPost(lamps, self._studio["crew"])
        self._closing: set[asyncio.Task[bool]] = set()
        lamps.pictures = self.pictures
        lamps.changed = self._lamp_post.changed
        bus.listen(Changed, self._changed)
        bus.listen(Revoked, self._revoked)

    # -- life

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """While it beats. At the end every page is told that this is a planned restart."""
        tasks = [asyncio.create_task(self._crowd.run()), asyncio.create_task(self._beats())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._lamp_post.close()
            await asyncio.gather(
                *(page.ws.close(code=RESTART) for page in self._all()), return_exceptions=True
            )

    def _all(self) -> Iterator[Page]:
        for pages in (*self._studio.values(), self._crowd.pages):
            yield from list(pages)
        yield from list(self._waiting)

    async def _beats(self) -> None:
        count = 0
        while True:
            await asyncio.sleep(BEAT)
            count += 1
            beat, now = encoded({"beat": count}), time.monotonic()
            for pages in self._studio.values():
                for page in list(pages):
                    page.check(now)
                    page.write_studio(beat)
            self._crowd.check(now)
            if count % AUDIENCE_BEATS == 0:
                self._crowd.beat(beat)
            if self._drawn_by and now > self._drawn_by:
                self._drawn_by = 0.0
                self._lamp_post.changed()

    # -- a socket's life

    async def socket(self, call: Call) -> web.StreamResponse:
        """Crew and overlay pages say their token first; the audience's cookie names its device."""
        audience = call.who.role == "audience" and call.who.id != ""
        ws = await upgraded(call.request, heartbeat=None if audience else PING)
        try:
            hello = await first(ws)
            who = call.who if audience else await self._who(call, hello.token)
            check_sight(who.role, hello.view)
        except OverlayError as error:
            await ws.close(code=REFUSED, message=reason(call.lang, error))
            return ws
        page = Page(ws, transport(call.request), who, hello)
        page.lang = call.lang
        page.engine = engine(call.request.headers.get("User-Agent", ""))
        await self._serve(page, hello)
        return ws

    async def _who(self, call: Call, token: str) -> Who:
        return await call.guard.answered_late(call.address, lambda: self._tokens.who(token))

    async def _serve(self, page: Page, hello: Hello) -> None:
        self._join(page, hello)
        try:
            async for message in page.ws:
                if message.type is not WSMsgType.TEXT or not page.may_speak():
                    break
                self._heard(page, decoded(message.data, Said))
        except Undecodable as error:
            await page.ws.close(code=1007, message=reason(page.lang, error))
        finally:
            self._leave(page)

    def _join(self, page: Page, hello: Hello) -> None:
        self._phones.join(page)
        stream = self._streams[page.kind]
        known = hello.epoch == self._desk.journal.epoch and hello.rev is not None
        missed = stream.since(cast(int, hello.rev)) if known else None
        if missed is None:
            self._tell_whole(page)
        else:
            page.write(missed)
            self._stands(page)
        if page.kind != "audience":
            self._lamp_post.changed()

    def _leave(self, page: Page) -> None:
        self._pages(page).pop(page, None)
        self._waiting.pop(page, None)
        self._phones.leave(page)
        if page.kind != "audience":
            self._lamp_post.changed()

    def _heard(self, page: Page, said: Said) -> None:
        if said.again:
            self._tell_whole(page)
        if page.kind != "overlay":
            return
        if said.seen is not None and said.seen <= self._streams["overlay"].last:
            page.seen = said.seen
            self._lamp_post.changed()
        if said.fault is not None and len(page.faults) < 10:
            page.faults[said.fault.graphic[:60]] = said.fault.sentence[:300], page.rev
            self._lamp_post.changed()

    def _revoked(self, news: Revoked) -> None:
        for page in self._all():
            if page.who.id == news.id:
                closing = asyncio.ensure_future(page.ws.close(code=REFUSED))
                self._closing.add(closing)
                closing.add_done_callback(self._closing.discard)

    # -- telling

    def rebuilt(self, build: str) -> None:
        """The files served are others: pages of the studio load themselves anew, each when it may."""
        for stream in self._streams.values():
            stream.rebuilt(build)
        for page in [page for pages in self._studio.values() for page in pages]:
            page.write_studio(encoded({"build": build}))

    def _tell_whole(self, page: Page) -> None:
        """The whole view as it is now: at once, or as soon as all that is in it is durable."""
        self._pages(page).pop(page, None)
        show = self._desk.show
        view = self._streams[page.kind].view(
            (show.id, show.rev), lambda: self._desk.views[page.kind].whole(show)
        )
        self._waiting[page] = show.rev, view
        if self._desk.published >= show.rev:
            self._tell_waiting(page)

    def _tell_waiting(self, page: Page) -> None:
        _, view = self._waiting.pop(page)
        stream = self._streams[page.kind]
        page.write(stream.whole(view))
        self._stands(page)

    def _stands(self, page: Page) -> None:
        """It has everything up to now, and gets every patch from now on."""
        page.rev = self._streams[page.kind].last
        self._pages(page)[page] = None
        if page.kind == "crew":
            page.write(self._lamp_post.frame(page.lang))

    def _pages(self, page: Page) -> dict[Page, None]:
        return self._crowd.pages if page.kind == "audience" else self._studio[page.kind]

    def _changed(self, changed: Changed) -> None:
        rev = changed.entry.rev
        if changed.whole:
            self._all_whole(rev)
        else:
            self._all_patched(rev, changed)
        for page in [page for page, (due, _) in self._waiting.items() if due <= rev]:
            self._tell_waiting(page)
        self._phones.tell(changed)
        if changed.whole or "overlay" in changed.patches:
            self._drawn_by = time.monotonic() + LATE
        self._lamp_post.changed()

    def _all_patched(self, rev: int, changed: Changed) -> None:
        for kind in FIRST:
            if ops := changed.patches.get(kind):
                data = self._streams[kind].push(rev, ops)
                for page in list(self._studio[kind]):
                    page.write_studio(data)
                    page.rev = rev
        if ops := changed.patches.get("audience"):
            self._crowd.patch(rev, self._streams["audience"].push(rev, ops))

    def _all_whole(self, rev: int) -> None:
        for stream in self._streams.values():
            stream.restart(rev)
        for pages in self._studio.values():
            for page in list(pages):
                self._tell_whole(page)
        self._crowd.whole()

    @property
    def audience(self) -> Collection[Page]:
        return self._crowd.pages

    @property
    def crew(self) -> Collection[Page]:
        return self._studio["crew"]

    def pictures(self) -> Pictures:
        """The overlay pages that are alive, and what they have drawn."""
        late = time.monotonic() > self._drawn_by
        newest = self._streams["overlay"].last
        return pictures_of(self._studio["overlay"], newest, self._desk.show, late=late)
