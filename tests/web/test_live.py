"""Pages are told how things are, then what changes: no gap, nothing twice, nobody waited for."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import aiohttp
import pytest

from overlay.config import Limits
from overlay.errors import Undecodable
from overlay.show.items import Op, View
from overlay.web import live as lives
from overlay.web import socket as sockets
from overlay.web.api.tokens import Given
from overlay.web.crowd import SLICE
from overlay.web.greeting import reason
from overlay.web.socket import Page
from overlay.web.stream import RING
from tests.studio import Socket, Studio, eventually, started


class Copy:
    """A page's copy of a view, kept by the wire's rules; it fails on a gap and on anything twice."""

    def __init__(self, whole: Any) -> None:
        self.rev: int = whole["rev"]
        self.view: View = whole["view"]

    def take(self, patch: Any) -> None:
        assert patch["after"] == self.rev, (patch, self.rev)
        assert patch["rev"] > self.rev
        self.rev = patch["rev"]
        for op in patch["patch"]:
            self._apply(op)

    def _apply(self, op: Op) -> None:
        match op:
            case ["set", key, value]:
                self.view[key] = value
            case ["put", key, item, before]:
                rest = [other for other in self.view[key] if other["id"] != item["id"]]
                ids = [other["id"] for other in rest]
                rest.insert(len(rest) if before is None else ids.index(before), item)
                self.view[key] = rest
            case ["cut", key, item]:
                self.view[key] = [other for other in self.view[key] if other["id"] != item]
            case _:
                raise AssertionError(op)


async def joined(page: Socket) -> Copy:
    return Copy(await page.until("view"))


async def follow(page: Socket, copy: Copy, rev: int) -> None:
    """Take patches until the view stands at `rev` or later."""
    while copy.rev < rev:
        copy.take(await page.until("patch"))


# -- whole views and patches


async def test_a_page_gets_the_whole_view_then_patches(studio: Studio) -> None:
    first = await studio.queued("First?")
    async with studio.live("crew") as page:
        copy = await joined(page)
        assert [item["id"] for item in copy.view["queued"]] == [first]
        reply = await studio.command("next")
        await follow(page, copy, reply["rev"])
        assert [item["id"] for item in copy.view["on_air"]] == [first]


async def test_the_overlay_gets_the_picture_and_nothing_else(studio: Studio) -> None:
    async with studio.live("overlay", studio.app.tokens.overlay) as page:
        whole = await page.until("view")
        assert whole["view"]["layers"] == []
        assert (whole["epoch"], whole["build"]) == (studio.app.desk.journal.epoch, studio.app.pages.build)
        question = await studio.queued("What is it?", "Mia")
        await studio.command("next")
        patch = await page.until("patch")
        (op,) = patch["patch"]
        assert op[:2] == ["put", "layers"]
        assert op[2]["data"]["id"] == question
        assert patch["after"] == whole["rev"]


async def test_pages_that_join_while_the_show_goes_on_miss_nothing(studio: Studio) -> None:
    """They join at every stage of commands that are folded and not yet durable."""

    async def busy() -> None:
        for number in range(40):
            await asyncio.gather(*(studio.queued(f"Question {number}.{more}?") for more in range(5)))
            await studio.command("next")

    async def page(after: float) -> tuple[Socket, Copy, Any]:
        await asyncio.sleep(after)
        context = studio.live("crew")
        socket = await context.__aenter__()
        return socket, await joined(socket), context

    work = asyncio.create_task(busy())
    pages = [await page(0.005) for _ in range(30)]
    await work
    async with studio.live("crew") as late:
        final = await joined(late)
    for page_, copy, context in pages:
        await follow(page_, copy, final.rev)
        assert copy.view == final.view
        await context.__aexit__(None, None, None)


async def test_who_joins_before_it_is_durable_gets_the_whole_view_after(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, journal = studio.app.desk, studio.app.desk.journal
    real, held = journal.append, asyncio.get_running_loop().create_future()

    def slow(write: Any) -> asyncio.Future[None]:
        written = real(write)

        async def later() -> None:
            await held
            await written

        return asyncio.ensure_future(later())

    monkeypatch.setattr(journal, "append", slow)
    asking = asyncio.create_task(studio.queued("Pending?"))
    await eventually(lambda: desk.show.rev > desk.published)
    async with studio.live("crew") as page:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(page.ws.receive(), 0.3)
        held.set_result(None)
        question = await asking
        copy = await joined(page)
        assert [item["id"] for item in copy.view["queued"]] == [question]
        monkeypatch.undo()
        reply = await studio.command("next")
        await follow(page, copy, reply["rev"])
        assert copy.view["n_queued"] == 0


async def test_a_page_returns_and_gets_what_it_missed(studio: Studio) -> None:
    async with studio.live("crew") as page:
        copy = await joined(page)
        epoch = studio.app.desk.journal.epoch
    for number in range(5):
        await studio.queued(f"Missed {number}?")
    async with studio.live("crew", rev=copy.rev, epoch=epoch) as page:
        missed = await page.until("patches")
        assert len(missed["patches"]) == 5
        for patch in missed["patches"]:
            copy.take(patch)
        assert copy.rev == missed["rev"]
        assert copy.view["n_queued"] == 5
    async with studio.live("crew", rev=copy.rev, epoch=epoch) as page:
        assert (await page.until("patches"))["patches"] == []
        await studio.queued("And on?")
        copy.take(await page.until("patch"))


@pytest.mark.parametrize(("missed", "resumes"), [(RING, True), (RING + 1, False)])
async def test_who_was_away_for_too_long_takes_the_whole(studio: Studio, missed: int, resumes: bool) -> None:
    async with studio.live("crew") as page:
        copy = await joined(page)
    await asyncio.gather(*(studio.queued(f"{n}?") for n in range(missed)))
    async with studio.live("crew", rev=copy.rev, epoch=studio.app.desk.journal.epoch) as page:
        first = json.loads((await page.ws.receive()).data)
        assert ("patches" in first) == resumes
        assert ("view" in first) == (not resumes)


@pytest.mark.parametrize("hello", [{"rev": 10**9}, {"rev": -5}, {"epoch": "another"}, {"rev": 0}])
async def test_a_page_that_knows_another_life_takes_the_whole(studio: Studio, hello: dict[str, Any]) -> None:
    known = {"rev": studio.app.desk.published, "epoch": studio.app.desk.journal.epoch}
    async with studio.live("crew", **{**known, **hello}) as page:
        assert (await page.until("rev"))["view"]


async def test_a_page_with_a_gap_asks_again(studio: Studio) -> None:
    async with studio.live("crew") as page:
        await joined(page)
        await page.ws.send_json({"again": True})
        copy = await joined(page)
        await studio.queued("More?")
        copy.take(await page.until("patch"))


async def test_another_show_is_told_whole_to_everybody(studio: Studio) -> None:
    await studio.queued("Of the first show?")
    async with (
        studio.live("crew") as crew,
        studio.live("overlay") as overlay,
        studio.phone() as phone,
        phone.live() as audience,
    ):
        for page in (crew, overlay, audience):
            await joined(page)
        reply = await studio.call("POST", "/api/shows", {"title": "The second"})
        for page in (crew, overlay, audience):
            whole = await page.until("view")
            assert whole["rev"] == reply["rev"]
        await studio.command("configure", title="Renamed")
        for page in (crew, overlay, audience):
            assert (await page.until("patch"))["after"] == reply["rev"]


async def test_the_preview_shows_what_next_would_take(studio: Studio) -> None:
    async with studio.live("preview") as page:
        copy = await joined(page)
        first = await studio.queued("First?")
        await follow(page, copy, copy.rev + 1)
        assert [picture["data"]["id"] for picture in copy.view["layers"]] == [first]


async def test_a_patch_is_the_same_bytes_for_every_page(studio: Studio) -> None:
    async with studio.live("overlay") as one, studio.live("overlay") as other:
        await joined(one)
        await joined(other)
        await studio.queued("Same?")
        await studio.command("next")
        texts = [(await page.ws.receive()).data for page in (one, other)]
        assert texts[0] == texts[1]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536, 200_000])
def test_a_frame_is_one_whole_text_message(size: int) -> None:
    """RFC 6455, 5.2: FIN and opcode 1, no mask, the length in 7, 16 or 64 bits."""
    text = b"x" * size
    framed = sockets.frame(text)
    assert framed[0] == 0x81
    length, start = framed[1], 2
    if length == 126:
        length, start = int.from_bytes(framed[2:4], "big"), 4
    elif length == 127:
        length, start = int.from_bytes(framed[2:10], "big"), 10
    assert (length, framed[start:]) == (size, text)


# -- who may


@pytest.mark.parametrize(
    ("view", "roles"),
    [
        ("crew", {"producer", "host", "moderator", "viewer"}),
        ("preview", {"producer", "host", "moderator", "viewer"}),
        ("overlay", {"producer", "host", "moderator", "viewer", "overlay"}),
        ("audience", set()),
    ],
)
async def test_who_sees_which_view(studio: Studio, view: str, roles: set[str]) -> None:
    for role in get_args(Given):
        async with studio.live(view, studio.token(role)) as page:
            if role in roles:
                assert (await page.until("view"))["view"]
            else:
                assert await page.closed() == 4401, role


@pytest.mark.parametrize(
    "first",
    ["nonsense", "[]", "{}", '{"view": "crew"}', '{"view": "all"}', '{"view": "crew", "token": "wrong"}'],
)
async def test_a_page_that_does_not_say_who_it_is_is_let_go(studio: Studio, first: str) -> None:
    async with studio.session.ws_connect(f"{studio.url}/live") as ws:
        await ws.send_str(first)
        assert await Socket(ws).closed() == 4401


async def test_a_silent_page_is_let_go(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("overlay.web.greeting.FIRST_MESSAGE", 0.05)
    async with studio.session.ws_connect(f"{studio.url}/live") as ws:
        assert await Socket(ws).closed() == 4401


async def test_the_audience_sees_the_audiences_view_only(studio: Studio) -> None:
    async with studio.phone() as phone:
        for view in ("crew", "overlay", "preview"):
            async with phone.session.ws_connect(f"{studio.public}/live") as ws:
                await ws.send_json({"view": view, "token": studio.producer})
                assert await Socket(ws).closed() == 4401


async def test_a_revoked_token_drops_its_pages_and_no_others(studio: Studio) -> None:
    made = await studio.call("POST", "/api/tokens", {"role": "host", "label": "Desk 2"})
    async with studio.live("crew", made["token"]) as page, studio.live("crew") as other:
        await joined(page)
        await joined(other)
        await studio.call("DELETE", f"/api/tokens/{made['id']}")
        assert await page.closed() == 4401
        await studio.queued("Still here?")
        assert await other.until("patch")


@pytest.mark.parametrize(
    "message", ["nonsense", '{"seen": "x"}', '{"seen": %s}' % ("9" * 400), '{"fault": 1}']
)
async def test_nonsense_from_a_page_ends_its_socket_alone(studio: Studio, message: str) -> None:
    async with studio.live("overlay") as page, studio.live("overlay") as other:
        await joined(page)
        await joined(other)
        await page.ws.send_str(message)
        assert await page.closed() == 1007
        await studio.queued("On?")
        await studio.command("next")
        assert await other.until("patch")


async def test_a_message_over_4_kib_ends_the_socket(studio: Studio) -> None:
    async with studio.live("crew") as page:
        await joined(page)
        await page.ws.send_str("x" * 5000)
        assert await page.closed() == 1009


async def test_a_page_that_never_stops_talking_is_let_go(studio: Studio) -> None:
    async with studio.live("crew") as page:
        for _ in range(500):
            if page.ws.closed:
                break
            await page.ws.send_json({"again": True})
        await page.closed()


# -- lamps, echo, tally


async def test_the_tally_is_red_when_the_picture_was_drawn(studio: Studio) -> None:
    async with studio.live("crew") as crew, studio.live("overlay") as overlay:
        await crew.until("lamps", lambda said: said["lamps"]["tally"] == "off")
        await joined(overlay)
        await studio.queued("Seen?")
        taken = await studio.command("next")
        await crew.until("lamps", lambda said: said["lamps"]["tally"] == "amber")
        await overlay.ws.send_json({"seen": taken["rev"]})
        told = await crew.until("lamps", lambda said: said["lamps"]["tally"] == "red")
        assert told["lamps"]["pages"]["overlay"] == 1
        assert told["lamps"]["pages"]["seen"] == taken["rev"]
        await studio.command("clear")
        await crew.until("lamps", lambda said: said["lamps"]["tally"] == "off")


async def test_the_control_pages_own_monitor_is_no_picture(studio: Studio) -> None:
    async with studio.live("crew") as crew, studio.live("overlay", output="program-monitor") as monitor:
        await joined(monitor)
        await studio.queued("Seen?")
        taken = await studio.command("next")
        await monitor.ws.send_json({"seen": taken["rev"]})
        told = await crew.until("lamps", lambda said: said["lamps"]["tally"] == "amber")
        assert told["lamps"]["pages"] == {"overlay": 0, "hidden": 0, "seen": None, "engines": []}


async def test_an_overlay_page_that_does_not_draw_counts_as_hidden(studio: Studio) -> None:
    async with studio.live("crew") as crew, studio.live("overlay") as overlay:
        await joined(overlay)
        await studio.queued("Hidden?")
        await studio.command("next")
        await crew.until("lamps", lambda said: said["lamps"]["pages"]["hidden"] == 1)


async def test_what_changes_no_picture_gives_no_page_more_time_to_draw(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studio.live("overlay") as overlay:
        await joined(overlay)
        await studio.queued("Hidden?")
        monkeypatch.setattr(lives, "LATE", 0.0)
        await studio.command("next")
        assert studio.app.live.pictures().hidden == 1
        monkeypatch.setattr(lives, "LATE", 1000.0)
        await studio.queued("Another?")
        assert studio.app.live.pictures().hidden == 1
        await studio.command("next")
        assert studio.app.live.pictures().hidden == 0


async def test_a_broken_graphic_is_told_to_the_crew(studio: Studio) -> None:
    async with studio.live("crew") as crew:
        async with studio.live("overlay") as overlay:
            await joined(overlay)
            fault = {"graphic": "lower-third", "sentence": "lower-third has no graphic.html."}
            await overlay.ws.send_json({"fault": fault})
            await crew.until("lamps", lambda said: fault["sentence"] in said["lamps"]["faults"])
        await crew.until("lamps", lambda said: said["lamps"]["faults"] == [])


async def test_the_crew_hears_which_browser_draws(studio: Studio) -> None:
    agent = "Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/127.0.6533.120 Safari/537.36 OBS/32.1.2"
    async with studio.session.ws_connect(f"{studio.url}/live", headers={"User-Agent": agent}) as ws:
        await ws.send_json({"view": "overlay", "token": studio.app.tokens.overlay})
        await joined(Socket(ws))
        state = await studio.call("GET", "/api/state")
        assert state["pages"]["engines"] == ["Chrome 127.0.6533.120, OBS 32.1.2"]


async def test_pages_are_told_that_we_live(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    async with studio.live("overlay") as page:
        first, second = [(await page.until("beat"))["beat"] for _ in range(2)]
        assert second == first + 1


async def test_a_planned_restart_is_told(tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        async with started(tmp_path) as studio:
            ws = await session.ws_connect(f"{studio.url}/live")
            await ws.send_json({"view": "overlay", "token": studio.app.tokens.overlay})
            await joined(Socket(ws))
            reading = asyncio.create_task(Socket(ws).closed())
        assert await reading == 1012


# -- the audience


async def test_askers_hear_how_their_questions_fare_and_nobody_elses(studio: Studio) -> None:
    async with studio.phone() as mia, studio.phone() as tom:
        _, asked = await mia.ask("When is the tour?")
        await tom.ask("Who is the drummer?")
        async with mia.live() as hers, tom.live() as his:
            await joined(hers)
            await joined(his)
            statuses = []

            async def heard() -> None:
                said = await hers.until("mine")
                assert said["mine"]["id"] == asked["id"]
                statuses.append(said["mine"]["status"])

            await studio.queued("The crew's own first?")
            await studio.command("approve", id=asked["id"])
            await heard()
            await studio.command("next")  # the crew's own: now hers is next
            await heard()
            other = await studio.queued("Another of the crew's?")
            await studio.command("cue", id=other)  # no more
            await heard()
            await studio.command("take", id=asked["id"])
            await heard()
            await studio.command("clear")
            await heard()
            assert statuses == ["queued", "next", "queued", "on_air", "answered"]
            received = json.loads((await his.ws.receive()).data)
            assert "mine" not in received


async def test_an_asker_never_learns_that_a_question_is_held(studio: Studio) -> None:
    async with studio.phone() as phone:
        await phone.ask("Is it held?")
        assert [question["status"] for question in await phone.mine()] == ["inbox"]


async def test_the_audience_hears_what_is_on_air_and_nothing_of_the_queue(studio: Studio) -> None:
    async with studio.phone() as phone, phone.live() as page:
        copy = await joined(page)
        await studio.queued("A secret until it is on air?", "Mia")
        await studio.queued("Another secret?")
        taken = await studio.command("next")
        await follow(page, copy, taken["rev"])
        assert copy.view["on_air"] == {"text": "A secret until it is on air?", "name": "Mia"}
        assert copy.view.keys() == {"show", "on_air", "poll"}


async def test_the_overlay_is_served_before_a_large_audience(studio: Studio) -> None:
    """More phones than a slice: by the time the first phone has the patch, the overlay has it too."""
    order: list[str] = []
    many = aiohttp.TCPConnector(limit=0)
    async with studio.live("overlay") as overlay, aiohttp.ClientSession(connector=many) as session:
        await joined(overlay)
        phones = [await session.ws_connect(f"{studio.public}/live") for _ in range(SLICE + 20)]
        for ws in phones:
            await ws.send_json({"view": "audience"})
        copies = [await joined(Socket(ws)) for ws in phones]

        async def hear(name: str, page: Socket) -> None:
            await page.until("patch")
            order.append(name)

        await studio.queued("Who is first?")
        hearing = [asyncio.create_task(hear("overlay", overlay))]
        hearing += [asyncio.create_task(hear("phone", Socket(ws))) for ws in phones]
        await studio.command("next")
        await asyncio.gather(*hearing)
        assert order[0] == "overlay"
        assert len(order) == len(copies) + 1
        for ws in phones:
            await ws.close()


async def test_the_newest_page_of_a_device_takes_the_place_of_its_oldest(tmp_path: Path) -> None:
    async with started(tmp_path, limits=Limits(sockets_device=2)) as studio, studio.phone() as phone:
        await phone.mine()  # the cookie
        async with phone.live() as one, phone.live() as two:
            await joined(one)
            await joined(two)
            async with phone.live() as three:
                await joined(three)
                assert await one.closed() == 4409
                await eventually(lambda: len(studio.app.live.audience) == 2)
                await studio.command("configure", title="Seen")
                await two.until("patch")
                await three.until("patch")


async def test_the_reason_of_an_end_is_in_the_pages_language_and_of_whole_letters(studio: Studio) -> None:
    async with (
        studio.phone() as phone,
        phone.session.ws_connect(f"{studio.public}/live", headers={"Accept-Language": "fr"}) as ws,
    ):
        await ws.send_json({"view": "audience"})
        await joined(Socket(ws))
        await ws.send_str("nonsense")
        async with asyncio.timeout(20):
            while (message := await ws.receive()).type is not aiohttp.WSMsgType.CLOSE:
                pass
    assert str(message.extra).startswith("Le contenu")
    for letters in ("é" * 100, "x" + "é" * 100):
        assert letters.startswith(reason("en", Undecodable(letters)).decode())


async def test_no_more_sockets_than_the_limits_allow(tmp_path: Path) -> None:
    limits = Limits(sockets_device=2, sockets_address=3)
    async with (
        started(tmp_path, limits=limits) as studio,
        studio.phone() as phone,
        studio.phone() as other,
    ):
        await phone.mine()  # the cookie
        await other.mine()
        async with phone.live() as one, phone.live() as two:
            await joined(one)
            await joined(two)
            async with other.live() as three:
                await joined(three)
                with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
                    await other.session.ws_connect(f"{studio.public}/live")
                assert refusal.value.status == 429
                assert refusal.value.headers and refusal.value.headers["Retry-After"]
        await eventually(lambda: not studio.app.live.audience)
        async with phone.live() as again:
            await joined(again)


async def test_a_page_that_does_not_read_is_dropped_and_stops_nobody(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frozen page: its socket is open and never read. The others get everything meanwhile."""
    monkeypatch.setattr(sockets, "STUDIO_BYTES", 200_000)
    async with studio.live("crew") as other:
        copy = await joined(other)
        _, writer = await frozen(studio.url, {"view": "crew", "token": studio.producer})
        await eventually(lambda: len(studio.app.live.crew) == 2)
        narrow(studio.app.live.crew)
        many = [{"text": f"{n} {'x' * 200}?"} for n in range(200)]
        while len(studio.app.live.crew) == 2:
            reply = await studio.command("paste", questions=many)
            await follow(other, copy, reply["rev"])
        assert len(studio.app.live.crew) == 1
        await studio.queued("Still here?")
        copy.take(await other.until("patch"))
        writer.close()


