"""What is on air can be read: contrast as OBS blends it, opaque plates, and codes a phone can scan."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.async_api import Page

from overlay.web.qr import path
from tests.browser import ARTIFACTS
from tests.graphics.fake_studio import FakeStudio
from tests.graphics.measure import around, measured
from tests.picture import Picture

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION: dict[str, Any] = {
    "text": "Will the vote be repeated?",
    "name": "Anna",
    "platform": "youtube",
    "votes": 128,
}
PARTS = {".text": 7.0, ".name": 4.5, ".platform": 4.5, ".votes": 4.5, ".label": 4.5}
THEMES = ("studio", "paper", "arena")
BACKGROUNDS = {"white": 1.0, "grey": 0.5, "black": 0.0}

Colours = NDArray[np.float64]


def decoded(colour: Colours) -> Colours:
    """sRGB, 0 to 1, as light."""
    return np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)


def encoded(light: Colours) -> Colours:
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def in_obs(picture: Picture, background: float) -> Colours:
    """The picture over a plain background as OBS draws it: it blends light, not sRGB (obs-browser#469)."""
    rgba = picture.pixels / 255
    alpha = rgba[..., 3:]
    return encoded(decoded(rgba[..., :3] * alpha) + decoded(np.full(3, background)) * (1 - alpha))


def luminance(colours: Colours) -> Colours:
    light: Colours = decoded(colours) @ np.array([0.2126, 0.7152, 0.0722])
    return light


def contrast(part: Colours) -> float:
    """Between the ink and the ground of a part: the most and the least light in it (WCAG 2)."""
    light = luminance(part)
    return float((light.max() + 0.05) / (light.min() + 0.05))


@pytest.mark.parametrize("layer", ["question", "card"])
@pytest.mark.parametrize("theme", THEMES)
async def test_words_stand_out_as_obs_blends_them(
    studio: FakeStudio, overlay: Page, layer: str, theme: str
) -> None:
    await wear(studio, overlay, theme)
    await studio.seen(await studio.take(layer, **QUESTION))
    picture = Picture(await overlay.screenshot(omit_background=True))
    boxes = await overlay.evaluate(
        "(parts) => parts.map((part) => document.querySelector('[data-on]').shadowRoot.querySelector(part)"
        ".getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom].map(Math.round))",
        list(PARTS),
    )
    for background, light in BACKGROUNDS.items():
        seen = in_obs(picture, light)
        for (part, least), (left, top, right, bottom) in zip(PARTS.items(), boxes, strict=True):
            assert contrast(seen[top:bottom, left:right]) >= least, (part, background)


async def wear(studio: FakeStudio, overlay: Page, theme: str) -> None:
    """The page anew, in that theme."""
    studio.theme = theme
    if theme != "studio":
        await overlay.reload()


@pytest.mark.parametrize("layer", ["question", "card", "join"])
@pytest.mark.parametrize("theme", THEMES)
async def test_the_plate_is_opaque_and_all_around_it_is_nothing(
    studio: FakeStudio, overlay: Page, layer: str, theme: str
) -> None:
    await wear(studio, overlay, theme)
    drawn, modules = path("http://192.168.1.20:4748/")
    code = {"words": "Ask your question", "url": "192.168.1.20:4748", "qr": drawn, "modules": modules}
    await studio.seen(await studio.take(layer, **(code if layer == "join" else QUESTION)))
    picture = Picture(await overlay.screenshot(omit_background=True))
    picture.keep(ARTIFACTS / f"looks-{layer}-{theme}.png")
    boxes = (await measured(overlay)).plates
    corner = 29 if theme == "arena" else 1
    for box in boxes:
        left, top, right, bottom = (round(edge) for edge in box)
        assert (picture.alpha[top + 1 : bottom - 1, left + corner : right - corner] == 255).all()
        assert (picture.alpha[top + corner : bottom - corner, left + 1 : right - 1] == 255).all()
    left, top, right, bottom = (round(edge) for edge in around(boxes))
    around_it = picture.alpha.copy()
    around_it[max(0, top - 60) : bottom + 80, max(0, left - 70) : right + 70] = 0  # its shadow
    assert not around_it.any()
    assert picture.in_safe_area()


@pytest.mark.parametrize("words", ["http://10.0.0.7/", "https://ask.example/a-long-address-for-all/k7q2"])
async def test_the_code_is_drawn_module_by_module(studio: FakeStudio, overlay: Page, words: str) -> None:
    drawn, modules = path(words)
    await studio.seen(
        await studio.take("join", words="Ask", url=words.partition("//")[2], qr=drawn, modules=modules)
    )
    box = await overlay.evaluate(
        "() => { const r = document.querySelector('[data-on]').el.code.getBoundingClientRect();"
        " return [r.left, r.top, r.width, r.height]; }"
    )
    left, top, width, height = box
    size = width / (modules + 8)
    assert width == height
    assert size == int(size) >= 8  # whole pixels, and enough of them for a poor stream
    picture = Picture(await overlay.screenshot(omit_background=True))
    light = luminance(picture.pixels[..., :3] / 255)
    middles = np.arange(modules + 8) * size + size / 2
    dark = light[np.ix_((top + middles).astype(int), (left + middles).astype(int))] < 0.2
    assert not dark[:4].any()
    assert not dark[-4:].any()
    assert not dark[:, :4].any()
    assert not dark[:, -4:].any()
    assert (dark[4:-4, 4:-4] == modules_of(words)).all()


def modules_of(words: str) -> NDArray[np.bool_]:
    import segno

    return np.array([list(row) for row in segno.make(words, micro=False, error="m").matrix], dtype=bool)


BAD_CODES: list[dict[str, Any]] = [
    {"qr": "M0 0h1v1h-1z", "modules": 0},
    {"qr": "M0 0h1v1h-1z", "modules": 5000},
    {"qr": "url(#x)", "modules": 21},
    {"qr": "<svg onload=alert(1)>", "modules": 21},
    {"qr": "", "modules": 21},
]


@pytest.mark.parametrize("code", BAD_CODES, ids=str)
async def test_no_code_is_better_than_a_bad_one(
    studio: FakeStudio, overlay: Page, code: dict[str, Any]
) -> None:
    await studio.seen(await studio.take("join", words="Ask", url="ask.example", **code))
    assert await overlay.evaluate("document.querySelector('[data-on]').el.code.hidden")
    assert await overlay.evaluate("document.querySelector('[data-on]').el.url.textContent") == "ask.example"


async def test_the_card_steps_aside_for_the_code(studio: FakeStudio, overlay: Page) -> None:
    drawn, modules = path("http://192.168.1.20:4748/")
    long = "Given that the council promised to reopen the railway line, can you tell us the exact date? " * 3
    await studio.take("join", words="Ask", url="192.168.1.20:4748", qr=drawn, modules=modules)
    await studio.seen(await studio.take("card", **{**QUESTION, "text": long}))
    card, code = [
        await overlay.evaluate(
            "([layer, part]) => { const r = document.querySelector(`[data-layer=${layer}] > [data-on]`)"
            ".shadowRoot.querySelector(part).getBoundingClientRect(); return [r.left, r.right]; }",
            [layer, part],
        )
        for layer, part in (("card", ".plate"), ("join", ".join"))
    ]
    assert card[0] >= 96
    assert card[1] < code[0]
