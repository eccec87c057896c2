"""Pictures come in the background: by questions, within bounds, and without hammering anybody."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from overlay.bus import Bus
from overlay.desk import Desk
from overlay.journal.memory import MemoryJournal
from overlay.media.address import media_name
from overlay.media.collector import AT_ONCE, WAITING, Collector
from overlay.media.store import Store
from overlay.show.commands import Approve, Ask
from overlay.show.model import Badge, Segment, Who
from tests.media.picture_host import PictureHost, drawing
from tests.studio import eventually

CREW = Who("p", "producer")
PICTURE = drawing()


class Room:
    """A desk, a store and a collector that works."""

    def __init__(self, host: PictureHost, folder: Path) -> None:
        self.host = host
        self.bus = Bus()
        self.journal = MemoryJournal()
        self.desk = Desk(self.journal, self.bus)
        self.store = Store(folder)
        self.collector = Collector(self.desk, self.bus, self.store, host.fetcher())

    async def ask(self, avatar: str = "", **more: object) -> str:
        """A question with that portrait; its id."""
        url = self.host.url(avatar) if avatar.startswith("/") else avatar
        ask = Ask(text="Why?", avatar=url, **more)  # type: ignore[arg-type]
        return str((await self.desk.carry_out(CREW, ask)).id)

    def has(self, path: str) -> bool:
        return media_name(self.host.url(path)) in self.store

    async def came(self, path: str) -> None:
        await eventually(lambda: self.has(path))

    async def quiet(self) -> None:
        await eventually(lambda: not self.collector.busy)


@contextlib.asynccontextmanager
async def working(host: PictureHost, folder: Path) -> AsyncIterator[Room]:
    room = Room(host, folder)
    await room.desk.start("Show", "en")
    async with room.collector.running():
        yield room


async def test_a_question_asked_brings_its_pictures(host: PictureHost, tmp_path: Path) -> None:
    for path in ("/avatar", "/badge", "/emote"):
        host.answers[path] = PICTURE
    async with working(host, tmp_path) as room:
        await room.ask(
            "/avatar",
            badges=(Badge("Moderator", host.url("/badge")),),
            segments=(Segment("Wh"), Segment("y?", host.url("/emote"))),
        )
        for path in ("/avatar", "/badge", "/emote"):
            await room.came(path)
    assert (await Store(tmp_path).read("x")) is None


async def test_one_picture_is_fetched_once(host: PictureHost, tmp_path: Path) -> None:
    host.answers["/a"] = PICTURE
    async with working(host, tmp_path) as room:
        for _ in range(20):
            await room.ask("/a")
        await room.came("/a")
        await room.ask("/a")
        await room.quiet()
    assert len(host.asked) == 1


async def test_a_restart_fetches_nothing_again(host: PictureHost, tmp_path: Path) -> None:
    host.answers["/a"] = PICTURE
    async with working(host, tmp_path) as room:
        await room.ask("/a")
        await room.came("/a")
    async with working(host, tmp_path) as room:
        await room.ask("/a")
        await room.quiet()
        assert room.has("/a")
    assert len(host.asked) == 1


async def test_what_is_near_the_air_is_fetched_at_a_start(host: PictureHost, tmp_path: Path) -> None:
    room = Room(host, tmp_path)
    await room.desk.start("Show", "en")
    question = await room.ask("/a")
    await room.ask("/b")
    await room.desk.carry_out(CREW, Approve(id=question))
    host.answers["/a"] = host.answers["/b"] = PICTURE
    async with room.collector.running():
        await room.came("/a")
        await room.quiet()
        assert not room.has("/b")


async def test_at_most_so_many_at_once(host: PictureHost, tmp_path: Path) -> None:
    now, most, go = 0, 0, asyncio.Event()

    async def slow(request: web.Request) -> web.Response:
        nonlocal now, most
        now, most = now + 1, max(most, now + 1)
        await go.wait()
        now -= 1
        return web.Response(body=PICTURE, content_type="image/png")

    for number in range(AT_ONCE * 3):
        host.answers[f"/{number}"] = slow
    async with working(host, tmp_path) as room:
        for number in range(AT_ONCE * 3):
            await room.ask(f"/{number}")
        await eventually(lambda: now == AT_ONCE)
        go.set()
        for number in range(AT_ONCE * 3):
            await room.came(f"/{number}")
    assert most == AT_ONCE


async def test_what_waits_longest_is_given_up_until_its_question_is_approved(
    host: PictureHost, tmp_path: Path
) -> None:
    go = asyncio.Event()

    async def held(request: web.Request) -> web.Response:
        await go.wait()
        return web.Response(status=404)

    for number in range(AT_ONCE):
        host.answers[f"/held{number}"] = held
    async with working(host, tmp_path) as room:
        for number in range(AT_ONCE):
            await room.ask(f"/held{number}")
        await eventually(lambda: len(host.asked) == AT_ONCE)
        host.answers["/first"] = host.answers["/last"] = PICTURE
        first = await room.ask("/first")
        for number in range(WAITING - 1):
            await room.ask(f"/n{number}")
        await room.ask("/last")
        go.set()
        await room.came("/last")
        await room.quiet()
        assert not room.has("/first")
        await room.desk.carry_out(CREW, Approve(id=first))
        await room.came("/first")


async def test_a_host_in_trouble_is_left_alone(host: PictureHost, tmp_path: Path) -> None:
    async def down(request: web.Request) -> web.Response:
        return web.Response(status=503)

    for number in range(30):
        host.answers[f"/{number}"] = down
    async with working(host, tmp_path) as room:
        for number in range(30):
            await room.ask(f"/{number}")
        await room.quiet()
    assert 1 <= len(host.asked) <= AT_ONCE


async def test_a_picture_that_is_none_is_not_asked_for_again(host: PictureHost, tmp_path: Path) -> None:
    host.answers["/svg"] = b"<svg/>"
    async with working(host, tmp_path) as room:
        for path in ("/svg", "/missing"):
            question = await room.ask(path)
            await room.quiet()
            await room.desk.carry_out(CREW, Approve(id=question))
            await room.quiet()
    assert [path for path, _ in host.asked] == ["/svg", "/missing"]
    assert list(tmp_path.iterdir()) == []


async def test_the_last_room_on_the_disk_is_not_for_pictures(host: PictureHost, tmp_path: Path) -> None:
    host.answers["/a"] = PICTURE
    async with working(host, tmp_path) as room:
        room.journal.low = True
        await room.ask("/a")
        await room.quiet()
    assert host.asked == []


async def test_a_disk_that_refuses_stops_nothing(host: PictureHost, tmp_path: Path) -> None:
    host.answers["/a"] = host.answers["/b"] = PICTURE
    (tmp_path / "media").write_bytes(b"not a folder")
    async with working(host, tmp_path / "media") as room:
        await room.ask("/a")
        await eventually(lambda: len(host.asked) == 1)
        await room.quiet()
        (tmp_path / "media").unlink()
        await room.ask("/b")
        await room.came("/b")


async def test_the_log_tells_the_host_and_no_more(
    host: PictureHost, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with working(host, tmp_path) as room:
            await room.ask("/gone/avatar-of-somebody?key=secret-word")
            await room.quiet()
            await room.ask("https://other.example/x?key=secret-word")
            await room.quiet()
    told = caplog.text
    assert "A picture of pictures.test is not shown: it was answered with 404." in told
    assert "A picture of other.example is not shown: its host is not on the list." in told
    assert "secret-word" not in told
    assert "somebody" not in told


async def test_another_show_brings_what_it_needs(host: PictureHost, tmp_path: Path) -> None:
    room = Room(host, tmp_path)
    await room.desk.start("Show", "en")
    first = room.desk.show.id
    question = await room.ask("/a")
    await room.desk.carry_out(CREW, Approve(id=question))
    await room.desk.new_show(CREW, "Another")
    host.answers["/a"] = PICTURE
    async with room.collector.running():
        await room.quiet()
        assert host.asked == []
        await room.desk.open_show(CREW, first)
        await room.came("/a")


async def test_forgotten_is_erased_and_comes_no_more(host: PictureHost, tmp_path: Path) -> None:
    host.answers["/a"] = PICTURE
    async with working(host, tmp_path) as room:
        await room.ask("/a")
        await room.came("/a")
        await room.collector.forget(host.url("/a"))
        await room.quiet()
        assert not room.has("/a")
    assert list(tmp_path.iterdir()) == []


async def test_the_end_waits_for_no_host(host: PictureHost, tmp_path: Path) -> None:
    async def silent(request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    host.answers["/a"] = silent
    async with asyncio.timeout(5), working(host, tmp_path) as room:
        await room.ask("/a")
        await eventually(lambda: host.asked)
