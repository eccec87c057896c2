"""A newcomer follows the README, in a fresh clone with an empty home, and ends at a picture."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser import ARTIFACTS
from tests.obs_studio import eventually
from tests.stories import pages

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(600)]

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INSTALL_SECONDS = 400.0


def blocks() -> list[str]:
    return BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))


def newcomer(home: Path) -> dict[str, str]:
    """The environment of somebody who has only just got this computer; package indexes stay reachable."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "LANG") or name.startswith("PIP_")
    }
    certificates = {
        name: os.environ[name] for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE") if name in os.environ
    }
    return {**kept, **certificates, "HOME": str(home)}


@contextlib.asynccontextmanager
async def left_running(block: str, folder: Path, env: dict[str, str]) -> AsyncIterator[dict[str, str]]:
    """The block until it says ready: what it printed, by name; ended as Ctrl-C ends it."""
    process = await asyncio.create_subprocess_exec(
        "sh", "-ec", block, cwd=folder, env=env, start_new_session=True,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    lines: dict[str, str] = {}
    try:
        async with asyncio.timeout(INSTALL_SECONDS):
            while lines.get("ready") is None:
                line = (await process.stdout.readline()).decode()
                assert line, "the block ended before the server was ready"
                name, _, value = line.strip().partition(": ")
                lines["ready" if value == "ready" else name] = value
        yield lines
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        await process.wait()


async def test_the_readme_ends_at_a_picture(chromium: Browser, tmp_path: Path) -> None:
    (home := tmp_path / "home").mkdir()
    env = newcomer(home)
    first, *others = blocks()
    async with left_running(first.replace("REPOSITORY", str(ROOT)), tmp_path, env) as lines:
        for block in others:
            shell = await asyncio.create_subprocess_exec(
                "sh", "-ec", block, cwd=tmp_path / "overlay", env=env
            )
            assert await shell.wait() == 0, block
        profile = await chromium.new_context(viewport=pages.CANVAS)
        page = await profile.new_page()
        await page.goto(lines["overlay"])

        async def drawn() -> bool:
            return not (await pages.picture(page)).empty

        assert await eventually(drawn)
        shot = await pages.picture(page)
        shot.keep(ARTIFACTS / "story-readme.png")
        assert shot.in_safe_area()
        assert shot.opaque_share() > 0.6
