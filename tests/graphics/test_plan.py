"""Where a wall's tiles stand: every row is filled, nothing overlaps, in every frame and for every count."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from playwright.async_api import BrowserContext

from tests.graphics.fake_studio import FakeStudio

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOST = {16 / 9: 6, 64 / 27: 8, 1.0: 4, 9 / 16: 4, 4 / 3: 6}
"""Tiles of a full grid, the call one of them."""
PLANS = """async (frames) => {
  const { plan } = await import("/graphics/social-wall/plan.mjs");
  const found = [];
  for (const frame of frames)
    for (const spotlight of [false, true])
      for (const call of [false, true])
        for (let count = 0; count < 12; count++)
          found.push({ frame, spotlight, call, count, plan: plan(frame, count, { spotlight, call }) });
  return found;
}"""


def cells(place: dict[str, Any]) -> set[tuple[int, int]]:
    first, _, end = place["row"].partition(" / ")
    rows = range(int(first), int(end) if end else int(first) + 1)
    tracks = range(place["column"], place["column"] + place["span"])
    return {(row, track) for row in rows for track in tracks}


async def test_every_row_is_filled_once(studio: FakeStudio, context: BrowserContext) -> None:
    page = await context.new_page()
    await page.goto(f"{studio.url}/bare")
    for one in await page.evaluate(PLANS, list(MOST)):
        plan, count, call = one["plan"], one["count"], one["call"]
        parts = [*plan["places"], *([plan["call"]] if plan["call"] else [])]
        taken: dict[tuple[int, int], int] = defaultdict(int)
        for part in parts:
            for cell in cells(part):
                taken[cell] += 1
        rows = plan["rows"].replace("minmax(0, ", "(").count("fr)") + plan["rows"].count("max-content")
        wanted = {(row, track) for row in range(1, rows + 1) for track in range(1, 25)} if parts else set()
        assert dict(taken) == dict.fromkeys(wanted, 1), one
        assert (plan["call"] is not None) == call
        assert 0 < len(plan["places"]) <= count or count == 0
        if not one["spotlight"]:
            assert len(plan["places"]) == min(count, MOST[one["frame"]] - (1 if call else 0)), one
