"""One of our graphics in a bare page, played by OGraf's verbs and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Page

from tests.graphics.fake_studio import FakeStudio

SCRIPT = (Path(__file__).parent / "foreign.js").read_text(encoding="utf-8").split("\n", 1)[1]


class Player:
    """The graphic is `window.graphic` in its page. Without movement where nothing else is said."""

    def __init__(self, page: Page, graphic: str) -> None:
        self.page = page
        self.graphic = graphic

    async def load(self, **data: Any) -> None:
        given = {"name": self.graphic, "data": data, "tag": f"played-{self.graphic}", "closed": False}
        assert await self.page.evaluate(SCRIPT, given) == {"statusCode": 200}

    async def play(self, cut: bool = True) -> None:
        await self._call("playAction", {"skipAnimation": cut})

    async def stop(self, cut: bool = True) -> None:
        await self._call("stopAction", {"skipAnimation": cut})

    async def update(self, cut: bool = True, **data: Any) -> None:
        await self._call("updateAction", {"data": data, "skipAnimation": cut})

    async def _call(self, verb: str, given: dict[str, Any]) -> None:
        answer = await self.page.evaluate("([verb, given]) => graphic[verb](given)", [verb, given])
        assert answer["statusCode"] == 200, answer

    async def texts(self, selector: str) -> list[str]:
        """Of what can be seen."""
        found: list[str] = await self.page.evaluate(
            """(selector) => {
              const all = [...graphic.shadowRoot.querySelectorAll(selector)];
              const drawn = (node) => node.getClientRects().length > 0;
              const shown = (node) => drawn(node) && getComputedStyle(node).visibility === "visible";
              return all.filter(shown).map((node) => node.textContent.trim());
            }""",
            selector,
        )
        return found


async def played(studio: FakeStudio, context: BrowserContext, graphic: str, **data: Any) -> Player:
    """Loaded and on, in a page of its own."""
    page = await context.new_page()
    await page.goto(f"{studio.url}/bare")
    player = Player(page, graphic)
    await player.load(**data)
    await player.play()
    return player
