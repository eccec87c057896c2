"""What goes wrong gets one sentence and the right exit code, and loses nothing."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from tests.obs_studio import ObsStudio, eventually
from tests.server import Server
from tests.stories.conftest import lamp_is, running

pytestmark = pytest.mark.asyncio(loop_scope="session")

BROKEN = 'Question,Author\nWhy is that?,Mia\n,nobody\n"' + "x" * 400 + '?",Jonas\nWho pays?,Noa\n'


async def run(*words: str) -> tuple[int, str, str]:
    """An `overlay` command: exit code, output, errors."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "overlay",
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = await process.communicate()
    assert process.returncode is not None
    return process.returncode, output.decode(), errors.decode()


def one_sentence(errors: str) -> str:
    """The error, which is one line that ends as a sentence does, and no traceback."""
    lines = errors.strip().splitlines()
    assert len(lines) == 1, errors
    assert "Traceback" not in errors
    assert lines[0].endswith((".", "?"))
    return lines[0]


async def test_a_wrong_obs_password(tmp_path: Path, obs: ObsStudio) -> None:
    server = Server(
        tmp_path / "data", "--obs", f"ws://127.0.0.1:{obs.port}", env={"OVERLAY_OBS_PASSWORD": "not-the-one"}
    )
    async with running(server):
        assert await eventually(lambda: lamp_is(server, "refused"))
        lamp = (await server.call("GET", "/api/state"))["obs"]
        assert "password" in lamp["sentence"]
        assert "not-the-one" not in str(lamp)
        await server.queue("Does the show go on?")
        assert (await server.command("next"))["changed"]
    assert "not-the-one" not in "".join(server.output)


async def test_a_taken_port(server: Server, tmp_path: Path) -> None:
    address = server.studio.removeprefix("http://")
    code, _, errors = await run(
        "serve", "--data", str(tmp_path / "other"), "--no-browser", "--studio", address, "--public", "off"
    )
    assert code == 3
    assert address.partition(":")[2] in one_sentence(errors)


async def test_a_second_server_on_the_folder(server: Server) -> None:
    code, _, errors = await run(
        "serve", "--data", str(server.folder), "--no-browser", "--studio", "127.0.0.1:0"
    )
    assert code == 3
    assert str(server.folder) in errors
    assert "Traceback" not in errors
    assert (await server.call("GET", "/api/state"))["rev"] >= 1


async def test_a_misspelt_key(tmp_path: Path) -> None:
    (tmp_path / "overlay.toml").write_text('stduio = "127.0.0.1:0"\n')
    code, _, errors = await run("serve", "--data", str(tmp_path), "--no-browser")
    assert code == 2
    sentence = one_sentence(errors)
    assert "stduio" in sentence
    assert "studio" in sentence


async def test_a_csv_with_broken_rows(server: Server, tmp_path: Path) -> None:
    sheet = tmp_path / "prepared.csv"
    sheet.write_text(BROKEN)
    code, output, _ = await run("import", str(sheet), "--data", str(server.folder))
    assert code == 0
    assert "imported 2, skipped 2" in output
    skipped = [line for line in output.splitlines() if "3" in line or "4" in line]
    assert len(skipped) >= 2, output
    assert (await server.call("GET", "/api/state"))["inbox"] == 2
