"""Every key of the control page does what the button that wears it does."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.pages.people import People, row
from tests.studio import Studio

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Wishes:
    """The commands a page sends, without what makes each unique."""

    def __init__(self, page: Page) -> None:
        self.sent: list[dict[str, Any]] = []
        page.on("request", self._note)

    def _note(self, request: Any) -> None:
        if request.url.endswith("/api/commands"):
            wish = json.loads(request.post_data)
            self.sent.append({key: value for key, value in wish.items() if key not in ("op", "if_rev")})

    async def next(self, press: Any) -> dict[str, Any]:
        """What pressing sends; pressed again while the page takes it for the press before."""
        self.sent.clear()
        async with asyncio.timeout(10):
            while not self.sent:
                await press()
                await asyncio.sleep(0.05)
        return self.sent[0]


BUTTONS = [
    ("Space", ".transport [data-do=take]"),
    ("c", ".transport [data-do=clear]"),
    ("n", ".transport [data-do=next]"),
    ("b", ".transport [data-do=back]"),
    ("k", ".transport [data-do=skip]"),
    ("z", ".transport [data-do=undo]"),
    ("1", "layer-list [data-layer=question] [data-do=layer]"),
    ("2", "layer-list [data-layer=card] [data-do=layer]"),
    ("7", "layer-list [data-layer=join] [data-do=layer]"),
    ("s", ".row[data-cursor] [data-do=star]"),
    ("a", ".row[data-cursor] [data-do=approve]"),
    ("Enter", ".row[data-cursor] [data-do=cue]"),
]
IN_THE_INBOX = {"a"}


async def desk(people: People, studio: Studio) -> Page:
    """One answered, one on air, two queued, one in the inbox."""
    first, second = await studio.queued("First?"), await studio.queued("Second?")
    for text in ("Third?", "Fourth?"):
        await studio.queued(text)
    await studio.command("ask", text="Waiting?")
    page = await people.crew()
    await studio.command("take", id=first)
    await studio.command("take", id=second)
    await expect(row(page, "Second?")).to_have_attribute("data-status", "on_air")
    return page


async def carried_out(studio: Studio, rev: int) -> None:
    """What was sent has arrived: an undo that came before it would take back something else."""
    async with asyncio.timeout(20):
        while (await studio.call("GET", "/api/state"))["rev"] == rev:
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(("key", "button"), BUTTONS, ids=[key for key, _ in BUTTONS])
async def test_a_key_does_what_its_button_does(people: People, studio: Studio, key: str, button: str) -> None:
    page = await desk(people, studio)
    wishes = Wishes(page)
    chosen = row(page, "Waiting?" if key in IN_THE_INBOX else "Fourth?")
    await chosen.click(position={"x": 70, "y": 12})
    await expect(chosen).to_have_attribute("data-cursor", "")
    before = await studio.call("GET", "/api/state")

    by_key = await wishes.next(lambda: page.keyboard.press(key))
    if key != "z":
        await carried_out(studio, before["rev"])
        await studio.command("undo")
        await expect(row(page, "Second?")).to_have_attribute("data-status", "on_air")
        await expect(chosen).to_have_count(1)
        await chosen.click(position={"x": 70, "y": 12})
    state = await studio.call("GET", "/api/state")
    assert key == "z" or (state["on_air"], state["next"], state["queue"]) == (
        before["on_air"], before["next"], before["queue"],
    )  # fmt: skip
    by_button = await wishes.next(lambda: page.locator(button).click())
    assert by_key == by_button


async def test_the_keys_of_dialogs_open_them(people: People, studio: Studio) -> None:
    page = await desk(people, studio)
    for key, name in (("e", "question-editor"), ("d", "decline-reasons"), ("?", "key-help")):
        await page.keyboard.press(key)
        await expect(page.locator(f"{name} dialog")).to_be_visible()
        await page.keyboard.press("n")
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog[open]")).to_have_count(0)
    assert (await studio.call("GET", "/api/state"))["on_air_text"] == "Second?"
    await page.keyboard.press("m")
    await expect(page.locator("#entry-text")).to_be_focused()
    await page.keyboard.type("nbc k")
    assert (await studio.call("GET", "/api/state"))["on_air_text"] == "Second?"
    await page.keyboard.press("Escape")
    await page.keyboard.press("/")
    await expect(page.locator("[type=search]")).to_be_focused()
    await page.keyboard.press("Escape")
    await page.keyboard.press("l")
    await expect(page.locator("body")).to_have_attribute("data-lock", "")


async def test_the_lock_holds_order_and_words_and_not_the_air(people: People, studio: Studio) -> None:
    page = await desk(people, studio)
    await page.keyboard.press("l")
    await row(page, "Fourth?").click(position={"x": 70, "y": 12})
    await page.keyboard.press("e")
    await expect(page.locator("undo-bar")).to_contain_text("locked")
    await page.locator(".row[data-cursor] [data-do=up]").click()
    await page.keyboard.press("Space")
    await expect(row(page, "Third?")).to_have_attribute("data-status", "on_air")
    queued = (await studio.call("GET", "/api/questions?status=queued"))["questions"]
    assert [question["text"] for question in queued] == ["Fourth?"]


async def test_a_press_of_space_on_a_button_with_the_focus_takes_and_does_not_press_it(
    people: People, studio: Studio
) -> None:
    page = await desk(people, studio)
    await page.locator(".transport [data-do=skip]").focus()
    wishes = Wishes(page)
    await page.keyboard.press("Space")
    await expect(row(page, "Third?")).to_have_attribute("data-status", "on_air")
    assert [wish["type"] for wish in wishes.sent] == ["take"]


PRESSED_AT_ONCE = """
() => {
  const key = { key: "n", code: "KeyN", bubbles: true, cancelable: true };
  for (const [type, repeat] of [["keydown", false], ["keydown", true], ["keyup", false], ["keydown", false]])
    document.body.dispatchEvent(new KeyboardEvent(type, { ...key, repeat }));
}
"""
"""In one turn of the page: a slow machine cannot make two presses of it."""


async def test_a_key_held_down_and_a_second_press_at_once_are_one(people: People, studio: Studio) -> None:
    page = await desk(people, studio)
    wishes = Wishes(page)
    await page.evaluate(PRESSED_AT_ONCE)
    await expect(row(page, "Third?")).to_have_attribute("data-status", "on_air")
    assert len(wishes.sent) == 1


async def test_escape_twice_clears_everything(people: People, studio: Studio) -> None:
    page = await desk(people, studio)
    await studio.command("take", graphic="join-code")
    await expect(page.locator("layer-list li[data-layer=join]")).to_have_attribute("data-on", "")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(page.locator(".off-air")).to_be_visible()
    assert (await studio.call("GET", "/api/state"))["panic"] is False


async def test_shift_escape_escape_is_panic_until_released(people: People, studio: Studio) -> None:
    page = await desk(people, studio)
    await page.keyboard.press("Shift+Escape")
    await page.keyboard.press("Escape")
    panic = page.locator("[data-el=panic]")
    await expect(panic).to_be_visible()
    await expect(page.locator(".off-air")).to_be_visible()
    await page.keyboard.press("Space")
    await expect(page.locator("undo-bar")).to_contain_text("PANIC holds")
    await panic.get_by_role("button").click()
    await expect(panic).to_be_hidden()


async def test_after_a_dialog_enter_cues_the_chosen_row(people: People, studio: Studio) -> None:
    page = await desk(people, studio)
    await page.locator("[data-do=help]:visible").first.click()
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog[open]")).to_have_count(0)
    await row(page, "Fourth?").click(position={"x": 70, "y": 12})
    await page.keyboard.press("Enter")
    await expect(row(page, "Fourth?")).to_have_attribute("data-status", "next")
    await expect(page.locator("dialog[open]")).to_have_count(0)
    await page.locator("[data-do=lock]").focus()
    await page.keyboard.press("ArrowUp")
    await expect(page.locator("body")).to_be_focused()


async def test_arrows_choose_and_cross(people: People, studio: Studio) -> None:
    page = await desk(people, studio)
    cursor = page.locator(".row[data-cursor]")
    await page.keyboard.press("ArrowDown")
    await expect(cursor).to_contain_text("Second?")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await expect(cursor).to_contain_text("Fourth?")
    await page.keyboard.press("ArrowUp")
    await expect(cursor).to_contain_text("Third?")
    await page.keyboard.press("Enter")
    await expect(row(page, "Third?")).to_have_attribute("data-status", "next")
    await page.keyboard.press("ArrowLeft")
    await expect(cursor).to_contain_text("Waiting?")
    await page.keyboard.press("a")
    await expect(row(page, "Waiting?")).to_have_attribute("data-status", "queued")


async def test_a_key_is_changed_shown_kept_and_given_back(people: People, studio: Studio) -> None:
    page = await desk(people, studio)
    take, told = page.locator(".transport [data-do=take] kbd"), page.locator("key-help [data-el=told]")
    of_take = page.locator("key-help [data-name=take]")
    await page.keyboard.press("?")
    await of_take.get_by_role("button").click()
    await page.keyboard.press("n")
    await expect(told).to_contain_text("N is already “next”")
    await page.keyboard.press("ArrowUp")
    await expect(told).to_contain_text("keeps its meaning")
    await page.keyboard.press("PageDown")
    await expect(told).to_contain_text("PageDown is now “take what is next”")
    await expect(take).to_have_text("PageDown")
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog[open]")).to_have_count(0)
    wishes = Wishes(page)
    await page.keyboard.press("Space")
    await page.keyboard.press("PageDown")
    await expect(row(page, "Third?")).to_have_attribute("data-status", "on_air")
    assert [wish["type"] for wish in wishes.sent] == ["take"]
    await page.reload()
    await expect(take).to_have_text("PageDown")
    await page.keyboard.press("?")
    await page.get_by_role("button", name="As delivered").click()
    await expect(take).to_have_text("Space")
    await expect(of_take.locator("kbd")).to_have_text("Space")


async def test_rows_that_come_later_wear_the_changed_key(people: People, studio: Studio) -> None:
    page = await people.crew()
    await page.keyboard.press("?")
    await page.locator("key-help [data-name=approve]").get_by_role("button").click()
    await page.keyboard.press("x")
    await page.keyboard.press("Escape")
    await studio.command("ask", text="Waiting?")
    await expect(row(page, "Waiting?").locator("[data-do=approve] kbd")).to_have_text("X")
    await page.keyboard.press("x")
    await expect(row(page, "Waiting?")).to_have_attribute("data-status", "queued")
