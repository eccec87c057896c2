from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest

from tests.cli.conftest import Overlay
from tests.server import Server


def join(server: Server, link: str) -> dict[str, str]:
    code = link.strip().partition("#once=")[2]
    wish = urllib.request.Request(
        f"{server.studio}/api/join",
        json.dumps({"code": code}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(wish) as answer:
        told: dict[str, str] = json.load(answer)
        return told


def test_a_link_is_good_once(server: Server, on_show: Overlay) -> None:
    link = on_show("link").out
    assert link.startswith(f"{server.studio}/control#once=") and link.count("\n") == 1
    assert join(server, link)["role"] == "producer"
    with pytest.raises(urllib.error.HTTPError) as refused:
        join(server, link)
    assert refused.value.code == 401
    refused.value.close()


def test_a_link_may_be_for_another_role(server: Server, on_show: Overlay) -> None:
    made = on_show("link", "--role", "moderator", "--label", "Gate", "--json").data
    assert made["expires_s"] > 0
    joined = join(server, made["url"])
    assert (joined["role"], joined["label"]) == ("moderator", "Gate")


def test_a_link_is_for_people(on_show: Overlay) -> None:
    assert on_show("link", "--role", "remote").code == 2
