"""The doctor's round: this computer, then the server that runs, else what it would meet at its start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from overlay.cli import computer, patient, running, start
from overlay.cli.finding import Finding
from overlay.config import Config, default_folder, load
from overlay.errors import ConfigError, NoServer


def examine(data: Path | None) -> list[Finding]:
    """Everything that was looked at, in the order in which it is best mended."""
    try:
        config = load(data)
    except ConfigError as error:
        folder = (data or default_folder()).absolute()
        return [Finding("settings", "wrong", str(error), f"Put it right in {folder / 'overlay.toml'}.")]
    return list(_round(config))


def _round(config: Config) -> Iterator[Finding]:
    yield from computer.folder(config)
    yield from computer.clock(config)
    yield from computer.files(config)
    try:
        server = running.find(config.data)
        state = server.get("/api/state")
    except NoServer:
        yield Finding("server", "note", "It does not run on this folder.", "Start it with: overlay serve")
        yield from start.lock(config)
        yield from start.secrets(config)
        yield from start.ports(config)
        yield from start.obs(config)
        return
    yield from patient.server(server, state)
    yield from patient.disk(state)
    yield from patient.overlay(state)
    yield from patient.obs(server, state)
