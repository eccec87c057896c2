"""The test card: it tells what an output really is, and shows that frames are drawn."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext

from tests.graphics.fake_studio import FakeStudio
from tests.graphics.foreign import Player, played
from tests.picture import Picture

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOVING = "graphic.shadowRoot.getAnimations().length"


async def test_it_tells_name_size_shape_and_engine(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "test-card", output="wide")
    version = context.browser.version.split(".")[0] if context.browser else ""
    assert await player.texts("[data-el=output]") == ["wide"]
    assert await player.texts("[data-el=size], [data-el=shape]") == ["1920 × 1080", "16:9"]
    assert await player.texts("[data-el=engine]") == [f"Chromium {version}"]


async def test_shapes(studio: FakeStudio, context: BrowserContext) -> None:
    shapes = {
        (1080, 1920): "9:16",
        (1080, 1080): "1:1",
        (2560, 1080): "21:9",
        (1440, 1080): "4:3",
        (1998, 1080): "1.85:1",
    }
    player = await played(studio, context, "test-card", output="a")
    for (width, height), shape in shapes.items():
        await player.page.set_viewport_size({"width": width, "height": height})
        size = f"{width} × {height}"
        await player.page.wait_for_function("(size) => graphic.el.size.textContent === size", arg=size)
        assert await player.texts("[data-el=shape]") == [shape]


async def test_the_lines_stand_where_they_say(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "test-card", output="a")
    boxes: list[dict[str, float]] = await player.page.evaluate(
        "() => ['.action', '.graphics'].map((line) => { const r = graphic.shadowRoot.querySelector(line)"
        ".getBoundingClientRect(); return { left: r.left, top: r.top, right: r.right, bottom: r.bottom }; })"
    )
    for box, share in zip(boxes, (0.035, 0.05), strict=True):
        assert box["left"] == pytest.approx(1920 * share, abs=1)
        assert box["top"] == pytest.approx(1080 * share, abs=1)
        assert box["right"] == pytest.approx(1920 * (1 - share), abs=1)
        assert box["bottom"] == pytest.approx(1080 * (1 - share), abs=1)


async def test_its_bars_are_the_signal_in_every_theme(studio: FakeStudio, context: BrowserContext) -> None:
    for theme in ("studio", "paper", "arena"):
        player = await played(studio, context, "test-card", output="a", theme=theme)
        pixels = Picture(await player.page.screenshot(omit_background=True)).pixels
        row = pixels[200, 96 + 108 :: 216][:8, :3].tolist()
        c = 191
        assert row == [[c, c, c], [c, c, 0], [0, c, c], [0, c, 0], [c, 0, c], [c, 0, 0], [0, 0, c], [0, 0, 0]]
        greys = pixels[330, 96 + 79 :: 157][:11, 0].tolist()
        assert greys == [0, 26, 51, 77, 102, 128, 153, 179, 204, 230, 255]
        await player.page.close()


async def test_the_mark_moves_only_while_it_is_on(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "test-card", output="a")
    where = "graphic.shadowRoot.querySelector('.sweep i').getBoundingClientRect().left"
    assert await player.page.evaluate(MOVING) == 1
    first = await player.page.evaluate(where)
    await player.page.wait_for_function(f"(first) => Math.abs({where} - first) > 20", arg=first)
    await player.stop()
    assert await player.page.evaluate(MOVING) == 0


FLASHES = """() => {
  const [flash] = graphic.el.shout.getAnimations();
  const { duration, iterations } = flash.effect.getTiming();
  return [1000 / duration, iterations, graphic.el.name.textContent];
}"""


async def test_it_flashes_its_name_when_asked_and_harms_nobody(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player: Player = await played(studio, context, "test-card", output="wide", flash=4)
    assert await player.texts(".shout") == []  # not because it was on before
    page: Any = player.page
    await page.evaluate("window.sweep = graphic.shadowRoot.getAnimations()[0]")
    await player.update(cut=False, flash=5)
    a_second, times, name = await page.evaluate(FLASHES)
    assert a_second < 3
    assert times >= 3
    assert name == "wide"
    await player.update(cut=False, flash=6)  # again, before it has ended
    assert await page.evaluate("graphic.el.shout.getAnimations().length") == 1
    await page.evaluate("graphic.el.shout.getAnimations()[0].finish()")
    await page.wait_for_function("() => graphic.el.shout.hidden")
    assert await page.evaluate("sweep.playState") == "running"
    await player.update(cut=False, flash=7)
    await player.stop()
    assert await player.texts(".shout") == []
    assert await page.evaluate(MOVING) == 0
