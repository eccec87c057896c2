"""The control page with the whole program behind it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from playwright.async_api import Browser, Page, expect

from overlay.address import Address
from tests.pages.people import WIDE, People, keep, row
from tests.studio import Studio, started

pytestmark = pytest.mark.asyncio(loop_scope="session")


# -- the air


async def test_the_tally_is_red_only_when_an_overlay_page_has_shown_the_take(
    people: People, studio: Studio
) -> None:
    await studio.queued("Is it seen?")
    page = await people.crew()
    body, why = page.locator("body"), page.locator("[data-el=whyText]")
    await page.keyboard.press("Space")
    await expect(body).to_have_attribute("data-tally", "amber")
    await expect(why).to_contain_text("No overlay page is connected")
    assert await painted(page) == {"row": False, "layer": False, "top": False, "monitor": False}
    await expect(row(page, "Is it seen?")).to_contain_text("taken 0:")
    await people.overlay()
    await expect(body).to_have_attribute("data-tally", "red")
    assert await painted(page) == {"row": True, "layer": True, "top": True, "monitor": True}
    await expect(row(page, "Is it seen?")).to_contain_text("on air 0:")
    await expect(why).to_be_hidden()
    await page.keyboard.press("c")
    await expect(body).to_have_attribute("data-tally", "off")


async def painted(page: Page) -> dict[str, bool]:
    """Which signs of the air are painted in the red that says that viewers see it."""
    red: dict[str, bool] = await page.evaluate(
        """() => {
          const signs = {
            row: ".queue .row[data-status=on_air]", layer: ".layer-on", top: ".on-air",
            monitor: ".air-monitor",
          };
          const probe = document.body.appendChild(document.createElement("i"));
          probe.style.color = "var(--pgm)";
          const red = getComputedStyle(probe).color;
          probe.remove();
          const has = (style) => [style.backgroundColor, style.borderTopColor].includes(red);
          const style = (sign) => getComputedStyle(document.querySelector(sign));
          return Object.fromEntries(Object.entries(signs).map(([name, sign]) => [name, has(style(sign))]));
        }"""
    )
    return red


async def test_the_monitors_show_what_is_next_and_what_is_on_air(people: People, studio: Studio) -> None:
    await studio.queued("On air?")
    await studio.queued("Next?")
    page = await people.crew()
    await studio.command("take")
    for name, words in (("program", "On air?"), ("preview", "Next?")):
        monitor = page.frame_locator(f"air-desk iframe[data-el={name}]")
        await expect(monitor.get_by_text(words)).to_be_attached()
    assert (await studio.call("GET", "/api/state"))["pages"]["overlay"] == 0


async def test_other_words_for_what_is_on_air_wait_for_update(people: People, studio: Studio) -> None:
    await studio.queued("Who pais?")
    page = await people.crew()
    await page.keyboard.press("Space")
    onair = row(page, "Who")
    await expect(onair).to_have_attribute("data-status", "on_air")
    await page.keyboard.press("e")
    await page.fill("#edit-text", "Who pays?")
    await expect(page.locator("question-editor del")).to_have_text("pais?")
    await expect(page.locator("question-editor ins")).to_have_text("pays?")
    await page.keyboard.press("Enter")
    update = onair.locator("[data-do=update]")
    await expect(update).to_be_visible()
    await expect(onair).to_contain_text("edited")
    assert (await studio.call("GET", "/api/state"))["on_air_text"] == "Who pais?"
    await update.click()
    await expect(update).to_be_hidden()
    assert (await studio.call("GET", "/api/state"))["on_air_text"] == "Who pays?"


async def test_a_long_question_is_offered_the_card(people: People, studio: Studio) -> None:
    await studio.queued(
        "Who pays for the railway line that the council has promised to reopen within two years? " * 3
    )
    page = await people.crew()
    await row(page, "railway").locator("[data-do=card]").click()
    await expect(row(page, "railway")).to_have_attribute("data-status", "next")
    await expect(row(page, "railway")).to_contain_text("as card")
    await page.keyboard.press("Space")
    await expect(page.locator("layer-list li[data-layer=card]")).to_have_attribute("data-on", "")


# -- the gate


async def test_declining_tells_a_reason(people: People, studio: Studio) -> None:
    for text in ("One?", "Two?"):
        await studio.command("ask", text=text)
    page = await people.crew()
    await row(page, "One?").locator("[data-do=decline]").click()
    await page.keyboard.press("2")
    await expect(row(page, "One?")).to_have_count(0)
    await expect(page.locator("dialog[open]")).to_have_count(0)
    await page.keyboard.press("d")
    await page.fill("#own-reason", "Ask your doctor.")
    await page.keyboard.press("Enter")
    await expect(row(page, "Two?")).to_have_count(0)
    await page.select_option("[data-el=list]", "declined")
    await expect(row(page, "One?")).to_contain_text("Somebody else asked the same.")
    await expect(row(page, "Two?")).to_contain_text("Ask your doctor.")


async def test_undo_is_offered_and_gives_back_exactly(people: People, studio: Studio) -> None:
    for text in ("One?", "Two?", "Three?"):
        await studio.queued(text)
    page = await people.crew()
    order = page.locator("[data-rows=queue] .text")
    await expect(order).to_have_text(["One?", "Two?", "Three?"])
    await row(page, "Two?").click(position={"x": 70, "y": 12})
    await row(page, "Two?").locator("[data-do=skip]").click()
    await expect(order).to_have_text(["One?", "Three?"])
    bar = page.locator("undo-bar")
    await expect(bar).to_contain_text("Skipped.")
    await bar.get_by_role("button", name="Undo").click()
    await expect(order).to_have_text(["One?", "Two?", "Three?"])
    await expect(bar).to_contain_text("Taken back: skip. Two?")


async def test_undo_says_what_viewers_see_now(people: People, studio: Studio) -> None:
    await studio.queued("Who pays?")
    page = await people.crew()
    bar = page.locator("undo-bar")
    for key, undone in (
        ("Space", "Taken back: take. Off air now: Who pays?"),
        ("c", "Taken back: clear. On air again: Who pays?"),
    ):
        if key == "c":
            await studio.command("take")
            await expect(row(page, "Who pays?")).to_have_attribute("data-status", "on_air")
        await page.keyboard.press(key)
        await expect(bar).to_contain_text("Taken." if key == "Space" else "Cleared.")
        await page.keyboard.press("z")
        await expect(bar).to_contain_text(undone)


async def test_a_press_with_nothing_to_do_says_what_is_missing(people: People) -> None:
    page = await people.crew()
    bar = page.locator("undo-bar")
    for key, sentence in (
        ("Space", "The queue is empty: press A to let a question in."),
        ("n", "The queue is empty: press A to let a question in."),
        ("k", "The queue is empty: press A to let a question in."),
        ("c", "Nothing is on air."),
        ("b", "Nothing has been answered yet."),
        ("z", "Nothing to undo."),
    ):
        await page.keyboard.press(key)
        await expect(bar).to_contain_text(sentence)
        await bar.get_by_role("button", name="Close").click()


async def test_a_star_is_told_as_set_or_removed(people: People, studio: Studio) -> None:
    await studio.queued("Who pays?")
    page = await people.crew()
    await row(page, "Who pays?").click(position={"x": 70, "y": 12})
    for sentence in ("Starred.", "Star removed."):
        await page.keyboard.press("s")
        await expect(page.locator("undo-bar")).to_contain_text(sentence)
    await expect(row(page, "Who pays?").locator(".star")).to_be_hidden()


async def test_rows_are_moved_by_arrows_and_by_the_grip(people: People, studio: Studio) -> None:
    for text in ("One?", "Two?", "Three?", "Four?"):
        await studio.queued(text)
    page = await people.crew((1366, 1000))
    order = page.locator("[data-rows=queue] .text")
    await row(page, "Two?").click(position={"x": 70, "y": 12})
    await row(page, "Two?").locator("[data-do=up]").click()
    await expect(order).to_have_text(["Two?", "One?", "Three?", "Four?"])
    await row(page, "Two?").locator("[data-do=down]").click()
    await expect(order).to_have_text(["One?", "Two?", "Three?", "Four?"])
    await drag(page, "Four?", "One?")
    await expect(order).to_have_text(["Four?", "One?", "Two?", "Three?"])
    queued = (await studio.call("GET", "/api/questions?status=queued"))["questions"]
    assert sorted(question["text"] for question in queued) == ["Four?", "One?", "Three?", "Two?"]
    assert (await studio.call("GET", "/api/state"))["next_text"] == "Four?"


async def drag(page: Page, text: str, onto: str) -> None:
    """With the mouse, from its grip to the upper part of the other row."""
    start = await row(page, text).locator("[data-grip]").bounding_box()
    end = await row(page, onto).bounding_box()
    assert start and end
    await page.mouse.move(start["x"] + 20, start["y"] + 20)
    await page.mouse.down()
    await page.mouse.move(start["x"] + 20, end["y"] + 20, steps=6)
    await page.mouse.move(start["x"] + 20, end["y"] + 5, steps=3)
    await page.mouse.up()


async def test_search_finds_in_all_lists(people: People, studio: Studio) -> None:
    for n in range(5):
        await studio.command("ask", text=f"Waiting {n}?")
    await studio.command("skip", id=await studio.queued("Where is the needle?"))
    page = await people.crew()
    await page.keyboard.press("/")
    await page.keyboard.type("needle")
    found = page.locator("[data-rows=inbox] > .row")
    await expect(found).to_have_count(1)
    await expect(found).to_contain_text("skipped")
    await found.locator("[data-do=approve]").click()
    await expect(page.locator("[data-rows=queue] .text")).to_have_text(["Where is the needle?"])
    await page.fill("[type=search]", "")
    await expect(found).to_have_count(5)


# -- intake by the crew


async def test_a_question_by_hand_needs_one_key_and_enter(people: People, studio: Studio) -> None:
    page = await people.crew()
    await page.keyboard.press("m")
    await page.keyboard.type("From the telephone?")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-rows=queue] .text")).to_have_text(["From the telephone?"])
    await expect(page.locator("#entry-text")).to_be_focused()
    await expect(page.locator("#entry-text")).to_have_value("")


async def test_several_lines_are_one_command(people: People, studio: Studio) -> None:
    page = await people.crew()
    await page.locator("[data-do=paste]").click()
    await page.fill("#paste-text", "One?\tMia\n\n  Two?  \nThree?\tJonas\n")
    await expect(page.locator("paste-lines [data-el=preview]")).to_have_text("3 questions")
    await page.get_by_role("button", name="Into the queue").click()
    await expect(page.locator("[data-rows=queue] .text")).to_have_text(["One?", "Two?", "Three?"])
    await expect(row(page, "Three?")).to_contain_text("Jonas")
    await page.keyboard.press("z")
    await expect(page.locator("[data-rows=queue] .text")).to_have_count(0)


async def test_lines_pasted_into_the_field_open_the_dialog(people: People) -> None:
    page = await people.crew()
    await page.keyboard.press("m")
    await page.evaluate(
        """() => {
          const given = new DataTransfer();
          given.setData("text/plain", "One?\\nTwo?");
          const event = new ClipboardEvent("paste", { clipboardData: given, cancelable: true });
          document.activeElement.dispatchEvent(event);
        }"""
    )
    await expect(page.locator("#paste-text")).to_have_value("One?\nTwo?")


async def test_a_file_is_taken_in_and_left_out_lines_are_told(people: People) -> None:
    page = await people.crew()
    await page.locator("[data-do=import]").click()
    sheet = "text,name\nOne?,Mia\n,Nobody\nTwo?,Jonas\n" + "x" * 300 + ",Long\n"
    await page.set_input_files(
        "[type=file]", {"name": "q.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    )
    await page.locator("file-import button[value=inbox]").click()
    await expect(page.locator("[data-el=result]")).to_contain_text("2 questions taken in")
    await expect(page.locator("[data-el=skipped] li")).not_to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(row(page, "Two?")).to_be_visible()


async def test_a_file_is_played(people: People) -> None:
    page = await people.crew()
    await page.locator("[data-do=replay]").click()
    sheet = "text\n" + "".join(f"Played {n}?\n" for n in range(5))
    await page.set_input_files(
        "[type=file]", {"name": "q.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    )
    await page.fill("#rate", "50")
    await page.locator("file-import button[value=play]").click()
    await expect(page.locator("file-import dialog")).to_be_hidden()
    await expect(page.locator("[data-rows=inbox] > .row")).to_have_count(5)


async def test_a_file_that_is_played_is_shown_and_can_be_stopped(people: People) -> None:
    page = await people.crew()
    await page.locator("[data-do=replay]").click()
    await page.set_input_files(
        "[type=file]", {"name": "many.txt", "mimeType": "text/plain", "buffer": b"One?\nTwo?\nThree?\n" * 300}
    )
    await page.locator("file-import button[value=play]").click()
    line = page.locator("notice-bar [data-el=replay]")
    await expect(line).to_contain_text("many.txt: ")
    await line.get_by_role("button", name="Stop").click()
    await expect(line).to_be_hidden()


async def test_a_join_code_that_leads_nowhere_is_warned_of(people: People, studio: Studio) -> None:
    page = await people.crew()
    warning = page.locator("notice-bar [data-el=joinHere]")
    await expect(warning).to_be_hidden()
    await page.keyboard.press("7")
    await expect(warning).to_contain_text("only this computer")
    await warning.get_by_role("button", name="Open to the network").click()
    await expect(warning.locator("dialog")).to_be_visible()
    await warning.get_by_role("button", name="Leave it shut").click()
    await page.keyboard.press("7")
    await expect(warning).to_be_hidden()


async def test_the_empty_page_says_three_steps(people: People, studio: Studio) -> None:
    page = await people.crew()
    steps = page.locator("first-steps")
    await expect(steps.locator("[data-el=address]")).to_have_text(studio.public)
    await expect(steps.locator("img")).to_be_visible()
    assert await steps.locator("img").evaluate("(image) => image.naturalWidth > 0")
    await steps.get_by_role("button", name="Make a test question").click()
    skip = page.locator(".transport [data-do=skip]")
    place = await skip.bounding_box()
    await expect(row(page, "Will the recording be online?")).to_be_visible()
    assert await skip.bounding_box() == place
    await page.keyboard.press("a")
    await page.keyboard.press("Space")
    await expect(page.locator("body")).not_to_have_attribute("data-tally", "off")
    await expect(steps.locator("[data-el=airDone]")).to_be_visible()
    await keep(page, "control-steps")
    await steps.get_by_role("button", name="Close").click()
    await expect(steps).to_be_hidden()
    await page.reload()
    await expect(row(page, "Will the recording be online?")).to_be_visible()
    await expect(steps).to_be_hidden()


# -- shows


async def test_shows_are_made_opened_and_closed(people: People, studio: Studio) -> None:
    await studio.command("configure", title="Monday")
    await studio.command("ask", text="Of Monday?")
    page = await people.crew()
    await page.locator("[data-do=shows]:visible").first.click()
    await page.fill("#new-title", "Tuesday")
    await page.get_by_role("button", name="Make", exact=True).click()
    await expect(page.locator(".top .title")).to_have_text("Tuesday")
    await expect(row(page, "Of Monday?")).to_have_count(0)
    await page.locator("[data-do=shows]:visible").first.click()
    await page.get_by_role("button", name="Close the show that runs").click()
    await expect(page.locator("[data-el=closed]")).to_be_visible()
    await page.locator("[data-do=shows]:visible").first.click()
    await page.locator(".show").filter(has_text="Monday").get_by_role("button", name="Open").click()
    await expect(row(page, "Of Monday?")).to_be_visible()


# -- what survives


async def test_focus_scrolling_and_what_is_being_written_survive_changes(
    people: People, studio: Studio
) -> None:
    ids = [await studio.queued(f"Queued {n}?") for n in range(40)]
    page = await people.crew()
    await expect(row(page, "Queued 39?")).to_be_attached()
    cue = row(page, "Queued 30?").locator("[data-do=cue]")
    await cue.focus()
    pane = page.locator("question-queue .scroll")
    before = await pane.evaluate("(pane) => pane.scrollTop")
    node = await row(page, "Queued 30?").element_handle()
    await page.fill("#entry-text", "half a quest")
    await cue.focus()
    for wish in (
        {"id": ids[39], "before": ids[38]},
        {"id": ids[5], "before": None},
        {"id": ids[30], "before": ids[28]},
    ):
        await studio.command("move", **wish)
    await studio.command("edit", id=ids[30], text="Queued 30, other words?")
    await studio.command("star", id=ids[31])
    await expect(row(page, "Queued 30, other words?")).to_be_visible()
    await expect(page.locator(":focus")).to_have_attribute("data-do", "cue")
    assert await page.evaluate("(node) => node.contains(document.activeElement)", node)
    assert abs(await pane.evaluate("(pane) => pane.scrollTop") - before) < 200
    await expect(page.locator("#entry-text")).to_have_value("half a quest")


async def test_a_lost_server_is_said_and_nothing_is_lost(chromium: Browser, tmp_path: Path) -> None:
    async with started(tmp_path / "data") as first:
        people = People(chromium, first)
        page = await people.crew(WIDE)
        await first.queued("Before?")
        await expect(row(page, "Before?")).to_be_visible()
        await page.fill("#entry-text", "half a quest")
        await page.locator("#entry-text").blur()
        port = first.app.studio.address.port
    await expect(page.locator("[data-el=down]")).to_be_visible()
    take = page.locator(".transport [data-do=take]")
    await expect(take).to_have_attribute("aria-disabled", "true")
    await page.keyboard.press("Space")
    await expect(page.locator("undo-bar")).to_contain_text("nothing was sent")
    async with started(tmp_path / "data", studio=Address("127.0.0.1", port)):
        await expect(page.locator("[data-el=down]")).to_be_hidden()
        await expect(take).to_have_attribute("aria-disabled", "false")
        await expect(row(page, "Before?")).to_be_visible()
        await expect(page.locator("#entry-text")).to_have_value("half a quest")
        await page.keyboard.press("Space")
        await expect(row(page, "Before?")).to_have_attribute("data-status", "on_air")
        await people.close()
    frames = ("/graphics/", "/static/graphic-slot.js")  # what the monitors say of files that could not come
    assert [fault for fault in people.faults if not any(place in fault for place in frames)] == []


async def test_a_revoked_key_is_told_and_a_link_lets_in_again(people: People, studio: Studio) -> None:
    made = msgspec.convert(await studio.call("POST", "/api/tokens", {"role": "host"}), dict[str, str])
    page = await people.open(f"{studio.url}/control#{made['token']}", WIDE)
    await expect(page.locator("body[data-link=up]")).to_be_attached()
    assert page.url == f"{studio.url}/control"
    await studio.call("DELETE", f"/api/tokens/{made['id']}")
    await expect(page.locator("join-form")).to_be_visible()
    link = (await studio.call("POST", "/api/links", {"role": "host"}))["url"]
    await page.fill("#code", "wrong")
    await page.get_by_role("button", name="Come in").click()
    await expect(page.locator("join-form [data-el=fault]")).not_to_be_empty()
    await page.fill("#code", link)
    await page.get_by_role("button", name="Come in").click()
    await expect(page.locator("body[data-link=up][data-role=host]")).to_be_attached()
    assert all("token" in fault for fault in people.faults)  # the monitors' pages say so too
    people.faults.clear()
