"""Themes: each defines what docs/themes.md lists and nothing else, and all of its words can be read."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.async_api import BrowserContext, Page

from overlay.themes.sheet import KINDS, check, faces, properties_of
from tests.graphics.fake_studio import HTML, ROOT, FakeStudio
from tests.picture import Picture

in_a_browser = pytest.mark.asyncio(loop_scope="session")

THEMES = {file.stem: properties_of(file.read_bytes()) for file in sorted((HTML / "_themes").glob("*.css"))}
PAGE = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
LISTED = {
    name
    for line in PAGE.splitlines()
    if line.startswith("| `--ov-")
    for name in re.findall(r"`(--ov-[\w-]+)`", line.split("|")[1])
}
SET_BY_THE_PAGE = set(re.findall(r"--ov-[\w-]+", PAGE)) - LISTED
GRAPHICS = sorted(
    file
    for kind in ("css", "mjs", "html")
    for file in HTML.glob(f"*/*.{kind}")
    if file.parent.name != "_themes"
)
HEX = re.compile(r"#[0-9a-f]{6}")
PAPER_AND_INK_OF_A_CODE = {"#ffffff", "#fff", "#0b0f16"}

Colours = NDArray[np.float64]


def colours(value: str) -> Colours:
    """Every colour that a value may show, as sRGB 0 to 1: a gradient's stops and 50 shades between each."""
    stops = [np.array([int(stop[at : at + 2], 16) for at in (1, 3, 5)]) / 255 for stop in HEX.findall(value)]
    assert stops, value
    shades = [
        one + (other - one) * share for one, other in pairwise(stops) for share in np.linspace(0, 1, 50)
    ]
    return np.array([*stops, *shades])


def luminance(rgb: Colours) -> Colours:
    light = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    weighed: Colours = light @ np.array([0.2126, 0.7152, 0.0722])
    return weighed


def contrast(one: str, other: str) -> float:
    """The least there is between any two shades of these values (WCAG 2)."""
    first, second = luminance(colours(one))[:, None], luminance(colours(other))[None, :]
    return float(((np.maximum(first, second) + 0.05) / (np.minimum(first, second) + 0.05)).min())


def resolved(theme: dict[str, str], name: str) -> str:
    """The value with the theme's own colours in place of its references; the show has no accent."""
    value = theme[name]
    if inner := re.fullmatch(r"var\((--ov-[\w-]+)\)", value):
        return resolved(theme, inner[1])
    return re.sub(r"var\(--ov-[\w-]+, (#[0-9a-f]{6})\)", r"\1", value)


def test_there_are_three() -> None:
    assert list(THEMES) == ["arena", "paper", "studio"]


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_defines_what_is_listed_and_nothing_else(name: str) -> None:
    assert set(THEMES[name]) == LISTED


def test_what_is_listed_is_what_the_editor_knows() -> None:
    assert set(KINDS) == LISTED


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_of_ours_may_be_edited_as_one_of_the_users(name: str) -> None:
    check(THEMES[name], faces((HTML / "_fonts" / "fonts.css").read_bytes()))


