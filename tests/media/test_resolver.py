"""Which addresses are of the internet."""

from __future__ import annotations

import pytest

from overlay.media.resolver import NotPublic, PublicResolver, is_public
from tests.media.picture_host import FakeNames


@pytest.mark.parametrize(
    "host", ["1.1.1.1", "151.101.1.1", "2606:4700::1", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_addresses_of_the_internet(host: str) -> None:
    assert is_public(host)


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:192.168.1.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2001:0:1::1",
        "2001:db8::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "localhost",
        "",
    ],
)
def test_addresses_that_are_not(host: str) -> None:
    assert not is_public(host)


async def test_only_public_ones_are_passed_on() -> None:
    resolver = PublicResolver(FakeNames(("10.0.0.1", "1.1.1.1", "::ffff:127.0.0.1")))
    assert [found["host"] for found in await resolver.resolve("x.example", 443)] == ["1.1.1.1"]


async def test_none_is_an_error_with_its_reason() -> None:
    with pytest.raises(NotPublic, match="no public address"):
        await PublicResolver(FakeNames(("10.0.0.1", "::1"))).resolve("x.example", 443)
