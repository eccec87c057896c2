from __future__ import annotations

import json
import signal
import socket
from pathlib import Path

import pytest

from overlay.cli.crowd import questions
from overlay.cli.phones import Phones
from overlay.errors import NoServer
from tests.cli.conftest import Overlay
from tests.cli.overlay import overlay
from tests.cli.serving import FREE, Serving
from tests.server import Server


def asked(run: Overlay) -> list[dict[str, object]]:
    found: list[dict[str, object]] = run("export").data["questions"]
    return found


def test_an_audience_asks_through_the_public_listener(on_show: Overlay) -> None:
    assert on_show("rehearse", "--count", "12", "--rate", "200").out == "asked 12 of 12\n"
    told = asked(on_show)
    assert len(told) == 12 and {question["status"] for question in told} == {"inbox"}


def test_a_file_is_asked_at_its_own_pace_or_faster(on_show: Overlay, tmp_path: Path) -> None:
    lines = [{"t": number * 1000, "text": f"Question {number}?", "name": "Row 1"} for number in range(4)]
    file = tmp_path / "audience.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    assert on_show("rehearse", str(file), "--speed", "10000", "--count", "3").out == "asked 3 of 3\n"
    assert [question["text"] for question in asked(on_show)] == [f"Question {n}?" for n in range(3)]


def test_what_is_refused_is_told_with_its_reason(on_show: Overlay, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Why?\n" + "x" * 200 + "\n")
    ran = on_show("rehearse", str(tmp_path / "long.txt"), "--rate", "100")
    assert (ran.code, ran.out) == (0, "asked 1 of 2\n")
    assert ran.err.startswith("1 refused: The question has 200 characters; at most 140 fit.")


def test_a_closed_show_hears_nobody(on_show: Overlay) -> None:
    on_show("show", "close")
    ran = on_show("rehearse", "--count", "2", "--rate", "100", "--json")
    assert ran.code == 1 and ran.data["asked"] == 0 and sum(ran.data["refused"].values()) == 2


async def test_who_is_told_to_wait_waits(folder: Path) -> None:
    folder.mkdir()
    (folder / "overlay.toml").write_text("[limits]\nask_whole_second = 4\n")
    server = Server(folder, "--obs", "off")
    await server.start()
    try:
        ran = overlay("rehearse", "--count", "7", "--rate", "1000", "--json", data=folder)
        assert (ran.data["asked"], ran.data["refused"]) == (7, {}) and ran.data["waited"] > 0
    finally:
        await server.stop()


def test_without_the_audiences_page_nobody_can_ask(folder: Path) -> None:
    serving = Serving(["serve", "--data", str(folder), *FREE, "--public", "off", "--no-browser"], {})
    try:
        ran = overlay("rehearse", data=folder)
        assert ran.code == 1 and ran.err.startswith("The audience's page is off")
    finally:
        serving.stop(signal.SIGTERM)


async def test_a_page_that_goes_away_is_told_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        door = f"http://127.0.0.1:{gone.getsockname()[1]}"
    with pytest.raises(NoServer, match=door):
        await Phones(door, questions("en", 3), [0.0, 0.0, 0.0]).ask()
