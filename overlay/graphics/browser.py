"""A Chromium of this computer, run headless on one page until that page has reported; no driver is needed."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

NAMED = "OVERLAY_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
USUAL = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--mute-audio",
    "--window-size=1920,1080",
)
PATIENCE = 5.0


def find() -> str | None:
    """The program: what `OVERLAY_CHROMIUM` names, else the first on the path, else where it usually lies."""
    for name in (os.environ.get(NAMED, ""), *NAMES, *USUAL):
        found = shutil.which(name) if name else None
        if found:
            return found
    return None


@contextlib.contextmanager
def opened(program: str, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """The page is open meanwhile, in a profile that is thrown away. The process is ended by its id."""
    with tempfile.TemporaryDirectory(prefix="overlay-check-", ignore_cleanup_errors=True) as profile:
        flags = [*FLAGS, f"--user-data-dir={Path(profile)}"]
        if sys.platform == "linux" and os.geteuid() == 0:
            flags.append("--no-sandbox")  # Chromium refuses to run as root with one
        process = subprocess.Popen(
            [program, *flags, url],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
