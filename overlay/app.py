"""The parts list: what the program is made of, entered in this order and left in reverse."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable
from typing import Any

from overlay.address import Address, obs_address
from overlay.bus import Bus
from overlay.config import Config, shipped
from overlay.desk import Desk
from overlay.errors import Illegal
from overlay.journal.sqlite import SqliteJournal
from overlay.media.collector import Collector
from overlay.media.fetch import Fetcher
from overlay.media.hosts import Hosts
from overlay.media.store import Store
from overlay.obs.client import ObsAddress
from overlay.obs.scene_map import SceneMap, parse_scene_map
from overlay.obs.show_link import ShowLink
from overlay.process import Run, announced, fast_loop, signals
from overlay.redact import Redaction
from overlay.secrets_file import SecretsFile
from overlay.sources.player import Player
from overlay.sources.registry import Sources
from overlay.teller import counting
from overlay.themes.shelf import names_of
from overlay.web import public, qr, studio
from overlay.web.access import Guard
from overlay.web.addresses import Addresses, lan_addresses
from overlay.web.askers import Askers
from overlay.web.device import Devices
from overlay.web.foreign import Foreign
from overlay.web.lamps import Lamps
from overlay.web.listener import Listener, raise_descriptors
from overlay.web.live import Live
from overlay.web.names import EVERYWHERE, Names
from overlay.web.openapi import describe
from overlay.web.pages import Pages
from overlay.web.parts import StudioParts
from overlay.web.presses import Presses
from overlay.web.public_parts import new_devices, public_parts
from overlay.web.renewal import Renewal
from overlay.web.tokens import Tokens

PASSWORD = "OVERLAY_OBS_PASSWORD"
RESERVE = 512
"""Descriptors the audience leaves to the studio, the disk and OBS."""
ANYWHERE = "0.0.0.0"


class App:
    """The running program. `desk` has its show already."""

    def __init__(
        self, config: Config, desk: Desk, bus: Bus, secrets: SecretsFile, redaction: Redaction
    ) -> None:
        self.config, self.desk, self.secrets, self._redaction = config, desk, secrets, redaction
        self.addresses = Addresses(config)
        self.tokens = Tokens(secrets, bus)
        self.lamps = Lamps(desk)
        self.pages = Pages(config)
        self.foreign = Foreign(self.pages.own.whole, self.pages.shipped)
        self.live = Live(desk, bus, self.tokens, self.lamps, self.pages.build)
        own, _ = config.folders("overlays_html")
        self.renewal = Renewal(own, desk, self.pages, self.foreign, live=self.live, lamps=self.lamps)
        desk.wardrobe.themes = lambda: names_of(self.pages.graphics)
        self.media = Store(config.data / "media")
        self.collector = Collector(desk, bus, self.media, Fetcher(Hosts(config.media_hosts)))
        self.askers = Askers(desk, bus)
        self.sources = Sources(desk, lambda name, why: self.player.ended(why))
        self.player = Player(self.sources, self.lamps)
        self.obs = ShowLink(
            desk,
            bus,
            self._obs_address(),
            self._obs_password,
            lambda: read_scene_map(config),
            on_lamp=self.lamps.obs,
            on_hand=self.lamps.hand,
            overlay_url=lambda: self.addresses.overlay(self.tokens.overlay),
            pages_alive=lambda: self.live.pictures().overlay,
        )
        for graphic in ("join-code", "social-wall"):
            desk.wardrobe.dress[graphic] = lambda: qr.join_code(desk.show.settings, self.addresses.public)
        desk.wardrobe.dress["poll"] = lambda: qr.vote_here(desk.show.settings, self.addresses.public)
        desk.journal.on_recorded = desk.journal.on_low = lambda now: self.lamps.changed()
        self.studio_names = Names(config.names)
        self.public_names = Names(config.names, config.public_url)
        self.studio, self.public = self._studio(), self._public()

    def _obs_address(self) -> ObsAddress | None:
        if not self.config.use_obs:
            return None
        told = self.config.obs or obs_address(self.secrets.obs_address or "ws://127.0.0.1:4455")
        return ObsAddress(told.host, told.port)

    def _obs_password(self) -> str | None:
        password = os.environ.get(PASSWORD) or self.secrets.obs_password.reveal()
        self._redaction.hide(password)
        return password or None

    # -- listeners

    def _studio(self) -> Listener:
        parts = StudioParts(
            config=self.config,
            desk=self.desk,
            media=self.media,
            pages=self.pages,
            foreign=self.foreign,
            live=self.live,
            lamps=self.lamps,
            tokens=self.tokens,
            secrets=self.secrets,
            presses=Presses(self.desk),
            addresses=self.addresses,
            loader=self.config.files("overlays_html").get(
                "loader.html", shipped("overlays_html") / "loader.html"
            ),
            obs=self.obs,
            replay=self.player,
            open_lan=self.open_lan,
            reload=self.renewal.renew,
            described=self.described,
        )
        return Listener("studio", self._guard(parts, self.studio_names).application(studio.ROUTES))

    def _public(self) -> Listener:
        parts = public_parts(
            self.config,
            self.desk,
            media=self.media,
            pages=self.pages,
            live=self.live,
            askers=self.askers,
        )
        guard = self._guard(
            parts,
            self.public_names,
            devices=Devices(self.secrets.device_key.reveal()),
            new_device=new_devices(self.config.limits),
        )
        descriptors = raise_descriptors()
        most = max(descriptors - RESERVE, 64) if descriptors else 0
        return Listener("public", guard.application(public.ROUTES), most)

    def _guard(self, parts: Any, names: Names, **more: Any) -> Guard:
        proxies, slow_after = self.config.trusted_proxies, self.config.limits.bad_tokens_minute
        return Guard(parts, names, self.tokens, proxies=proxies, bad_tokens_minute=slow_after, **more)

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Both listeners open. Pages are told of the end before they close."""
        config = self.config
        try:
            on = config.studio_lan or config.studio.host in EVERYWHERE
            await self.studio.open(Address(ANYWHERE, config.studio.port) if on else config.studio)
            self.addresses.studio_port = self.studio.address.port
            self.addresses.studio_lan_hosts = lan = await _lan(on)
            self.studio_names.opened(self.studio.address.port, [config.studio.host, *lan])
            if config.public is not None:
                await self.public.open(config.public)
                self.addresses.public_port = self.public.address.port
                await self.open_lan(config.lan or config.public.host in EVERYWHERE)
            async with self.live.running():
                yield
        finally:
            await self.public.close()
            await self.studio.close()

    async def open_lan(self, on: bool) -> None:
        """The audience's page for the whole network, or for this computer again. PortTaken, Illegal."""
        config = self.config
        if config.public is None:
            raise Illegal("The audience's page is off: start overlay with --public HOST:PORT.")
        await self.public.move(ANYWHERE if on else config.public.host)
        lan = await _lan(on)
        self.addresses.lan_hosts = lan
        self.public_names.opened(self.public.address.port, [config.public.host, *lan])
        self.lamps.lan(on, tuple(self.addresses.lan))

    def described(self, which: str) -> bytes:
        if which == "public":
            return describe("overlay, the audience's listener", public.ROUTES, self.addresses.public)
        return describe("overlay, the studio's listener", studio.ROUTES, self.addresses.studio)


