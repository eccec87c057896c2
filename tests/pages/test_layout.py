"""Every page of people at every size: nothing scrolls sideways, everything is large enough for a finger."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.pages.people import DOCK, PHONE, SMALL, WIDE, People, ask, keep, row
from tests.studio import Studio

pytestmark = pytest.mark.asyncio(loop_scope="session")

SIZES = [WIDE, (1920, 1080), (900, 700), DOCK, PHONE, SMALL]
LONG = (
    "Given that the council promised to reopen the northern railway line within two years, and that the "
    "station building is still fenced off today, when will the first train really leave, and who pays for it?"
)
TARGETS = "button, a, input:not([type=hidden]), select, textarea, summary, .switch, [data-grip]"

TOO_SMALL = """(targets) => [...document.querySelectorAll(targets)]
  .filter((part) => part.checkVisibility({ visibilityProperty: true }))
  .filter((part) => !part.closest(".switch") || part.matches(".switch"))
  .filter((part) => !part.matches("[type=file]"))
  .map((part) => [part.outerHTML.slice(0, 90), part.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 43.5 || box.height < 43.5))
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""

TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll("body *")]
  .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1)
  .filter((part) => !["hidden", "clip"].includes(getComputedStyle(part).overflowX))
  .filter((part) => getComputedStyle(part).display !== "inline")
  .map((part) => `${part.localName}.${part.className} ${part.scrollWidth} > ${part.clientWidth}`)"""


async def fill(studio: Studio) -> None:
    """Something of everything: the air, a cue, an edit waiting, a long one, an inbox, a declined one."""
    texts = [f"{LONG} {n}" if n % 3 == 0 else f"Question {n}?" for n in range(8)]
    ids = [await studio.queued(text, f"Asker {n}") for n, text in enumerate(texts)]
    for n in range(6):
        await studio.command("ask", text=f"Waiting {n}?", name="A rather long name", platform="youtube")
    await studio.command("take", id=ids[0])
    await studio.command("take", graphic="join-code")
    await studio.command("cue", id=ids[1])
    await studio.command("star", id=ids[2])
    await studio.command("edit", id=ids[0], text="Other words?")
    await studio.command("decline", id=ids[7], reason="Too long.")


async def fits(page: Page, *, finger: bool) -> None:
    assert await page.evaluate(TOO_WIDE) == []
    if finger:
        assert await page.evaluate(TOO_SMALL, TARGETS) == []


@pytest.mark.parametrize("lang", ["en-GB", "fr-FR"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_control(people: People, studio: Studio, size: tuple[int, int], lang: str) -> None:
    page = await people.crew(size, lang=lang)
    await expect(page.locator("first-steps")).to_be_visible()
    await fits(page, finger=True)
    await keep(page, f"control-{lang[:2]}-{size[0]}-empty")
    await fill(studio)
    await expect(row(page, "Question 5?")).to_be_visible()
    await row(page, "Question 5?").click(position={"x": 60, "y": 12})
    await expect(page.locator(".row[data-cursor]")).to_be_visible()
    await fits(page, finger=True)
    await keep(page, f"control-{lang[:2]}-{size[0]}")
    if size[0] < 1100:
        for tab in ("inbox", "more"):
            await page.click(f"[data-to={tab}]")
            await fits(page, finger=True)
            await keep(page, f"control-{lang[:2]}-{size[0]}-{tab}")


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=lambda size: str(size[0]))
async def test_dialogs_of_control(people: People, studio: Studio, size: tuple[int, int]) -> None:
    page = await people.crew(size, lang="fr-FR")
    await fill(studio)
    await expect(row(page, "Question 5?")).to_be_attached()
    for key, name in (("e", "question-editor"), ("d", "decline-reasons"), ("?", "key-help")):
        await page.keyboard.press(key)
        await expect(page.locator(f"{name} dialog")).to_be_visible()
        await fits(page, finger=False)
        assert await page.evaluate(TOO_SMALL, f"{name} button, {name} input, {name} textarea") == []
        await keep(page, f"dialog-{name}-{size[0]}")
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog[open]")).to_have_count(0)
    opened_by = {
        "paste": "paste-lines",
        "import": "file-import",
        "replay": "file-import",
        "shows": "show-list",
    }
    for do, name in opened_by.items():
        if size is SMALL:
            await page.click("[data-to=more]")
        await page.locator(f"[data-do={do}]:visible").first.click()
        await expect(page.locator(f"{name} dialog")).to_be_visible()
        await fits(page, finger=False)
        await keep(page, f"dialog-{do}-{size[0]}")
        await page.keyboard.press("Escape")


@pytest.mark.parametrize("role", ["host", "moderator", "viewer"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=lambda size: str(size[0]))
async def test_control_of_others(people: People, studio: Studio, role: str, size: tuple[int, int]) -> None:
    await fill(studio)
    page = await people.crew(size, role=role)
    await expect(row(page, "Question 5?")).to_be_attached()
    await fits(page, finger=True)
    await keep(page, f"control-{role}-{size[0]}")


@pytest.mark.parametrize("lang", ["en-GB", "fr-FR"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_settings(people: People, size: tuple[int, int], lang: str) -> None:
    page = await people.crew(size, path="settings", lang=lang)
    await expect(page.locator("token-list li")).not_to_have_count(0)
    await fits(page, finger=True)
    await keep(page, f"settings-{lang[:2]}-{size[0]}")


@pytest.mark.parametrize("size", [PHONE, SMALL, WIDE], ids=lambda size: str(size[0]))
async def test_audience(people: People, size: tuple[int, int]) -> None:
    page = await people.phone(size)
    await ask(page, "Will the recording be online?", "Mia")
    await expect(page.locator("li[data-status=inbox]")).to_be_visible()
    await page.click("summary")
    await fits(page, finger=True)
