"""The settings page: what is changed there holds everywhere at once."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.obs.fake_obs import fake_obs
from tests.pages.people import WIDE, People
from tests.studio import Studio

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_settings_of_the_show_reach_the_audience_and_can_be_undone(
    people: People, studio: Studio
) -> None:
    phone = await people.phone()
    page = await people.crew(path="settings")
    await page.fill("#title", "Town Hall")
    await page.locator("#title").press("Enter")
    await expect(phone.locator("h1")).to_have_text("Town Hall")
    await page.select_option("#limit", "115")
    await expect(phone.locator("[data-el=count]")).to_have_text("0 of 115")
    await page.fill("#consent", "We may show it.")
    await page.locator("#consent").blur()
    await expect(phone.locator("[data-el=consent]")).to_have_text("We may show it.")
    await page.locator("[name=intake]").click()
    await expect(phone.locator("[data-el=closed]")).to_be_visible()
    await page.locator("undo-bar").get_by_role("button", name="Undo").click()
    await expect(phone.locator("form.ask")).to_be_visible()
    await expect(page.locator("[name=intake]")).to_be_checked()


async def test_the_overlays_address_is_masked_until_asked_for(people: People, studio: Studio) -> None:
    page = await people.crew(path="settings")
    address = page.locator("#overlay-address")
    token = studio.app.tokens.overlay
    await expect(address).to_have_value(f"{studio.url}/overlay#••••••••")
    assert token not in await page.content()
    await page.locator("secret-address[data-el=overlay] [data-el=reveal]").click()
    await expect(address).to_have_value(f"{studio.url}/overlay#{token}")
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.locator("secret-address[data-el=overlay] [data-el=copy]").click()
    await expect(page.locator("secret-address[data-el=overlay] [data-el=copy]")).to_have_text("Copied")
    assert await page.evaluate("() => navigator.clipboard.readText()") == f"{studio.url}/overlay#{token}"


async def test_a_link_lets_one_person_in_and_revoking_shuts_them_out(people: People, studio: Studio) -> None:
    page = await people.crew(path="settings")
    await page.select_option("#role", "moderator")
    await page.fill("#label", "Jonas")
    await page.get_by_role("button", name="Make a link").click()
    await page.locator("secret-address[data-el=link] [data-el=reveal]").click()
    link = await page.locator("#made-link").input_value()
    assert "#once=" in link
    await expect(page.locator("[data-el=hereOnly]")).to_have_text("This link works only on this computer.")
    theirs = await people.open(link, WIDE)
    await expect(theirs.locator("body[data-link=up][data-role=moderator]")).to_be_attached()
    await expect(theirs.locator(".transport")).to_be_hidden()
    revoke = page.locator("token-list li").filter(has_text="Jonas").get_by_role("button")
    await revoke.click(timeout=20_000)
    await revoke.click()
    await expect(theirs.locator("join-form")).to_be_visible()
    await expect(page.locator("token-list li").filter(has_text="Jonas")).to_have_count(0)


async def test_the_show_can_be_taken_away_as_a_file(people: People, studio: Studio, tmp_path: Path) -> None:
    await studio.queued("Who pays?", "Mia")
    page = await people.crew(path="settings")
    async with page.expect_download() as started:
        await page.locator("[data-format=csv]").click()
    download = await started.value
    assert download.suggested_filename.endswith(".csv")
    await download.save_as(tmp_path / "show.csv")
    lines = list(csv.DictReader(io.StringIO((tmp_path / "show.csv").read_text(encoding="utf-8-sig"))))
    assert [(line["Question"], line["Name"]) for line in lines] == [("Who pays?", "Mia")]


async def test_opening_to_the_network_warns_and_can_be_left(people: People, studio: Studio) -> None:
    page = await people.crew(path="settings")
    await page.get_by_role("button", name="Open to the network").click()
    await expect(page.locator("lan-switch dialog")).to_contain_text("not encrypted")
    await page.get_by_role("button", name="Leave it shut").click()
    await expect(page.locator("lan-switch dialog")).to_be_hidden()
    assert (await studio.call("GET", "/api/state"))["lamps"]["lan"]["on"] is False


async def test_the_password_of_obs_is_given_and_never_shown(people: People, studio: Studio) -> None:
    page = await people.crew(path="settings")
    await page.fill("#obs-password", "very secret")
    await page.locator("obs-settings form button").click()
    await expect(page.locator("obs-settings .told li")).to_have_count(1)
    await expect(page.locator("#obs-password")).to_have_value("")
    assert studio.app.secrets.obs_password.reveal() == "very secret"
    await page.reload()
    await expect(page.locator("body[data-link=up][data-role=producer]")).to_be_attached()
    assert "very secret" not in await page.content()


async def test_setting_up_saves_what_is_typed_first(people: People, studio: Studio) -> None:
    page = await people.crew(path="settings")
    async with fake_obs(password="very secret") as obs:
        await page.fill("#obs-address", f"ws://127.0.0.1:{obs.port}")
        await page.fill("#obs-password", "very secret")
        await page.get_by_role("button", name="Set up OBS").click()
        await expect(page.locator("obs-settings .told li")).not_to_have_count(0, timeout=15_000)
        await expect(page.locator("obs-settings [data-el=lamp]")).to_have_attribute("data-light", "good")
        assert obs.named("CreateInput")
        await expect(page.locator("#obs-password")).to_have_value("")


async def test_others_than_producers_are_told_and_change_nothing(people: People) -> None:
    page = await people.crew(role="host", path="settings")
    await expect(page.locator("[data-for=others]")).to_be_visible()
    await expect(page.locator("show-settings")).to_be_hidden()
    await expect(page.locator("address-list")).to_be_visible()
