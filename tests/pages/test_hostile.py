"""Words of strangers are words on every page: no element, no script, nothing out of its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.pages.people import PHONE, WIDE, People, ask, keep
from tests.pages.test_layout import TOO_WIDE
from tests.studio import Studio

pytestmark = pytest.mark.asyncio(loop_scope="session")

DATA = Path(__file__).parent.parent / "data" / "hostile.jsonl"
HOSTILE = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
TAME = "Tame words?"
IN_ROWS = "[data-rows] > .row, [data-rows] > .row *"
IN_MINE = "() => document.querySelectorAll('li[data-status] *').length"


async def elements(page: Page) -> int:
    return int(await page.evaluate("() => document.querySelectorAll('*').length"))


async def owned(page: Page) -> bool:
    title, marks = await page.title(), await page.evaluate("() => ({ ...document.documentElement.dataset })")
    return title == "owned" or "owned" in marks


async def test_the_crews_page(people: People, studio: Studio) -> None:
    page = await people.crew(WIDE)
    for kind, count in (("inbox", 0), ("queue", 0)):
        for n in range(len(HOSTILE)):
            await studio.command("ask", text=f"{TAME} {n}", name="Tame", queue=kind == "queue")
        await expect(page.locator(f"[data-rows={kind}] > .row")).to_have_count(len(HOSTILE) + count)
    tame = await elements(page)
    listed = (await studio.call("GET", "/api/questions?limit=200"))["questions"]
    for question in listed:
        await studio.command("decline", id=question["id"])
    for kind in ("inbox", "queue"):
        await expect(page.locator(f"[data-rows={kind}] > .row")).to_have_count(0)
    asked = 0
    for kind in ("inbox", "queue"):
        for words in HOSTILE:
            wish = {"type": "ask", "text": words["text"][:280], "name": words["name"][:100]}
            status, _ = await studio.answer("POST", "/api/commands", {**wish, "queue": kind == "queue"})
            assert status in (200, 400), words["what"]
            asked += status == 200
    assert asked > len(HOSTILE)
    await expect(page.locator("[data-rows] > .row")).to_have_count(asked)
    per_row = (tame - await elements_without_rows(page)) / (2 * len(HOSTILE))
    assert await elements(page) == await elements_without_rows(page) + asked * per_row
    assert not await owned(page)
    assert await page.evaluate(TOO_WIDE) == []
    await keep(page, "hostile-control")


async def elements_without_rows(page: Page) -> int:
    return await elements(page) - int(
        await page.evaluate(f"() => document.querySelectorAll('{IN_ROWS}').length")
    )


@pytest.mark.parametrize("live", [True, False], ids=["script", "no-script"])
async def test_the_audiences_page(people: People, studio: Studio, live: bool) -> None:
    phone = await people.phone(PHONE, live=live)
    mine = phone.locator("li[data-status]")
    shown = 0
    await ask(phone, TAME, "Tame")
    await expect(mine).to_have_count(shown := shown + 1)
    per_row = int(await phone.evaluate(IN_MINE))
    for words in HOSTILE[:12]:
        text = " ".join(words["text"].split())[:130]
        await ask(phone, text, words["name"][:40])
        await expect(mine).to_have_count(shown := shown + 1)
    assert await phone.evaluate(IN_MINE) == shown * per_row
    assert not await owned(phone)
    assert await phone.evaluate(TOO_WIDE) == []
    await keep(phone, f"hostile-audience-{'script' if live else 'plain'}")
