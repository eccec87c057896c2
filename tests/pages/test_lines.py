"""What a row says of a question's lines is what the graphic does with it."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.pages.people import People
from tests.studio import Studio

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXTS = [
    "Why?",
    "Is there a plan B for the parking when the station is rebuilt?",
    "The quick brown fox jumps over the lazy dog and then it goes home again to sleep until the next morning",
    "Who pays for the railway line that the council has promised to reopen within two years? " * 3,
    "日本語の質問です。番組の録画はいつ公開されますか。また、字幕は付きますか。来週の放送についても教えてください。",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen ist das noch ein Wort?",
    "x" * 140,
    "a b " * 60,
]
LINES = """(wanted) => {
  const find = (root) => {
    for (const part of root.querySelectorAll("*")) {
      if (part.dataset?.el === "text" && part.textContent === wanted) return part;
      const found = part.shadowRoot && find(part.shadowRoot);
      if (found) return found;
    }
    return null;
  };
  const text = find(document);
  return Math.round(text.scrollHeight / parseFloat(getComputedStyle(text).lineHeight));
}"""


async def shown(page: Page, text: str) -> int:
    """The lines in which the overlay page shows that text."""
    await expect(page.get_by_text(text, exact=True)).to_be_visible()
    return int(await page.evaluate(LINES, text))


async def test_lines_are_foreseen(people: People, studio: Studio) -> None:
    control, overlay = await people.crew(), await people.overlay()
    for wish in TEXTS:
        text = " ".join(wish.split())
        await studio.command("take", id=await studio.queued(text))
        foreseen = await control.evaluate(
            "async (text) => { const lines = await import('/static/lines.js');"
            " await lines.ready(); return lines.outlook(text); }",
            text,
        )
        assert (foreseen["lines"], text) == (await shown(overlay, text), text)
        await studio.command("clear")
        await expect(overlay.get_by_text(text, exact=True)).to_be_hidden()
