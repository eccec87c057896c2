"""Gaps between drawn frames while a graphic plays, beside a bare page that moves one box as long."""

from __future__ import annotations

from playwright.async_api import Browser, Page

from benchmarks import table
from tests.engines import launched
from tests.graphics.fake_studio import FakeStudio
from tests.graphics.sheet_data import GRAPHICS, PLAIN, given
from tests.graphics.sheet_stage import FOREIGN
from tests.graphics.trace import Event, events, gaps

TIMES = 5
BARE = """async () => {
  const box = document.body.appendChild(document.createElement("div"));
  box.style.cssText = "position: absolute; inset: 700px 400px 90px 96px; background: #0c1524";
  await box.animate([{ transform: "translateY(60px)" }, { transform: "none" }], 800).finished;
  box.remove();
}"""
PLAY = """async () => {
  await graphic.stopAction({ skipAnimation: true });
  await graphic.playAction({});
}"""


async def traced(page: Page, script: str) -> list[list[Event]]:
    await page.evaluate(script)
    return [await events(page, lambda: page.evaluate(script)) for _ in range(TIMES)]


async def graphic(browser: Browser, studio: FakeStudio, name: str) -> list[list[Event]]:
    page = await browser.new_page(viewport={"width": 1920, "height": 1080})
    await page.goto(f"{studio.url}/bare")
    data = given(name, [PLAIN], 0)
    await page.evaluate(FOREIGN, {"name": name, "data": data, "tag": f"frames-{name}", "closed": False})
    found = await traced(page, PLAY)
    await page.close()
    return found


def row(what: str, found: list[list[Event]], bare: float) -> list[object]:
    between = [gap for once in found for gap in gaps(once)]
    if not between:
        return [what, "no movement", "", "", "", "", ""]
    layouts = sum(event.name == "Layout" for once in found for event in once) / len(found)
    return [what, len(between) // len(found), table.median(between), table.p99(between), max(between),
            table.p99(between) / bare, layouts]  # fmt: skip


async def run() -> None:
    studio = FakeStudio()
    await studio.start()
    async with launched() as browser:
        page = await browser.new_page(viewport={"width": 1920, "height": 1080})
        await page.goto(f"{studio.url}/bare")
        plain = await traced(page, BARE)
        await page.close()
        least = table.p99([gap for once in plain for gap in gaps(once)])
        rows = [row("bare page, one box", plain, least)]
        rows += [row(name, await graphic(browser, studio, name), least) for name in GRAPHICS]
    await studio.stop()
    table.show(
        "Frames of a play, ms between them",
        ["", "frames", "p50", "p99", "longest", "ratio of p99", "layouts"],
        rows,
    )
