"""An archive is taken as it should be, or refused with one sentence."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from overlay.cli import registry as module
from overlay.cli.faces import FACES
from overlay.cli.registry import fetched
from overlay.errors import OverlayError
from tests.face_packages import Registry, pinned, registry

__all__ = ["registry"]
DATA = bytes(range(256)) * 1000
KNOWN = pinned(FACES[0], DATA)


def fetch(address: str, told: list[int] | None = None) -> bytes:
    return fetched(address, KNOWN.size, KNOWN.integrity, ([] if told is None else told).append)


def refusal(address: str) -> str:
    with pytest.raises(OverlayError) as refused:
        fetch(address)
    return str(refused.value)


def test_what_is_right_comes_whole_and_every_byte_is_told_of(registry: Registry) -> None:
    registry.put("/a.tgz", DATA)
    told: list[int] = []
    assert fetch(f"{registry.url}/a.tgz", told) == DATA
    assert sum(told) == len(DATA) and len(told) > 1


@pytest.mark.parametrize("other", [DATA[:-1] + b"!", DATA + b"more"], ids=["other", "longer"])
def test_what_is_not_the_package_is_thrown_away(registry: Registry, other: bytes) -> None:
    registry.put("/a.tgz", other)
    assert "checksum is wrong" in refusal(f"{registry.url}/a.tgz")


def test_no_more_is_read_than_it_may_be(registry: Registry) -> None:
    registry.put("/a.tgz", DATA * 40)
    told: list[int] = []
    with pytest.raises(OverlayError):
        fetch(f"{registry.url}/a.tgz", told)
    assert sum(told) == len(DATA) + 1


def test_half_of_it_is_not_enough(registry: Registry) -> None:
    registry.put("/a.tgz", DATA[:1000], length=len(DATA))
    assert "only 1000 of 256000 bytes came" in refusal(f"{registry.url}/a.tgz")


def test_an_answer_that_is_none_is_named(registry: Registry) -> None:
    registry.put("/b.tgz", b"", status=503)
    assert "answered with 404" in refusal(f"{registry.url}/a.tgz")
    assert "answered with 503" in refusal(f"{registry.url}/b.tgz")


def test_nobody_there_is_said_so() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    assert "could not be fetched: Connection refused" in refusal(f"http://127.0.0.1:{port}/a.tgz")


def test_a_name_that_nobody_knows_is_said_so() -> None:
    assert "could not be fetched" in refusal("https://registry.invalid/a.tgz")


def test_who_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.1)
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        said = refusal(f"http://127.0.0.1:{deaf.getsockname()[1]}/a.tgz")
    assert "nothing came for half a minute" in said


def test_what_speaks_no_tls_is_not_trusted(registry: Registry) -> None:
    assert "could not be fetched" in refusal(registry.url.replace("http:", "https:") + "/a.tgz")


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/a.tgz", "file:///etc/hostname", "a.tgz"])
def test_only_http_addresses_are_fetched(address: str) -> None:
    assert "is no http(s) address" in refusal(address)
