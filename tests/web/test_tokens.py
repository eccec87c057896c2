"""Tokens and the codes that become tokens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from overlay.bus import Bus
from overlay.errors import Forbidden, Unauthorised, Unknown
from overlay.secrets_file import NAME, SecretsFile
from overlay.web.tokens import CODE_SECONDS, CODE_TRIES, Revoked, Tokens
from tests.studio import Studio


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def book(folder: Path, clock: Clock | None = None, bus: Bus | None = None) -> Tokens:
    return Tokens(SecretsFile(folder), bus or Bus(), clock or Clock())


def test_a_token_is_known_by_its_words_and_kept_as_a_hash(tmp_path: Path) -> None:
    tokens = book(tmp_path)
    _, token = tokens.make("host", "Desk")
    tokens.close()
    assert len(token) == 32  # 192 bits
    assert token not in (tmp_path / NAME).read_text()
    who = book(tmp_path).who(token)
    assert (who.role, who.name) == ("host", "Desk")


@pytest.mark.parametrize("words", ["", "x", "x" * 32, "\ud800", "é" * 32])
def test_other_words_are_nobodys(tmp_path: Path, words: str) -> None:
    with pytest.raises(Unauthorised):
        book(tmp_path).who(words)


async def test_a_revoked_token_holds_no_more_and_is_told(tmp_path: Path) -> None:
    bus, heard = Bus(), []
    bus.listen(Revoked, lambda news: heard.append(news.id))
    tokens = book(tmp_path, bus=bus)
    token_id, token = tokens.make("host", "")
    await tokens.revoke(token_id)
    assert heard == [token_id]
    for those in (tokens, book(tmp_path)):
        with pytest.raises(Unauthorised):
            those.who(token)
    with pytest.raises(Unknown):
        await tokens.revoke(token_id)


async def test_the_overlays_token_is_told_again_and_stays(tmp_path: Path) -> None:
    tokens = book(tmp_path)
    assert book(tmp_path).overlay == tokens.overlay
    who = tokens.who(tokens.overlay)
    assert who.role == "overlay"
    with pytest.raises(Forbidden):
        await tokens.revoke(who.id)


async def test_a_code_is_good_once(tmp_path: Path) -> None:
    tokens = book(tmp_path)
    code, seconds = tokens.invite("host", "Desk")
    offered = tokens.redeem(code)
    assert (offered.role, offered.label, seconds) == ("host", "Desk", CODE_SECONDS)
    token = await tokens.admit(code, offered)
    assert tokens.who(token).role == "host"
    with pytest.raises(Unauthorised):
        tokens.redeem(code)


def test_a_short_code_lives_five_minutes_and_the_starts_own_as_long_as_the_program(tmp_path: Path) -> None:
    clock = Clock()
    tokens = book(tmp_path, clock)
    short, _ = tokens.invite("host", "")
    long, _ = tokens.invite("producer", "", short=False)
    clock.now += CODE_SECONDS
    with pytest.raises(Unauthorised):
        tokens.redeem(short)
    clock.now += 1e6
    assert tokens.redeem(long).role == "producer"


def test_ten_wrong_tries_use_up_every_short_code(tmp_path: Path) -> None:
    tokens = book(tmp_path)
    short, _ = tokens.invite("host", "")
    long, _ = tokens.invite("producer", "", short=False)
    for number in range(CODE_TRIES):
        with pytest.raises(Unauthorised):
            tokens.redeem(f"guess{number}")
    with pytest.raises(Unauthorised):
        tokens.redeem(short)
    assert tokens.redeem(long).role == "producer"


def test_the_command_lines_token_ends_with_the_process(tmp_path: Path) -> None:
    tokens = book(tmp_path)
    token = tokens.make_own()
    assert tokens.who(token).role == "producer"
    tokens.close()
    with pytest.raises(Unauthorised):
        book(tmp_path).who(token)


# -- over HTTP


async def test_a_link_lets_one_device_in(studio: Studio) -> None:
    link = await studio.call("POST", "/api/links", {"role": "moderator", "label": "Phone"})
    address, _, code = link["url"].partition("#once=")
    assert (address, link["expires_s"]) == (f"{studio.url}/control", CODE_SECONDS)
    joined = await studio.call("POST", "/api/join", {"code": code}, token="")
    assert (joined["role"], joined["label"]) == ("moderator", "Phone")
    state = await studio.call("GET", "/api/state", token=joined["token"])
    assert state["role"] == "moderator"
    status, answer = await studio.answer("POST", "/api/join", {"code": code}, token="")
    assert (status, answer["error"]) == (401, "unauthorised")


def full(handle: int) -> None:
    raise OSError(28, "No space left on device")


async def refused(studio: Studio, method: str, path: str, body: Any = None, token: str | None = None) -> None:
    """The disk is full, and that is told."""
    with pytest.MonkeyPatch.context() as disk:
        disk.setattr("overlay.secrets_file.os.fsync", full)
        status, answer = await studio.answer(method, path, body, token=token)
    assert (status, answer["error"]) == (503, "unavailable")
    assert "No space left" in answer["message"]


async def test_a_token_that_the_disk_does_not_take_is_none(studio: Studio) -> None:
    before = [line.id for line in studio.app.tokens.lines()]
    await refused(studio, "POST", "/api/tokens", {"role": "host"})
    assert [line.id for line in studio.app.tokens.lines()] == before
    made = await studio.call("POST", "/api/tokens", {"role": "host"})
    assert made["id"] in studio.app.secrets.path.read_text()


async def test_a_link_that_the_disk_does_not_take_is_still_good(studio: Studio) -> None:
    code, _ = studio.app.tokens.invite("host", "Desk")
    await refused(studio, "POST", "/api/join", {"code": code}, token="")
    joined = await studio.call("POST", "/api/join", {"code": code}, token="")
    assert joined["role"] == "host"


async def test_a_revocation_that_the_disk_does_not_take_holds_and_can_be_repeated(studio: Studio) -> None:
    token_id, token = await studio.app.tokens.give("host", "Lost")
    await refused(studio, "DELETE", f"/api/tokens/{token_id}")
    assert (await studio.answer("GET", "/api/state", token=token))[0] == 401
    assert token_id in {line.id for line in studio.app.tokens.lines()}
    await studio.call("DELETE", f"/api/tokens/{token_id}")
    assert token_id not in {
        line.id for line in SecretsFile(studio.app.config.data).tokens.values() if not line.revoked
    }


async def test_an_obs_that_the_disk_does_not_take_is_not_used(studio: Studio) -> None:
    secrets = studio.app.secrets
    before = secrets.obs_address, secrets.obs_password
    await refused(studio, "POST", "/api/obs", {"address": "ws://192.0.2.1:4455", "password": "x"})
    assert (secrets.obs_address, secrets.obs_password) == before


async def test_the_list_of_tokens_holds_no_words_of_theirs(studio: Studio) -> None:
    made = await studio.call("POST", "/api/tokens", {"role": "remote", "label": "Deck"})
    await studio.call("GET", "/api/state", token=made["token"])
    status, listed = await studio.answer("GET", "/api/tokens")
    line = next(line for line in listed["tokens"] if line["id"] == made["id"])
    assert (status, line["role"], line["label"]) == (200, "remote", "Deck")
    assert line["used"] > 0
    assert made["token"] not in str(listed)
    assert line.keys() == {"id", "role", "label", "created", "used"}


async def test_the_addresses_to_give_away(studio: Studio) -> None:
    links = await studio.call("GET", "/api/links", token=studio.token("host"))
    assert links["overlay"] == f"{studio.url}/overlay#{studio.app.tokens.overlay}"
    assert links["audience"] == [studio.public]
    assert links["loader"].startswith("file:///")
    assert links["loader"].endswith(f"/loader.html#{links['overlay']}")
