"""Where commands are carried out, one at a time: decide, journal, apply, tell.

Everything that changes a show comes through here: control page, phone, key, OBS, command line, source.
An answer is given when the entry is durable; pages hear of it at the same moment, in the order of rev.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from functools import partial

import msgspec
from msgspec import UNSET

from overlay.ballots import Ballots
from overlay.bus import Bus
from overlay.clock import wall_ms
from overlay.errors import Forbidden, Illegal, Unavailable, Unknown
from overlay.journal.contract import Journal, ShowLine, Vote, write_of
from overlay.moderation.words import prepared, title_words
from overlay.ops import Ops
from overlay.reply import Reply, again, done, raised, reply
from overlay.show.commands import AnyCommand, Ask, Order, Paste, Poll, Withdraw, type_of
from overlay.show.events import Entry, Opened
from overlay.show.fold import Show, fold
from overlay.show.items import Op
from overlay.show.model import Language, Placed, Settings, Who
from overlay.show.polling import COUNTED_FIRST
from overlay.show.roles import may
from overlay.show.rules import decide
from overlay.show.steps import Refusal
from overlay.show.views import VIEWS, FollowedView, Kind
from overlay.wardrobe import Wardrobe

NO_DISK = "The disk takes nothing at the moment, so nothing new can be kept. Try again soon."
SERVER = Who("server", "producer")


class Changed(msgspec.Struct, frozen=True):
    """News: an entry is durable (or the disk refuses and it waits). `patches` by kind of view.

    `whole`: another show stands on the desk, so every page takes its whole view.
    """

    entry: Entry
    patches: dict[Kind, list[Op]]
    whole: bool = False


class Desk:
    """The one writer. `show` and `views` may be read by anybody on the loop, and written by nobody else."""

    def __init__(self, journal: Journal, bus: Bus) -> None:
        self.journal = journal
        self.bus = bus
        self.show = Show("")
        self.views: dict[Kind, FollowedView] = {}
        self.published = 0
        self.wardrobe = Wardrobe()
        self.ballots = Ballots(journal)
        self._ops = Ops()
        self._ready = asyncio.Event()
        self._settled = asyncio.Condition()
        self._background: set[asyncio.Future[None]] = set()

    # -- shows

    async def start(self, title: str, language: Language) -> None:
        """Put the newest show on the desk; make one if there is none."""
        lines = await asyncio.to_thread(self.journal.shows)
        if lines:
            await self._load(lines[0].id)
            self.published = self.show.rev
        else:
            await self._opening(secrets.token_hex(4), SERVER, Settings(title, language))
        self._ready.set()

    async def shows(self) -> list[ShowLine]:
        return await asyncio.to_thread(self.journal.shows)

    async def new_show(self, who: Who, title: str) -> Reply:
        """Make a show with the settings of the current one and put it on the desk."""
        settings = msgspec.structs.replace(self.show.settings, title=title_words(title), intake="open")
        return await self._switch(secrets.token_hex(4), who, settings)

    async def open_show(self, who: Who, show_id: str) -> Reply:
        """Put an earlier show on the desk, opened again. `Unknown` if there is none of that id."""
        if show_id not in {line.id for line in await self.shows()}:
            raise Unknown("There is no show {id}.", id=show_id)
        return await self._switch(show_id, who, None)

    async def _switch(self, show_id: str, who: Who, settings: Settings | None) -> Reply:
        """Commands wait meanwhile; those given before are on disk first, so that they are in the replay."""
        if who.role != "producer":
            raise Forbidden("Only a producer makes and opens shows.")
        await self._idle()
        if show_id == self.show.id and not self.show.closed:
            return reply(self.show, changed=False, reason="repeated")
        if self.show.layers:
            raise Illegal("Something is on air; clear it first, then change the show.")
        if self.show.latched:
            raise Illegal("Panic holds; release it first, then change the show.")
        self._ready.clear()
        try:
            self._tally()
            await self.durable(self.show.rev)
            if not self.journal.recorded:
                raise Unavailable(NO_DISK)
            await self._opening(show_id, who, settings)
        finally:
            self._ready.set()
        return reply(self.show, changed=True)

    async def _opening(self, show_id: str, who: Who, settings: Settings | None) -> None:
        if settings is None:
            await self._load(show_id)
            settings = self.show.settings
        else:
            self._stand(Show(show_id), Ops(), [])
        rev = self.journal.last_rev + 1
        entry = Entry(rev, wall_ms(), show_id, who, "open", (Opened(settings),))
        await self._record(entry, whole=True)

    async def _idle(self) -> None:
        """Until no show is being changed; who waited looks again, for another may have begun a change."""
        while not self._ready.is_set():
            await self._ready.wait()

    async def _load(self, show_id: str) -> None:
        self._stand(*await asyncio.to_thread(self._replay, show_id))

    def _replay(self, show_id: str) -> tuple[Show, Ops, list[Vote]]:
        show, ops = Show(show_id), Ops()
        for entry in self.journal.entries(show_id):
            fold(show, entry)
            ops.note(entry)
        return show, ops, self.journal.votes(show_id)

    def _stand(self, show: Show, ops: Ops, votes: list[Vote]) -> None:
        show.graphics = self.wardrobe.graphics
        self.show, self._ops = show, ops
        self.views = {kind: view(show) for kind, view in VIEWS.items()}
        self.ballots.load(votes)

    # -- votes

    async def vote(self, who: Who, poll: str, option: str) -> None:
        """A device's choice, in place of its former one; durable. Unknown, Illegal, Unavailable."""
        await self._idle()
        if not self.journal.recorded:
            raise Unavailable(NO_DISK)
        await self.ballots.vote(self.show, who.id, poll, option)

    async def tally(self) -> None:
        """Tell what has been counted since."""
        await self._idle()
        self._tally()

    def _tally(self) -> None:
        if not self.show.closed and (told := self.ballots.untold(self.show)):
            self._put(Entry(self.show.rev + 1, wall_ms(), self.show.id, SERVER, "tally", tuple(told)))

    # -- commands

    async def carry_out(self, who: Who, command: AnyCommand) -> Reply:
        """Do it, or say why not: Forbidden, Illegal, Unknown, Undecodable, Unavailable."""
        await self._idle()
        stranger = who.stranger
        if stranger and not self.journal.recorded and not isinstance(command, Withdraw):
            raise Unavailable(NO_DISK)
        if known := self._ops.answered(who, command.op):
            await self.durable(known.rev)
            return again(self.show, known, recorded=self.journal.recorded)
        if not may(who.role, command, self.show.settings):
            raise Forbidden("A {role} may not {verb}.", role=who.role, verb=type_of(command))
        if isinstance(command, COUNTED_FIRST):
            self._tally()
        order = self._order(who, command)
        decision = decide(self.show, order)
        if isinstance(decision, Refusal):
            return self._refused(who, command, decision)
        entry = Entry(order.rev, order.at, self.show.id, who, type_of(command), tuple(decision), command.op)
        recorded = await self._record(entry)
        if not recorded and stranger and not isinstance(command, Withdraw):
            raise Unavailable(NO_DISK)
        return done(self.show, entry, recorded=recorded)

    def _order(self, who: Who, command: AnyCommand) -> Order:
        crew = not who.stranger
        command = prepared(command, limit=280 if crew else self.show.settings.limit)
        wanted = len(command.questions) if isinstance(command, Paste) else isinstance(command, Ask | Poll)
        ids = tuple(secrets.token_hex(6) for _ in range(wanted))
        return Order(command, who, wall_ms(), self.show.rev + 1, ids, self.wardrobe.dressed(command))

    def place(self, graphics: Mapping[str, Placed]) -> None:
        """The graphics there are from now on. What is on air stays."""
        self.wardrobe.graphics = self.show.graphics = graphics

    def _refused(self, who: Who, command: AnyCommand, refusal: Refusal) -> Reply:
        raised(refusal)
        self._ops.note_refusal(who, command.op, refusal)
        return reply(self.show, changed=False, reason=refusal.reason, by=refusal.by or UNSET)

    # -- recording

    async def _record(self, entry: Entry, *, whole: bool = False) -> bool:
        """Put it down and wait; False where the disk has refused it and it waits."""
        durable = self._put(entry, whole=whole)
        recorded = True
        try:
            await asyncio.shield(durable)
        except Unavailable:
            recorded = False
        await self.durable(entry.rev)
        return recorded

    def _put(self, entry: Entry, *, whole: bool = False) -> asyncio.Future[None]:
        """Fold now, so that the next order decides on it; it is published when it is durable."""
        fold(self.show, entry, self.views.values())
        self._ops.note(entry)
        patches = {kind: ops for kind, view in self.views.items() if (ops := view.patch(self.show))}
        durable = self.journal.append(write_of(self.show, entry))
        self._background.add(durable)
        durable.add_done_callback(partial(self._publish, Changed(entry, patches, whole)))
        return durable

    def _publish(self, changed: Changed, durable: asyncio.Future[None]) -> None:
        self._background.discard(durable)
        if not durable.cancelled():
            durable.exception()
        self.published = changed.entry.rev
        self.bus.publish(changed)
        waking = asyncio.ensure_future(self._wake())
        self._background.add(waking)
        waking.add_done_callback(self._background.discard)

    async def durable(self, rev: int) -> None:
        """Wait until that entry is on disk, or the disk has refused it, and everybody was told."""
        if self.published >= rev:
            return
        async with self._settled:
            await self._settled.wait_for(lambda: self.published >= rev)

    async def _wake(self) -> None:
        async with self._settled:
            self._settled.notify_all()
