"""What outlives a single link to OBS, and what surrounds every one of them."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from overlay.obs.lamp import Hand, ObsLamp
from overlay.obs.scene_map import SceneMap
from overlay.obs.scenes import Memory, Situation, Wanted


class Standing(msgspec.Struct):
    """`situation` is the newest; `sent` the last wish carried out over this link, None on a new one.

    started: a wish has been carried out since the program began. reloaded: when our browser sources were, on
    the loop's clock.
    """

    scene_map: SceneMap
    situation: Situation | None = None
    memory: Memory = Memory()
    sent: Wanted | None = None
    started: bool = False
    reloaded: float = float("-inf")


class Surroundings(msgspec.Struct, frozen=True):
    """Whom to tell, and what is needed to know. `on_key` gets one of scene_map.KEYS.

    `overlay_url` is the page's address with its token; `pages_alive` counts the overlay pages that have an
    open socket, the control page's monitors left out.
    """

    on_lamp: Callable[[ObsLamp], None]
    on_hand: Callable[[Hand], None]
    on_key: Callable[[str], None]
    overlay_url: Callable[[], str]
    pages_alive: Callable[[], int]
