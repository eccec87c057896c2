"""How a server that runs is: its disk, its overlay pages, its OBS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from overlay.cli.finding import Finding
from overlay.cli.running import Running
from overlay.errors import OverlayError
from overlay.obs.lamp import SENTENCES


def server(server: Running, state: dict[str, Any]) -> Iterator[Finding]:
    show = state["show"]
    where = f"runs at {server.run.studio} (process {server.run.pid}), show “{show['title']}”."
    yield Finding("server", "ok", where)
    if server.run.public:
        yield Finding("audience", "ok", f"may ask at {server.run.public}")
    else:
        yield Finding("audience", "note", "The page is off.", "Start with --public HOST:PORT.")
    for sentence in state["lamps"]["faults"]:
        yield Finding("fault", "wrong", sentence)


def disk(state: dict[str, Any]) -> Iterator[Finding]:
    disk = state["lamps"]["disk"]
    if not disk["recorded"]:
        why = "The disk refuses: what is done is kept in memory only."
        yield Finding("journal", "wrong", why, "Make room on the disk; it is tried again every few seconds.")
    elif disk["low"]:
        why = "The disk is nearly full: the show is still recorded, the audience cannot ask."
        yield Finding("journal", "wrong", why, "Make room on the disk.")
    else:
        yield Finding("journal", "ok", f"Everything is recorded; the last entry is number {state['rev']}.")
    if disk["notice"]:
        yield Finding("journal", "note", disk["notice"])


def overlay(state: dict[str, Any]) -> Iterator[Finding]:
    """A page shows the overlay, and it draws."""
    pages = state["lamps"]["pages"]
    if not pages["overlay"]:
        mend = "Run: overlay obs setup; or open the overlay's address in OBS as a browser source."
        if state["lamps"]["obs"]["sentence"] == SENTENCES["up_no_browser_source"]:
            mend = "Mend OBS first, see below: it cannot open the page."
        yield Finding("overlay page", "wrong", "None is open.", mend)
    elif pages["hidden"] >= pages["overlay"]:
        why = "It is open, but does not draw."
        yield Finding("overlay page", "wrong", why, "In OBS, bring the source Overlay into view.")
    else:
        engines = ", ".join(filter(None, pages["engines"]))
        where = f", in {engines}" if engines else ""
        many = "One is open" if pages["overlay"] == 1 else f"{pages['overlay']} are open"
        yield Finding("overlay page", "ok", f"{many}{where}.")


def obs(server: Running, state: dict[str, Any]) -> Iterator[Finding]:
    """The link is up, and OBS holds what the show needs."""
    lamp = state["lamps"]["obs"]
    if lamp["state"] == "off":
        yield Finding("OBS", "note", lamp["sentence"])
        return
    if lamp["state"] != "up":
        yield Finding("OBS", "wrong", lamp["sentence"])
        return
    yield Finding("OBS", "ok", lamp["sentence"])
    try:
        findings = server.get("/api/obs/doctor")["findings"]
    except OverlayError as error:
        yield Finding("OBS", "wrong", str(error))
        return
    for found in findings:
        yield Finding("OBS", "note" if found["warning"] else "wrong", found["sentence"], found["mend"])
