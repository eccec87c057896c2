"""The built wheel is whole: put into an empty environment, it starts and serves its pages."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", out],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_carries_what_designers_edit(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("overlays_html", "scenes"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert f"overlay/_data/{folder}/{file.relative_to(ROOT / folder).as_posix()}" in names
    for file in (ROOT / "overlay").rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            assert file.relative_to(ROOT).as_posix() in names


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`overlay`, installed from the wheel into an environment that holds nothing else."""
    empty = tmp_path_factory.mktemp("empty")
    venv.create(empty, with_pip=True)
    python = empty / BIN / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True, capture_output=True)
    return empty / BIN / "overlay"


@pytest.mark.timeout(300)
def test_the_wheel_starts_in_an_empty_environment(command: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PATH": os.environ["PATH"]}
    listeners = ["--studio", "127.0.0.1:0", "--public", "127.0.0.1:0", "--no-browser"]
    server = subprocess.Popen(
        [command, "serve", "--data", tmp_path / "data", *listeners],
        cwd=tmp_path,
        env=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout
    try:
        said = ""
        for line in server.stdout:
            said += line
            if line == "overlay: ready\n":
                break
        assert said.endswith("overlay: ready\n"), said
        for name, words in (
            ("control", "<!doctype html>"),
            ("overlay", "<!doctype html>"),
            ("audience", "<form"),
        ):
            address = re.search(rf"^{name}: (\S+)$", said, re.MULTILINE)
            assert address
            with urllib.request.urlopen(address[1].partition("#")[0]) as answer:
                assert words in answer.read().decode().lower()
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
