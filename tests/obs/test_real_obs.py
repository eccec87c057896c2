"""The link and the set-up with a real OBS, seen through a second connection of the tests' own."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from overlay.obs.client import ObsAddress, ObsRefused
from overlay.obs.lamp import Hand
from overlay.obs.link import visit
from overlay.obs.scene_map import parse_scene_map
from overlay.obs.setup import Done, examine, set_up
from tests.obs.linking import CLEAR, OVERLAY_URL, PANIC, QUESTION, linking
from tests.obs_studio import (
    ObsStudio,
    Witness,
    bare_collection,
    eventually,
    running_obs,
    starter_collection,
)

SHIPPED = parse_scene_map((Path(__file__).parents[2] / "scenes" / "map.toml").read_text("utf-8"))


@pytest_asyncio.fixture
async def obs(tmp_path: Path) -> AsyncIterator[ObsStudio]:
    async with running_obs(tmp_path, starter_collection(OVERLAY_URL)) as studio:
        yield studio


def sent(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The wishes carried out since the log was last cleared."""
    wishes = ("SetSceneItemEnabled", "SetCurrentProgramScene")
    messages = [record.getMessage() for record in caplog.records if record.levelno == logging.INFO]
    return [word for word in (message.partition(" ")[0] for message in messages) if word in wishes]


def witness_shows(witness: Witness, scene: str) -> Callable[[], Awaitable[bool]]:
    async def shows() -> bool:
        return await witness.program() == scene

    return shows


def kept(witness: Witness, scene: str) -> Callable[[], Awaitable[bool]]:
    async def is_kept() -> bool:
        slot = {"realm": "OBS_WEBSOCKET_DATA_REALM_GLOBAL", "slotName": "overlay.before"}
        return bool((await witness.ask("GetPersistentData", **slot))["slotValue"] == scene)

    return is_kept


async def test_a_take_switches_and_shows_and_clear_returns(obs: ObsStudio) -> None:
    async with obs.witness() as witness, linking(obs.port, obs.password, SHIPPED) as work:
        await work.until("up", "up")
        await witness.show("Overlay layer", "Overlay", False)
        await eventually(lambda: work.hands == [Hand("hidden")])
        await eventually(lambda: work.link.lamp.overlay_active is False)
        work.link.wish(CLEAR)
        work.link.wish(QUESTION)
        await eventually(lambda: witness.heard("CurrentProgramSceneChanged"))
        assert await witness.program() == "Interview"
        assert await witness.shown("Overlay layer", "Overlay")
        assert (await witness.ask("GetSourceActive", sourceName="Overlay"))["videoActive"]
        await eventually(lambda: work.link.lamp.scene == "Interview" and work.link.lamp.overlay_active)
        work.link.wish(CLEAR)
        await eventually(lambda: len(witness.heard("CurrentProgramSceneChanged")) == 2)
        assert await witness.program() == "Host"
        assert await witness.shown("Overlay layer", "Overlay")
        assert work.hands == [Hand("hidden")]


async def test_a_hand_on_the_scene_is_noticed_and_clear_respects_it(obs: ObsStudio) -> None:
    async with obs.witness() as witness, linking(obs.port, obs.password, SHIPPED) as work:
        work.link.wish(QUESTION)
        await eventually(lambda: work.link.lamp.scene == "Interview")
        await witness.ask("SetCurrentProgramScene", sceneName="Starting soon")
        await eventually(lambda: work.hands == [Hand("scene", "Starting soon")])
        work.link.wish(CLEAR)
        work.link.wish(PANIC)
        await eventually(lambda: work.link.lamp.overlay_active is False)
        assert await witness.program() == "Starting soon"
        work.link.wish(CLEAR)
        await eventually(lambda: work.link.lamp.overlay_active)
        assert await witness.program() == "Starting soon"


