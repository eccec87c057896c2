"""OBS follows the show: every change on the desk becomes a situation; OBS's keys become presses."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

from overlay.bus import Bus
from overlay.desk import Changed, Desk
from overlay.errors import ConfigError, OverlayError
from overlay.i18n import explain, translate
from overlay.obs.client import ObsAddress, ObsDown, ObsRefused
from overlay.obs.lamp import Hand, ObsLamp
from overlay.obs.link import ObsLink
from overlay.obs.scene_map import SceneMap
from overlay.obs.scenes import Situation
from overlay.obs.setup import DONE, FOUND, examine, set_up
from overlay.obs.standing import Surroundings
from overlay.show.commands import AnyCommand, Back, Clear, Next, Skip, Take
from overlay.show.fold import Show
from overlay.show.model import QUESTION_LAYERS, Language, Who

KEYS: dict[str, type[Next | Take | Clear | Back | Skip]] = {
    "next": Next,
    "take": Take,
    "clear": Clear,
    "back": Back,
    "skip": Skip,
}
WHO = Who("obs", "remote", "OBS")
log = logging.getLogger(__name__)


class ShowLink:
    """Holds the one link. `address` None: OBS is not used. `read_map` is asked now, ConfigError if it raises
    that, and again at every set-up."""

    def __init__(
        self,
        desk: Desk,
        bus: Bus,
        address: ObsAddress | None,
        password: Callable[[], str | None],
        read_map: Callable[[], SceneMap],
        *,
        on_lamp: Callable[[ObsLamp], None],
        on_hand: Callable[[Hand], None],
        overlay_url: Callable[[], str],
        pages_alive: Callable[[], int],
    ) -> None:
        self._desk = desk
        self._read_map = read_map
        self._map = read_map()
        self._overlay_url = overlay_url
        self._address = address
        self._show = desk.show.id
        self._taken = bool(desk.show.lists["answered"])
        self._pressing: set[asyncio.Task[None]] = set()
        around = Surroundings(on_lamp, on_hand, self._on_key, overlay_url, pages_alive)
        self._link = ObsLink(address, password, self._map, around)
        bus.listen(Changed, self._changed)
        self._wish()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._link.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, *self._pressing, return_exceptions=True)

    def use(self, address: ObsAddress | None) -> None:
        """Link to that OBS from now on; None: anew to the one it had."""
        if address is None:
            self._link.try_again()
        else:
            self._link.replace_address(address)

    async def set_up(self, lang: Language) -> tuple[bool, list[str]]:
        """Whether all is well now, and what was done or could not be. The map is read anew and holds from now
        on; that moves nothing."""
        try:
            self._map = await asyncio.to_thread(self._read_map)
            self._link.replace_map(self._map)
            done = await set_up(self._link.call, self._map, self._overlay_url())
        except (ConfigError, ObsDown, ObsRefused) as error:
            return False, [explain(lang, error)]
        told = [translate(lang, DONE[step.code], **step.params) for step in done]
        return not any(step.failed for step in done), told

    async def examine(self, lang: Language) -> list[dict[str, Any]]:
        """What is wrong in OBS, each with how to mend it; also that there is no OBS."""
        try:
            findings = await examine(self._link.call, self._map, self._overlay_url())
        except (ObsDown, ObsRefused) as error:
            return [{"sentence": explain(lang, error), "mend": "", "warning": False}]
        return [
            {
                "sentence": translate(lang, FOUND[found.code], **found.params),
                "mend": translate(lang, found.mend),
                "warning": found.is_warning,
            }
            for found in findings
        ]

    def _changed(self, changed: Changed) -> None:
        self._wish()

    def _wish(self) -> None:
        show = self._desk.show
        if show.id != self._show:
            self._show, self._taken = show.id, bool(show.lists["answered"])
        self._taken = self._taken or show.on_air is not None
        self._link.wish(situation(show, taken=self._taken))

    def _on_key(self, verb: str) -> None:
        task = asyncio.create_task(self._press(KEYS[verb]()))
        self._pressing.add(task)
        task.add_done_callback(self._pressing.discard)

    async def _press(self, command: AnyCommand) -> None:
        try:
            await self._desk.carry_out(WHO, command)
        except OverlayError as refusal:
            log.warning("A key of OBS was refused: %s", refusal)


def situation(show: Show, *, taken: bool) -> Situation:
    """Where the show is, for OBS. `taken`: a question has been on air in it."""
    graphics = [show.layers[layer].graphic for layer in QUESTION_LAYERS if layer in show.layers]
    return Situation(
        moment="end" if show.closed else "clear" if taken else "opening",
        panic=show.latched,
        anything_on_air=bool(show.layers),
        question_on_air=show.on_air is not None,
        graphic=graphics[0] if graphics else "",
    )