def read_scene_map(config: Config) -> SceneMap:
    """The user's `scenes/map.toml`, else ours. ConfigError says what is wrong in it."""
    path = config.files("scenes")["map.toml"]
    return parse_scene_map(path.read_text(encoding="utf-8"), str(path))


async def _lan(on: bool) -> list[str]:
    return await asyncio.to_thread(lan_addresses) if on else []


@contextlib.asynccontextmanager
async def running(config: Config) -> AsyncIterator[tuple[App, Run]]:
    """The whole program while it lasts. FolderInUse, PortTaken or ConfigError if it cannot start."""
    redaction = Redaction()
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(redaction.installed())
        journal = await asyncio.to_thread(SqliteJournal.open, config.data)
        stack.push_async_callback(journal.close)
        bus = Bus()
        desk = Desk(journal, bus)
        await desk.start(config.title, config.language)
        app = App(config, desk, bus, SecretsFile(config.data), redaction)
        stack.callback(app.tokens.close)
        await stack.enter_async_context(counting(desk))
        await stack.enter_async_context(app.collector.running())
        await stack.enter_async_context(app.listening())
        await stack.enter_async_context(app.renewal.running())
        await stack.enter_async_context(app.sources.running())
        await stack.enter_async_context(app.obs.running())
        run = announced(
            config.data,
            studio=app.addresses.studio,
            public=app.addresses.public,
            token=app.tokens.make_own(),
            control=app.addresses.control(app.tokens.invite("producer", "", short=False)[0]),
        )
        yield app, stack.enter_context(run)


async def serve(config: Config, *, announce: Callable[[str], None]) -> None:
    """Until SIGINT or SIGTERM. The lines announced are a promise to scripts."""
    stop = asyncio.Event()
    with signals(stop):
        async with running(config) as (app, run):
            announce(f"control: {run.control}")
            announce(f"overlay: {app.addresses.overlay(app.tokens.overlay)}")
            if run.public:
                announce(f"audience: {run.public}")
            announce("overlay: ready")
            await stop.wait()


def run(config: Config, announce: Callable[[str], None]) -> None:
    """`serve` on the fastest loop that is installed."""
    with asyncio.Runner(loop_factory=fast_loop()) as runner:
        runner.run(serve(config, announce=announce))
