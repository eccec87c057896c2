"""One page with one graphic in it, for many pictures: words in, one transparent picture out."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.async_api import Browser, CDPSession, Page

from tests.graphics.fake_studio import FakeStudio
from tests.graphics.sheet_data import PICTURES

HERE = Path(__file__).parent
FOREIGN = (HERE / "foreign.js").read_text(encoding="utf-8").split("\n", 1)[1]
MEASURE = (HERE / "sheet_measure.js").read_text(encoding="utf-8").split("\n", 1)[1]
CLEAR = {"color": {"r": 0, "g": 0, "b": 0, "a": 0}}

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


class Words(NamedTuple):
    """One run of words as drawn: `lines` is what can be seen of `whole`; `asked` are a question's own."""

    part: str
    asked: bool
    text: str
    size: float
    colour: str
    solid: float
    lines: list[Box]
    whole: list[Box]
    ellipsis: bool
    moving: bool


class Drawn(NamedTuple):
    words: list[Words]
    elements: int
    outside: int
    owned: str | None
    title: str


class Stage:
    """Played by OGraf's verbs and without movement, as a renderer would that is not ours."""

    def __init__(self, page: Page, session: CDPSession, size: tuple[int, int]) -> None:
        self.page, self.session, self.size = page, session, size

    @classmethod
    async def opened(
        cls, browser: Browser, studio: FakeStudio, graphic: str, theme: str, size: tuple[int, int]
    ) -> Stage:
        studio.files |= PICTURES
        page = await browser.new_page(viewport={"width": size[0], "height": size[1]})
        await page.goto(f"{studio.url}/bare")
        session = await page.context.new_cdp_session(page)
        await session.send("Emulation.setDefaultBackgroundColorOverride", CLEAR)
        stage = cls(page, session, size)
        await stage.load(graphic, theme)
        return stage

    async def load(self, graphic: str, theme: str) -> None:
        data = {"theme": theme, "motion": "cut"}
        given = {"name": graphic, "data": data, "tag": f"sheet-{graphic}", "closed": False}
        answer = await self.page.evaluate(FOREIGN, given)
        assert answer["statusCode"] == 200, answer
        await self.page.evaluate("graphic.playAction({ skipAnimation: true })")

    async def give(self, data: dict[str, Any]) -> Drawn:
        """The data in the picture, measured."""
        answer = await self.page.evaluate(
            "(data) => graphic.updateAction({ data, skipAnimation: true })", data
        )
        assert answer["statusCode"] == 200, answer
        return await self.measured()

    async def measured(self) -> Drawn:
        found = await self.page.evaluate(MEASURE)
        return Drawn(**{**found, "words": [Words(**words) for words in found["words"]]})

    async def shot(self) -> bytes:
        """PNG with alpha."""
        given = {"format": "png", "optimizeForSpeed": True}
        return base64.b64decode((await self.session.send("Page.captureScreenshot", given))["data"])

    async def close(self) -> None:
        await self.page.close()


def picture(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGBA")
