"""An ObsLink at work, with everything it tells written down."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from overlay.obs.client import ObsAddress
from overlay.obs.lamp import Hand, ObsLamp
from overlay.obs.link import ObsLink
from overlay.obs.scene_map import SceneMap, parse_scene_map
from overlay.obs.scenes import Situation
from overlay.obs.standing import Surroundings
from tests.obs_studio import eventually

OVERLAY_URL = "http://127.0.0.1:9/overlay#token"
SCENE_MAP = parse_scene_map('[moment.question]\nscene = "Interview"\n[moment.break]\nscene = "Break"')

CLEAR = Situation("clear")
QUESTION = Situation("clear", anything_on_air=True, question_on_air=True, graphic="lower-third")
PANIC = Situation("clear", panic=True)


class Linking:
    """`pages` is the number of overlay pages alive, `password` what the link is given at its next attempt."""

    def __init__(self, port: int, password: str | None, scene_map: SceneMap = SCENE_MAP) -> None:
        self.lamps: list[ObsLamp] = []
        self.hands: list[Hand] = []
        self.keys: list[str] = []
        self.pages = 1
        self.password = password
        around = Surroundings(
            self.lamps.append, self.hands.append, self.keys.append, lambda: OVERLAY_URL, lambda: self.pages
        )
        self.link = ObsLink(ObsAddress("127.0.0.1", port), lambda: self.password, scene_map, around)

    async def until(self, state: str, code: str | None = None) -> ObsLamp:
        """The lamp once it is in that state."""
        await eventually(
            lambda: self.link.lamp.state == state and (code is None or self.link.lamp.code == code)
        )
        return self.link.lamp


@contextlib.asynccontextmanager
async def linking(port: int, password: str | None, scene_map: SceneMap = SCENE_MAP) -> AsyncIterator[Linking]:
    work = Linking(port, password, scene_map)
    task = asyncio.create_task(work.link.run())
    try:
        yield work
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
