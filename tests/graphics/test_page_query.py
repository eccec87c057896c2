"""What the address of an overlay page asks for."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext

from tests.graphics.fake_studio import FakeStudio

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOTHING: dict[str, Any] = {
    **dict.fromkeys(("token", "bg", "blend", "format"), ""),
    **dict.fromkeys(("preview", "cut", "safe"), False),
    "layers": [],
    "output": "main",
}

ADDRESSES: list[tuple[str, dict[str, Any]]] = [
    ("http://a/overlay", {}),
    ("http://a/overlay#T", {"token": "T"}),
    ("http://a/overlay?layers=wall,%20join,&output=#T", {"token": "T", "layers": ["wall", "join"]}),
    ("http://a/overlay?bg=#000&layers=wall#T", {"token": "T", "bg": "#000", "layers": ["wall"]}),
    ("http://a/overlay?bg=%23000&safe#T", {"token": "T", "bg": "#000", "safe": True}),
    (
        "http://a/overlay?preview&motion=cut&blend=obs&format=9:16&output=b%20c#T",
        {"token": "T", "preview": True, "cut": True, "blend": "obs", "format": "9:16", "output": "b c"},
    ),
    ("http://a/overlay?motion=full&unknown=1#T", {"token": "T"}),
]


async def test_addresses(studio: FakeStudio, context: BrowserContext) -> None:
    page = await context.new_page()
    await page.goto(f"{studio.url}/bare")
    for address, wanted in ADDRESSES:
        found = await page.evaluate(
            "async (address) => (await import('/static/page-query.js')).asked(address)", address
        )
        assert found == {**NOTHING, **wanted}, address
    inner = await page.evaluate(
        "async (address) => (await import('/static/page-query.js')).without(address, 'format')",
        "http://a/overlay?bg=#000&format=1:1&layers=wall#T",
    )
    assert inner == "http://a/overlay?bg=%23000&layers=wall#T"
