"""The doctor finds what is wrong, says how to mend it, and ends with 1."""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from overlay.cli import patient
from overlay.journal.folder_lock import FolderLock
from tests.cli.conftest import Overlay
from tests.cli.overlay import overlay
from tests.server import Server

NO_OBS = 'studio = "127.0.0.1:0"\npublic = "127.0.0.1:0"\nobs = "off"\n'


def configured(folder: Path, text: str = NO_OBS) -> Path:
    folder.mkdir()
    (folder / "overlay.toml").write_text(text)
    return folder


def wrong(folder: Path, code: int = 1) -> list[dict[str, Any]]:
    ran = overlay("doctor", "--json", data=folder)
    assert ran.code == code, ran
    return [finding for finding in ran.data if finding["state"] == "wrong"]


def test_a_healthy_computer_is_healthy_without_a_server(folder: Path) -> None:
    ran = overlay("doctor", data=configured(folder))
    assert ran.code == 0 and "WRONG" not in ran.out
    assert f"ok    data folder: {folder}, " in ran.out and "note  server: It does not run" in ran.out


def test_with_a_server_it_asks_the_server(on_show: Overlay, server: Server) -> None:
    ran = on_show("doctor")
    assert f"runs at {server.studio} (process {server.pid})" in ran.out
    assert f"may ask at {server.audience}" in ran.out
    assert re.search(
        r"^ok    journal: Everything is recorded; the last entry is number \d+\.$", ran.out, re.M
    )
    assert ran.code == 1 and "WRONG overlay page: None is open.\n      → Run: overlay obs setup" in ran.out


def test_a_disk_that_is_nearly_full_is_named() -> None:
    state = {"rev": 1, "lamps": {"disk": {"recorded": True, "low": True, "notice": ""}}}
    (finding,) = patient.disk(state)
    assert finding.state == "wrong" and "nearly full" in finding.sentence


@pytest.mark.parametrize(
    ("pages", "engines", "sentence"),
    [(1, [], "One is open."), (1, [""], "One is open."), (2, ["Chrome 103"], "2 are open, in Chrome 103.")],
)
def test_open_overlay_pages_are_a_sentence(pages: int, engines: list[str], sentence: str) -> None:
    state = {"lamps": {"pages": {"overlay": pages, "hidden": 0, "engines": engines}}}
    assert [finding.sentence for finding in patient.overlay(state)] == [sentence]


@pytest.mark.parametrize(
    ("file", "text", "about", "words"),
    [
        ("overlay.toml", "titel = 1", "settings", "did you mean title?"),
        ("secrets.toml", "device_key = 1", "secrets", "cannot be read as secrets"),
        ("scenes/map.toml", "[moment.dance]", "scene map", "map.toml"),
    ],
)
def test_a_file_that_is_wrong_is_named(folder: Path, file: str, text: str, about: str, words: str) -> None:
    path = configured(folder) / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    (finding,) = wrong(folder)
    assert finding["about"] == about and words in finding["sentence"]


def test_taken_ports_are_named(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        configured(folder, f'studio = "127.0.0.1:{port}"\npublic = "off"\nobs = "off"')
        (finding,) = wrong(folder)
    assert finding["about"] == "studio address" and f"127.0.0.1:{port}" in finding["sentence"]
    assert "--studio" in finding["mend"]


def test_a_folder_that_another_process_holds_is_named(folder: Path) -> None:
    lock = FolderLock(configured(folder))
    try:
        (finding,) = wrong(folder)
        assert finding["about"] == "lock"
    finally:
        lock.release()


def test_obs_that_does_not_run_is_named(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    configured(folder, NO_OBS.replace("off", f"ws://127.0.0.1:{port}"))
    (finding,) = wrong(folder)
    assert finding["about"] == "OBS" and "Tools, WebSocket Server Settings" in finding["sentence"]


def test_something_else_at_the_address_of_obs_is_named(folder: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as other:
        answering = threading.Thread(target=other.serve_forever)
        answering.start()
        configured(folder, NO_OBS.replace("off", f"ws://127.0.0.1:{other.server_port}"))
        (finding,) = wrong(folder)
        other.shutdown()
        answering.join()
    assert finding["about"] == "OBS" and "Something else than OBS" in finding["sentence"]


def test_a_clock_that_is_behind_is_named(folder: Path) -> None:
    later = time.time() + 3 * 86_400
    (configured(folder) / "overlay.db").touch()
    os.utime(folder / "overlay.db", (later, later))
    (finding,) = wrong(folder)
    assert finding["about"] == "clock"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(folder: Path) -> None:
    configured(folder).chmod(0o500)
    assert wrong(folder)[0]["about"] == "data folder"


def test_looking_changes_nothing(folder: Path) -> None:
    configured(folder)
    overlay("doctor", data=folder)
    assert {file.name for file in folder.iterdir()} <= {"overlay.toml", "overlay.lock"}
