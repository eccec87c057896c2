"""What stands behind the picture, and whether `?blend=obs` shows what OBS would."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.async_api import BrowserContext, Page

from tests import ground
from tests.graphics.fake_studio import FakeStudio

pytestmark = pytest.mark.asyncio(loop_scope="session")

Pixels = NDArray[np.uint8]

PLATES = [(12, 21, 36), (255, 255, 255), (255, 184, 28), (0, 0, 0), (200, 16, 46), (120, 120, 120)]
ALPHAS = [1.0, 0.95, 0.8, 0.5, 0.38, 0.1]
SIDE = 20

BOXES = """([plates, alphas, side]) => {
  const root = document.getElementById("stage");
  plates.forEach((plate, down) => alphas.forEach((alpha, across) => {
    const box = document.createElement("div");
    Object.assign(box.style, { position: "absolute", left: `${across * side}px`, top: `${down * side}px`,
      width: `${side}px`, height: `${side}px`, background: `rgba(${plate}, ${alpha})` });
    root.append(box);
  }));
}"""
LAID = """async (name) => {
  const { backdrop, blendAsObs, paint } = await import("/static/backdrop.js");
  const ground = backdrop(name);
  paint(ground);
  blendAsObs(document.getElementById("stage"), ground);
}"""


async def shot(page: Page) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(await page.screenshot())).convert("RGB"))


async def bare(studio: FakeStudio, context: BrowserContext) -> Page:
    page = await context.new_page()
    await page.set_viewport_size({"width": 320, "height": 200})
    await page.goto(f"{studio.url}/bare")
    return page


@pytest.mark.parametrize(("name", "shade"), [("white", 1.0), ("grey", 128 / 255), ("black", 0.0)])
async def test_blending_is_that_of_obs(
    studio: FakeStudio, context: BrowserContext, name: str, shade: float
) -> None:
    page = await bare(studio, context)
    await page.evaluate(BOXES, [[list(plate) for plate in PLATES], ALPHAS, SIDE])
    await page.evaluate(LAID, name)
    seen = await shot(page)
    off = []
    for down, plate in enumerate(PLATES):
        for across, alpha in enumerate(ALPHAS):
            rgba = np.array([[*plate, round(alpha * 255)]], dtype=np.uint8)
            wanted = ground.in_obs(rgba, np.full(3, shade))[0] * 255
            drawn = seen[down * SIDE + SIDE // 2, across * SIDE + SIDE // 2].astype(float)
            off.append((float(np.abs(drawn - wanted).max()), plate, alpha))
            if alpha == 1:
                assert tuple(drawn) == plate  # solid is exact
    assert max(off)[0] <= 7, max(
        off
    )  # light of 8 bits is coarse in the dark; a browser's own blend is off by 90
    assert np.median([error for error, *_ in off]) <= 1


async def test_plainly_blended_it_would_be_noticed(studio: FakeStudio, context: BrowserContext) -> None:
    page = await bare(studio, context)
    await page.evaluate(BOXES, [[[12, 21, 36]], [0.8], SIDE])
    await page.evaluate("async () => (await import('/static/backdrop.js')).paint(['#ffffff'])")
    drawn = (await shot(page))[SIDE // 2, SIDE // 2].astype(float)
    wanted = ground.in_obs(np.array([[12, 21, 36, 204]], dtype=np.uint8), np.ones(3))[0] * 255
    assert np.abs(drawn - wanted).max() > 50


async def test_a_checkerboard_is_the_same_under_and_without_the_blend(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await bare(studio, context)
    await page.evaluate(
        "async () => { const m = await import('/static/backdrop.js'); m.paint(m.backdrop('checker')); }"
    )
    plain = await shot(page)
    assert len(np.unique(plain.reshape(-1, 3), axis=0)) == 2
    await page.evaluate(LAID, "checker")
    laid = await shot(page)
    assert np.abs(plain.astype(int) - laid.astype(int)).max() <= 1


@pytest.mark.parametrize(
    ("name", "colours"),
    [
        ("green", ["#00b140"]),
        ("#123", ["#123"]),
        ("1b4fd8", ["#1b4fd8"]),
        ("checker", ["#9e9e9e", "#616161"]),
        ("red;", None),
        ("__proto__", None),
    ],
)
async def test_names_of_grounds(
    studio: FakeStudio, context: BrowserContext, name: str, colours: list[str] | None
) -> None:
    page = await bare(studio, context)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    found = await page.evaluate("async (name) => (await import('/static/backdrop.js')).backdrop(name)", name)
    assert found == colours
    assert [line for line in told if "favicon" not in line and "404" not in line] == (
        [] if colours else [f"There is no background “{name}”; there are checker, green, blue, black, white, "
                            "grey, or a colour such as #1b4fd8."]
    )  # fmt: skip
