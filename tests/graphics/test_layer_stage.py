"""The layers of the picture: what stands beside what, what makes way, what is loaded ahead."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page

from overlay.show.model import LAYERS
from tests.graphics.fake_studio import FakeStudio

pytestmark = pytest.mark.asyncio(loop_scope="session")

ANNA: dict[str, Any] = {"text": "Will the vote be repeated?", "name": "Anna"}
CLOCK: dict[str, Any] = {"label": "Starts", "seconds": 300}
CALL: dict[str, Any] = {"words": "Ask", "url": "ask.example"}
LINES: dict[str, Any] = {"label": "News", "lines": "Welcome"}

ON_AIR = (
    "() => [...document.querySelectorAll('[data-on]')].map((node) => node.parentElement.dataset.layer).sort()"
)
LIFTED = """(layer) => {
  const box = document.querySelector(`[data-layer=${layer}]`);
  return new DOMMatrix(getComputedStyle(box).transform).f;
}"""
RESTS = "([layer, up]) => Math.abs((%s)(layer) - up) < 0.5" % LIFTED  # noqa: UP031


async def opened(context: BrowserContext, studio: FakeStudio, query: str = "?motion=cut") -> Page:
    page = await context.new_page()
    await page.goto(f"{studio.url}/overlay{query}#token")
    await studio.seen(studio.rev)
    return page


async def drawn(studio: FakeStudio, layer: str, **data: Any) -> None:
    await studio.seen(await studio.take(layer, **data))


async def test_every_layer_has_its_height_and_its_graphic(studio: FakeStudio, overlay: Page) -> None:
    for layer in LAYERS:
        await drawn(studio, layer, **ANNA, **CALL)
        await studio.seen(await studio.clear(layer))
    boxes = await overlay.evaluate(
        "() => [...document.querySelectorAll('[data-layer]')].map((box) =>"
        " [box.dataset.layer, Number(box.style.zIndex), box.firstElementChild.localName])"
    )
    wanted = [[name, layer.z, f"overlay-{layer.graphic}"] for name, layer in LAYERS.items()]
    assert sorted([name, z, tag.partition("-v")[0]] for name, z, tag in boxes) == sorted(wanted)


async def test_edges_stand_side_by_side_with_a_group_each(studio: FakeStudio, overlay: Page) -> None:
    for layer, data in {
        "ticker": LINES,
        "join": CALL,
        "clock": CLOCK,
        "question": ANNA,
        "card": ANNA,
    }.items():
        await drawn(studio, layer, **data)
    assert await overlay.evaluate(ON_AIR) == ["card", "clock", "join", "question", "ticker"]


async def test_a_ticker_lifts_what_stands_low(studio: FakeStudio, context: BrowserContext) -> None:
    page = await opened(context, studio, "")
    await drawn(studio, "question", **ANNA)
    await drawn(studio, "clock", **CLOCK)
    assert await page.evaluate(LIFTED, "question") == 0
    await page.evaluate(
        """() => {
          window.moved = new Set();
          const note = ({ target, propertyName }) => moved.add(`${target.dataset.layer} ${propertyName}`);
          document.addEventListener("transitionrun", note);
        }"""
    )
    await studio.take("ticker", **LINES)
    await page.wait_for_function(RESTS, arg=["question", -96])
    await drawn(studio, "guest", name="Noa")
    assert await page.evaluate(LIFTED, "guest") == -96  # who comes later stands there from the first
    assert await page.evaluate(LIFTED, "clock") == 0
    await studio.clear("ticker")
    await page.wait_for_function(RESTS, arg=["guest", 0])
    low = ["guest transform", "question transform"]
    assert await page.evaluate("[...moved].filter((one) => !one.startsWith('card')).sort()") == low


async def test_a_card_stands_lower_under_a_clock_and_not_onto_a_ticker(
    studio: FakeStudio, overlay: Page
) -> None:
    await drawn(studio, "card", **ANNA)
    assert await overlay.evaluate(LIFTED, "card") == 0
    await drawn(studio, "clock", **CLOCK)
    assert await overlay.evaluate(LIFTED, "card") == 56
    await drawn(studio, "ticker", **LINES)
    assert await overlay.evaluate(LIFTED, "card") == 0


async def test_a_clock_stands_beside_the_code(studio: FakeStudio, overlay: Page) -> None:
    await drawn(studio, "clock", **CLOCK)
    right = "() => document.querySelector('[data-layer=clock] > *').el.clock.getBoundingClientRect().right"
    assert await overlay.evaluate(right) == pytest.approx(1824, abs=1)
    await drawn(studio, "join", **CALL)
    left = "() => document.querySelector('[data-layer=join] > *').el.join.getBoundingClientRect().left"
    assert await overlay.evaluate(right) <= await overlay.evaluate(left) - 24


@pytest.mark.parametrize(("width", "height", "up"), [(1280, 720, -64), (1080, 1920, -96), (540, 540, -48)])
async def test_without_movement_it_is_lifted_at_once_in_units_of_the_picture(
    studio: FakeStudio, context: BrowserContext, width: int, height: int, up: float
) -> None:
    page = await context.new_page()
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    await drawn(studio, "question", **ANNA)
    await drawn(studio, "ticker", **LINES)
    assert await page.evaluate(LIFTED, "question") == pytest.approx(up, abs=0.1)
    await studio.seen(await studio.clear("ticker"))
    assert await page.evaluate(LIFTED, "question") == 0


async def test_the_pictures_theme_wins_over_the_pages(studio: FakeStudio, overlay: Page) -> None:
    plate = (
        "() => getComputedStyle(document.querySelector('[data-on]')).getPropertyValue('--ov-plate').trim()"
    )
    picture = {"id": "question", "graphic": "lower-third", "take": 2, "data": ANNA}
    for theme, colour in {"paper": "#fbf8f2", "": "#0c1524", "studio": "#0c1524"}.items():
        await studio.seen(await studio.change(["put", "layers", {**picture, "theme": theme}, None]))
        assert await overlay.evaluate(plate) == colour


async def test_a_page_that_cuts_cuts_whatever_the_picture_says(studio: FakeStudio, overlay: Page) -> None:
    await drawn(studio, "question", motion="full", **ANNA)
    assert (
        await overlay.evaluate("document.querySelector('[data-on]').shadowRoot.getAnimations().length") == 0
    )


async def test_the_test_card_is_told_which_output_it_is_on(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await opened(context, studio, "?motion=cut&output=wall%20two")
    await drawn(studio, "test", label="Test card")
    assert await page.evaluate("document.querySelector('[data-on]').el.output.textContent") == "wall two"


async def test_what_is_not_ours_plays_in_a_frame_of_its_own(studio: FakeStudio, overlay: Page) -> None:
    picture = {"id": "guest", "graphic": "weather", "take": 2, "frame": "ograf", "data": {"text": "x"}}
    await studio.change(["put", "layers", picture, None])
    frame = await overlay.wait_for_selector("[data-layer=guest] > iframe", state="attached")
    assert frame is not None
    assert await frame.get_attribute("sandbox") == "allow-scripts"
    assert (await frame.get_attribute("src") or "").startswith("/foreign/weather/")


LATE = """export default class Late extends HTMLElement {
  async load() { await new Promise((resolve) => (window.arrive = resolve)); }
  async updateAction({ data }) { this.textContent = data.text; }
  async playAction() { this.toggleAttribute("data-on", true); }
  async stopAction() { this.toggleAttribute("data-on", false); }
}"""


async def test_a_late_load_holds_up_no_other_layer_and_comes_when_it_is_there(
    studio: FakeStudio, context: BrowserContext
) -> None:
    manifest = json.dumps({"id": "bad-late", "version": "1", "main": "graphic.mjs"})
    studio.files["late/late.ograf.json"] = (manifest, "application/json")
    studio.files["late/graphic.mjs"] = (LATE, "text/javascript")
    page = await opened(context, studio)
    await studio.take("clock", "late", text="first")
    await page.wait_for_function("() => window.arrive")
    await studio.take("question", **ANNA)
    await page.wait_for_function("() => document.querySelector('[data-layer=question] > [data-on]')")
    await studio.seen(await studio.take("clock", "late", text="second"))  # its patience has an end too
    await page.evaluate("arrive()")
    await page.wait_for_function("() => document.querySelector('[data-layer=clock] > [data-on]')")
    assert await page.evaluate("document.querySelector('[data-layer=clock]').textContent") == "second"


async def test_one_that_was_taken_off_while_it_loaded_does_not_come(
    studio: FakeStudio, context: BrowserContext
) -> None:
    manifest = json.dumps({"id": "bad-late", "version": "1", "main": "graphic.mjs"})
    studio.files["late/late.ograf.json"] = (manifest, "application/json")
    studio.files["late/graphic.mjs"] = (LATE, "text/javascript")
    page = await opened(context, studio)
    await studio.take("clock", "late", text="first")
    await page.wait_for_function("() => window.arrive")
    await studio.clear("clock")
    await page.evaluate("arrive()")
    await drawn(studio, "question", **ANNA)
    assert await page.evaluate(ON_AIR) == ["question"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["join-code", "lower-third", "question-card"]),
        ("?layers=join", ["join-code"]),
        ("?layers=wall,clock", ["countdown", "social-wall"]),
    ],
)
async def test_what_is_likely_is_loaded_ahead_and_nothing_else(
    studio: FakeStudio, context: BrowserContext, query: str, wanted: list[str]
) -> None:
    page = await context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(f"{studio.url}/graphics/")))
    await page.goto(f"{studio.url}/overlay{query}#token")
    await page.wait_for_function(
        "(count) => [...document.querySelectorAll('[data-layer] > *')]"
        ".filter((node) => node.shadowRoot?.querySelector('[data-el]')).length === count",
        arg=len(wanted),
    )
    await studio.seen(studio.rev)
    assert sorted({path.partition("/")[0] for path in asked if path.endswith("/graphic.mjs")}) == wanted


# -- without the server


@pytest.mark.parametrize(("seconds", "left"), [(0, ["join", "question"]), (20, [])])
async def test_without_the_server_it_is_let_out_when_the_show_says_so(
    studio: FakeStudio, context: BrowserContext, seconds: int, left: list[str]
) -> None:
    studio.view["clear_after"] = seconds
    page = await context.new_page()
    await page.clock.install()
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    await drawn(studio, "question", **ANNA)
    await drawn(studio, "join", **CALL)
    async with page.expect_event("console", lambda message: "WebSocket" in message.text):
        await studio.stop()
        await page.clock.run_for(2_000)
    assert await page.evaluate(ON_AIR) == ["join", "question"]
    await page.clock.run_for(60_000)
    await page.wait_for_function(
        f"(left) => JSON.stringify(({ON_AIR})()) === left", arg=json.dumps(left).replace(" ", "")
    )
    studio.heard.clear()
    await studio.start()
    await page.clock.run_for(2_000)
    await studio.seen(studio.rev)
    assert await page.evaluate(ON_AIR) == ["join", "question"]


async def test_back_in_time_nothing_was_let_out(studio: FakeStudio, context: BrowserContext) -> None:
    studio.view["clear_after"] = 20
    page = await context.new_page()
    await page.clock.install()
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    await drawn(studio, "question", **ANNA)
    studio.heard.clear()
    await studio.stop()
    await page.clock.run_for(10_000)
    await studio.start()
    await page.clock.run_for(2_000)
    await studio.seen(studio.rev)
    await page.evaluate(
        "() => { window.left = 0; new MutationObserver(() => window.left++)"
        ".observe(document, { subtree: true, attributes: true, attributeFilter: ['data-on'] }); }"
    )
    for beat in range(10):
        await studio.say({"beat": beat})
        await page.clock.run_for(3_000)
    assert await page.evaluate("window.left") == 0


# -- other files


async def test_other_files_are_loaded_when_nothing_is_on_air(studio: FakeStudio, overlay: Page) -> None:
    await drawn(studio, "question", **ANNA)
    await overlay.evaluate("window.old = true")
    studio.build = "b2"
    await studio.say({"build": "b2"})
    await drawn(studio, "question", **{**ANNA, "name": "Mia"})
    assert await overlay.evaluate("window.old") is True
    async with overlay.expect_navigation():
        await studio.clear("question")
    assert await overlay.evaluate("document.documentElement.dataset.build") == "b2"


async def test_a_preview_loads_them_at_once(studio: FakeStudio, context: BrowserContext) -> None:
    page = await opened(context, studio, "?preview&motion=cut")
    await drawn(studio, "question", **ANNA)
    studio.build = "b2"
    async with page.expect_navigation():
        await studio.say({"build": "b2"})
    assert await page.evaluate("document.documentElement.dataset.build") == "b2"
