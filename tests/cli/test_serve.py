"""The promise of `overlay serve`: its lines, its exit codes, its end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.overlay import COMMAND, overlay
from tests.cli.serving import FREE, Serving

Start = Callable[..., Serving]


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    serving: list[Serving] = []

    def one(*words: str, env: dict[str, str] | None = None) -> Serving:
        serving.append(Serving(["serve", "--data", str(folder), *FREE, *words], env or {}))
        return serving[-1]

    yield one
    for one_of in serving:
        one_of.process.kill()
        one_of.process.communicate()


def test_the_lines_come_in_order(start: Start) -> None:
    names = [line.partition(": ")[0] for line in start("--no-browser").lines]
    assert names == ["control", "overlay", "audience", "overlay"]


def test_without_the_audiences_page_there_is_no_line_for_it(start: Start) -> None:
    lines = start("--no-browser", "--public", "off").lines
    assert [line.partition(": ")[0] for line in lines] == ["control", "overlay", "overlay"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals between processes")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_a_clean_end(start: Start, folder: Path, number: int) -> None:
    serving = start("--no-browser")
    assert (folder / "run.json").exists()
    assert serving.stop(number) == (0, "")
    assert not (folder / "run.json").exists()


def test_a_second_server_on_the_folder_ends_with_3_and_the_first_goes_on(start: Start, folder: Path) -> None:
    start("--no-browser")
    second = overlay("serve", *FREE, "--no-browser", data=folder)
    assert (second.code, second.out) == (3, "")
    assert second.err.startswith(f"Another overlay is running on the folder {folder}")
    assert "overlay link" in second.err
    assert overlay("state", data=folder).code == 0


def test_a_taken_port_ends_with_3_and_another_is_not_chosen_silently(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = overlay("serve", "--studio", f"127.0.0.1:{port}", "--no-browser", "--obs", "off", data=folder)
    assert (ran.code, ran.out) == (3, "")
    assert f"Port {port} is taken" in ran.err and "--studio" in ran.err


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ('titel = "Show"', "there is no setting titel; did you mean title?"),
        ("title = 7", "title = 7 cannot be; expected is a title"),
        (
            "[limits]\nask_second = 1",
            "there is no setting limits.ask_second; did you mean limits.ask_seconds?",
        ),
        ("title = ", "this is not TOML"),
    ],
)
def test_a_wrong_setting_ends_with_2_and_says_what_would_be_right(
    folder: Path, file: str, sentence: str
) -> None:
    folder.mkdir()
    (folder / "overlay.toml").write_text(file)
    ran = overlay("serve", *FREE, "--no-browser", data=folder)
    assert (ran.code, ran.out) == (2, "") and sentence in ran.err and ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--studio", "4747"),
        ("--studio", "127.0.0.1:99999"),
        ("--obs", "http://x"),
        ("--public-url", "x"),
        ("--wrong",),
        ("extra",),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(folder: Path, words: tuple[str, ...]) -> None:
    ran = overlay("serve", "--no-browser", *words, data=folder)
    assert (ran.code, ran.out) == (2, "") and ran.err


def test_an_unknown_command_ends_with_2() -> None:
    ran = overlay("dance")
    assert ran.code == 2 and "dance" in ran.err


# -- browser and terminal


@pytest.fixture
def browser(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """A browser that only writes down what it was to open."""
    opened, script = tmp_path / "opened", tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n')
    script.chmod(0o700)
    return {"BROWSER": str(script), "DISPLAY": ":0"}, opened


def appears(file: Path, lines: int) -> list[str]:
    until = time.monotonic() + 20
    while not file.exists() or file.read_text().count("\n") < lines:
        assert time.monotonic() < until, "nothing was opened"
        time.sleep(0.01)
    return file.read_text().splitlines()


@pytest.mark.skipif(os.name == "nt", reason="the script is one of a POSIX shell")
def test_the_control_page_opens_in_the_browser(start: Start, browser: tuple[dict[str, str], Path]) -> None:
    env, opened = browser
    serving = start(env=env)
    assert appears(opened, 1) == [serving.lines[0].removeprefix("control: ")]


@pytest.mark.skipif(os.name == "nt", reason="the script is one of a POSIX shell")
def test_a_second_server_opens_the_page_of_the_first(
    start: Start, folder: Path, browser: tuple[dict[str, str], Path]
) -> None:
    env, opened = browser
    first = start("--no-browser")
    assert overlay("serve", *FREE, data=folder, env=env).code == 3
    (link,) = appears(opened, 1)
    assert link.startswith(first.lines[0].removeprefix("control: ").partition("once=")[0])
    assert link != first.lines[0].removeprefix("control: ")


@pytest.mark.skipif(os.name == "nt", reason="the script is one of a POSIX shell")
def test_overlay_alone_serves_on_this_users_folder(
    tmp_path: Path, browser: tuple[dict[str, str], Path]
) -> None:
    env, opened = browser
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share")}
    found = subprocess.run(
        [sys.executable, "-c", "from overlay.config import default_folder; print(default_folder())"],
        env={**os.environ, **home}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    folder = Path(found.stdout.strip())
    assert folder.is_relative_to(tmp_path)
    folder.mkdir(parents=True)
    (folder / "overlay.toml").write_text('studio = "127.0.0.1:0"\npublic = "127.0.0.1:0"\nobs = "off"\n')
    serving = Serving([], {**env, **home})
    try:
        assert appears(opened, 1) == [serving.lines[0].removeprefix("control: ")]
        assert overlay("state", env=home).code == 0
        assert serving.stop(signal.SIGINT) == (0, "")
    finally:
        serving.process.kill()
        serving.process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo terminal")
def test_in_a_terminal_the_audiences_address_comes_with_its_code(folder: Path) -> None:
    import pty

    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "serve", "--data", str(folder), *FREE, "--no-browser"], stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    try:
        said = b""
        while b"overlay: ready" not in said:
            said += os.read(mine, 65536)
        text = said.decode()
        assert text.index("audience: ") < text.index("▀") < text.index("overlay: ready")
        assert "Phones reach it once it is open to the network" in text
    finally:
        process.terminate()
        assert process.wait(20) == 0
        os.close(mine)
