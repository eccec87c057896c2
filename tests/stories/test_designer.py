"""A designer's day, on a real server with real pages: made, saved, seen at once, never on air by itself."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import numpy as np
import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.cli.overlay import overlay as command
from tests.picture import Picture
from tests.server import Server
from tests.stories.pages import drawn, overlay, picture

pytestmark = pytest.mark.asyncio(loop_scope="session")
SECONDS = 20.0
"""Of patience with a machine that does other things too; alone it takes about one."""
WIDE = ViewportSize(width=1366, height=900)
WATCH = """() => {
  window.seenBefore = true;
  window.changes = 0;
  const watch = (root) => {
    new MutationObserver((list) => (window.changes += list.length)).observe(root, {
      subtree: true, childList: true, attributes: true, characterData: true });
    for (const part of root.querySelectorAll('*')) if (part.shadowRoot) watch(part.shadowRoot);
  };
  watch(document);
}"""


async def look(chromium: Browser, server: Server, query: str = "") -> Page:
    """The look page of the producer, its picture drawn."""
    profile = await chromium.new_context(viewport=WIDE, locale="en-GB")
    page = await profile.new_page()
    await page.goto(f"{server.studio}/look{query}#{server.producer}")
    await expect(page.locator(".room[data-drawn]")).to_be_attached()
    return page


def own(server: Server, name: str) -> Path:
    file = server.folder / "overlays_html" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def holds(seen: Picture, colour: str) -> bool:
    """Whether a good part of the picture is opaque and of that colour, as near as a picture keeps it."""
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
    near = np.abs(seen.pixels[..., :3].astype(int) - wanted).max(axis=2) <= 3
    return bool((near & (seen.alpha == 255)).mean() > 0.01)


async def test_a_saved_file_renews_the_preview_and_never_the_air(chromium: Browser, server: Server) -> None:
    made = await asyncio.to_thread(command, "graphics", "new", "score-board", data=server.folder)
    assert made.out.splitlines()[1] == f"look at it: {server.studio}/look?graphic=score-board"
    page = await look(chromium, server, "?graphic=score-board")
    air = await overlay(chromium, server)
    preview = await (await chromium.new_context()).new_page()
    await preview.goto(f"{server.studio}/overlay?preview#{server.producer}")
    rev = (await server.command("take", graphic="score-board", data={"text": "On air"}))["rev"]
    await drawn(server, rev)
    before = await picture(air)
    assert not before.empty
    await air.evaluate(WATCH)
    await preview.evaluate("() => { window.seenBefore = true; }")

    frames = page.frame_locator("look-stage iframe").frame_locator("iframe")
    await expect(frames.locator("[data-el=text]")).to_have_text("This is yours: change anything.")
    manifest = own(server, "score-board/score-board.ograf.json")
    described = json.loads(manifest.read_text(encoding="utf-8"))
    described["schema"]["properties"]["text"]["default"] = "Saved just now."
    async with asyncio.timeout(SECONDS):
        manifest.write_text(json.dumps(described), encoding="utf-8")
        await expect(frames.locator("[data-el=text]")).to_have_text("Saved just now.")
    await expect(page.locator("[data-el=renewed]")).to_contain_text("A file was saved")
    await preview.wait_for_function("() => !window.seenBefore")

    css = own(server, "score-board/graphic.css")
    css.write_text(css.read_text(encoding="utf-8") + ".strap { outline: 9px solid red }", encoding="utf-8")
    await expect(frames.locator(".strap")).to_have_css("outline-width", "9px")
    assert await air.evaluate("() => [window.seenBefore, window.changes]") == [True, 0]
    assert (await picture(air)).png == before.png

    rev = (await server.command("clear", layer="all"))["rev"]
    await air.wait_for_function(
        "() => !window.seenBefore"
    )  # nothing is on air: now it is made of the new files
    rev = (await server.command("take", graphic="score-board", data={"text": "On air"}))["rev"]
    await drawn(server, rev)
    assert (await picture(air)).png != before.png
    for one in (page, air, preview):
        await one.context.close()


async def test_a_broken_file_is_told_and_the_old_one_stays(chromium: Browser, server: Server) -> None:
    await asyncio.to_thread(command, "graphics", "new", "score-board", data=server.folder)
    page = await look(chromium, server, "?graphic=score-board")
    frames = page.frame_locator("look-stage iframe").frame_locator("iframe")
    await expect(frames.locator("[data-el=text]")).to_have_text("This is yours: change anything.")
    manifest = own(server, "score-board/score-board.ograf.json")
    whole = manifest.read_text(encoding="utf-8")
    manifest.write_text(whole[: len(whole) // 2], encoding="utf-8")
    await expect(page.locator("[data-el=faultText]")).to_contain_text("not JSON")
    await expect(frames.locator("[data-el=text]")).to_have_text("This is yours: change anything.")
    told = await server.call("GET", "/api/graphics")
    mine = next(graphic for graphic in told["graphics"] if graphic["name"] == "score-board")
    assert "not JSON" in mine["faults"][0]
    manifest.write_text(whole, encoding="utf-8")
    await expect(page.locator("[data-el=faults]")).to_be_hidden()

    module = own(server, "score-board/graphic.mjs")
    right = module.read_text(encoding="utf-8")
    module.write_text(right.replace("draw({", "draw({ nothing.at.all"), encoding="utf-8")
    await expect(page.locator("[data-el=faultText]")).to_contain_text("score-board")
    module.write_text(right, encoding="utf-8")
    await expect(frames.locator("[data-el=text]")).to_have_text("This is yours: change anything.")
    await expect(page.locator("[data-el=faults]")).to_be_hidden()
    await page.context.close()


async def test_a_theme_edited_saved_and_worn_is_in_the_picture(chromium: Browser, server: Server) -> None:
    air = await overlay(chromium, server)
    await server.queue("Whose colours are these?", "Mia")
    first = (await server.command("next"))["rev"]
    await drawn(server, first)
    before = await picture(air)
    await air.evaluate(WATCH)

    page = await look(chromium, server)
    await expect(page.locator("[name=plateHex]")).to_have_value("#0c1524")
    await page.fill("[name=plateHex]", "#4a0d3a")
    await page.fill("[name=name]", "Émission du soir")
    shown = Picture(await page.locator(".room").screenshot())
    await expect(page.locator("[data-el=unsaved]")).to_be_visible()
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.locator("[data-el=saved]")).to_have_text("Saved as emission-du-soir.")
    await expect(page.locator("[data-el=unsaved]")).to_be_hidden()
    await page.get_by_role("button", name="Wear it in this show").click()
    await expect(page.locator("[data-el=worn]")).to_be_visible()
    assert holds(shown, "#4a0d3a") or holds(Picture(await page.locator(".room").screenshot()), "#4a0d3a")

    assert await air.evaluate("() => [window.seenBefore, window.changes]") == [True, 0]
    assert (await picture(air)).png == before.png
    assert not holds(before, "#4a0d3a")
    await server.command("clear")
    await air.wait_for_function("() => !window.seenBefore")
    await server.queue("And now?", "Noa")
    rev = (await server.command("next"))["rev"]
    await drawn(server, rev)
    assert holds(await picture(air), "#4a0d3a")

    await page.fill("[name=plateHex]", "#0a4a2a")  # the theme that is on air
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.locator("[data-el=saved]")).to_have_text("Saved as emission-du-soir.")
    await server.command("take", graphic="join-code")  # another layer changes
    await drawn(server, int((await server.call("GET", "/api/state"))["rev"]))
    assert not holds(await picture(air), "#0a4a2a")
    await server.queue("And the last one?", "Ada")
    rev = (await server.command("next"))["rev"]
    await drawn(server, rev)
    seen = await picture(air)
    assert holds(seen, "#0a4a2a")
    assert not holds(seen, "#4a0d3a")
    for one in (page, air):
        await one.context.close()
