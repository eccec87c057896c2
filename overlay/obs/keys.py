"""OBS's own hotkeys as our buttons: the scene Controls.

OBS has no hotkey event. But a hotkey of OBS can show a scene item, and that is an event: in the scene
Controls, which is never on program, stands one hidden item for each verb. It is shown, we act and hide it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from overlay.obs.client import NOT_FOUND, Call, ObsRefused
from overlay.obs.scene_map import CONTROLS, KEYS

ONE_PRESS = 0.3
"""Seconds in which the same verb counts once."""


class Keys:
    def __init__(self, call: Call, on_key: Callable[[str], None]) -> None:
        self._call = call
        self._on_key = on_key
        self._pressed: dict[str, float] = {}

    async def read_back(self) -> None:
        """Hides what is shown, without a press: a former life left it, or OBS was not read yet."""
        for item in await self._items():
            if item["sceneItemEnabled"]:
                await self._hide(item["sceneItemId"])

    async def shown(self, item_id: int) -> None:
        """An item of Controls was shown."""
        names = {item["sceneItemId"]: item["sourceName"] for item in await self._items()}
        verb = names.get(item_id)
        if verb not in KEYS:
            return
        now = asyncio.get_running_loop().time()
        if now - self._pressed.get(verb, -ONE_PRESS) >= ONE_PRESS:
            self._pressed[verb] = now
            self._on_key(verb)
        await self._hide(item_id)

    async def _items(self) -> list[dict[str, Any]]:
        try:
            answer = await self._call("GetSceneItemList", {"sceneName": CONTROLS})
        except ObsRefused as refusal:
            if refusal.number == NOT_FOUND:
                return []
            raise
        return [item for item in answer["sceneItems"] if item["sourceName"] in KEYS]

    async def _hide(self, item_id: int) -> None:
        wish = {"sceneName": CONTROLS, "sceneItemId": item_id, "sceneItemEnabled": False}
        await self._call("SetSceneItemEnabled", wish)
