"""OBS made ready for the show: what is missing or wrong, found in one way, told or mended.

`survey` reads OBS, `plan` (pure) compares it with what should be, `set_up` carries the plan out, `examine`
only tells it. A second `set_up` has nothing to do.
"""

from __future__ import annotations

from typing import Any

import msgspec

from overlay.obs.browser import KIND, right_settings, wrong_settings
from overlay.obs.client import UNKNOWN_KIND, Call, ObsRefused
from overlay.obs.scene_map import CONTROLS, INPUT, KEYS, LAYER, TAKEN, SceneMap

Requests = tuple[tuple[str, dict[str, object]], ...]

FOUND = {
    "scene_missing": "OBS has no scene {scene}.",
    "own_missing": "OBS has no scene {scene}.",
    "scene_empty": "The scene {scene} is empty but for the overlay, and a take switches to it.",
    "overlay_missing": "OBS has no browser source Overlay.",
    "overlay_misplaced": "The browser source Overlay is not in the scene Overlay layer.",
    "overlay_wrong": "The browser source Overlay has wrong settings: {settings}.",
    "layer_missing": "The scene {scene} does not hold the Overlay layer.",
    "layer_hidden": "The Overlay layer is hidden in the scene {scene}.",
    "keys_missing": "The scene Controls lacks items for OBS's hotkeys: {keys}.",
    "no_browser_source": "This OBS has no browser source.",
    "other_kind": "The source called Overlay is no browser source but {kind}.",
}
DONE = {
    "scene_missing": "Made the scene {scene}. It is empty: put your camera in it, or name one of your own "
    "scenes in scenes/map.toml.",
    "own_missing": "Made the scene {scene}.",
    "scene_empty": "The scene {scene} is empty, and a take switches to it: put your camera in it, or name "
    "one of your own scenes in scenes/map.toml.",
    "overlay_missing": "Made the browser source Overlay, {width} × {height}, in the scene Overlay layer.",
    "overlay_misplaced": "Put the browser source Overlay into the scene Overlay layer.",
    "overlay_wrong": "Put right in the browser source Overlay: {settings}.",
    "layer_missing": "Put the Overlay layer on top of the scene {scene}.",
    "layer_hidden": "Showed the Overlay layer in the scene {scene}.",
    "keys_missing": "Made hidden items in the scene Controls for OBS's hotkeys: {keys}.",
    "no_browser_source": "This OBS has no browser source: the overlay cannot be shown in it.",
    "other_kind": "The source called Overlay is no browser source but {kind}; it was left alone.",
    "refused": "OBS refused {request} ({number}): {comment}",
    "nothing": "Nothing to do: OBS is ready.",
}
MEND = {
    "scene_empty": "Put your camera in it, or name one of your own scenes in scenes/map.toml.",
    "no_browser_source": "Install OBS from obsproject.com; the packages of some systems lack it.",
    "other_kind": "Give that source another name in OBS and run the set-up.",
}
RUN_SET_UP = "Run the set-up: overlay obs setup, or the button in the settings."


class Finding(msgspec.Struct, frozen=True):
    """Something that is not as it should be."""

    code: str
    params: dict[str, object] = {}

    @property
    def sentence(self) -> str:
        return FOUND[self.code].format(**self.params)

    @property
    def is_warning(self) -> bool:
        """It may be meant so: a card can stand alone on black."""
        return self.code == "scene_empty"

    @property
    def mend(self) -> str:
        return MEND.get(self.code, RUN_SET_UP)


class Done(msgspec.Struct, frozen=True):
    """Something that was done, or, when `failed`, could not be."""

    code: str
    params: dict[str, object] = {}
    failed: bool = False

    @property
    def sentence(self) -> str:
        return DONE[self.code].format(**self.params)


class Step(msgspec.Struct, frozen=True):
    """A finding with the requests that mend it; none: it cannot be mended from here."""

    finding: Finding
    requests: Requests = ()


class Survey(msgspec.Struct, frozen=True):
    """OBS as it is. `items`: scene → source → (id, enabled), of the scenes that concern us."""

    kinds: frozenset[str]
    canvas: tuple[int, int]
    scenes: tuple[str, ...]
    inputs: dict[str, str]
    items: dict[str, dict[str, tuple[int, bool]]]
    overlay: dict[str, object]


async def survey(call: Call, scene_map: SceneMap) -> Survey:
    """Reads, changes nothing. Raises ObsDown."""
    kinds = (await call("GetInputKindList", {}))["inputKinds"]
    video = await call("GetVideoSettings", {})
    scenes = tuple(scene["sceneName"] for scene in (await call("GetSceneList", {}))["scenes"])
    inputs = {i["inputName"]: i["inputKind"] for i in (await call("GetInputList", {}))["inputs"]}
    items = {}
    for scene in (*scene_map.scenes, LAYER, CONTROLS):
        if scene in scenes:
            listed = (await call("GetSceneItemList", {"sceneName": scene}))["sceneItems"]
            items[scene] = {i["sourceName"]: (i["sceneItemId"], i["sceneItemEnabled"]) for i in listed}
    overlay: dict[str, Any] = {}
    if INPUT in inputs:
        overlay = (await call("GetInputSettings", {"inputName": INPUT}))["inputSettings"]
    canvas = (video["baseWidth"], video["baseHeight"])
    return Survey(frozenset(kinds), canvas, scenes, inputs, items, overlay)


