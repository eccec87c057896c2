"""The page where looks are made: its fields, undo, contrast, shelf; whole at every size in both languages."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.pages.people import PHONE, SMALL, WIDE, People, keep
from tests.pages.test_layout import fits
from tests.studio import Studio, eventually
from tests.themes.test_logo import picture

pytestmark = pytest.mark.asyncio(loop_scope="session")
SIZES = [SMALL, (900, 900), WIDE, (1920, 1080)]


async def look(people: People, size: tuple[int, int] = WIDE, query: str = "", **more: Any) -> Page:
    page = await people.crew(size, path=f"look{query}", **more)
    await expect(page.locator(".room[data-drawn]")).to_be_attached()
    if more.get("role", "producer") == "producer":
        await expect(page.locator("[name=plateHex]")).to_have_value("#0c1524")
    return page


def graphic(page: Page) -> Any:
    return page.frame_locator("look-stage iframe").locator(".layer > *")


async def prop(page: Page, name: str) -> str:
    """That property of the graphic shown."""
    found: str = await graphic(page).evaluate(
        "(it, name) => getComputedStyle(it).getPropertyValue(name).trim()", name
    )
    return found


async def until(page: Page, name: str, value: str) -> None:
    await expect(graphic(page)).to_have_css(name, value)


def button(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("lang", ["en-GB", "fr-FR"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_it_is_whole(people: People, studio: Studio, size: tuple[int, int], lang: str) -> None:
    await studio.queued("Will there be a break?", "Mia")
    page = await look(people, size, lang=lang)
    await page.locator("[name=gradient]").check()
    await page.select_option("[name=labelOwn]", "own")
    await fits(page, finger=False)
    low = await page.evaluate(
        """() => [...document.querySelectorAll('main :is(button, .button, select, input:not(.hidden-label))')]
        .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44)
        .map((one) => one.outerHTML)"""
    )
    assert low == []
    await keep(page, f"look-{lang[:2]}-{size[0]}")


async def test_a_field_changes_the_picture_at_once_and_undo_takes_it_back(people: People) -> None:
    page = await look(people)
    await page.fill("[name=plateHex]", "#123456")
    await until(page, "--ov-plate", "#123456")
    await page.locator("[name=weight]").fill("900")
    await until(page, "--ov-weight", "900")
    await page.select_option("[name=fontText]", "OV Inter")
    await until(page, "--ov-font-text", '"OV Inter"')
    await page.select_option("[name=motion]", "pop")
    await until(page, "--ov-motion", "pop")
    await expect(page.locator("[data-el=unsaved]")).to_be_visible()
    await button(page, "Undo").click()
    await until(page, "--ov-motion", "wipe")
    await page.locator("[name=radius]").blur()
    await page.keyboard.press("Control+z")
    await until(page, "--ov-font-text", '"OV Archivo"')
    await button(page, "As it was saved").click()
    await until(page, "--ov-plate", "#0c1524")
    await expect(page.locator("[data-el=unsaved]")).to_be_hidden()
    await button(page, "Undo").click()
    await until(page, "--ov-plate", "#123456")


async def test_a_slide_is_one_undo(people: People) -> None:
    page = await look(people)
    weight = page.locator("[name=weight]")
    await weight.focus()
    for _ in range(3):
        await page.keyboard.press("ArrowRight")
    await until(page, "--ov-weight", "900")
    await weight.evaluate("(field) => field.dispatchEvent(new Event('change', { bubbles: true }))")
    undone = 0
    while not await page.locator("theme-editor [data-el=undo]").is_disabled():
        await button(page, "Undo").click()
        undone += 1
    await until(page, "--ov-weight", "600")
    assert undone <= 3


async def test_contrast_is_told_in_words_and_figures(people: People) -> None:
    page = await look(people)
    rows = page.locator("[data-el=contrast] li")
    await expect(rows.first).to_contain_text("18.2 : 1")
    await expect(page.locator("[data-el=verdict]")).to_have_text("Everything can be read.")
    await page.fill("[name=inkHex]", "#5a6a80")
    await expect(rows.first).to_contain_text("too weak: 7 is needed")
    await expect(page.locator("[data-el=verdict]")).to_contain_text("too weak to be read")
    await page.fill("[name=inkHex]", "#ffffff")
    await page.locator("[name=opacity]").fill("80")
    await expect(rows.first).to_contain_text("4.1 : 1")
    await expect(page.locator("[data-el=through]")).to_be_visible()


async def test_contrast_is_counted_as_obs_blends(people: People) -> None:
    page = await look(people)
    shown = "async ([colour, grey]) => (await import('/static/contrast.js')).shownByObs(colour, grey)"
    assert await page.evaluate(shown, ["#0c1524cc", 255]) == "#7c7d7f"
    assert await page.evaluate(shown, ["#0c1524", 255]) == "#0c1524"
    assert await page.evaluate(shown, ["#00000080", 255]) == "#bbbbbb"  # a browser would show #7f7f7f


async def test_a_theme_that_is_not_whole_is_told_and_breaks_nothing(people: People, studio: Studio) -> None:
    (studio.app.config.data / "overlays_html" / "_themes").mkdir(parents=True)
    (studio.app.config.data / "overlays_html" / "_themes" / "half.css").write_text(":host{--ov-ink: #ffffff}")
    await studio.app.renewal.renew()
    await studio.command("configure", theme="half")
    page = await look(people)
    await expect(page.locator("[name=theme]")).to_have_value("studio")
    await expect(page.locator("[data-el=flaws]")).to_contain_text("half: “--ov-motion” is missing")
    found = "async (properties) => (await import('/static/contrast.js')).contrasts(properties)"
    for properties in ({}, {"--ov-ink": "#ffffff"}, {"--ov-label-ink": "var(--ov-ink)"}):
        rows = await page.evaluate(found, properties)
        assert [(row["ratio"], row["good"]) for row in rows] == [(1, False)] * 5


async def test_an_accent_that_cannot_be_read_is_made_readable(people: People) -> None:
    page = await look(people)
    await page.fill("[name=accentHex]", "#1b1b6e")
    await until(page, "--ov-accent-c", "#1b1b6e")
    assert await prop(page, "--ov-accent-ink") != "#1b1b6e"
    await expect(page.locator("[data-el=verdict]")).to_have_text("Everything can be read.")


async def test_shapes_are_those_of_our_themes(people: People) -> None:
    page = await look(people)
    await expect(page.locator("[name=radius]")).to_be_disabled()
    await page.select_option("[name=shape]", "arena")
    await page.locator("[name=radius]").fill("24")
    await expect(graphic(page)).to_have_css("--ov-label-radius", "999px")
    assert "24" in await prop(page, "--ov-radius")
    await page.select_option("[name=shape]", "paper")
    await until(page, "--ov-label-bg", "transparent")
    await page.select_option("[name=shape]", "studio")
    await until(page, "--ov-radius", "0px")


async def test_words_grounds_formats_and_the_verbs(people: People, studio: Studio) -> None:
    await studio.queued("Is it raining?", "Noa")
    page = await look(people)
    text = graphic(page).locator("[data-el=text]")
    await page.select_option("[name=words]", "next")
    await expect(text).to_have_text("Is it raining?")
    await button(page, "Hostile words").click()
    await expect(text).to_contain_text("<script>document.title")
    await button(page, "Hostile words").click()
    await expect(graphic(page).locator("[data-el=name]")).to_contain_text("WWWW")
    await button(page, "Take off").click()
    await expect(graphic(page)).not_to_have_attribute("data-on", "")
    await button(page, "Play").click()
    await expect(graphic(page)).to_have_attribute("data-on", "")
    for ground in ("bright", "dark", "checker"):
        await page.get_by_role("radio", name=ground).check()
        await expect(
            page.frame_locator("look-stage iframe").locator(f"#stage[data-ground={ground}]")
        ).to_be_attached()
    await page.get_by_role("radio", name="9:16").check()
    await expect(page.locator("look-stage iframe")).to_have_css("width", "1080px")
    await page.get_by_role("checkbox", name="right to left").check()
    await expect(graphic(page)).to_have_attribute("dir", "rtl")
    await expect(page.locator("[data-el=faults]")).to_be_hidden()
    assert await page.evaluate("document.title") == "Look · overlay"


async def test_every_graphic_of_ours_can_be_looked_at(people: People, studio: Studio) -> None:
    page = await look(people)
    for name in [one["name"] for one in (await studio.call("GET", "/api/graphics"))["graphics"]]:
        await page.select_option("[name=graphic]", name)
        await expect(graphic(page)).to_have_attribute("data-on", "")
        await expect(page.locator("[data-el=faults]")).to_be_hidden()
        await keep(page, f"look-{name}")


async def test_what_is_not_saved_is_not_lost_unasked(people: People, studio: Studio) -> None:
    page = await look(people)
    await page.fill("[name=plateHex]", "#123456")
    await page.select_option("[name=theme]", "paper")
    await button(page, "Keep on editing").click()
    await expect(page.locator("[name=theme]")).to_have_value("studio")
    await until(page, "--ov-plate", "#123456")
    (studio.app.config.data / "overlays_html" / "_themes").mkdir(parents=True)
    (studio.app.config.data / "overlays_html" / "_themes" / "other.css").write_text(":host{}")
    await expect(page.locator("[data-el=renewed]")).to_contain_text("drawn anew")
    await expect(page.locator("[name=plateHex]")).to_have_value("#123456")
    await until(page, "--ov-plate", "#123456")
    asked: list[str] = []

    async def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    page.on("dialog", stay)
    await page.close(run_before_unload=True)
    await eventually(lambda: asked == ["beforeunload"])
    await page.select_option("[name=theme]", "paper")
    await button(page, "Throw away").click()
    await until(page, "--ov-plate", "#fbf8f2")


async def test_names_logo_zip_and_deleting(people: People, studio: Studio, tmp_path: Path) -> None:
    page = await look(people)
    (tmp_path / "logo.png").write_bytes(picture("PNG", (300, 100)))
    await page.set_input_files("#logo-file", tmp_path / "logo.png")
    await expect(graphic(page)).to_have_attribute("data-logo", "")
    await page.fill("[name=name]", "studio")
    await button(page, "Save").click()
    await expect(page.locator("theme-editor [data-el=fault]")).to_contain_text("comes with the program")
    await page.fill("[name=name]", "  Nuit Blanche! ")
    await button(page, "Save").click()
    await expect(page.locator("[data-el=saved]")).to_have_text("Saved as nuit-blanche.")
    async with page.expect_download() as sent:
        await button(page, "Export zip").click()
    await (await sent.value).save_as(tmp_path / "theme.zip")
    with zipfile.ZipFile(tmp_path / "theme.zip") as packed:
        assert len(packed.namelist()) == 2
    await button(page, "Delete theme").click()
    await expect(page.locator("[data-el=saved]")).to_have_text("nuit-blanche is deleted.")
    await expect(page.locator("[name=theme]")).to_have_value("studio")
    await page.set_input_files("#import-file", tmp_path / "theme.zip")
    await expect(page.locator("[data-el=saved]")).to_have_text("Taken in as nuit-blanche.")
    await expect(page.locator("[name=theme]")).to_have_value("nuit-blanche")
    await expect(graphic(page)).to_have_attribute("data-logo", "")
    await button(page, "Without").click()
    await expect(graphic(page)).not_to_have_attribute("data-logo", "")

    (tmp_path / "bad.zip").write_bytes(b"PK nothing")
    await button(page, "As it was saved").click()
    await page.set_input_files("#import-file", tmp_path / "bad.zip")
    await expect(page.locator("theme-editor [data-el=fault]")).to_have_text("This is no zip of a theme.")
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    await page.set_input_files("#logo-file", tmp_path / "logo.svg")
    await expect(page.locator("theme-editor [data-el=fault]")).to_contain_text("PNG, WebP or JPEG")


@pytest.mark.parametrize("role", ["host", "moderator", "viewer"])
async def test_others_look_and_change_nothing(people: People, role: str) -> None:
    page = await look(people, PHONE, role=role)
    await expect(page.locator("theme-editor")).to_be_hidden()
    await expect(page.locator("look-stage iframe")).to_be_visible()
    await fits(page, finger=False)


async def test_the_show_chooses_its_theme_in_the_settings_too(people: People, studio: Studio) -> None:
    page = await people.crew(WIDE, path="settings")
    await page.select_option("#theme", "paper")
    await expect(page.locator("undo-bar")).to_be_visible()
    assert (await studio.call("GET", "/api/state"))["show"]["theme"] == "paper"
