"""Listening sockets: opened where told, moved, bounded."""

from __future__ import annotations

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
