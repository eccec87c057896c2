"""OBS read back: what is on program, and whether the overlay is shown.

Asked anew each time: an id of a scene item is void when somebody takes the source out and puts it back.
"""

from __future__ import annotations

from overlay.obs.client import NOT_FOUND, Call, ObsRefused
from overlay.obs.scene_map import INPUT, LAYER


async def read_scenes(call: Call) -> tuple[str, list[str]]:
    """The scene on program ("" while OBS has none) and the names of all scenes."""
    answer = await call("GetSceneList", {})
    return answer["currentProgramSceneName"] or "", [scene["sceneName"] for scene in answer["scenes"]]


async def read_shown(call: Call) -> bool | None:
    """Whether the overlay's item is shown; None if there is no such item."""
    try:
        item = await overlay_item(call)
        asked = {"sceneName": LAYER, "sceneItemId": item}
        return bool((await call("GetSceneItemEnabled", asked))["sceneItemEnabled"])
    except ObsRefused as refusal:
        _expect_absence(refusal)
        return None


async def read_active(call: Call) -> bool | None:
    """Whether the overlay is on program; None if there is no such source."""
    try:
        return bool((await call("GetSourceActive", {"sourceName": INPUT}))["videoActive"])
    except ObsRefused as refusal:
        _expect_absence(refusal)
        return None


async def overlay_item(call: Call) -> int:
    """The id of the overlay's item. Raises ObsRefused if there is none."""
    where = {"sceneName": LAYER, "sourceName": INPUT}
    return int((await call("GetSceneItemId", where))["sceneItemId"])


def _expect_absence(refusal: ObsRefused) -> None:
    if refusal.number != NOT_FOUND:
        raise refusal
