"""The overlay page: what is on air is in the picture, whatever happens around it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page

from tests.graphics.fake_studio import FakeStudio
from tests.picture import Picture

pytestmark = pytest.mark.asyncio(loop_scope="session")

ON_AIR = "() => [...document.querySelectorAll('[data-on]')].map((node) => node.parentElement.dataset.layer)"
WATCH = """() => {
  window.changes = 0;
  const watch = new MutationObserver((found) => (window.changes += found.length));
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  watch.observe(document, all);
  for (const node of document.querySelectorAll("*")) if (node.shadowRoot) watch.observe(node.shadowRoot, all);
}"""
WORDS = "(layer) => document.querySelector(`[data-layer=${layer}] > [data-on]`)?.el.text.textContent"
MOVING = "() => document.querySelector('[data-on]').shadowRoot.getAnimations().length"

ANNA: dict[str, Any] = {
    "id": "q1",
    "text": "Will the vote be repeated?",
    "name": "Anna",
    "label": "Question",
    "dir": "ltr",
}
MIA = {**ANNA, "id": "q2", "text": "Why is the library closed?", "name": "Mia"}


async def on_air(page: Page) -> list[str]:
    layers: list[str] = await page.evaluate(ON_AIR)
    return sorted(layers)


async def words(page: Page, layer: str = "question") -> str | None:
    found: str | None = await page.evaluate(WORDS, layer)
    return found


async def opened(context: BrowserContext, studio: FakeStudio, query: str = "?motion=cut") -> Page:
    page = await context.new_page()
    await page.goto(f"{studio.url}/overlay{query}#token")
    await studio.seen(studio.rev)
    return page


async def back(studio: FakeStudio, code: int = 1001) -> None:
    """The server goes away for a moment and is there again; until the page has drawn what there is."""
    port = studio.port
    studio.heard.clear()
    await studio.hang_up(code)
    await studio.stop()
    await studio.start()
    assert studio.port == port
    await studio.seen(studio.rev)


# -- taking and clearing


async def test_a_take_is_drawn_before_it_is_echoed(studio: FakeStudio, overlay: Page) -> None:
    assert Picture(await overlay.screenshot(omit_background=True)).empty
    await studio.seen(await studio.take("question", **ANNA))
    assert await words(overlay) == ANNA["text"]
    assert not Picture(await overlay.screenshot(omit_background=True)).empty
    await studio.seen(await studio.clear("question"))
    assert Picture(await overlay.screenshot(omit_background=True)).empty


async def test_another_question_changes_words_and_not_the_plate(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await opened(context, studio, "")
    await studio.seen(await studio.take("question", **ANNA))
    await page.wait_for_function(
        "() => document.querySelector('[data-on]').shadowRoot.getAnimations().length === 0"
    )
    element = await page.evaluate_handle("document.querySelector('[data-on]')")
    await studio.seen(await studio.take("question", **MIA))
    assert await words(page) == MIA["text"]
    assert await page.evaluate("(old) => old === document.querySelector('[data-on]')", element)
    assert await on_air(page) == ["question"]


async def test_of_a_group_one_leaves_before_the_next_comes(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await opened(context, studio, "")
    await studio.seen(await studio.take("question", **ANNA))
    await page.evaluate(
        """() => {
          window.together = 0;
          const look = () => {
            window.together = Math.max(window.together, document.querySelectorAll("[data-on]").length);
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    guest = {"id": "guest", "graphic": "question-card", "take": 9, "data": MIA}
    await studio.seen(await studio.change(["cut", "layers", "question"], ["put", "layers", guest, None]))
    assert await on_air(page) == ["guest"]
    assert await page.evaluate("window.together") == 1


async def test_edge_and_full_stand_side_by_side(studio: FakeStudio, overlay: Page) -> None:
    await studio.take("join", words="Ask", url="ask.example", qr="M0 0h1v1h-1z", modules=21)
    await studio.take("card", **ANNA)
    await studio.seen(await studio.take("question", **ANNA))
    assert await on_air(overlay) == ["card", "join", "question"]


async def test_presses_faster_than_the_picture_end_with_the_last(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await opened(context, studio, "")
    for number in range(30):
        await studio.take("question", **{**ANNA, "text": f"Number {number}"})
        if number % 4 == 2:
            await studio.clear("question")
        if number % 7 == 3:
            await studio.take("card", **MIA)
            await studio.clear("card")
    await studio.seen(studio.rev)
    assert await words(page) == "Number 29"
    assert await on_air(page) == ["question"]


async def test_panic_empties_the_picture_at_once(studio: FakeStudio, context: BrowserContext) -> None:
    page = await opened(context, studio, "")
    await studio.take("join", words="Ask", url="ask.example", qr="M0 0h1v1h-1z", modules=21)
    await studio.take("question", **ANNA)
    await studio.seen(studio.rev)
    await page.evaluate(
        """() => {
          window.left = [];
          const count = () => window.left.push(document.querySelectorAll("[data-on]").length);
          const flag = { subtree: true, attributes: true, attributeFilter: ["data-on"] };
          new MutationObserver(count).observe(document, flag);
        }"""
    )
    await studio.clear("question")  # it is still leaving when panic comes
    await studio.seen(
        await studio.change(["set", "panic", True], ["cut", "layers", "question"], ["cut", "layers", "join"])
    )
    assert await on_air(page) == []
    assert await page.evaluate("window.left") == [0]  # one step for all
    await studio.seen(await studio.change(["set", "panic", False]))
    await studio.seen(await studio.take("question", **MIA))
    assert await words(page) == MIA["text"]


# -- the server comes and goes


async def test_without_the_server_the_last_frame_stays(studio: FakeStudio, overlay: Page) -> None:
    await studio.seen(await studio.take("question", **ANNA))
    frame = await overlay.screenshot(omit_background=True)
    await overlay.evaluate(WATCH)
    failed: list[str] = []
    overlay.on("console", lambda message: failed.append(message.text))
    await studio.stop()
    async with overlay.expect_event("console", lambda message: "WebSocket" in message.text):
        pass
    assert await overlay.screenshot(omit_background=True) == frame
    assert await overlay.evaluate("window.changes") == 0
    await studio.start()


@pytest.mark.parametrize("code", [1001, 1012])
async def test_an_equal_view_after_an_absence_touches_nothing(
    studio: FakeStudio, overlay: Page, code: int
) -> None:
    await studio.seen(await studio.take("question", **ANNA))
    await studio.seen(
        await studio.take("join", words="Ask", url="ask.example", qr="M0 0h1v1h-1z", modules=21)
    )
    await overlay.evaluate(WATCH)
    await back(studio, code)
    studio.epoch = "e2"  # and a whole view instead of patches
    await back(studio, code)
    assert await overlay.evaluate("window.changes") == 0


async def test_what_was_missed_moves_once(studio: FakeStudio, context: BrowserContext) -> None:
    """Five questions were taken meanwhile: the words go to the last of them, once, with their movement."""
    page = await opened(context, studio, "")
    await studio.seen(await studio.take("question", **ANNA))
    await page.wait_for_function(f"{MOVING} === 0")
    await page.evaluate(
        """() => {
          window.texts = [];
          window.moved = 0;
          const graphic = document.querySelector("[data-on]");
          const { text } = graphic.el;
          new MutationObserver(() => window.texts.push(text.textContent)).observe(text, { childList: true });
          const { animate } = text;
          text.animate = (...given) => (window.moved++, animate.apply(text, given));
        }"""
    )
    studio.heard.clear()
    await studio.stop()
    for number in range(5):
        await studio.take("question", tell=False, **{**MIA, "text": f"{number}"})
    await studio.start()
    await studio.seen(studio.rev)
    assert set(await page.evaluate("window.texts")) == {"4"}
    assert await page.evaluate("window.moved") == 2  # out and in
    await page.wait_for_function(f"{MOVING} === 0")


async def test_it_comes_up_with_what_is_on_air(studio: FakeStudio, context: BrowserContext) -> None:
    await studio.take("question", **ANNA)
    page = await opened(context, studio, "")
    assert await words(page) == ANNA["text"]
    assert await page.evaluate(MOVING) == 0


# -- graphics that misbehave

BROKEN = """export default class Broken extends HTMLElement {
  constructor() { super(); %(new)s }
  async load() { %(load)s this.textContent = "BROKEN"; }
  updateAction() { %(update)s }
  async playAction() { %(play)s }
  async stopAction() { %(stop)s }
  async dispose() {}
}"""
GOOD = dict.fromkeys(("new", "load", "update", "play", "stop"), "")


def broken_graphic(studio: FakeStudio, name: str, **verbs: str) -> None:
    manifest = json.dumps({"id": f"bad-{name}", "version": "1", "main": "graphic.mjs"})
    studio.files[f"{name}/{name}.ograf.json"] = (manifest, "application/json")
    studio.files[f"{name}/graphic.mjs"] = (BROKEN % {**GOOD, **verbs}, "text/javascript")


@pytest.mark.parametrize(
    "verbs",
    [
        {"new": "throw new Error('ouch');"},
        {"load": "throw new Error('ouch');"},
        {"load": "return { statusCode: 503, statusMessage: 'ouch' };"},
        {"update": "throw new Error('ouch');"},
        {"play": "throw new Error('ouch');"},
        {"play": "throw 'ouch';"},
    ],
    ids=str,
)
async def test_a_graphic_that_throws_is_told_of_and_removed(
    studio: FakeStudio, overlay: Page, verbs: dict[str, str]
) -> None:
    broken_graphic(studio, "bad", **verbs)
    await studio.seen(await studio.take("question", **ANNA))
    async with overlay.expect_console_message(lambda message: "removed" in message.text) as logged:
        await overlay.evaluate("0")  # after this the browser's log is listened to
        await studio.seen(await studio.take("ticker", "bad", text="x"))
    told = (await studio.until(lambda message: "fault" in message))["fault"]
    assert told["graphic"] == "bad"
    assert told["sentence"].startswith("The graphic “bad” ")
    assert told["sentence"].endswith("was removed: ouch")
    assert told["sentence"] == (await logged.value).text
    assert await overlay.evaluate("document.querySelector('[data-layer=ticker]').childElementCount") == 0
    await studio.seen(await studio.take("question", **MIA))  # the page goes on
    assert await words(overlay) == MIA["text"]


@pytest.mark.parametrize("name", ["no-such", "../overlay", "Bad Name"])
async def test_a_graphic_that_is_not_there_is_told_of(studio: FakeStudio, overlay: Page, name: str) -> None:
    await studio.seen(await studio.take("ticker", name, text="x"))
    told = (await studio.until(lambda message: "fault" in message))["fault"]
    assert told["sentence"].startswith(f"The graphic “{name}” could not be loaded")
    await studio.seen(await studio.take("question", **ANNA))
    assert await words(overlay) == ANNA["text"]


async def test_a_graphic_that_never_answers_holds_nobody_up(studio: FakeStudio, overlay: Page) -> None:
    broken_graphic(studio, "slow", play="await new Promise(() => {});", stop="await new Promise(() => {});")
    await studio.take("ticker", "slow", text="x")
    await studio.seen(await studio.take("question", **ANNA))
    await studio.seen(await studio.clear("ticker"))
    await studio.seen(await studio.take("question", **MIA))
    assert await words(overlay) == MIA["text"]


async def test_two_graphics_may_share_a_class(studio: FakeStudio, overlay: Page) -> None:
    for name in ("one", "two"):
        broken_graphic(studio, name)
        manifest: dict[str, Any] = {"id": f"same-{name}", "version": "2", "main": "../one/graphic.mjs"}
        studio.files[f"{name}/{name}.ograf.json"] = (json.dumps(manifest), "application/json")
    await studio.take("ticker", "one", text="x")
    await studio.seen(await studio.take("clock", "two", text="x"))
    for layer, tag in (("ticker", "same-one-v2"), ("clock", "same-two-v2")):
        assert (
            await overlay.evaluate(
                "(layer) => document.querySelector(`[data-layer=${layer}]`).firstChild.localName", layer
            )
            == tag
        )


# -- its address


async def test_layers_of_the_query_only(studio: FakeStudio, context: BrowserContext) -> None:
    page = await opened(context, studio, "?motion=cut&layers=join,clock")
    await studio.take("question", **ANNA)
    await studio.seen(await studio.take("join", words="Ask", url="ask.example"))
    assert await on_air(page) == ["join"]


async def test_what_it_tells_the_server_first(studio: FakeStudio, context: BrowserContext) -> None:
    await opened(context, studio, "?output=wide&preview")
    first = studio.heard[0]
    assert first == {"token": "token", "view": "preview", "output": "wide", "build": "b1"}


async def test_without_a_token_it_is_transparent_and_says_so_to_the_log(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await context.new_page()
    async with page.expect_console_message(lambda message: "no token" in message.text) as told:
        await page.goto(f"{studio.url}/overlay")
    assert (await told.value).type == "error"
    assert Picture(await page.screenshot(omit_background=True)).empty
    assert studio.heard == []


async def test_a_token_refused_is_said_once_and_not_hammered(
    studio: FakeStudio, context: BrowserContext
) -> None:
    studio.refuse = True
    page = await context.new_page()
    async with page.expect_console_message(lambda message: "does not know" in message.text):
        await page.goto(f"{studio.url}/overlay#old")
    assert len(studio.heard) == 1
    assert Picture(await page.screenshot(omit_background=True)).empty


async def test_newer_files_are_loaded_when_nothing_is_on_air(studio: FakeStudio, overlay: Page) -> None:
    await studio.seen(await studio.take("question", **ANNA))
    await overlay.evaluate("window.old = true")
    studio.build = "b2"
    await back(studio)
    assert await overlay.evaluate("window.old") is True  # on air: not now
    assert await words(overlay) == ANNA["text"]
    async with overlay.expect_navigation():
        await studio.clear("question")
    assert await overlay.evaluate("document.documentElement.dataset.build") == "b2"
    assert overlay.url.endswith("#token")


async def test_a_shell_that_stays_old_is_loaded_once(studio: FakeStudio, overlay: Page) -> None:
    await overlay.evaluate("sessionStorage.setItem('overlay build ?motion=cut', 'b2'); window.old = true")
    studio.build = "b2"
    await back(studio)
    assert await overlay.evaluate("window.old") is True


async def test_nothing_of_the_page_is_stopped_by_its_policy(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await context.new_page()
    log: list[str] = []
    page.on("console", lambda message: log.append(message.text))
    page.on("pageerror", lambda error: log.append(str(error)))
    await page.goto(f"{studio.url}/overlay#token")
    await studio.seen(studio.rev)
    await studio.take("join", words="Ask", url="ask.example", qr="M0 0h1v1h-1z", modules=21)
    await studio.seen(await studio.take("question", **ANNA))
    assert [line for line in log if "favicon" not in line and "404" not in line] == []
