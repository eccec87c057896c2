"""A poll from the control page over twenty phones to the picture, in a real Chromium."""

from __future__ import annotations

import asyncio
import json
from collections import Counter

import pytest
from playwright.async_api import Page, Route, expect

from tests.pages.people import PHONE, SMALL, WIDE, People, keep
from tests.pages.test_layout import fits
from tests.studio import Studio, eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Should the tram line be extended to the harbour?"
ANSWERS = ("Yes, as soon as possible", "Only if it pays for itself", "No", "I do not know yet")
PHONES = 20


async def write(page: Page, question: str = QUESTION, answers: tuple[str, ...] = ANSWERS) -> None:
    """The dialog, filled as a hand does it: Enter goes from field to field."""
    await page.locator("[data-do=newpoll]").click()
    await expect(page.locator("poll-maker dialog")).to_be_visible()
    for words in (question, *answers):
        await page.keyboard.type(words)
        await page.keyboard.press("Enter")


async def opened(studio: Studio) -> str:
    made = await studio.command("poll", question=QUESTION, options=ANSWERS)
    await studio.command("openpoll", id=made["id"])
    return str(made["id"])


def counts(studio: Studio, poll: str) -> tuple[int, ...]:
    return studio.app.desk.show.polls[poll].counts


async def test_a_poll_from_the_first_word_to_the_result_on_air(people: People, studio: Studio) -> None:
    control, phone, overlay = await people.crew(), await people.phone(), await people.overlay()
    panel = control.locator("poll-panel")
    await expect(panel).to_contain_text("A poll is a draft until you open it")
    await write(control)
    await expect(control.locator("poll-maker [name=option]").nth(4)).to_be_focused()
    await control.keyboard.press("Enter")
    await expect(panel.locator(".poll[data-state=draft]")).to_contain_text(QUESTION)
    await expect(phone.locator("#poll")).to_be_hidden()

    await panel.get_by_role("button", name="Open").click()
    await expect(panel.locator(".poll[data-state=open]")).to_be_visible()
    await expect(phone.locator("#poll")).to_contain_text("Choose an answer.")
    await phone.get_by_role("button", name="Only if it pays").click()
    await expect(phone.locator("#poll")).to_contain_text("Your vote: B. You can change it")
    await expect(panel.locator(".answers li").nth(1)).to_contain_text("1 · 100%")

    await panel.locator("[data-do=airpoll]").click()
    await expect(overlay.get_by_text(QUESTION)).to_be_visible()
    await expect(panel.locator("[data-el=on]")).to_be_visible()
    await expect(phone.locator(".share").first).to_be_hidden()
    await panel.get_by_role("button", name="Publish").click()
    await expect(phone.locator("#poll")).to_contain_text("1 vote")
    await expect(phone.locator(".share").nth(1)).to_have_text("100%")
    await expect(control.locator("undo-bar")).to_contain_text("The numbers are published.")
    await panel.get_by_role("button", name="Close voting").click()
    await expect(phone.locator("#poll")).to_contain_text("Your vote: B. The poll is closed.")
    await expect(phone.locator("button.choice").first).to_be_disabled()

    await control.keyboard.press("z")
    await expect(phone.locator("#poll")).to_contain_text("You can change it")
    await panel.get_by_role("button", name="Hide numbers").click()
    await expect(phone.locator(".share").nth(1)).to_be_hidden()
    await panel.locator("[data-do=airpoll]").click()
    await expect(overlay.get_by_text(QUESTION)).to_be_hidden()
    (poll,) = studio.app.desk.show.polls.values()
    assert (poll.counts, poll.state, poll.published) == ((0, 1, 0, 0), "open", False)


