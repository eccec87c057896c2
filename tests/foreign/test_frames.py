"""Foreign graphics in the real overlay page: they play, they get nothing, a broken one harms nobody."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from playwright.async_api import Frame, Page, expect

from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def frame_of(page: Page, name: str, file: str = "page") -> Frame:
    """The graphic's frame, once there is one that has loaded."""
    element = await page.wait_for_selector(f"iframe[src='/foreign/{name}/@{file}.html']", state="attached")
    assert element is not None
    frame = await element.content_frame()
    assert frame is not None
    return frame


async def seen(page: Page, name: str) -> None:
    """Until its frame is in the picture."""
    await page.wait_for_function(
        "(name) => { const frame = document.querySelector(`iframe[src^='/foreign/${name}/']`);"
        " return frame && frame.style.visibility === 'visible' && frame.style.opacity === '1'; }",
        arg=name,
    )


async def gone(page: Page, name: str) -> None:
    await page.wait_for_function(
        "(name) => [...document.querySelectorAll(`iframe[src^='/foreign/${name}/']`)]"
        ".every((frame) => getComputedStyle(frame).visibility === 'hidden')",
        arg=name,
    )


async def spied(frame: Frame, holder: str) -> dict[str, str]:
    """What the graphic got, by what it tried."""
    await frame.wait_for_function(f"() => {holder}?.dataset.spied", polling=50)  # hidden, it draws no frames
    found: dict[str, str] = json.loads(await frame.evaluate(f"() => {holder}.dataset.spied"))
    return found


NOTHING = {
    "local": "SecurityError",
    "session": "SecurityError",
    "cookie": "SecurityError",
    "address": "SecurityError",
    "token": "SecurityError",
    "page": "SecurityError",
    "database": "SecurityError",
    "state": "TypeError",
    "links": "TypeError",
    "shell": "TypeError",
    "blind": "TypeError",
    "live": "Closed",
    "outside": "TypeError",
    "referrer": "Empty",
    "window": "Blocked",
}
"""What a graphic gets for each attempt: an error, and of what kind."""


async def test_a_graphic_of_the_old_kind_plays_by_itself_and_gets_nothing(
    server: Server, overlay: Page
) -> None:
    await server.command("take", graphic="fire-and-forget", data={"words": "Encore <b>"})
    frame = await frame_of(overlay, "fire-and-forget")
    element = "document.querySelector('body > *:last-child')"
    await frame.wait_for_function(f"() => {element}?.dataset.played === '1'")
    assert await frame.evaluate(f"() => {element}.querySelector('b').textContent") == "Encore <b>"
    assert await frame.evaluate(f"() => {element}.querySelector('i').textContent") == "1920"
    assert await spied(frame, element) == NOTHING
    await frame.wait_for_function(f"() => getComputedStyle({element}.querySelector('.bug')).opacity === '0'")
    state = await server.call("GET", "/api/state")
    assert not state["panic"]

    await overlay.reload()  # what is found at the start is not played once more
    fresh = await frame_of(overlay, "fire-and-forget")
    await fresh.wait_for_function(f"() => {element}?.dataset.spied", polling=50)
    assert await fresh.evaluate(f"() => {element}.dataset.played ?? ''") == ""


async def test_a_late_one_with_steps_is_waited_for(server: Server, overlay: Page) -> None:
    text = "document.querySelector('body > *:last-child').shadowRoot?.querySelector('p')?.textContent"
    await server.command("prepare", graphic="late", data={"title": "Part", "count": "2"})
    await server.command("take", graphic="late")
    frame = await frame_of(overlay, "late")
    await frame.wait_for_function(f"() => {text} === 'Part 2.0 Nobody'")
    await seen(overlay, "late")
    assert await spied(frame, "document.querySelector('body > *:last-child')") == NOTHING

    await server.command("take", graphic="late", data={"title": "Part", "count": 2, "v_step": 1})
    await frame.wait_for_function(f"() => {text} === 'Part 2.1 Nobody'")
    await server.command("take", graphic="late", data={"title": "Other"})
    await frame.wait_for_function(f"() => {text} === 'Other 1.0 Nobody'")
    await server.command("clear", layer="guest")
    await frame.wait_for_function(f"() => {text} === 'Other 1.- Nobody'", polling=50)
    await gone(overlay, "late")


async def test_a_template_of_spx_plays_with_its_own_scripts(server: Server, overlay: Page) -> None:
    await server.command("take", graphic="classic", data={"f0": "Ada & “Bob”", "f2": True, "zz": "not mine"})
    frame = await frame_of(overlay, "classic")
    await frame.wait_for_function("() => document.body.className === 'on'")
    await seen(overlay, "classic")
    told: list[Any] = await frame.evaluate("() => told")
    assert told == ["comment,epochID,f0,f1,f2,f3,f4,f5", "play"]
    words = await frame.evaluate(
        "() => ['f0', 'f1'].map((name) => document.getElementById(name).textContent)"
    )
    assert words == ["Ada & “Bob”", ""]
    assert await frame.evaluate("() => document.body.dataset.constant") == "constant"
    found = await spied(frame, "document.body")
    assert found == {name: NOTHING[name] for name in ("local", "cookie", "address", "token", "state")}

    await server.command("take", graphic="classic", data={"f0": "Ada", "v_step": 1})
    await frame.wait_for_function("() => document.getElementById('step').textContent === '2'")
    assert await frame.evaluate("() => told.slice(3)") == ["next"]
    await server.command("clear", layer="guest")
    await overlay.wait_for_function("(old) => !document.contains(old)", arg=await frame.frame_element())
    again = await frame_of(overlay, "classic")
    await again.wait_for_function("() => window.told && told.length === 0", polling=50)
    await gone(overlay, "classic")


