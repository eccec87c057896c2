"""Pages as the crew and the audience open them."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Browser, Page, expect

from tests.browser import ARTIFACTS
from tests.studio import Studio

WIDE = (1366, 768)
DOCK = (460, 600)
SMALL = (300, 600)
PHONE = (390, 844)
EXPECTED = ("Failed to load resource", "WebSocket connection to")
"""What browsers log by themselves when a server is away or says no."""


class People:
    def __init__(self, chromium: Browser, studio: Studio) -> None:
        self._chromium, self._studio = chromium, studio
        self._opened: list[Page] = []
        self.faults: list[str] = []

    async def open(self, url: str, size: tuple[int, int], *, lang: str = "en-GB", **more: Any) -> Page:
        profile = await self._chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=lang, **more
        )
        page = await profile.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self._hear(said.type, f"{said.text} ({said.location['url']})"))
        await page.goto(url)
        self._opened.append(page)
        return page

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(known in text for known in EXPECTED):
            self.faults.append(text)

    async def crew(
        self, size: tuple[int, int] = WIDE, *, role: str = "producer", path: str = "control", **more: Any
    ) -> Page:
        """The control (or settings) page of somebody with that role, filled."""
        token = self._studio.producer if role == "producer" else self._studio.token(role)  # type: ignore[arg-type]
        page = await self.open(f"{self._studio.url}/{path}#{token}", size, **more)
        await expect(page.locator(f"body[data-link=up][data-role={role}]")).to_be_attached()
        return page

    async def phone(
        self, size: tuple[int, int] = PHONE, *, live: bool = True, query: str = "", **more: Any
    ) -> Page:
        """The audience page on a device of its own."""
        page = await self.open(f"{self._studio.public}/{query}", size, java_script_enabled=live, **more)
        if live:
            await expect(page.locator("[data-el=live]")).to_be_visible()
        return page

    async def overlay(self) -> Page:
        """The page OBS would show, in its place: the tally needs it."""
        tokens, addresses = self._studio.app.tokens, self._studio.app.addresses
        return await self.open(addresses.overlay(tokens.overlay), (1920, 1080))

    async def close(self) -> None:
        for page in self._opened:
            await page.context.close()


async def keep(page: Page, name: str) -> None:
    """A screenshot to look at."""
    ARTIFACTS.mkdir(exist_ok=True)
    await page.screenshot(path=ARTIFACTS / f"page-{name}.png")


async def ask(page: Page, text: str, name: str = "") -> None:
    await page.fill("[name=text]", text)
    if name:
        await page.fill("[name=name]", name)
    await page.click("form.ask button[type=submit]")


def row(page: Page, text: str) -> Any:
    """The row of a question in any list of the control page."""
    return page.locator("[data-rows] > .row").filter(has_text=text)
