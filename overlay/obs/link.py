"""The link to OBS: kept up, let go and taken up again, so that the show never waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from random import SystemRandom
from typing import Any, TypeVar

import msgspec

from overlay.obs.client import CLOSED, Call, Connection, Data, ObsAddress, ObsDown
from overlay.obs.lamp import ObsLamp, State
from overlay.obs.linked import Linked
from overlay.obs.scene_map import SceneMap
from overlay.obs.scenes import Situation
from overlay.obs.standing import Standing, Surroundings

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 2.0
"""Seconds between two attempts, doubling; the longest keeps a new OBS waiting for less than three seconds."""
REFUSED_PAUSE = 10.0
"""Seconds after a refused password: it will be refused again until somebody changes it."""

STATES: dict[str, State] = {
    "wrong_password": "refused",
    "no_password": "refused",
    "kicked": "kicked",
    "busy": "busy",
}


Told = TypeVar("Told")

log = logging.getLogger(__name__)


class ObsLink:
    """`address` None: OBS is not used. `password` is asked for at every attempt. All callbacks are called in
    the loop that runs `run`; `around.on_lamp` only when the lamp has changed."""

    def __init__(
        self,
        address: ObsAddress | None,
        password: Callable[[], str | None],
        scene_map: SceneMap,
        around: Surroundings,
    ) -> None:
        self._address = address
        self._password = password
        self._standing = Standing(scene_map)
        self._on_lamp = _guarded(around.on_lamp)
        self._around = msgspec.structs.replace(
            around, on_lamp=self._show, on_hand=_guarded(around.on_hand), on_key=_guarded(around.on_key)
        )
        self._lamp = ObsLamp()
        self._poked = asyncio.Event()
        self._pool: ThreadPoolExecutor | None = None
        self._connection: Connection | None = None
        self._linked: Linked | None = None

    @property
    def lamp(self) -> ObsLamp:
        return self._lamp

    def wish(self, situation: Situation) -> None:
        """The show is now here. Returns at once; OBS follows when it can, to the newest situation."""
        if situation == self._standing.situation:
            return
        self._standing.situation = situation
        if self._linked is not None:
            self._linked.carry_out_soon()

    async def call(self, name: str, data: Data | None = None) -> Data:
        """Any request. Raises ObsDown or ObsRefused, both with a sentence for people."""
        if self._linked is None or self._connection is None:
            raise ObsDown(self._lamp.code, **self._lamp.params)
        answer: Data = await self._work(self._connection.ask, name, data)
        return answer

    def replace_address(self, address: ObsAddress | None) -> None:
        self._address = address
        self.try_again()

    def replace_map(self, scene_map: SceneMap) -> None:
        """Holds from the next wish on; the lamp tells at once what OBS lacks of it."""
        self._standing.scene_map = scene_map
        if self._linked is not None:
            self._linked.tell_soon()

    def try_again(self) -> None:
        """Link anew, at once: the password was changed, or somebody asks for it after a kick."""
        self._poked.set()
        if self._linked is not None:
            self._linked.end("lost")

    async def run(self) -> None:
        """Keeps the link up until cancelled."""
        self._pool = ThreadPoolExecutor(1, "obs")
        pause = FIRST_PAUSE
        try:
            while True:
                self._poked.clear()
                if self._address is None:
                    self._show(ObsLamp())
                    await self._poked.wait()
                    continue
                end = await self._one_link(self._address)
                pause = FIRST_PAUSE if self._lamp.state == "up" else min(pause * 2, LONGEST_PAUSE)
                await self._wait(end, pause)
        finally:
            self._pool.shutdown(wait=False)

    async def _one_link(self, address: ObsAddress) -> ObsDown:
        """Links once, as long as it holds; returns why it ended."""
        loop = asyncio.get_running_loop()
        if self._lamp.state == "off":
            self._show(ObsLamp("down", "looking", msgspec.structs.asdict(address)))

        def in_loop(what: Callable[..., None], *args: object) -> None:
            loop.call_soon_threadsafe(what, *args)

        connection = Connection(
            address,
            self._password(),
            lambda name, data: in_loop(self._hear, connection, name, data),
            lambda code: in_loop(self._ended, connection, code),
        )
        try:
            self._connection = connection
            await self._work(connection.open)
            self._linked = Linked(self.call, self._standing, self._around, connection.asks_for_password)
            await self._linked.run()
        except ObsDown as end:
            await self._work(connection.close)  # what OBS said last is heard yet
            return ObsDown("exited") if self._linked is not None and self._linked.exited else end
        except Exception:  # a part may fall, the show goes on
            log.exception("The link to OBS fell; it is made anew.")
            return ObsDown("lost")
        finally:
            self._linked = self._connection = None
            connection.hang_up()
            if self._pool is not None:
                self._pool.submit(connection.close)

    def _hear(self, connection: Connection, name: str, data: Data) -> None:
        if connection is self._connection and self._linked is not None:
            self._linked.hear(name, data)

    def _ended(self, connection: Connection, close_code: int) -> None:
        if connection is self._connection and self._linked is not None:
            self._linked.end(CLOSED.get(close_code, "lost"))

    async def _wait(self, end: ObsDown, pause: float) -> None:
        state = STATES.get(end.reason, "down")
        if state == "refused":
            pause = REFUSED_PAUSE
        retry_in = None if state == "kicked" else pause
        self._show(ObsLamp(state, end.reason, end.params, retry_in=retry_in))
        jittered = None if retry_in is None else retry_in * SystemRandom().uniform(0.8, 1.2)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._poked.wait(), jittered)

    def _show(self, lamp: ObsLamp) -> None:
        if lamp != self._lamp:
            self._lamp = lamp
            self._on_lamp(lamp)

    async def _work(self, job: Callable[..., Any], *args: object) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pool, job, *args)


def _guarded(tell: Callable[[Told], None]) -> Callable[[Told], None]:
    """Whoever is told may fail; the link does not fall with them."""

    def told(what: Told) -> None:
        try:
            tell(what)
        except Exception:
            log.exception("What OBS told was not taken in: %s", what)

    return told


@contextlib.asynccontextmanager
async def visit(address: ObsAddress, password: str | None) -> AsyncIterator[Call]:
    """A link for a moment, to look or to set up without a running server. Raises ObsDown."""
    loop = asyncio.get_running_loop()
    connection = Connection(address, password, lambda name, data: None, lambda code: None)
    pool = ThreadPoolExecutor(1, "obs-visit")

    async def call(name: str, data: Data) -> Data:
        return await loop.run_in_executor(pool, connection.ask, name, data)

    try:
        await loop.run_in_executor(pool, connection.open)
        yield call
    finally:
        pool.submit(connection.close)
        pool.shutdown(wait=False)