@pytest.mark.timeout(180)
async def test_twenty_phones_vote_at_once_and_change_their_minds(people: People, studio: Studio) -> None:
    poll = await opened(studio)
    control = await people.crew()
    await studio.command("publishpoll", id=poll)
    phones = [await people.phone() for _ in range(PHONES)]
    first = {number: "abcd"[number % 4] for number in range(PHONES)}
    await asyncio.gather(*[phones[n].click(f"button[value={option}]") for n, option in first.items()])
    for number, option in first.items():
        await expect(phones[number].locator(f"button[value={option}]")).to_have_attribute(
            "aria-pressed", "true"
        )
    await eventually(lambda: counts(studio, poll) == (5, 5, 5, 5))
    second = {number: "abcd"[(number * number) % 4] for number in range(PHONES)}
    await asyncio.gather(*[phones[n].click(f"button[value={option}]") for n, option in second.items()])
    counted = Counter(second.values())
    wanted = tuple(counted[option] for option in "abcd")
    await eventually(lambda: counts(studio, poll) == wanted)
    for phone in phones:
        await expect(phone.locator("[data-el=pollTotal]")).to_have_text(f"{PHONES} votes")
        shares = [f"{100 * votes / PHONES:.0f}%" for votes in wanted]
        await expect(phone.locator(".share:visible")).to_have_text(shares)
    answers = control.locator("poll-panel .answers li:visible")
    for place, votes in enumerate(wanted):
        await expect(answers.nth(place)).to_contain_text(f"{votes} · ")
    await studio.command("closepoll", id=poll)
    assert counts(studio, poll) == wanted


async def test_the_last_press_counts_however_slow_the_answers_are(people: People, studio: Studio) -> None:
    poll = await opened(studio)
    phone = await people.phone()
    waiting: list[Route] = []
    held = asyncio.Event()

    async def hold(route: Route) -> None:
        waiting.append(route)
        if len(waiting) == 1:
            await held.wait()
        await route.continue_()

    await phone.route("**/poll", hold)
    for option in "abc":
        await phone.click(f"button[value={option}]")
    await eventually(lambda: waiting)
    await expect(phone.locator("[data-el=yours]")).to_have_text("Choose an answer.")
    held.set()
    await expect(phone.locator("[data-el=yours]")).to_contain_text("Your vote: C.")
    sent = [json.loads(route.request.post_data or "") for route in waiting]
    assert [ballot["option"] for ballot in sent] == ["a", "c"]
    await eventually(lambda: counts(studio, poll) == (0, 0, 1, 0))


async def test_a_vote_that_does_not_arrive_is_said_and_the_former_one_stands(
    people: People, studio: Studio
) -> None:
    poll = await opened(studio)
    phone = await people.phone()
    await phone.click("button[value=a]")
    await expect(phone.locator("[data-el=yours]")).to_contain_text("Your vote: A.")
    await phone.route("**/poll", lambda route: route.abort())
    await phone.click("button[value=b]")
    await expect(phone.locator("[data-el=pollError]")).to_contain_text("there is no connection")
    await expect(phone.locator("[data-el=yours]")).to_contain_text("Your vote: A.")
    await phone.unroute("**/poll")
    await phone.click("button[value=b]")
    await expect(phone.locator("[data-el=pollError]")).to_be_hidden()
    await expect(phone.locator("[data-el=yours]")).to_contain_text("Your vote: B.")
    await phone.reload()
    await expect(phone.locator("button[value=b]")).to_have_attribute("aria-pressed", "true")
    await eventually(lambda: counts(studio, poll) == (0, 1, 0, 0))


async def test_another_poll_takes_the_place_of_the_first_with_no_vote_in_it(
    people: People, studio: Studio
) -> None:
    await opened(studio)
    phone = await people.phone()
    await phone.click("button[value=c]")
    await expect(phone.locator("[data-el=yours]")).to_contain_text("Your vote: C.")
    made = await studio.command("poll", question="And this?", options=["One", "Two"])
    await studio.command("openpoll", id=made["id"])
    await expect(phone.locator("[data-el=pollQuestion]")).to_have_text("And this?")
    await expect(phone.locator("button.choice:visible")).to_have_count(2)
    await expect(phone.locator("[aria-pressed=true]")).to_have_count(0)


async def test_without_script_the_buttons_are_a_form(people: People, studio: Studio) -> None:
    poll = await opened(studio)
    phone = await people.phone(SMALL, live=False, lang="fr-FR")
    await phone.get_by_role("button", name="Only if it pays").click()
    await expect(phone.locator("[data-el=yours]")).to_have_text(
        "Votre vote : B. Vous pouvez le changer tant que le sondage est ouvert."
    )
    assert phone.url.endswith("#poll")
    await phone.get_by_role("button", name="I do not know yet").click()
    await expect(phone.locator("button[value=d]")).to_have_attribute("aria-pressed", "true")
    await studio.command("closepoll", id=poll)
    assert counts(studio, poll) == (0, 0, 0, 1)