def plan(found: Survey, scene_map: SceneMap, overlay_url: str) -> tuple[Step, ...]:
    """What separates OBS from readiness, in the order in which it must be mended."""
    return (
        *_scenes(found, scene_map),
        *_overlay(found, overlay_url),
        *_nesting(found, scene_map),
        *_keys(found),
    )


async def set_up(call: Call, scene_map: SceneMap, overlay_url: str) -> list[Done]:
    """Mends what can be mended and tells each thing; what OBS refuses is told and the rest still done.

    A scene that was empty before is told too. Raises ObsDown when OBS goes away; again does the rest.
    """
    found = await survey(call, scene_map)
    done = [await _carry_out(call, step) for step in plan(found, scene_map, overlay_url)]
    empty = [Done(finding.code, finding.params) for finding in _empty(found, scene_map)]
    return [*done, *empty] or [Done("nothing")]


async def examine(call: Call, scene_map: SceneMap, overlay_url: str) -> list[Finding]:
    """All that `set_up` would mend or could not; empty when OBS is ready. Changes nothing."""
    found = await survey(call, scene_map)
    findings = [step.finding for step in plan(found, scene_map, overlay_url)]
    if KIND not in found.kinds and INPUT in found.inputs:
        findings.append(Finding("no_browser_source"))
    return [*findings, *_empty(found, scene_map)]


async def _carry_out(call: Call, step: Step) -> Done:
    code, params = step.finding.code, step.finding.params
    if not step.requests:
        return Done(code, params, failed=True)
    try:
        for name, data in step.requests:
            await call(name, data)
    except ObsRefused as refusal:
        if refusal.number == UNKNOWN_KIND:
            return Done("no_browser_source", failed=True)
        return Done("refused", refusal.params, failed=True)
    return Done(code, params)


def _scenes(found: Survey, scene_map: SceneMap) -> list[Step]:
    codes = dict.fromkeys(scene_map.scenes, "scene_missing") | dict.fromkeys((LAYER, CONTROLS), "own_missing")
    return [
        Step(Finding(code, {"scene": scene}), (("CreateScene", {"sceneName": scene}),))
        for scene, code in codes.items()
        if scene not in found.scenes
    ]


def _empty(found: Survey, scene_map: SceneMap) -> list[Finding]:
    """The scenes a take switches to that hold nothing but our layer: viewers would see black."""
    taken = dict.fromkeys(scene_map.at(moment).scene for moment in TAKEN)
    return [
        Finding("scene_empty", {"scene": scene})
        for scene in taken
        if scene in found.items and set(found.items[scene]) <= {LAYER}
    ]


def _overlay(found: Survey, overlay_url: str) -> list[Step]:
    width, height = found.canvas
    right = right_settings(overlay_url, width, height)
    place: dict[str, object] = {"sceneName": LAYER, "sceneItemEnabled": True}
    if INPUT not in found.inputs:
        if KIND not in found.kinds:
            return [Step(Finding("no_browser_source"))]
        made = {**place, "inputName": INPUT, "inputKind": KIND, "inputSettings": right}
        finding = Finding("overlay_missing", {"width": width, "height": height})
        return [Step(finding, (("CreateInput", made),))]
    if found.inputs[INPUT] != KIND:
        return [Step(Finding("other_kind", {"kind": found.inputs[INPUT]}))]
    steps = []
    wrong = wrong_settings(found.overlay, right)
    if wrong:
        change: dict[str, object] = {"inputName": INPUT, "inputSettings": wrong, "overlay": True}
        finding = Finding("overlay_wrong", {"settings": ", ".join(wrong)})
        steps.append(Step(finding, (("SetInputSettings", change),)))
    if INPUT not in found.items.get(LAYER, {}):
        item = {**place, "sourceName": INPUT}
        steps.append(Step(Finding("overlay_misplaced"), (("CreateSceneItem", item),)))
    return steps


def _nesting(found: Survey, scene_map: SceneMap) -> list[Step]:
    """The order of a scene that holds the layer already is the streamer's own."""
    steps = []
    for scene in scene_map.scenes:
        where: dict[str, object] = {"sceneName": scene, "sceneItemEnabled": True}
        item, enabled = found.items.get(scene, {}).get(LAYER, (None, False))
        if item is None:
            nest = ("CreateSceneItem", {**where, "sourceName": LAYER})
            steps.append(Step(Finding("layer_missing", {"scene": scene}), (nest,)))
        elif not enabled:
            show = ("SetSceneItemEnabled", {**where, "sceneItemId": item})
            steps.append(Step(Finding("layer_hidden", {"scene": scene}), (show,)))
    return steps


def _keys(found: Survey) -> list[Step]:
    missing = [key for key in KEYS if key not in found.items.get(CONTROLS, {})]
    if not missing:
        return []
    colour = max((kind for kind in found.kinds if kind.startswith("color_source")), default="color_source_v3")
    hidden: dict[str, object] = {"sceneName": CONTROLS, "sceneItemEnabled": False}
    requests: list[tuple[str, dict[str, object]]] = []
    for key in missing:
        if key in found.inputs:
            requests.append(("CreateSceneItem", {**hidden, "sourceName": key}))
        else:
            look = {"color": 0, "width": 16, "height": 16}
            made = {**hidden, "inputName": key, "inputKind": colour, "inputSettings": look}
            requests.append(("CreateInput", made))
    return [Step(Finding("keys_missing", {"keys": ", ".join(missing)}), tuple(requests))]
