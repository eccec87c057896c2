"""`overlay serve`: the server, its addresses on stdout, the control page in the browser."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from overlay.cli import running
from overlay.cli.options import Data
from overlay.errors import FolderInUse, OverlayError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    *,
    data: Data = None,
    studio: Annotated[
        str | None,
        typer.Option(metavar="HOST:PORT", help="Where the crew's pages are; port 0: any free one."),
    ] = None,
    public: Annotated[
        str | None, typer.Option(metavar="HOST:PORT|off", help="Where the audience's page is.")
    ] = None,
    lan: Annotated[bool, typer.Option("--lan", help="Open the audience's page to the network.")] = False,
    studio_lan: Annotated[
        bool, typer.Option("--studio-lan", help="Open the studio to the network. Think twice: no encryption.")
    ] = False,
    public_url: Annotated[
        str | None, typer.Option(metavar="URL", help="The address outside that leads to the audience's page.")
    ] = None,
    obs: Annotated[
        str | None, typer.Option(metavar="ws://HOST:PORT|off", help="Where OBS's WebSocket server is.")
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open the control page in the browser.")
    ] = False,
) -> None:
    """Start the server. Ctrl-C stops it."""
    from overlay.app import run
    from overlay.config import load

    config = load(
        data,
        studio=studio,
        public=public,
        lan=lan or None,
        studio_lan=studio_lan or None,
        public_url=public_url,
        obs=obs,
    )
    opens = not no_browser and has_browser()
    try:
        run(config, Announcer(browser=opens))
    except FolderInUse:
        if opens:
            open_running(config.data)
        raise


class Announcer:
    """Prints each line at once. In a terminal the audience's address comes with its QR code."""

    def __init__(self, *, browser: bool) -> None:
        self._browser = browser
        self._control = ""

    def __call__(self, line: str) -> None:
        print(line, flush=True)
        name, _, value = line.partition(": ")
        if name == "control":
            self._control = value
        elif name == "audience" and sys.stdout.isatty():
            print_code(value)
        elif line == "overlay: ready" and self._browser:
            open_page(self._control)


def print_code(address: str) -> None:
    import segno

    segno.make(address, error="l", micro=False).terminal(compact=True)
    if urlsplit(address).hostname in LOOPBACK:
        print("(Phones reach it once it is open to the network: --lan, or the switch on the control page.)")
    sys.stdout.flush()


def has_browser() -> bool:
    """Whether there is a screen to open a page on; a text browser in this terminal would be none."""
    screens = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return sys.platform in ("win32", "darwin", "cygwin") or screens


def open_page(address: str) -> None:
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def open_running(folder: Path) -> None:
    """The page of the server that runs on that folder already, by a link of its own."""
    try:
        link = running.find(folder).post("/api/links", {"role": "producer"})
    except OverlayError:
        return  # it will be told anyway that the folder is in use
    webbrowser.open(link["url"])
