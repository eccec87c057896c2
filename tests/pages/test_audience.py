"""The audience page: with script, without, offline, twice the same."""

from __future__ import annotations

import pytest
from playwright.async_api import Route, expect

from overlay.web.socket import close_frame
from tests.pages.people import PHONE, SMALL, People, ask, keep
from tests.studio import Studio, eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOST_BYTES = 50_000


async def test_a_question_is_followed_from_received_to_answered(people: People, studio: Studio) -> None:
    phone = await people.phone()
    await ask(phone, "Will the recording be online?", "Mia")
    mine = phone.locator("li[data-status]")
    await expect(mine).to_have_attribute("data-status", "inbox")
    await expect(mine).to_contain_text("Received")
    await expect(phone.locator("[name=text]")).to_have_value("")
    question = (await studio.call("GET", "/api/questions"))["questions"][0]
    assert (question["text"], question["name"]) == ("Will the recording be online?", "Mia")

    before = await studio.queued("First")
    await studio.command("approve", id=question["id"])
    await expect(mine).to_have_attribute("data-status", "queued")
    await studio.command("skip", id=before)
    await expect(mine).to_have_attribute("data-status", "next")
    await studio.command("take")
    await expect(mine).to_have_attribute("data-status", "on_air")
    await expect(phone.locator("[data-el=onair]")).to_contain_text("Will the recording be online?")
    await keep(phone, "audience-on-air")
    await studio.command("clear")
    await expect(mine).to_have_attribute("data-status", "answered")
    await expect(phone.locator("[data-el=onair]")).to_be_hidden()


async def test_the_phone_trembles_when_ones_question_goes_on_air(people: People, studio: Studio) -> None:
    phone = await people.phone()
    await phone.evaluate(
        "navigator.vibrate = (how) => { document.body.dataset.trembled = how; return true; }"
    )
    await ask(phone, "Shall we meet again?")
    await expect(phone.locator("li[data-status=inbox]")).to_be_visible()
    await studio.command("approve", id=(await studio.call("GET", "/api/questions"))["questions"][0]["id"])
    await studio.command("take")
    await expect(phone.locator("body[data-trembled]")).to_be_attached()


async def test_a_declined_question_says_why_in_the_askers_language(people: People, studio: Studio) -> None:
    phone = await people.phone(lang="fr-FR")
    await ask(phone, "Pourquoi ?")
    await expect(phone.locator("li[data-status=inbox]")).to_be_visible()
    question = (await studio.call("GET", "/api/questions"))["questions"][0]["id"]
    await studio.command("decline", id=question, reason="Somebody else asked the same.")
    declined = phone.locator("li[data-status=declined]")
    await expect(declined).to_contain_text("Quelqu’un d’autre a posé la même.")
    await studio.command("decline", id=question, reason="Our own words")
    await expect(declined).to_contain_text("Our own words")


async def test_withdrawing_asks_once_more_and_is_shown(people: People, studio: Studio) -> None:
    phone = await people.phone()
    await ask(phone, "May I take it back?")
    button = phone.locator("li[data-status] button")
    await button.click()
    await expect(button).to_have_text("Really withdraw?")
    await button.click()
    await expect(phone.locator("li[data-status=withdrawn]")).to_be_visible()
    assert (await studio.call("GET", "/api/state"))["inbox"] == 0


async def test_letters_are_counted_as_people_count_them(people: People) -> None:
    phone = await people.phone()
    count = phone.locator("[data-el=count]")
    await phone.fill("[name=text]", "👩‍👩‍👧‍👦é🇫🇷")
    await expect(count).to_have_text("3 of 140")
    await phone.fill("[name=text]", "a" * 125)
    await expect(count).to_have_attribute("data-level", "near")
    await phone.fill("[name=text]", "a" * 143)
    await expect(count).to_have_text("3 too many")
    await phone.click("form.ask button[type=submit]")
    await expect(phone.locator("[data-el=error]")).to_contain_text("3 characters too long")
    await expect(phone.locator("[name=text]")).to_have_value("a" * 143)


async def test_a_draft_whose_answer_was_lost_is_sent_again_as_the_same_question(
    people: People, studio: Studio
) -> None:
    phone = await people.phone()

    async def lose_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await phone.route("**/ask", lose_the_answer)
    await ask(phone, "Did this arrive?")
    await expect(phone.locator("[data-el=error]")).to_contain_text("no connection")
    await phone.unroute("**/ask")
    await phone.reload()
    await expect(phone.locator("[name=text]")).to_have_value("Did this arrive?")
    await phone.click("form.ask button[type=submit]")
    await expect(phone.locator("[name=text]")).to_have_value("")
    assert (await studio.call("GET", "/api/state"))["inbox"] == 1


async def test_other_words_after_a_lost_answer_are_another_question(people: People, studio: Studio) -> None:
    phone = await people.phone()

    async def lose_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await phone.route("**/ask", lose_the_answer)
    await ask(phone, "Did this arrive?")
    await expect(phone.locator("[data-el=error]")).to_be_visible()
    await phone.unroute("**/ask")
    await ask(phone, "And this one?")
    await expect(phone.locator("[name=text]")).to_have_value("")
    found = (await studio.call("GET", "/api/questions"))["questions"]
    assert [question["text"] for question in found] == ["Did this arrive?", "And this one?"]


