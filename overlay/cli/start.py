"""What a server would meet at its start: locks, ports, secrets, OBS."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator

from overlay.address import Address, obs_address
from overlay.cli.finding import Finding
from overlay.config import Config
from overlay.errors import ConfigError, FolderInUse, OverlayError
from overlay.journal.folder_lock import FolderLock
from overlay.obs.client import ObsAddress
from overlay.obs.lamp import SENTENCES
from overlay.obs.link import visit
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
    url = f"http://{config.studio}/overlay#{kept.overlay_token.reveal()}"
    yield from asyncio.run(_visited(ObsAddress(told.host, told.port), password or None, config, url))


async def _visited(address: ObsAddress, password: str | None, config: Config, url: str) -> list[Finding]:
    path = config.files("scenes")["map.toml"]
    try:
        scenes = parse_scene_map(path.read_text(encoding="utf-8"), str(path))
    except ConfigError:
        return []  # told by `computer.files`
    try:
        async with visit(address, password) as call:
            version = (await call("GetVersion", {}))["obsVersion"]
            findings = await examine(call, scenes, url)
    except OverlayError as error:
        return [Finding("OBS", "wrong", str(error))]
    told = [
        Finding("OBS", "note" if found.is_warning else "wrong", found.sentence, found.mend)
        for found in findings
    ]
    return [Finding("OBS", "ok", f"OBS {version} answers."), *told]
