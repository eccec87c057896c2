"""Draws thumbnails of graphics anew: ``python -m tests.graphics.thumbs [NAME…]``. For maintainers."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any

from PIL import Image
from playwright.async_api import async_playwright

from tests.browser import FLAGS, executable
from tests.graphics.fake_studio import HTML, FakeStudio
from tests.graphics.sheet_data import FACE, GRAPHICS, MODULES, QR
from tests.graphics.sheet_stage import Stage, picture

SIZE = (480, 270)
ASKED = (
    ("Will the recording be online afterwards?", "Anna", 128),
    ("Who pays for the new bridge, and when?", "Jonas", 64),
    ("Does the night bus run on Sundays?", "Oluwaseun", 31),
    ("Why is the pool closed all summer?", "Mia", 12),
    ("What happens to the old library?", "Lars", 7),
    ("Who decides?", "Zoé", 3),
)
ITEMS = [
    {"id": str(n), "text": text, "name": name, "votes": votes} for n, (text, name, votes) in enumerate(ASKED)
]
JOIN: dict[str, Any] = {"words": "Ask your question", "url": "ask.example/k7q2", "qr": QR, "modules": MODULES}
QUESTION = {
    "name": "Anna",
    "platform": "youtube",
    "votes": 128,
    "asked_by": 14,
    "avatar": FACE,
    "label": "Question",
}
OPTIONS = [
    {"id": "a", "label": "Yes", "votes": 61},
    {"id": "b", "label": "No", "votes": 33},
    {"id": "c", "label": "Later", "votes": 12},
]
SHOWN: dict[str, dict[str, Any]] = {
    "lower-third": {**QUESTION, "text": "Will the recording be available afterwards?"},
    "question-card": {
        **QUESTION,
        "text": "What will you do differently if the vote goes against you next spring?",
    },
    "join-code": JOIN,
    "social-wall": {**JOIN, "mode": "grid", "title": "Town Hall", "items": ITEMS},
    "ticker": {"label": "News", "lines": "Doors open at seven\nThe bar stays open", "items": ITEMS[:2]},
    "credits": {"title": "Thank you for your questions", "items": ITEMS[:4]},
    "poll": {
        "label": "Poll",
        "question": "Shall we build the bridge?",
        "options": OPTIONS,
        "total": 106,
        "published": True,
    },
    "countdown": {"label": "We start in", "seconds": 300},
    "guest-strap": {"name": "Anna Kowalska", "role": "City planner"},
    "test-card": {"label": "Studio 1"},
}


async def main(names: list[str]) -> None:
    studio = FakeStudio()
    await studio.start()
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=executable(), args=FLAGS)
        for name in names:
            stage = await Stage.opened(browser, studio, name, "studio", (1920, 1080))
            until = {"until": round(time.time() * 1000) + 299_500} if name == "countdown" else {}
            await stage.give({**SHOWN[name], **until})
            small = picture(await stage.shot()).convert("RGBa").resize(SIZE, Image.Resampling.LANCZOS)
            small.convert("RGBA").save(HTML / name / "thumb.png", optimize=True)
            await stage.close()
        await browser.close()
    await studio.stop()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:] or GRAPHICS))
