"""The three pages of a show, as people see them, on a server of its own."""

from __future__ import annotations

from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.obs_studio import eventually
from tests.picture import Picture
from tests.server import Server

PHONE = ViewportSize(width=390, height=844)
CANVAS = ViewportSize(width=1920, height=1080)


async def phone(chromium: Browser, server: Server, *, script: bool = True) -> Page:
    """The audience page on a phone of its own (a fresh profile: another device)."""
    profile = await chromium.new_context(viewport=PHONE, java_script_enabled=script, locale="en-GB")
    page = await profile.new_page()
    await page.goto(server.audience)
    return page


async def ask(page: Page, text: str, name: str = "") -> None:
    await page.fill("[name=text]", text)
    await page.fill("[name=name]", name)
    await page.click("form.ask button[type=submit]")


async def control(chromium: Browser, server: Server, token: str) -> Page:
    """The control page of a producer, wide."""
    profile = await chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
    page = await profile.new_page()
    await page.goto(f"{server.studio}/control#{token}")
    await expect(page.locator("body[data-link=up][data-role=producer]")).to_be_attached()
    return page


async def overlay(chromium: Browser, server: Server, query: str = "") -> Page:
    """The page OBS shows, at full size."""
    profile = await chromium.new_context(viewport=CANVAS)
    page = await profile.new_page()
    address, _, token = server.overlay.partition("#")
    await page.goto(f"{address}{query}#{token}")
    return page


async def drawn(server: Server, rev: int) -> None:
    """Until an overlay page says that it has drawn everything up to that rev."""

    async def echoed() -> bool:
        seen = (await server.call("GET", "/api/state"))["pages"]["seen"]
        return seen is not None and int(seen) >= rev

    await eventually(echoed)


async def picture(page: Page) -> Picture:
    """What the overlay page shows, with alpha, once nothing moves in it any more."""
    await page.wait_for_function(
        "() => [...document.querySelectorAll('*')].every(e => (e.shadowRoot ?? e)"
        ".getAnimations({subtree: true}).every(a => a.playState !== 'running'))"
    )
    return Picture(await page.screenshot(omit_background=True))