async def test_leaving_studio_mode_is_no_hand(obs: ObsStudio) -> None:
    async with obs.witness() as witness, linking(obs.port, obs.password, SHIPPED) as work:
        await work.until("up")
        await witness.ask("SetStudioModeEnabled", studioModeEnabled=True)
        await witness.ask("SetCurrentPreviewScene", sceneName="End")
        await witness.ask("SetStudioModeEnabled", studioModeEnabled=False)
        await eventually(lambda: len(witness.heard("StudioModeStateChanged")) == 2)
        await witness.ask("SetCurrentProgramScene", sceneName="Break")
        await eventually(lambda: work.hands)
        assert work.hands == [Hand("scene", "Break")]
        assert "End" not in {lamp.scene for lamp in work.lamps}


async def test_obs_killed_and_started_again_gets_the_whole_wish_once(
    obs: ObsStudio, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "overlay.obs")
    async with linking(obs.port, obs.password, SHIPPED) as work:
        work.link.wish(CLEAR)
        await work.until("up")
        work.link.wish(QUESTION)
        await eventually(lambda: work.link.lamp.scene == "Interview")
        await obs.kill()
        await work.until("down", "not_running")
        caplog.clear()
        await obs.start()
        await work.until("up")
        async with obs.witness() as witness:
            await eventually(witness_shows(witness, "Interview"))
            assert await witness.shown("Overlay layer", "Overlay")
            work.link.wish(CLEAR)
            await eventually(witness_shows(witness, "Host"))
    assert sent(caplog) == ["SetSceneItemEnabled", "SetCurrentProgramScene", "SetCurrentProgramScene"]


async def test_we_killed_on_air_clear_still_returns(obs: ObsStudio) -> None:
    async with linking(obs.port, obs.password, SHIPPED) as former:
        former.link.wish(CLEAR)
        await former.until("up")
        former.link.wish(QUESTION)
        async with obs.witness() as witness:
            await eventually(witness_shows(witness, "Interview"))
            await eventually(kept(witness, "Host"))
    async with obs.witness() as witness, linking(obs.port, obs.password, SHIPPED) as work:
        work.link.wish(QUESTION)
        await work.until("up")
        work.link.wish(CLEAR)
        await eventually(witness_shows(witness, "Host"))


async def test_obs_frozen_is_told_and_comes_back_in_step(obs: ObsStudio) -> None:
    async with linking(obs.port, obs.password, SHIPPED) as work:
        work.link.wish(CLEAR)
        await work.until("up")
        obs.freeze()
        work.link.wish(QUESTION)
        await work.until("down", "frozen")
        obs.thaw()
        await work.until("up")
        assert "obsVersion" in await work.link.call("GetVersion")
        assert "cpuUsage" in await work.link.call("GetStats")
        async with obs.witness() as witness:
            await eventually(witness_shows(witness, "Interview"))


async def test_obs_closed_by_hand_is_told_and_does_not_hang(obs: ObsStudio) -> None:
    async with linking(obs.port, obs.password, SHIPPED) as work:
        await work.until("up")
        await obs.stop()
        await eventually(lambda: "exited" in [lamp.code for lamp in work.lamps])
        await obs.start()
        await work.until("up")


async def test_a_wrong_password_is_told(obs: ObsStudio) -> None:
    async with linking(obs.port, "wrong", SHIPPED) as work:
        await work.until("refused", "wrong_password")
        work.password = obs.password
        work.link.try_again()
        await work.until("up", "up")


async def test_another_scene_collection_is_read_anew(obs: ObsStudio) -> None:
    async with obs.witness() as witness, linking(obs.port, obs.password, SHIPPED) as work:
        await work.until("up", "up")
        await witness.ask("CreateSceneCollection", sceneCollectionName="Other")
        await work.until("up", "up_no_scene")
        await witness.ask("SetCurrentSceneCollection", sceneCollectionName="Test")
        await work.until("up", "up")
        assert work.hands == []


