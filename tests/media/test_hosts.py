"""From where pictures are fetched, and from where never."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from yarl import URL

from overlay.media.hosts import HOSTS, Hosts

DOCS = Path(__file__).parents[2] / "docs" / "media.md"


@pytest.mark.parametrize(
    "url",
    [
        "https://static-cdn.jtvnw.net/emoticons/v2/25/default/dark/2.0",
        "https://yt3.ggpht.com/fixture-6=s88-c-k-c0x00ffffff-no-rj",
        "https://cdn.bsky.app/img/avatar/plain/did:plc:x/y@jpeg",
        "https://STATIC-CDN.jtvnw.net:443/x",
    ],
)
def test_the_networks_own_hosts_are_on_the_list(url: str) -> None:
    assert Hosts().allow(URL(url))


@pytest.mark.parametrize(
    "url",
    [
        "http://static-cdn.jtvnw.net/x",
        "ftp://static-cdn.jtvnw.net/x",
        "https://static-cdn.jtvnw.net:8443/x",
        "https://user@static-cdn.jtvnw.net/x",
        "https://:word@static-cdn.jtvnw.net/x",
        "https://static-cdn.jtvnw.net.evil.example/x",
        "https://evil-static-cdn.jtvnw.net/x",
        "https://static-cdn.jtvnw.net./x",
        "https://ggpht.com.evil.example/x",
        "https://evilggpht.com/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://2130706433/x",
        "https:///x",
        "/x",
        "data:image/png;base64,AAAA",
    ],
)
def test_nothing_else_is(url: str) -> None:
    assert not Hosts().allow(URL(url))


def test_the_user_may_add_hosts() -> None:
    hosts = Hosts(["Files.Social.Example", "*.pictures.example", "odd.example:8443"])
    assert hosts.allow(URL("https://files.social.example/1.png"))
    assert hosts.allow(URL("https://a.b.pictures.example/1.png"))
    assert not hosts.allow(URL("https://pictures.example/1.png"))
    assert hosts.allow(URL("https://odd.example:8443/1.png"))
    assert not hosts.allow(URL("https://odd.example/1.png"))


def test_every_host_is_in_the_docs() -> None:
    told = set(
        re.findall(r"`([\w.*-]+\.[a-z]+)`", DOCS.read_text(encoding="utf-8").split("## From where")[1])
    )
    assert {name for group in HOSTS.values() for name in group} <= told
