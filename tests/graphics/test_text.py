"""Hygiene for words typed by strangers."""

from __future__ import annotations

from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page

from tests.graphics.fake_studio import FakeStudio

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def page(studio: FakeStudio, context: BrowserContext) -> Page:
    opened = await context.new_page()
    await opened.goto(f"{studio.url}/bare")
    return opened


async def call(page: Page, function: str, value: Any) -> Any:
    return await page.evaluate(
        "async ([name, value]) => (await import('/graphics/_lib/text.mjs'))[name](value)", [function, value]
    )


FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("  one \r\n\t two\u2028three ", "one two three"),
        ("a\u0000b\u001bc", "a b c"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("s\u0336t\u0336r", "str"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("e\u0301", "\u00e9"),
        ("x" + "\u0301" * 9, "x\u0301\u0301"),
        (FAMILY, FAMILY),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        (None, ""),
        (7, "7"),
    ],
)
async def test_clean(page: Page, given: Any, wanted: str) -> None:
    assert await call(page, "clean", given) == wanted


async def test_clean_bounds_what_it_is_given(page: Page) -> None:
    assert len(await call(page, "clean", "a" * 100_000)) == 5000
    assert "\u200d" not in await call(page, "clean", "\U0001f468" + "\u200d\U0001f468" * 60)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Hello", "ltr"),
        ("(1) \u05e9\u05dc\u05d5\u05dd", "rtl"),
        ("\u0633 x", "rtl"),
        ("x \u0633", "ltr"),
        ("123 !", "ltr"),
    ],
)
async def test_direction(page: Page, given: str, wanted: str) -> None:
    assert await call(page, "direction", given) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"), [("来年の春", "ja"), ("내년 봄", "ko"), ("明年", ""), ("spring", "")]
)
async def test_language(page: Page, given: str, wanted: str) -> None:
    assert await call(page, "language", given) == wanted


@pytest.mark.parametrize(("given", "wanted"), [("Why?", 4000), ("word " * 20, 9000), ("\u5982" * 50, 7000)])
async def test_reading_time(page: Page, given: str, wanted: int) -> None:
    assert await call(page, "readingMs", given) == wanted