async def test_obs_own_hotkey_presses_our_button(tmp_path: Path) -> None:
    collection = starter_collection()
    controls = next(source for source in collection["sources"] if source["name"] == "Controls")
    key = [{"key": "OBS_KEY_F13"}]
    controls["hotkeys"] = {"libobs.show_scene_item.next": key, "libobs.show_scene_item.1": key}
    async with (
        running_obs(tmp_path, collection) as obs,
        obs.witness() as witness,
        linking(obs.port, obs.password, SHIPPED) as work,
    ):
        await work.until("up")
        await witness.ask("TriggerHotkeyByKeySequence", keyId="OBS_KEY_F13")
        await eventually(lambda: work.keys == ["next"])
        await eventually(lambda: len(witness.heard("SceneItemEnableStateChanged")) == 2)
        assert not await witness.shown("Controls", "next")


async def test_the_set_up_mends_our_input_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    stale = starter_collection("http://127.0.0.1:9/overlay#former")
    async with running_obs(tmp_path, stale) as obs, obs.witness() as witness:
        async with visit(ObsAddress(obs.host, obs.port), obs.password) as call:
            done = await set_up(call, SHIPPED, OVERLAY_URL)
            assert [one.sentence for one in done] == [
                "Put right in the browser source Overlay: url, width, height."
            ]
            assert await set_up(call, SHIPPED, OVERLAY_URL) == [Done("nothing")]
            assert [one.code for one in await examine(call, SHIPPED, OVERLAY_URL)] == ["no_browser_source"]
        settings = (await witness.ask("GetInputSettings", inputName="Overlay"))["inputSettings"]
        assert (settings["url"], settings["width"], settings["height"]) == (OVERLAY_URL, 640, 360)


async def test_the_set_up_of_an_obs_without_browser_source(tmp_path: Path) -> None:
    async with (
        running_obs(tmp_path, bare_collection("Main")) as obs,
        obs.witness() as witness,
        linking(obs.port, obs.password, SHIPPED) as work,
    ):
        await work.until("up", "up_no_scene")
        with pytest.raises(ObsRefused, match="605"):
            await work.link.call(
                "CreateInput", {"sceneName": "Main", "inputName": "x", "inputKind": "browser_source"}
            )
        done = await set_up(work.link.call, SHIPPED, OVERLAY_URL)
        assert [one.sentence for one in done if one.failed] == [
            "This OBS has no browser source: the overlay cannot be shown in it."
        ]
        scenes = {scene["sceneName"] for scene in (await witness.ask("GetSceneList"))["scenes"]}
        assert scenes == {"Main", "Interview", "Break", "End", "Overlay layer", "Controls"}
        for scene in ("Interview", "Break", "End"):
            items = (await witness.ask("GetSceneItemList", sceneName=scene))["sceneItems"]
            assert [item["sourceName"] for item in items] == ["Overlay layer"]
        controls = (await witness.ask("GetSceneItemList", sceneName="Controls"))["sceneItems"]
        assert [item["sourceName"] for item in controls] == ["next", "take", "clear", "back", "skip"]
        assert not any(item["sceneItemEnabled"] for item in controls)
        again = await set_up(work.link.call, SHIPPED, OVERLAY_URL)
        assert [one.code for one in again] == ["no_browser_source", "scene_empty"]
        await work.until("up", "up_no_browser_source")
        assert await witness.program() == "Main"


async def test_the_starter_collection_is_loaded_and_kept_by_obs(obs: ObsStudio) -> None:
    async with obs.witness() as witness:
        assert await witness.program() == "Host"
        async with visit(ObsAddress(obs.host, obs.port), obs.password) as call:
            found = await examine(call, SHIPPED, OVERLAY_URL)
        assert [one.code for one in found] == ["overlay_wrong", "no_browser_source"]
        assert found[0].params == {"settings": "width, height"}  # made for 1920 × 1080
    await obs.stop()
    saved = json.loads((obs.root / "config/obs-studio/basic/scenes/Test.json").read_text("utf-8"))
    nested = {
        source["name"]: item["blend_method"]
        for source in saved["sources"]
        if source["id"] == "scene"
        for item in source["settings"]["items"]
        if item["name"] == "Overlay layer"
    }
    assert nested == dict.fromkeys(["Starting soon", "Host", "Interview", "Break", "End"], "srgb_off")
