from __future__ import annotations

import http.client
from urllib.parse import urlsplit

from tests.cli.conftest import Overlay
from tests.server import Server


def status(server: Server, token: str) -> int:
    """What the state's address answers to that token."""
    line = http.client.HTTPConnection(urlsplit(server.studio).netloc)
    line.request("GET", "/api/state", headers={"Authorization": f"Bearer {token}"})
    code = line.getresponse().status
    line.close()
    return code


def test_new_prints_the_token_alone_and_it_opens(server: Server, on_show: Overlay) -> None:
    ran = on_show("token", "new", "--role", "viewer", "--label", "Lobby screen")
    token = ran.out.strip()
    assert ran.out == f"{token}\n" and len(token) == 32 and status(server, token) == 200


def test_as_data_it_comes_with_its_id(on_show: Overlay) -> None:
    made = on_show("token", "new", "--role", "remote", "--json").data
    assert set(made) == {"id", "token", "role", "label"}


def test_the_list_names_who_holds_one_and_tells_no_token(on_show: Overlay) -> None:
    made = on_show("token", "new", "--role", "host", "--label", "[bold]Gate[/bold]", "--json").data
    ran = on_show("token", "list")
    assert made["id"] in ran.out and "[bold]Gate[/bold]" in ran.out and made["token"] not in ran.out
    (line,) = [line for line in on_show("token", "list", "--json").data if line["id"] == made["id"]]
    assert (line["role"], line["label"], line["used"]) == ("host", "[bold]Gate[/bold]", 0)


def test_a_revoked_token_opens_nothing(server: Server, on_show: Overlay) -> None:
    made = on_show("token", "new", "--role", "viewer", "--json").data
    assert on_show("token", "revoke", made["id"]).code == 0
    assert status(server, made["token"]) == 401
    again = on_show("token", "revoke", made["id"])
    assert again.code == 1 and made["id"] in again.err


def test_a_role_that_is_none_is_wrong_use(on_show: Overlay) -> None:
    ran = on_show("token", "new", "--role", "king")
    assert ran.code == 2 and "producer" in ran.err
    assert on_show("token", "new").code == 2 and on_show("token").code == 2


def test_an_id_is_one_part_of_an_address(on_show: Overlay) -> None:
    assert on_show("token", "revoke", "../links?x=1").code == 1