async def test_a_poll_without_a_question_or_with_one_answer_is_not_sent(
    people: People, studio: Studio
) -> None:
    page = await people.crew()
    await write(page, QUESTION, ("Yes",))
    await page.get_by_role("button", name="Keep as a draft").click()
    await expect(page.locator("poll-maker [data-el=fault]")).to_contain_text("at least two answers")
    await page.fill("#poll-C", "YES")
    await page.get_by_role("button", name="Keep as a draft").click()
    await expect(page.locator("undo-bar")).to_contain_text("stands twice")
    await page.fill("#poll-C", "No")
    await page.get_by_role("button", name="Open it now").click()
    await expect(page.locator(".poll[data-state=open] .answers li:visible")).to_have_count(2)
    assert [poll.state for poll in studio.app.desk.show.polls.values()] == ["open"]


async def test_a_draft_is_dropped_and_comes_back(people: People, studio: Studio) -> None:
    await studio.command("poll", question=QUESTION, options=ANSWERS)
    page = await people.crew()
    await page.locator("[data-do=droppoll]").click()
    await expect(page.locator(".poll")).to_have_count(0)
    await page.keyboard.press("z")
    await expect(page.locator(".poll[data-state=draft]")).to_be_visible()


async def test_the_poll_layer_says_what_is_missing(people: People) -> None:
    page = await people.crew()
    await page.locator("[data-layer=poll] [data-do=layer]").click()
    await expect(page.locator("undo-bar")).to_contain_text("No poll has been opened yet")


async def test_a_moderator_writes_drafts_and_opens_none(people: People, studio: Studio) -> None:
    await opened(studio)
    page = await people.crew(role="moderator")
    await expect(page.locator(".poll")).to_contain_text("0 votes")
    await write(page)
    await page.get_by_role("button", name="Keep as a draft").click()
    await expect(page.locator(".poll[data-state=draft]")).to_be_visible()
    for do in ("openpoll", "closepoll", "publishpoll", "airpoll"):
        await expect(page.locator(f"[data-do={do}]:visible")).to_have_count(0)


async def test_words_of_a_poll_are_words(people: People, studio: Studio) -> None:
    hostile = ("<img src=x onerror=alert(1)>", "\u202egnorts\u202c & 'so' \"on\"", "مرحبا بالعالم", "x" * 60)
    made = await studio.command("poll", question="<script>alert(1)</script>", options=hostile)
    await studio.command("openpoll", id=made["id"])
    for page in (await people.phone(SMALL), await people.phone(SMALL, live=False), await people.crew()):
        await expect(page.locator("img[src=x]")).to_have_count(0)
        await expect(page.get_by_text("<script>alert(1)</script>", exact=True)).to_be_visible()
        await fits(page, finger=False)


@pytest.mark.parametrize("lang", ["en-GB", "fr-FR"])
@pytest.mark.parametrize("size", [(320, 640), PHONE], ids=lambda size: str(size[0]))
async def test_the_phone_looks_well(people: People, studio: Studio, size: tuple[int, int], lang: str) -> None:
    poll = await opened(studio)
    phone = await people.phone(size, lang=lang, color_scheme="light" if lang == "en-GB" else "dark")
    await fits(phone, finger=True)
    await phone.click("button[value=b]")
    await expect(phone.locator("button[value=b]")).to_have_attribute("aria-pressed", "true")
    await keep(phone, f"poll-phone-{lang[:2]}-{size[0]}-open")
    await studio.command("publishpoll", id=poll)
    await studio.command("closepoll", id=poll)
    await expect(phone.locator("#poll[data-state=closed][data-published]")).to_be_visible()
    await fits(phone, finger=True)
    await keep(phone, f"poll-phone-{lang[:2]}-{size[0]}-result")


@pytest.mark.parametrize("lang", ["en-GB", "fr-FR"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=lambda size: str(size[0]))
async def test_the_panel_looks_well(people: People, studio: Studio, size: tuple[int, int], lang: str) -> None:
    await opened(studio)
    await studio.command("poll", question="x" * 140, options=["y" * 60] + [f"Answer {n}" for n in range(4)])
    page = await people.crew(size, lang=lang)
    if size is SMALL:
        await page.click("[data-to=more]")
    await page.locator("poll-panel").scroll_into_view_if_needed()
    await fits(page, finger=True)
    await keep(page, f"poll-panel-{lang[:2]}-{size[0]}")
    await page.locator("[data-do=newpoll]").click()
    await expect(page.locator("poll-maker dialog")).to_be_visible()
    await fits(page, finger=False)
    await keep(page, f"dialog-poll-maker-{lang[:2]}-{size[0]}")
