"""What a server would meet at its start: locks, ports, secrets, OBS."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from typing import Any

from overlay.address import Address, obs_address
from overlay.cli.finding import Finding
from overlay.config import Config
from overlay.errors import ConfigError, FolderInUse, OverlayError
from overlay.journal.folder_lock import FolderLock
from overlay.obs.client import Connection, Data, ObsAddress
from overlay.obs.lamp import SENTENCES
from overlay.obs.scene_map import parse_scene_map
from overlay.obs.setup import examine
from overlay.secrets_file import SecretsFile


def lock(config: Config) -> Iterator[Finding]:
    """Nobody holds the folder."""
    try:
        FolderLock(config.data).release()
    except FolderInUse:
        why = "Another process holds the folder, but does not answer."
        yield Finding("lock", "wrong", why, "End that process, or wait until it has ended.")
    except OSError as error:
        yield Finding("lock", "wrong", f"{error.strerror}: {error.filename}.", "Use another folder: --data.")


def secrets(config: Config) -> Iterator[Finding]:
    try:
        SecretsFile(config.data)
    except ConfigError as error:
        yield Finding("secrets", "wrong", str(error))


def ports(config: Config) -> Iterator[Finding]:
    """The addresses can be listened at."""
    for name, address in (("studio", config.studio), ("public", config.public)):
        if address is None:
            continue
        try:
            _listen(address)
        except OSError as error:
            why = f"{address} cannot be used: {error.strerror}."
            mend = f"Stop the program that has it, or choose another: --{name} {address.host}:PORT."
            yield Finding(f"{name} address", "wrong", why, mend)
        else:
            yield Finding(f"{name} address", "ok", f"{address} is free.")


def _listen(address: Address) -> None:
    family, _, _, _, place = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(place)
        probe.listen(1)


def obs(config: Config) -> Iterator[Finding]:
    """OBS answers, takes the password, and holds what the show needs."""
    if not config.use_obs:
        yield Finding("OBS", "note", SENTENCES["off"])
        return
    try:
        kept = SecretsFile(config.data)
    except ConfigError:
        return  # told by `secrets`
    told = config.obs or obs_address(kept.obs_address or "ws://127.0.0.1:4455")
    password = os.environ.get("OVERLAY_OBS_PASSWORD") or kept.obs_password.reveal()
    address = ObsAddress(told.host, told.port)
    line = Connection(address, password or None, lambda name, data: None, lambda code: None)
    try:
        line.open()
        yield from _in_obs(line, config, kept.overlay_token.reveal())
    except OverlayError as error:
        yield Finding("OBS", "wrong", str(error))
    finally:
        line.close()


def _in_obs(line: Connection, config: Config, token: str) -> Iterator[Finding]:
    version = line.ask("GetVersion")["obsVersion"]
    yield Finding("OBS", "ok", f"OBS {version} answers.")
    path = config.files("scenes")["map.toml"]
    scenes = parse_scene_map(path.read_text(encoding="utf-8"), str(path))

    async def call(name: str, data: Data) -> Any:
        return line.ask(name, data)

    for found in asyncio.run(examine(call, scenes, f"http://{config.studio}/overlay#{token}")):
        yield Finding("OBS", "wrong", found.sentence, found.mend)
