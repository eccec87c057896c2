"""A question goes from a phone to OBS and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser import ARTIFACTS
from tests.obs_studio import eventually, running_obs
from tests.server import Server
from tests.stories import pages

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_question_goes_from_a_phone_to_obs(chromium: Browser, tmp_path: Path) -> None:
    async with running_obs(tmp_path / "obs") as obs, obs.witness() as witness:
        server = Server(
            tmp_path / "data", "--obs", f"ws://127.0.0.1:{obs.port}", env={"OVERLAY_OBS_PASSWORD": obs.password}
        )
        await server.start()
        try:
            token = await server.join()
            await eventually(lambda: _obs_is(server, "up"))
            overlay = await pages.overlay(chromium, server)
            asker = await pages.phone(chromium, server)
            plain_asker = await pages.phone(chromium, server, script=False)
            control = await pages.control(chromium, server, token)

            await pages.ask(asker, "Will the recording be online?", "Mia")
            await expect(asker.locator("[data-status=inbox]")).to_be_visible()
            await pages.ask(plain_asker, "Who pays for it?")
            await expect(plain_asker.locator("[data-status=inbox]")).to_be_visible()

            await expect(control.get_by_text("Will the recording be online?").first).to_be_visible()
            await control.keyboard.press("a")
            await expect(asker.locator("[data-status=queued], [data-status=next]")).to_be_visible()
            before = (await witness.ask("GetCurrentProgramScene"))["currentProgramSceneName"]

            await control.keyboard.press("Space")
            await expect(asker.locator("[data-status=on_air]")).to_be_visible()
            assert (await server.call("GET", "/api/state"))["on_air"] is not None

            async def on_question_scene() -> bool:
                scene = (await witness.ask("GetCurrentProgramScene"))["currentProgramSceneName"]
                return bool(scene == "Question")

            await eventually(on_question_scene)
            assert await witness.item_shown("Overlay layer", "Overlay")
            shot = await pages.picture(overlay)
            shot.keep(ARTIFACTS / "story-on-air.png")
            assert shot.in_safe_area()
            assert shot.opaque_share() > 0.6

            await control.keyboard.press("c")
            await expect(asker.locator("[data-status=answered]")).to_be_visible()

            async def back() -> bool:
                scene = (await witness.ask("GetCurrentProgramScene"))["currentProgramSceneName"]
                return bool(scene == before)

            await eventually(back)
            assert (await pages.picture(overlay)).empty
        finally:
            await server.stop()


async def _obs_is(server: Server, state: str) -> bool:
    return bool((await server.call("GET", "/api/state"))["obs"]["state"] == state)
