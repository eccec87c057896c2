"""A question goes from a phone to OBS, and back."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.browser import ARTIFACTS
from tests.obs_studio import ObsStudio, eventually
from tests.page_into_obs import page_into_obs
from tests.picture import Picture
from tests.server import Server
from tests.stories import pages

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCENE = "Interview"
"""Where scenes/map.toml puts a question."""


async def test_a_question_goes_from_a_phone_to_obs(chromium: Browser, obs: ObsStudio, linked: Server) -> None:
    async with obs.witness() as witness:
        overlay = await pages.overlay(chromium, linked)
        asker = await pages.phone(chromium, linked)
        control = await pages.control(chromium, linked, linked.producer)
        before = await witness.program()
        assert before != SCENE

        await pages.ask(asker, "Will the recording be online afterwards?", "Mia")
        await expect(asker.locator("[data-status=inbox]")).to_be_visible()
        await expect(control.get_by_text("Will the recording be online afterwards?").first).to_be_visible()
        assert (await pages.picture(overlay)).empty

        await control.keyboard.press("a")
        await expect(asker.locator("[data-status=next]")).to_be_visible()
        await control.keyboard.press("Space")
        await expect(asker.locator("[data-status=on_air]")).to_be_visible()
        assert await eventually(lambda: _is(witness.program, SCENE))
        assert await witness.shown("Overlay layer", "Overlay")

        await pages.drawn(linked, (await linked.call("GET", "/api/state"))["rev"])
        shot = await pages.picture(overlay)
        shot.keep(ARTIFACTS / "story-on-air.png")
        assert shot.in_safe_area()
        assert shot.opaque_share() > 0.6
        await control.screenshot(path=ARTIFACTS / "story-control.png")
        await asker.screenshot(path=ARTIFACTS / "story-phone.png")

        await control.keyboard.press("c")
        await expect(asker.locator("[data-status=answered]")).to_be_visible()
        assert await eventually(lambda: _is(witness.program, before))
        await pages.drawn(linked, (await linked.call("GET", "/api/state"))["rev"])
        assert (await pages.picture(overlay)).empty


async def test_the_page_is_composed_by_obs(chromium: Browser, obs: ObsStudio, linked: Server) -> None:
    await linked.queue("What will you do differently if the vote goes against you?", "Anna")
    async with obs.witness() as witness, page_into_obs(obs, chromium):
        bare = Picture(await witness.screenshot(SCENE, 640, 360))
        await linked.command("next")
        await pages.drawn(linked, (await linked.call("GET", "/api/state"))["rev"])

        async def plate() -> Picture | None:
            shot = Picture(await witness.screenshot(SCENE, 640, 360))
            return shot if _plate_share(shot, bare) > 0.05 else None

        on_air = await eventually(plate)
        assert on_air is not None
        on_air.keep(ARTIFACTS / "story-obs.png")

        await linked.command("clear")

        async def gone() -> bool:
            return _plate_share(Picture(await witness.screenshot(SCENE, 640, 360)), bare) == 0

        await eventually(gone)


async def test_asking_works_without_script(chromium: Browser, server: Server) -> None:
    asker = await pages.phone(chromium, server, script=False)
    await pages.ask(asker, "Who pays for it?")
    await expect(asker.locator("[data-status=inbox]")).to_be_visible()
    question = (await server.call("GET", "/api/questions?status=inbox"))["questions"][0]
    await server.command("approve", id=question["id"])
    await server.command("take", id=question["id"])
    await asker.reload()
    await expect(asker.locator("[data-status=on_air]")).to_be_visible()
    await asker.screenshot(path=ARTIFACTS / "story-phone-without-script.png")
    await asker.locator("[data-status=on_air] button").first.click()
    await expect(asker.locator("[data-status=withdrawn]")).to_be_visible()
    state = await server.call("GET", "/api/state")
    assert state["on_air"] is None


async def _is(ask, answer: str) -> bool:  # type: ignore[no-untyped-def]
    return bool(await ask() == answer)


def _plate_share(shot: Picture, bare: Picture) -> float:
    """How much of the picture differs clearly from the scene without the overlay."""
    difference = abs(shot.pixels[..., :3].astype(int) - bare.pixels[..., :3].astype(int)).max(axis=2)
    return float((difference > 40).mean())
