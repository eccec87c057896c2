"""`obs setup` and the doctor with a real OBS (Debian's, which has no browser source)."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from overlay.obs.scene_map import LAYER
from tests.cli.conftest import Overlay
from tests.cli.overlay import Ran, overlay
from tests.obs_studio import bare_collection, eventually, running_obs
from tests.server import Server

NO_BROWSER_SOURCE = "This OBS has no browser source: the overlay cannot be shown in it."


def test_without_obs_it_ends_with_1_and_the_reason(on_show: Overlay) -> None:
    ran = on_show("obs", "setup")
    assert (ran.code, ran.out) == (1, "OBS is not used.\n")


def test_alone_it_shows_what_there_is(on_show: Overlay) -> None:
    assert on_show("obs").code == 2


async def test_setup_tells_what_it_did_and_what_it_cannot(tmp_path: Path, folder: Path) -> None:
    async with running_obs(tmp_path, bare_collection("My scene")) as obs:
        server = Server(
            folder, "--obs", f"ws://127.0.0.1:{obs.port}", env={"OVERLAY_OBS_PASSWORD": obs.password}
        )
        await server.start()
        await server.join()

        async def linked() -> bool:
            return bool((await server.call("GET", "/api/state"))["obs"]["state"] == "up")

        async def run(*words: str) -> Ran:
            return await asyncio.to_thread(overlay, *words, data=folder)

        await eventually(linked, 30)
        first, second = await run("obs", "setup"), await run("obs", "setup")
        assert first.code == second.code == 1
        assert "Made the scene Overlay layer." in first.out and NO_BROWSER_SOURCE in first.out
        assert second.out.startswith(f"{NO_BROWSER_SOURCE}\nThe scene Interview is empty")
        async with obs.witness() as witness:
            scenes = [scene["sceneName"] for scene in (await witness.ask("GetSceneList"))["scenes"]]
            assert LAYER in scenes and "My scene" in scenes
        told = await run("doctor")
        assert told.code == 1 and "WRONG OBS: This OBS has no browser source." in told.out
        assert "note  OBS: The scene Interview is empty" in told.out
        assert "Mend OBS first" in told.out and "Run: overlay obs setup" not in told.out
        (folder / "scenes").mkdir()
        (own := folder / "scenes" / "map.toml").write_text('[moment.question]\nscene = "My scene"\n')
        await run("obs", "setup")
        assert "The scene My scene is empty" in (await run("doctor")).out
        own.write_text("[moment.dance]\n")
        wrong = await run("obs", "setup")
        assert wrong.code == 1 and "map.toml" in wrong.out and "dance" in wrong.out
        assert await server.stop() == 0


@pytest.mark.parametrize("right", [True, False])
async def test_the_doctor_visits_obs_where_no_server_runs(tmp_path: Path, folder: Path, right: bool) -> None:
    async with running_obs(tmp_path, bare_collection("My scene")) as obs:
        folder.mkdir()
        (folder / "overlay.toml").write_text(
            f'studio = "127.0.0.1:0"\npublic = "off"\nobs = "ws://127.0.0.1:{obs.port}"\n'
        )
        password = {"OVERLAY_OBS_PASSWORD": obs.password if right else "wrong"}
        ran = await asyncio.to_thread(overlay, "doctor", data=folder, env=password)
    assert ran.code == 1 and obs.password not in ran.out + ran.err
    if right:
        assert "ok    OBS: OBS " in ran.out and "WRONG OBS: OBS has no scene Overlay layer." in ran.out
    else:
        assert "WRONG OBS: OBS refused the password." in ran.out
