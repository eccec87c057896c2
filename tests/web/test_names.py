"""Names and origins a listener answers to."""

from __future__ import annotations

import pytest

from overlay.web.names import Names


def opened(port: int = 4747, *addresses: str, extra: tuple[str, ...] = (), url: str = "") -> Names:
    names = Names(extra, url)
    names.opened(port, addresses)
    return names


def test_loopback_is_always_ours_with_our_port() -> None:
    names = opened()
    assert names.hosts == {"127.0.0.1:4747", "localhost:4747", "[::1]:4747"}
    assert "http://localhost:4747" in names.origins
    assert "http://localhost" not in names.origins


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("192.168.1.20", "192.168.1.20:4747"),
        ("fd00::5", "[fd00::5]:4747"),
        ("studio.local", "studio.local:4747"),
    ],
)
def test_the_addresses_shown_are_ours(address: str, host: str) -> None:
    names = opened(4747, address)
    assert host in names.hosts
    assert f"http://{host}" in names.origins


@pytest.mark.parametrize("address", ["0.0.0.0", "::", ""])
def test_everywhere_is_nobodys_name(address: str) -> None:
    assert opened(4747, address).hosts == opened().hosts


def test_the_usual_port_need_not_be_named() -> None:
    names = opened(80, extra=("studio.local",))
    assert {"studio.local", "studio.local:80", "127.0.0.1"} <= names.hosts
    assert "http://studio.local" in names.origins


def test_a_name_outside_is_ours_under_its_own_scheme_only() -> None:
    names = opened(url="https://Ask.example.org")
    assert "ask.example.org" in names.hosts
    assert "https://ask.example.org" in names.origins
    assert "http://ask.example.org" not in names.origins


def test_names_that_are_no_longer_shown_are_no_longer_ours() -> None:
    names = opened(4747, "192.168.1.20")
    names.opened(4747, [])
    assert names.hosts == opened().hosts
