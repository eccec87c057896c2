"""Each rule of fetching, against a real HTTPS server on loopback."""

from __future__ import annotations

import asyncio
import ssl

import pytest
from aiohttp import web

from overlay.media.fetch import MOST_BYTES, Fetcher, NotFetched
from overlay.media.hosts import Hosts
from tests.media.picture_host import HERE, NAME, FakeNames, Handler, PictureHost, drawing

PICTURE = drawing()


async def refused(fetcher: Fetcher, url: str) -> NotFetched:
    async with fetcher:
        with pytest.raises(NotFetched) as caught:
            await fetcher.fetch(url)
    return caught.value


async def test_a_picture_comes_as_it_is(host: PictureHost) -> None:
    host.answers["/a.png"] = PICTURE
    async with host.fetcher() as fetcher:
        assert await fetcher.fetch(host.url("/a.png?size=88")) == PICTURE
    path, headers = host.asked[0]
    assert path == "/a.png?size=88"
    assert {"Referer", "Cookie", "Authorization"} & headers.keys() == set()


async def test_no_cookie_is_kept(host: PictureHost) -> None:
    async def cookie(request: web.Request) -> web.Response:
        return web.Response(body=PICTURE, content_type="image/png", headers={"Set-Cookie": "a=b"})

    host.answers["/a.png"] = cookie
    async with host.fetcher() as fetcher:
        await fetcher.fetch(host.url("/a.png"))
        await fetcher.fetch(host.url("/a.png"))
    assert "Cookie" not in host.asked[1][1]


@pytest.mark.parametrize(
    "address",
    ["https://other.test/a.png", "http://pictures.test/a.png", "https://127.0.0.1/a.png", "https://[", ""],
)
async def test_a_host_that_is_not_on_the_list_is_not_even_looked_up(host: PictureHost, address: str) -> None:
    names = FakeNames()
    await refused(host.fetcher(names), address)
    assert names.asked == []
    assert host.connections == 0


# -- where it leads


@pytest.mark.parametrize("inside", ["127.0.0.1", "::ffff:127.0.0.1", "10.0.0.1", "::1", "169.254.169.254"])
async def test_a_name_that_leads_into_our_network_leads_nowhere(host: PictureHost, inside: str) -> None:
    fetcher = Fetcher(Hosts([f"{NAME}:{host.port}"]), names=FakeNames((inside,)), tls=host.tls)
    why = await refused(fetcher, host.url("/a.png"))
    assert "no public address" in str(why)
    assert host.connections == 0


async def test_a_name_is_asked_once_and_its_answer_is_where_we_connect(host: PictureHost) -> None:
    """Who answers differently the second time gains nothing: there is no second time."""
    host.answers["/a.png"] = PICTURE
    names = FakeNames((HERE,), ("10.0.0.1",))
    async with host.fetcher(names) as fetcher:
        assert await fetcher.fetch(host.url("/a.png")) == PICTURE
    assert names.asked == [NAME]


async def test_a_name_that_leads_elsewhere_the_next_time_is_looked_at_again(host: PictureHost) -> None:
    async def last(request: web.Request) -> web.Response:
        answer = web.Response(body=PICTURE, content_type="image/png")
        answer.force_close()
        return answer

    host.answers["/a.png"] = last
    names = FakeNames((HERE,), ("10.0.0.1",))
    async with host.fetcher(names) as fetcher:
        await fetcher.fetch(host.url("/a.png"))
        with pytest.raises(NotFetched, match="no public address"):
            await fetcher.fetch(host.url("/a.png"))
    assert names.asked == [NAME, NAME]
    assert host.connections == 1


async def test_of_several_addresses_only_public_ones_are_tried(host: PictureHost) -> None:
    host.answers["/a.png"] = PICTURE
    async with host.fetcher(FakeNames(("10.0.0.1", "::1", HERE))) as fetcher:
        assert await fetcher.fetch(host.url("/a.png")) == PICTURE


def redirect(target: str) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": target})

    return answer


async def test_a_redirect_on_the_same_host_is_followed(host: PictureHost) -> None:
    host.answers["/a.png"] = redirect("/b.png")
    host.answers["/b.png"] = PICTURE
    async with host.fetcher() as fetcher:
        assert await fetcher.fetch(host.url("/a.png")) == PICTURE


@pytest.mark.parametrize(
    "target",
    [
        "https://cdn.discordapp.com/a.png",
        "//127.0.0.1/a.png",
        "http://pictures.test:PORT/b.png",
        "https://pictures.test/b.png",
        "https://word@pictures.test:PORT/b.png",
        "file:///etc/hostname",
    ],
)
async def test_a_redirect_to_anywhere_else_is_not(host: PictureHost, target: str) -> None:
    """Not even to another host of the list."""
    host.answers["/a.png"] = redirect(target.replace("PORT", str(host.port)))
    host.answers["/b.png"] = PICTURE
    names = FakeNames()
    why = await refused(host.fetcher(names), host.url("/a.png"))
    assert "another host" in str(why)
    assert not why.trouble
    assert set(names.asked) == {NAME}