async def test_what_a_frame_says_is_believed_only_of_that_frame(server: Server, overlay: Page) -> None:
    """Another frame, or the graphic's own with made-up messages, breaks nothing."""
    await server.command("take", graphic="late", data={"title": "First"})
    frame = await frame_of(overlay, "late")
    await seen(overlay, "late")
    await frame.evaluate(
        "() => { for (const odd of [null, 1, 'x', {}, { done: 99 }, { failed: 98, why: {} }, { ready: 1 },"
        " { fault: { graphic: 'lower-third' } }]) parent.postMessage(odd, '*'); }"
    )
    await server.command("take", graphic="late", data={"title": "Second"})
    text = "document.querySelector('body > *:last-child').shadowRoot.querySelector('p').textContent"
    await frame.wait_for_function(f"() => {text} === 'Second 1.0 Nobody'")
    assert (await server.call("GET", "/api/state"))["lamps"]["faults"] == []


async def test_a_broken_one_is_named_and_removed_and_the_page_goes_on(server: Server, overlay: Page) -> None:
    question = await server.queue("Still here?")
    await server.command("take", id=question)
    strap = overlay.locator("[data-layer=question]")
    await expect(strap).to_contain_text("Still here?")
    await server.command("take", graphic="throws", layer="clock")
    await seen(overlay, "throws")
    await server.command("clear", layer="clock")
    await overlay.wait_for_function("() => !document.querySelector(\"iframe[src^='/foreign/throws/']\")")

    async def faults() -> list[str]:
        found: list[str] = (await server.call("GET", "/api/state"))["lamps"]["faults"]
        return found

    told = await faults()
    while not told:
        told = await faults()
    assert "The graphic “throws” failed at stopAction and was removed" in told[0]
    assert "Cannot read properties of undefined" in told[0]
    await expect(strap).to_contain_text("Still here?")
    await server.command("take", graphic="throws", layer="clock")  # it gets a new frame
    await seen(overlay, "throws")


async def test_the_catalogue_tells_them(server: Server) -> None:
    graphics = {each["name"]: each for each in (await server.call("GET", "/api/graphics"))["graphics"]}
    assert {name: graphics[name]["frame"] for name in ("late", "classic", "lower-third")} == {
        "late": "ograf",
        "classic": "spx",
        "lower-third": "",
    }
    assert graphics["fire-and-forget"]["layer"] == "clock"
    assert graphics["fire-and-forget"]["steps"] == 0
    assert graphics["late"]["layer"] == "guest"
    assert graphics["classic"]["title"] == "Classic strap"
    assert graphics["late"]["faults"] == []


BOUND = """<!doctype html><script>
window.SPXGCTemplateDefinition = { description: "Bound", out: "manual", steps: "1", DataFields: [] };
const strap = { on: "", update() {}, play() { document.body.className = "on"; }, stop() {} };
for (const name of ["update", "play", "stop"]) window[name] = strap[name].bind(strap);
</script><body>words"""


async def test_a_template_whose_functions_are_bound_plays(server: Server, overlay: Page) -> None:
    folder = server.folder / "overlays_html" / "bound"
    folder.mkdir()
    (folder / "bound.html").write_text(BOUND, encoding="utf-8")
    async with asyncio.timeout(20):
        while not any(
            each["name"] == "bound" for each in (await server.call("GET", "/api/graphics"))["graphics"]
        ):
            await asyncio.sleep(0.05)
    await server.command("take", layer="guest", graphic="bound")
    await seen(overlay, "bound")
    frame = await frame_of(overlay, "bound")
    await frame.wait_for_function("() => document.body.className === 'on'", polling=50)


REPLACED = """async () => {
  const { ForeignSlot } = await import("/static/foreign-slot.js");
  const told = [];
  const tell = (what) => told.push(what);
  const slot = new ForeignSlot(document.body, "late", {}, tell, tell);
  slot.show({}, true);
  slot.load();
  const frames = () => document.querySelectorAll("iframe[title=late]").length;
  const during = frames();
  slot.dispose();
  await slot.show({}, true);
  return { during, after: frames(), told };
}"""


async def test_a_slot_that_was_disposed_of_while_it_loads_is_silent(overlay: Page) -> None:
    before = await overlay.evaluate("() => document.querySelectorAll('iframe[title=late]').length")
    found = await overlay.evaluate(REPLACED)
    assert found == {"during": before + 1, "after": before, "told": []}
