"""How commands find the server, and what they say when there is none."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from overlay.cli.running import Refused
from overlay.process import Run
from tests.cli.overlay import overlay
from tests.server import Server

NEEDS_SERVER = [
    ("ask", "Why?"),
    ("next",),
    ("take",),
    ("clear",),
    ("state",),
    ("link",),
    ("export",),
    ("import", "questions.csv"),
    ("rehearse",),
    ("show", "list"),
    ("token", "list"),
    ("obs", "setup"),
]


@pytest.mark.parametrize("words", NEEDS_SERVER, ids=" ".join)
def test_without_a_server_every_command_ends_with_4_and_one_sentence(
    words: tuple[str, ...], folder: Path
) -> None:
    ran = overlay(*words, data=folder)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"No overlay runs on the folder {folder}.") and ran.err.count("\n") == 1
    assert not folder.exists()


def test_what_a_crash_left_behind_is_no_server(folder: Path) -> None:
    folder.mkdir()
    left = Run(1, "http://127.0.0.1:9", "", "token", "")
    (folder / "run.json").write_bytes(msgspec.json.encode(left))
    assert overlay("state", data=folder).code == 4
    (folder / "run.json").write_text("{")
    assert overlay("state", data=folder).code == 4


def test_another_server_at_the_same_address_is_not_ours(server: Server, folder: Path) -> None:
    folder.mkdir()
    run = msgspec.json.decode((server.folder / "run.json").read_bytes(), type=Run)
    (folder / "run.json").write_bytes(msgspec.json.encode(msgspec.structs.replace(run, token="x" * 32)))
    assert overlay("state", data=folder).code == 4


def test_proxies_are_for_the_internet(server: Server) -> None:
    nowhere = {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "no_proxy": ""}
    assert overlay("state", data=server.folder, env=nowhere).code == 0


@pytest.mark.parametrize(("code", "exit_code"), [("illegal", 1), ("config", 2), ("port_taken", 3), ("?", 1)])
def test_a_refusal_of_the_server_ends_as_its_error_says(code: str, exit_code: int) -> None:
    refused = Refused(409, code, "No {braces} are filled.")
    assert (refused.exit_code, str(refused)) == (exit_code, "No {braces} are filled.")


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_this_user_reads_how_to_reach_it(server: Server) -> None:
    assert (server.folder / "run.json").stat().st_mode & 0o777 == 0o600