async def test_a_refusal_keeps_what_was_written(people: People, studio: Studio) -> None:
    phone = await people.phone()
    await phone.fill("[name=text]", "Too late?")
    await studio.command("configure", intake="closed")
    await expect(phone.locator("form.ask")).to_be_hidden()
    await expect(phone.locator("[data-el=closed]")).to_be_visible()
    await studio.command("configure", intake="open", limit=280, title="Another title")
    await expect(phone.locator("form.ask")).to_be_visible()
    await expect(phone.locator("[name=text]")).to_have_value("Too late?")
    await expect(phone.locator("[data-el=count]")).to_have_text("9 of 280")
    await expect(phone.locator("h1")).to_have_text("Another title")


async def test_offline_is_said_and_passes(people: People) -> None:
    phone = await people.phone()
    await ask(phone, "Before?")
    await expect(phone.locator("[data-el=error]")).to_contain_text("Received.")
    await phone.context.set_offline(True)
    await expect(phone.locator("[data-el=offline]")).to_be_visible()
    await expect(phone.locator("[data-el=error]")).to_be_hidden()
    await ask(phone, "Is anybody there?")
    await expect(phone.locator("[data-el=error]")).to_contain_text("no connection")
    await phone.context.set_offline(False)
    await phone.click("form.ask button[type=submit]")
    await expect(phone.locator("li[data-status=inbox]")).to_have_count(2)


async def test_everything_works_without_script(people: People, studio: Studio) -> None:
    phone = await people.phone(live=False)
    await ask(phone, "x" * 300, "Mia")
    await expect(phone.locator("[data-el=error]")).to_contain_text("300")
    await expect(phone.locator("[name=text]")).to_have_value("x" * 300)
    await expect(phone.locator("[name=name]")).to_have_value("Mia")
    await ask(phone, "Does it work without script?")
    await expect(phone.locator("li[data-status=inbox]")).to_contain_text("Does it work without script?")
    await studio.command("approve", id=(await studio.call("GET", "/api/questions"))["questions"][0]["id"])
    await phone.click("noscript a, .again a")
    await expect(phone.locator("li[data-status=next]")).to_be_visible()
    await phone.click("li[data-status] button")
    await expect(phone.locator("li[data-status=withdrawn]")).to_be_visible()


async def test_a_form_sent_twice_is_one_question(people: People, studio: Studio) -> None:
    phone = await people.phone(live=False)
    await phone.fill("[name=text]", "Twice the same?")
    op = await phone.locator("[name=op]").input_value()
    for _ in range(2):
        answer = await phone.request.post(
            f"{studio.public}/ask", form={"text": "Twice the same?", "name": "", "op": op, "lang": "en"}
        )
        assert answer.ok
    assert (await studio.call("GET", "/api/state"))["inbox"] == 1


async def test_the_other_language_is_one_press_away(people: People) -> None:
    phone = await people.phone()
    await phone.click("nav a[lang=fr]")
    await expect(phone.locator("html")).to_have_attribute("lang", "fr")
    await expect(phone.locator("form.ask label").first).to_have_text("Votre question")


async def test_the_page_weighs_little(people: People, studio: Studio) -> None:
    page = await people.phone()
    loaded = await page.evaluate("() => performance.getEntriesByType('resource').map((entry) => entry.name)")
    weight = 0
    for url in {studio.public, *loaded}:
        async with studio.session.get(url) as answer:
            weight += len(await answer.read())
    assert len(loaded) >= 5
    assert 10_000 < weight <= MOST_BYTES


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en-GB", "fr-FR"])
async def test_it_looks_well(people: People, studio: Studio, scheme: str, lang: str) -> None:
    for size in (PHONE, SMALL):
        phone = await people.phone(size, lang=lang, color_scheme=scheme)
        await ask(phone, "Will the recording be online?", "Mia")
        await expect(phone.locator("li[data-status=inbox]")).to_be_visible()
        await keep(phone, f"audience-{lang[:2]}-{scheme}-{size[0]}")


async def test_a_page_that_newer_ones_took_the_place_of_returns_when_it_is_looked_at(
    people: People, studio: Studio
) -> None:
    phone = await people.phone()
    await phone.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true, configurable: true });
          window.timers = [];
          const real = setTimeout;
          window.setTimeout = (...how) => { timers.push(how[1]); return real(...how); };
        }"""
    )
    (oldest,) = studio.app.live.audience
    oldest.write(close_frame(4409))
    oldest.transport.close()
    await expect(phone.locator("[data-el=live]")).to_be_hidden()
    await eventually(lambda: not studio.app.live.audience)
    assert await phone.evaluate("timers") == []  # hidden, it does not push the newer ones out
    await phone.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    await expect(phone.locator("[data-el=live]")).to_be_visible()
