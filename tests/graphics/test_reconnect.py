"""The server goes away and comes back: each graphic stays untouched if it is equal, else moves there once."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page

from overlay.show.model import SHIPPED
from tests.graphics.fake_studio import FakeStudio
from tests.graphics.sheet_data import GRAPHICS, PLAIN, given, worded
from tests.graphics.test_idle import ARRIVED

pytestmark = pytest.mark.asyncio(loop_scope="session")

WATCH = """() => {
  window.changes = [];
  window.tracks = 0;
  const clock = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-el=time]");
  const seen = (records) => window.changes.push(...records.filter(({ target }) => !clock(target)));
  const watch = new MutationObserver(seen);
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  watch.observe(document, all);
  for (const node of document.querySelectorAll("*")) if (node.shadowRoot) watch.observe(node.shadowRoot, all);
  const { animate } = Element.prototype;
  Element.prototype.animate = function (...given) {
    window.tracks++;
    return animate.apply(this, given);
  };
}"""
"""Evaluated in a page: keeps changes of nodes, but a clock's own seconds, and counts tracks."""

CUT = {"test-card"}
"""Comes, changes and goes without movement."""

WORDS = "() => document.querySelector('[data-on]').shadowRoot.querySelector('.stage').innerText"


def called(words: str, graphic: str) -> dict[str, Any]:
    return given(graphic, [{**PLAIN, "text": words, "name": words, "label": words}], 0)


async def shown(studio: FakeStudio, context: BrowserContext, graphic: str) -> Page:
    page = await context.new_page()
    await page.goto(f"{studio.url}/overlay#token")
    await take(studio, graphic, "At first")
    await studio.seen(studio.rev)
    await page.wait_for_function(ARRIVED)
    await page.wait_for_load_state("networkidle")
    await page.evaluate(WATCH)
    return page


async def take(studio: FakeStudio, graphic: str, words: str, tell: bool = True) -> None:
    data = called(words, graphic)
    await studio.take(SHIPPED[graphic].layer, graphic, tell=tell, **data)


async def back(studio: FakeStudio) -> None:
    studio.heard.clear()
    await studio.start()
    await studio.seen(studio.rev)


@pytest.mark.parametrize("graphic", GRAPHICS)
async def test_an_equal_state_touches_nothing(
    studio: FakeStudio, context: BrowserContext, graphic: str
) -> None:
    page = await shown(studio, context, graphic)
    for epoch in ("e1", "e2"):  # the patches since, of which there are none; and a whole view
        await studio.stop()
        studio.epoch = epoch
        await back(studio)
    assert await page.evaluate("[window.changes.length, window.tracks]") == [0, 0]


@pytest.mark.parametrize("graphic", [name for name in GRAPHICS if worded(name)])
async def test_another_state_moves_there_once(
    studio: FakeStudio, context: BrowserContext, graphic: str
) -> None:
    """As missed patches for every other graphic, else as another view."""
    page = await shown(studio, context, graphic)
    element = await page.evaluate_handle("document.querySelector('[data-on]')")
    await studio.stop()
    for number in range(3):
        await take(studio, graphic, f"Meanwhile {number}", tell=False)
    await take(studio, graphic, "At last", tell=False)
    studio.epoch = f"e{1 + GRAPHICS.index(graphic) % 2}"
    await back(studio)
    await page.wait_for_function(ARRIVED)
    shown_now = (await page.evaluate(WORDS)).lower()
    assert "at last" in shown_now
    assert "at first" not in shown_now
    words = await page.evaluate(
        "window.changes.flatMap((one) => [...one.addedNodes].map((n) => n.textContent))"
    )
    assert not [text for text in words if "Meanwhile" in text]
    assert await page.evaluate("(old) => old === document.querySelector('[data-on]')", element)
    assert graphic in CUT or await page.evaluate("window.tracks") > 0
