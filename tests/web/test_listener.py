"""Listening sockets: opened where told, moved, bounded."""

from __future__ import annotations

import asyncio
import json

import pytest
from aiohttp import http_parser, web

from overlay.address import Address
from overlay.errors import ConfigError, PortTaken
from overlay.web.listener import Listener, check_parser, raise_descriptors


def test_without_the_compiled_parser_it_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    check_parser()
    monkeypatch.setattr(http_parser, "HttpRequestParser", http_parser.HttpRequestParserPy)
    with pytest.raises(ConfigError, match="compiled"):
        Listener("studio", web.Application())


def test_as_many_descriptors_as_allowed() -> None:
    first = raise_descriptors()
    assert raise_descriptors() == first
    assert raise_descriptors(most=10) == first


def test_where_the_system_allows_less_than_it_says_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")

    def refuse(*_: object) -> None:
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(resource, "getrlimit", lambda which: (256, resource.RLIM_INFINITY))
    monkeypatch.setattr(resource, "setrlimit", refuse)
    assert raise_descriptors() == 256


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02secret\r\n\r\n",
        b"GET / HTTP/1.1\r\nbad secret\r\n\r\n",
        b"GET /%s HTTP/1.1\r\n\r\n" % (b"secret" * 2000),
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n\x00secret\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_refused_without_its_bytes_and_not_logged(
    said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    listener = Listener("public", web.Application())
    await listener.open(Address("127.0.0.1", 0))
    reader, writer = await asyncio.open_connection("127.0.0.1", listener.address.port)
    writer.write(said)
    answer = await asyncio.wait_for(reader.read(), 20)
    writer.close()
    await listener.close()
    head, _, body = answer.rpartition(b"\r\n\r\n")
    assert b" 400 Bad Request" in head
    assert json.loads(body)["error"] == "undecodable"
    assert b"secret" not in answer
    assert caplog.records == []


async def test_a_move_that_fails_leaves_it_where_it_was() -> None:
    listener = Listener("public", web.Application())
    await listener.open(Address("127.0.0.1", 0))
    before = listener.address
    with pytest.raises((ConfigError, PortTaken)):
        await listener.move("192.0.2.1")
    assert listener.address == before
    other = Listener("public", web.Application())
    with pytest.raises(PortTaken):
        await other.open(before)
    await listener.close()
    await other.open(before)
    await other.close()
