"""What OBS should show at this moment of the show, and which requests bring it there.

Pure. The edge (`obs/linked.py`) calls, for every situation: `remember`, `wanted`, `difference`; it carries
the requests out and calls `settled`. The operator's own hand is respected in two ways: requests are the
difference between two wishes of ours, never between a wish and OBS; and `clear` undoes our own move only, so
it stays where somebody has moved the scene since our take. After a panic nothing moves back by itself either.
"""

from __future__ import annotations

import msgspec

from overlay.obs.scene_map import BEFORE, INPUT, LAYER, TAKEN, SceneMap


class Situation(msgspec.Struct, frozen=True):
    """Where the show is. `moment` counts while no question is on air; `graphic` is the question's."""

    moment: str = "opening"
    panic: bool = False
    anything_on_air: bool = False
    question_on_air: bool = False
    graphic: str = ""


class Wanted(msgspec.Struct, frozen=True):
    """A wish. `scene` None: any. `overlay_shown` None: as it is (off air the page is transparent anyway)."""

    scene: str | None = None
    overlay_shown: bool | None = None


class Memory(msgspec.Struct, frozen=True):
    """What a wish depends on besides the show.

    program: the scene on program, as last read. before, ours: the scene before our take, and the one our take
    left on program; empty without a take. found: the moment in which we found the show, until it is left.
    """

    program: str = ""
    before: str = ""
    ours: str = ""
    found: str | None = None


class ObsRequest(msgspec.Struct, frozen=True):
    """A request of obs-websocket 5; of SetSceneItemEnabled it names the source, the edge finds the item."""

    name: str
    data: dict[str, object]
    reason: str


def moment_of(situation: Situation, scene_map: SceneMap) -> str:
    if situation.panic:
        return "panic"
    if not situation.question_on_air:
        return situation.moment
    return "card" if situation.graphic == scene_map.at("card").graphic else "question"


def remember(memory: Memory, situation: Situation, scene_map: SceneMap) -> Memory:
    """The memory with this situation taken in; to be called before `wanted`."""
    moment = moment_of(situation, scene_map)
    found = moment if memory.found in (None, moment) else ""
    if moment == "panic":
        return Memory(memory.program, found=found)
    if moment not in TAKEN:
        return msgspec.structs.replace(memory, found=found)
    before = memory.before or memory.program
    ours = scene_map.at(moment).scene or memory.ours or memory.program
    return Memory(memory.program, before, ours, found)


def wanted(situation: Situation, scene_map: SceneMap, memory: Memory) -> Wanted:
    moment = moment_of(situation, scene_map)
    if situation.panic:
        shown: bool | None = False
    else:
        shown = True if situation.anything_on_air or situation.question_on_air else None
    return Wanted(_scene(moment, scene_map, memory), shown)


def _scene(moment: str, scene_map: SceneMap, memory: Memory) -> str | None:
    scene = scene_map.at(moment).scene
    if moment == "clear":
        moved_by_hand = memory.program != memory.ours
        if moved_by_hand or not memory.ours:
            return None
        back = memory.before if scene == BEFORE else scene
        return None if back in ("", memory.program) else back
    # starting the program is no cue: only a picture on air (or panic) moves a scene we have not seen entered
    if moment == memory.found and moment not in (*TAKEN, "panic"):
        return None
    return scene or None


def difference(before: Wanted | None, after: Wanted) -> tuple[ObsRequest, ...]:
    """The requests that lead from one wish to the next; from None (a new link) the whole wish.

    The overlay comes first: it is there when the scene arrives, and gone at once in a panic.
    """
    requests = []
    former = before.overlay_shown if before else None
    if after.overlay_shown is False and former is not False:
        requests.append(_show(False, "Panic: the overlay is hidden at once."))
    elif after.overlay_shown and not former:
        requests.append(_show(True, "Something is on air: the overlay is shown."))
    elif after.overlay_shown is None and former is False:
        requests.append(_show(True, "The panic is over: the overlay may be seen again."))
    if after.scene is not None and (before is None or before.scene != after.scene):
        reason = f"This moment of the show belongs to the scene {after.scene}."
        requests.append(ObsRequest("SetCurrentProgramScene", {"sceneName": after.scene}, reason))
    return tuple(requests)


def settled(memory: Memory, situation: Situation, scene_map: SceneMap) -> Memory:
    """The memory once the requests have gone out: off air, there is no take of ours left to undo."""
    if moment_of(situation, scene_map) in TAKEN:
        return memory
    return Memory(memory.program, found=memory.found)


def _show(enabled: bool, reason: str) -> ObsRequest:
    data: dict[str, object] = {"sceneName": LAYER, "sourceName": INPUT, "sceneItemEnabled": enabled}
    return ObsRequest("SetSceneItemEnabled", data, reason)
