"""The three pages of a show, as people see them."""

from __future__ import annotations

from playwright.async_api import Browser, Page, expect

from tests.picture import Picture
from tests.server import Server

PHONE = {"width": 390, "height": 844}
CANVAS = {"width": 1920, "height": 1080}


async def phone(chromium: Browser, server: Server, *, script: bool = True) -> Page:
    """The audience page on a phone of its own (a fresh profile: another device)."""
    profile = await chromium.new_context(viewport=PHONE, java_script_enabled=script, locale="en-GB")
    page = await profile.new_page()
    await page.goto(server.audience)
    return page


async def ask(page: Page, text: str, name: str = "") -> None:
    await page.fill("[name=text]", text)
    if name:
        await page.fill("[name=name]", name)
    await page.click("form.ask button[type=submit]")


async def control(chromium: Browser, server: Server, token: str) -> Page:
    """The control page of the crew, wide."""
    profile = await chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
    page = await profile.new_page()
    await page.goto(f"{server.studio}/control#{token}")
    await expect(page.locator("body")).to_have_attribute("data-link", "up")
    return page


async def overlay(chromium: Browser, server: Server, query: str = "") -> Page:
    """The page OBS shows, at full size."""
    profile = await chromium.new_context(viewport=CANVAS)
    page = await profile.new_page()
    address, _, token = server.overlay.partition("#")
    await page.goto(f"{address}{query}#{token}")
    return page


async def picture(page: Page) -> Picture:
    """What the overlay page shows, with alpha, once nothing moves in it any more."""
    await page.wait_for_function("document.getAnimations({subtree: true}).every(a => a.playState !== 'running')")
    return Picture(await page.screenshot(omit_background=True))
