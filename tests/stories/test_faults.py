"""What breaks mid-show: the picture stays, the number goes on, OBS gets the whole wish once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from tests.obs_studio import ObsStudio, eventually
from tests.server import Server
from tests.stories import pages
from tests.stories.conftest import lamp_is

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOADER = Path(__file__).parents[2] / "overlays_html" / "loader.html"
COUNT_CHANGES = """
() => {
  window.changes = 0;
  const watch = (root) => {
    new MutationObserver((records) => { window.changes += records.length; })
      .observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    for (const element of root.querySelectorAll("*")) if (element.shadowRoot) watch(element.shadowRoot);
  };
  watch(document.body);
}
"""
"""Counts every change of the document from now on, inside graphics too."""


async def test_obs_ends_and_starts_again_mid_show(chromium: Browser, obs: ObsStudio, linked: Server) -> None:
    overlay = await _on_air(chromium, linked)
    rev, frame = (await _state(linked))["rev"], (await pages.picture(overlay)).png
    await overlay.evaluate(COUNT_CHANGES)

    await obs.kill()
    assert await eventually(lambda: lamp_is(linked, "down"))
    assert (await _state(linked))["on_air"] is not None
    await obs.start()
    async with obs.witness() as witness:
        assert await eventually(lambda: lamp_is(linked, "up"))

        async def on_scene() -> bool:
            return await witness.program() == "Interview"

        assert await eventually(on_scene)
        assert len(witness.heard("CurrentProgramSceneChanged")) <= 1, "the whole wish is sent once"
    assert (await _state(linked))["rev"] == rev
    assert await overlay.evaluate("window.changes") == 0
    assert (await pages.picture(overlay)).png == frame


async def test_obs_frozen_holds_nobody_up(chromium: Browser, obs: ObsStudio, linked: Server) -> None:
    overlay = await _on_air(chromium, linked)
    second = await linked.queue("Is there a plan B for the parking?", "Jonas")
    obs.freeze()
    try:
        taken = await linked.command("next")
        assert taken["on_air"] == second
        await pages.drawn(linked, taken["rev"])
        assert await eventually(lambda: lamp_is(linked, "down"))
    finally:
        obs.thaw()
    assert await eventually(lambda: lamp_is(linked, "up"))
    assert not (await pages.picture(overlay)).empty


async def test_the_server_is_killed_on_air(chromium: Browser, server: Server) -> None:
    overlay = await _on_air(chromium, server)
    before = await _state(server)
    frame = (await pages.picture(overlay)).png
    await overlay.evaluate(COUNT_CHANGES)

    await server.kill()
    assert (await pages.picture(overlay)).png == frame
    await server.start()
    await pages.drawn(server, before["rev"])
    after = await _state(server)
    assert (after["rev"], after["on_air"]) == (before["rev"], before["on_air"])
    assert await overlay.evaluate("window.changes") == 0
    assert (await pages.picture(overlay)).png == frame

    cleared = await server.command("clear")
    assert cleared["rev"] == before["rev"] + 1
    await pages.drawn(server, cleared["rev"])
    assert (await pages.picture(overlay)).empty


async def test_the_loader_waits_for_the_server(chromium: Browser, server: Server) -> None:
    await server.queue("Will the recording be online?", "Mia")
    await server.command("next")
    address, rev = server.overlay, (await _state(server))["rev"]
    await server.kill()

    profile = await chromium.new_context(viewport=pages.CANVAS)
    page = await profile.new_page()
    await page.goto(f"{LOADER.as_uri()}#{address}")
    assert (await pages.picture(page)).empty
    await server.start()
    await page.wait_for_url(f"{server.studio}/overlay**")
    await pages.drawn(server, rev)
    assert not (await pages.picture(page)).empty


async def _on_air(chromium: Browser, server: Server) -> Page:
    """An overlay page that shows a question, drawn and still."""
    overlay = await pages.overlay(chromium, server)
    await server.queue("Will the recording be online afterwards?", "Mia")
    taken = await server.command("next")
    await pages.drawn(server, taken["rev"])
    assert not (await pages.picture(overlay)).empty
    return overlay


async def _state(server: Server) -> dict[str, Any]:
    state: dict[str, Any] = await server.call("GET", "/api/state")
    return state
