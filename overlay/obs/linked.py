"""One live link to OBS: our wishes are carried out, OBS's doings are heard, one thing after the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, NoReturn

from msgspec.structs import replace

from overlay.obs.browser import KIND, reload_sources
from overlay.obs.client import NOT_FOUND, Call, ObsDown, ObsRefused
from overlay.obs.keys import Keys
from overlay.obs.lamp import Hand, ObsLamp
from overlay.obs.reading import overlay_item, read_active, read_scenes, read_shown
from overlay.obs.scene_map import CONTROLS, INPUT, LAYER
from overlay.obs.scenes import ObsRequest, difference, remember, settled, wanted
from overlay.obs.standing import Standing, Surroundings

log = logging.getLogger(__name__)

BEAT = 2.0
"""Seconds between two questions to an OBS that has nothing to say; a frozen one is noticed that way."""
READ_BACK = 0.1
"""Seconds from an event to reading back: leaving studio mode first tells a scene that is not on program."""
BLANK_FOR = 5.0
"""Seconds without a live page after which our browser sources are reloaded."""
COOL_DOWN = 60.0
"""Seconds between two such reloads at least: repeated ones can stop a source drawing (obs-browser 356)."""

READ_AGAIN = {
    "CurrentProgramSceneChanged",
    "StudioModeStateChanged",
    "SceneListChanged",
    "SceneCreated",
    "SceneRemoved",
    "SceneNameChanged",
    "SceneItemCreated",
    "SceneItemRemoved",
    "InputCreated",
    "InputRemoved",
    "InputNameChanged",
}

SLOT = {"realm": "OBS_WEBSOCKET_DATA_REALM_GLOBAL", "slotName": "overlay.before"}
"""Where OBS keeps the scene before our take for us, so that `clear` returns even if we were killed on air."""


class Linked:
    """`hear`, `carry_out_soon` and `end` are called in the loop and return at once; `run` does the work."""

    def __init__(self, call: Call, standing: Standing, around: Surroundings, asks_for_password: bool) -> None:
        self._call = call
        self._standing = standing
        self._around = around
        self._asks_for_password = asks_for_password
        self._jobs: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        self._keys = Keys(call, around.on_key)
        self._loop = asyncio.get_running_loop()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._version = ""
        self._complaint = ""
        self._has_browser_source = True
        self._scenes: list[str] = []
        self._shown: bool | None = None
        self._active: bool | None = None
        self._settling = True
        self.exited = False
        """OBS has said that it ends."""

    async def run(self) -> NoReturn:
        """Until the link ends; raises ObsDown with the reason."""
        self._jobs.put_nowait(self._begin)
        try:
            while True:
                job = await self._jobs.get()
                try:
                    await job()
                except ObsRefused as refusal:
                    log.warning("%s", refusal)
        finally:
            for timer in self._timers.values():
                timer.cancel()

    def carry_out_soon(self) -> None:
        self._jobs.put_nowait(self._carry_out)

    def tell_soon(self) -> None:
        self._jobs.put_nowait(self._read_and_tell)

    def end(self, reason: str) -> None:
        self._jobs.put_nowait(partial(self._end, reason))

    def hear(self, name: str, data: dict[str, Any]) -> None:
        if name == "SceneItemEnableStateChanged":
            if data["sceneName"] == CONTROLS and data["sceneItemEnabled"]:
                press = partial(self._keys.shown, data["sceneItemId"])
                self._jobs.put_nowait(self._keys.read_back if self._settling else press)
            elif data["sceneName"] == LAYER:
                self._later("read", READ_BACK, self._read_and_tell)
        elif name == "InputActiveStateChanged" and data["inputName"] == INPUT:
            self._active = data["videoActive"]
            self._tell()
        elif name == "CurrentSceneCollectionChanging":
            self._settling = True
            self._around.on_lamp(ObsLamp("busy", "busy", version=self._version))
        elif name == "CurrentSceneCollectionChanged":
            self._jobs.put_nowait(self._begin)
        elif name == "ExitStarted":
            self.exited = True
        elif name in READ_AGAIN:
            self._later("read", READ_BACK, self._read_and_tell)

    async def _begin(self) -> None:
        """A new link or a new scene collection: read everything, then send the whole wish once."""
        self._later("beat", BEAT, self._beat)
        self._later("blank", BLANK_FOR, self._reload_if_blank)
        self._version = (await self._call("GetVersion", {}))["obsVersion"]
        self._has_browser_source = KIND in (await self._call("GetInputKindList", {}))["inputKinds"]
        self._shown = None
        self._standing.memory = replace(self._standing.memory, program="")
        await self._read()
        await self._keys.read_back()
        self._settling = False
        self._standing.sent = None
        await self._carry_out()
        self._tell()

    async def _beat(self) -> None:
        await self._call("GetStats", {})
        self._later("beat", BEAT, self._beat)

    async def _end(self, reason: str) -> None:
        raise ObsDown(reason)

    def _later(self, name: str, seconds: float, job: Callable[[], Awaitable[None]]) -> None:
        """One timer of each name: events in a burst are answered by one reading."""
        timer = self._timers.get(name)
        if timer is None or timer.cancelled() or timer.when() <= self._loop.time():
            self._timers[name] = self._loop.call_later(seconds, self._jobs.put_nowait, job)

    # ------------------------------------------------------------------ our wish

    async def _carry_out(self) -> None:
        standing = self._standing
        if standing.situation is None or self._settling:
            return
        situation, scene_map = standing.situation, standing.scene_map
        await self._read_program()
        took = not standing.memory.ours
        standing.memory = remember(standing.memory, situation, scene_map)
        if not standing.started:
            await self._recall()
        after = wanted(situation, scene_map, standing.memory)
        for request in difference(standing.sent, after):
            await self._send(request)
        standing.sent, standing.started = after, True
        standing.memory = settled(standing.memory, situation, scene_map)
        self._tell()
        if took and standing.memory.ours:
            await self._call("SetPersistentData", {**SLOT, "slotValue": standing.memory.before})

    async def _send(self, request: ObsRequest) -> None:
        log.info("%s %s. %s", request.name, request.data, request.reason)
        data = dict(request.data)
        try:
            if "sourceName" in data:
                del data["sourceName"]
                data["sceneItemId"] = await overlay_item(self._call)
            await self._call(request.name, data)
        except ObsRefused as refusal:
            if refusal.number != NOT_FOUND:  # of a missing scene or source the lamp tells
                log.warning("%s", refusal)
            return
        if request.name == "SetCurrentProgramScene":
            self._standing.memory = replace(self._standing.memory, program=str(data["sceneName"]))
        else:
            self._shown = bool(data["sceneItemEnabled"])

    async def _recall(self) -> None:
        """We were started with a question on air, whose scene OBS still shows: what was there before it?"""
        memory = self._standing.memory
        if not memory.ours or memory.program != memory.ours:
            return
        kept = (await self._call("GetPersistentData", {**SLOT})).get("slotValue")
        if isinstance(kept, str) and kept in self._scenes:
            self._standing.memory = replace(memory, before=kept)

    # ------------------------------------------------------------------ OBS's doings

    async def _read_and_tell(self) -> None:
        if self._settling:  # everything is taken away and brought back, by nobody's hand
            return
        await self._read()
        self._tell()

    async def _read(self) -> None:
        await self._read_program()
        before, self._shown = self._shown, await read_shown(self._call)
        if None not in (before, self._shown) and before != self._shown:
            self._around.on_hand(Hand("shown" if self._shown else "hidden"))
        self._active = await read_active(self._call)

    async def _read_program(self) -> None:
        """A change that was not ours is somebody's hand."""
        program, self._scenes = await read_scenes(self._call)
        before = self._standing.memory.program
        self._standing.memory = replace(self._standing.memory, program=program)
        if before and program not in ("", before) and not self._settling:
            self._around.on_hand(Hand("scene", program))

    def _tell(self) -> None:
        if self._settling:
            return
        scene_map, scene = self._standing.scene_map, self._standing.memory.program
        params: dict[str, object] = {"version": self._version, "scene": scene}
        lacking = scene_map.lacking(self._scenes)
        if self._shown is None and self._has_browser_source:
            code = "up_no_overlay"
        elif lacking:
            code = "up_no_scene"
            params["moment"], params["missing"] = lacking
        elif self._shown is None:
            code = "up_no_browser_source"
        elif not self._asks_for_password:
            code = "up_no_password"
        else:
            code = "up"
        lamp = ObsLamp("up", code, params, scene, self._version, overlay_active=self._active)
        self._complain(lamp.sentence if lamp.lacks else "")
        self._around.on_lamp(lamp)

    def _complain(self, sentence: str) -> None:
        """Of what OBS lacks, in the log too, once as long as it lasts; "": nothing."""
        if sentence not in ("", self._complaint):
            log.warning("%s", sentence)
        self._complaint = sentence

    # ------------------------------------------------------------------ pages that OBS opened before us

    async def _reload_if_blank(self) -> None:
        """A browser source opened before its server stays blank for ever (obs-browser 71): reload it once."""
        now = self._loop.time()
        if self._around.pages_alive() or now - self._standing.reloaded < COOL_DOWN:
            return
        self._standing.reloaded = now
        names = await reload_sources(self._call, self._around.overlay_url())
        log.info("No overlay page is alive; reloaded in OBS: %s", names)