async def test_a_phone_that_does_not_read_is_skipped_and_told_the_whole_later(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "AUDIENCE_BYTES", 10_000)
    reader, writer = await frozen(studio.public, {"view": "audience"})
    async with studio.phone() as phone, phone.live() as other:
        copy = await joined(other)
        await eventually(lambda: len(studio.app.live.audience) == 2)
        narrow(studio.app.live.audience)
        for number in range(20_000):
            if any(page.behind for page in studio.app.live.audience):
                break
            reply = await studio.command("configure", consent=f"{number} {'x' * 390}")
            await follow(other, copy, reply["rev"])
        assert any(page.behind for page in studio.app.live.audience)
        last = (await studio.command("configure", consent="The last one"))["rev"]
        await follow(other, copy, last)
        wholes = 0
        async with asyncio.timeout(30):
            while wholes < 2:  # the one it began with, and the one after it has read again
                message = json.loads(await frame_text(reader))
                wholes += "view" in message
        assert message["rev"] == last
        assert message["view"]["show"]["consent"] == "The last one"
        writer.close()


def narrow(pages: Iterable[Page]) -> None:
    """The system's own buffers are small, so that little is enough to fill them."""
    for page in pages:
        page.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)


async def frozen(url: str, hello: dict[str, Any]) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A page's socket, spoken by hand, with a small window and nobody who reads."""
    host, _, port = url.removeprefix("http://").partition(":")
    with contextlib.closing(socket.socket()) as raw:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        raw.connect((host, int(port)))
        reader, writer = await asyncio.open_connection(sock=raw.dup(), limit=4096)
    writer.write(
        f"GET /live HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    await reader.readuntil(b"\r\n\r\n")
    text = json.dumps(hello).encode()
    mask = b"\x00" * 4  # RFC 6455, 5.3: a client masks; a mask of zeros changes nothing
    size = bytes([0x80 | len(text)]) if len(text) < 126 else b"\xfe" + len(text).to_bytes(2, "big")
    writer.write(b"\x81" + size + mask + text)
    return reader, writer


async def frame_text(reader: asyncio.StreamReader) -> bytes:
    """The next text message; a ping of the server's is passed over."""
    while True:
        first, length = await reader.readexactly(2)
        if length == 126:
            length = int.from_bytes(await reader.readexactly(2), "big")
        elif length == 127:
            length = int.from_bytes(await reader.readexactly(8), "big")
        text = await reader.readexactly(length)
        if first & 0x0F == 1:
            return text