@pytest.mark.parametrize("file", GRAPHICS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_graphic_uses_no_property_that_is_not_listed(file: Path) -> None:
    words = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert set(re.findall(r"--ov-[a-z0-9-]+", words)) - LISTED - SET_BY_THE_PAGE == set()


@pytest.mark.parametrize(
    "file", [file for file in GRAPHICS if file.suffix == ".css"], ids=lambda f: f.parent.name
)
def test_a_graphic_names_no_colour_and_no_face_of_its_own(file: Path) -> None:
    words = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    if file.parent.name not in ("_fonts", "_lib", "test-card"):  # its bars are a signal
        assert set(re.findall(r"#[0-9a-f]{3,8}\b", words)) - PAPER_AND_INK_OF_A_CODE == set()
        assert re.findall(r"\b(?:rgba?|hsla?)\(|font-family|\bfont:", words) == []


@pytest.mark.parametrize("name", THEMES)
def test_a_question_stands_out_seven_to_one_and_all_else_well(name: str) -> None:
    theme = THEMES[name]
    plate, second = theme["--ov-plate"], theme["--ov-plate-2"]
    assert contrast(theme["--ov-ink"], plate) >= 7
    assert contrast(theme["--ov-ink"], second) >= 4.5
    assert contrast(theme["--ov-ink-2"], plate) >= 7  # a poll's answers wear it when they have lost
    assert contrast(resolved(theme, "--ov-accent-ink"), plate) >= 4.5
    assert contrast(resolved(theme, "--ov-on-accent"), resolved(theme, "--ov-accent-c")) >= 4.5
    label = resolved(theme, "--ov-label-bg")
    assert contrast(resolved(theme, "--ov-label-ink"), plate if label == "transparent" else label) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_a_bar_of_the_accent_is_seen_in_its_trough(name: str) -> None:
    """A graphical object needs 3 : 1 (WCAG 2, 1.4.11)."""
    assert contrast(resolved(THEMES[name], "--ov-accent-c"), THEMES[name]["--ov-plate-2"]) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_plates_are_opaque_so_that_no_blending_touches_them(name: str) -> None:
    """In linear light as in sRGB, a colour of alpha 1 is itself over white and over black."""
    for ground in ("--ov-plate", "--ov-plate-2", "--ov-accent-c", "--ov-edge"):
        assert not re.search(r"rgba|hsla|transparent|#[0-9a-f]{8}|#[0-9a-f]{4}\b", THEMES[name][ground])


@in_a_browser
async def test_no_accent_of_a_show_makes_words_illegible(studio: FakeStudio, overlay: Page) -> None:
    some = random.Random(7)
    accents = [f"#{some.randrange(1 << 24):06x}" for _ in range(200)]
    accents += ["#000000", "#ffffff", "#777777", "#ffff00", "#0000ff", "#FF0000"]
    plates = [theme["--ov-plate"] for theme in THEMES.values()]
    made = await overlay.evaluate(
        "async ([accents, plates]) => { const { tints } = await import('/graphics/_lib/colour.mjs');"
        " return plates.map((plate) => accents.map((accent) => tints(accent, plate))); }",
        [accents, plates],
    )
    for plate, shades in zip(plates, made, strict=True):
        for accent, tints in zip(accents, shades, strict=True):
            assert tints["--ov-accent"] == accent
            assert contrast(tints["--ov-accent-words"], plate) >= 4.5, (accent, plate)
            assert contrast(tints["--ov-accent-over"], accent.lower()) >= 4.5, accent


@pytest.mark.parametrize("accent", ["", "red", "#fff", "#12345", "url(//x)", "#12345g", "var(--x)"])
@in_a_browser
async def test_what_is_no_colour_is_no_accent(studio: FakeStudio, overlay: Page, accent: str) -> None:
    await studio.seen(await studio.take("question", text="Why?", accent="#123456"))
    await studio.seen(await studio.take("question", text="Why?", accent=accent))
    style = await overlay.evaluate("document.querySelector('[data-on]').getAttribute('style')")
    assert not style


@in_a_browser
async def test_a_theme_changes_with_the_picture(studio: FakeStudio, overlay: Page) -> None:
    """Whatever a theme changes, it changes at the next picture, in the shape as in the colour."""
    seen = {}
    for name in THEMES:
        studio.theme = name
        await overlay.reload()
        await studio.seen(await studio.take("question", text="Why?", name="Mia", label="Question"))
        seen[name] = await overlay.evaluate(
            "() => { const root = document.querySelector('[data-on]').shadowRoot;"
            " const of = (part) => getComputedStyle(root.querySelector(part));"
            " return [of('.text').fontFamily.split(',')[0], of('.ground').borderRadius,"
            " of('.label').backgroundColor, of('.bar').width]; }"
        )
    assert seen["studio"] == ['"OV Archivo"', "0px", "rgb(255, 184, 28)", "12px"]
    assert seen["paper"][:3] == ['"OV Source Serif"', "0px", "rgba(0, 0, 0, 0)"]
    assert seen["arena"] == ['"OV Hanken"', "28px", "rgb(200, 255, 46)", "0px"]


HOLD = """() => {
  const animate = Element.prototype.animate;
  window.held = [];
  Element.prototype.animate = function (...given) {
    const animation = animate.apply(this, given);
    animation.pause();
    window.held.push(animation);
    return animation;
  };
}"""
"""From now on what moves waits at its start."""


@in_a_browser
@pytest.mark.parametrize("layer", ["question", "card", "join"])
@pytest.mark.parametrize("name", THEMES)
async def test_nothing_is_seen_before_it_comes_and_all_is_there_in_time(
    studio: FakeStudio, context: BrowserContext, name: str, layer: str
) -> None:
    studio.theme = name
    page = await context.new_page()
    await page.goto(f"{studio.url}/overlay#token")
    await studio.seen(1)
    await page.evaluate(HOLD)
    question: dict[str, Any] = {"text": "Will it?", "name": "Mia", "platform": "youtube", "votes": 7}
    await studio.take(layer, **question, words="Ask", url="a.example")
    await page.wait_for_function("() => window.held.length > 2")
    assert Picture(await page.screenshot(omit_background=True)).empty
    ends = await page.evaluate("window.held.map((one) => one.effect.getComputedTiming().endTime)")
    assert max(ends) <= 800
    await page.evaluate("window.held.forEach((one) => (one.currentTime = 350))")
    by_then = Picture(await page.screenshot(omit_background=True))
    await page.evaluate("window.held.forEach((one) => one.finish())")
    at_last = Picture(await page.screenshot(omit_background=True))
    left, top, right, bottom = by_then.box(250)
    assert np.abs(np.array(at_last.box(250)) - (left, top, right, bottom)).max() <= 12  # units of 1080p