async def test_a_redirect_in_a_circle_ends(host: PictureHost) -> None:
    host.answers["/a.png"] = redirect("/a.png")
    assert "again and again" in str(await refused(host.fetcher(), host.url("/a.png")))
    assert len(host.asked) == 4


@pytest.mark.parametrize("target", ["", "https://[", "::"])
async def test_a_redirect_to_nowhere_is_refused(host: PictureHost, target: str) -> None:
    host.answers["/a.png"] = redirect(target)
    await refused(host.fetcher(), host.url("/a.png"))


# -- what comes


async def test_too_large_is_refused_by_what_is_announced(host: PictureHost) -> None:
    host.answers["/a.png"] = bytes(MOST_BYTES + 1)
    assert str(await refused(host.fetcher(), host.url("/a.png"))) == "it is too large"


async def test_the_largest_is_taken(host: PictureHost) -> None:
    host.answers["/a.png"] = bytes(MOST_BYTES)
    async with host.fetcher() as fetcher:
        assert len(await fetcher.fetch(host.url("/a.png"))) == MOST_BYTES


async def test_an_endless_body_is_cut_off(host: PictureHost) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        answer = web.StreamResponse(headers={"Content-Type": "image/png"})
        answer.enable_chunked_encoding()
        await answer.prepare(request)
        while request.transport and not request.transport.is_closing():
            await answer.write(bytes(65536))
            sent += 65536
            await asyncio.sleep(0)
        return answer

    host.answers["/a.png"] = endless
    assert str(await refused(host.fetcher(), host.url("/a.png"))) == "it is too large"
    assert sent < 64 * MOST_BYTES


async def test_a_dripping_body_ends_in_time(host: PictureHost) -> None:
    async def dripping(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "image/png"})
        await answer.prepare(request)
        while request.transport and not request.transport.is_closing():
            await answer.write(b".")
            await asyncio.sleep(0.02)
        return answer

    host.answers["/a.png"] = dripping
    why = await refused(host.fetcher(seconds=0.3), host.url("/a.png"))
    assert (str(why), why.trouble) == ("it did not come in time", True)


async def test_silence_ends_in_time(host: PictureHost) -> None:
    async def silent(request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    host.answers["/a.png"] = silent
    assert (await refused(host.fetcher(seconds=0.3), host.url("/a.png"))).trouble


@pytest.mark.parametrize("kind", ["text/html", "application/json", "text/plain"])
async def test_what_is_said_to_be_no_picture_is_not_read(host: PictureHost, kind: str) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(body=PICTURE, content_type=kind)

    host.answers["/a.png"] = page
    assert str(await refused(host.fetcher(), host.url("/a.png"))) == "it is said to be no picture"


async def test_a_packed_body_is_not_unpacked(host: PictureHost) -> None:
    async def packed(request: web.Request) -> web.Response:
        return web.Response(body=b"\x1f\x8b", content_type="image/png", headers={"Content-Encoding": "gzip"})

    host.answers["/a.png"] = packed
    async with host.fetcher() as fetcher:
        assert await fetcher.fetch(host.url("/a.png")) == b"\x1f\x8b"
    assert host.asked[0][1]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(("status", "trouble"), [(404, False), (403, False), (429, True), (503, True)])
async def test_a_refusal_tells_whose_trouble_it_is(host: PictureHost, status: int, trouble: bool) -> None:
    async def refusal(request: web.Request) -> web.Response:
        return web.Response(status=status)

    host.answers["/a.png"] = refusal
    assert (await refused(host.fetcher(), host.url("/a.png"))).trouble is trouble


# -- who answers


async def test_a_certificate_nobody_vouches_for_is_refused(host: PictureHost) -> None:
    fetcher = Fetcher(
        Hosts([f"{NAME}:{host.port}"]),
        names=FakeNames(),
        reachable=lambda address: True,
        tls=ssl.create_default_context(),
    )
    why = await refused(fetcher, host.url("/a.png"))
    assert why.trouble
    assert host.asked == []


async def test_a_certificate_of_another_name_is_refused(host: PictureHost) -> None:
    fetcher = Fetcher(
        Hosts([f"other.test:{host.port}"]), names=FakeNames(), reachable=lambda address: True, tls=host.tls
    )
    assert (await refused(fetcher, host.url("/a.png", "other.test"))).trouble
    assert host.asked == []


async def test_nobody_there_is_trouble(host: PictureHost) -> None:
    await host.stop()
    assert (await refused(host.fetcher(), host.url("/a.png"))).trouble
    await host.start()
