"""The page's address: a picture of another shape in the window, a ground behind it, lines over it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext, Frame, Page

from tests.graphics.fake_studio import FakeStudio
from tests.graphics.measure import Box
from tests.picture import Picture

pytestmark = pytest.mark.asyncio(loop_scope="session")

ANNA: dict[str, Any] = {"text": "Will the vote be repeated?", "name": "Anna"}
NOTHING = [0, 0, 0, 0]


async def opened(studio: FakeStudio, context: BrowserContext, query: str) -> Page:
    page = await context.new_page()
    await page.goto(f"{studio.url}/overlay?motion=cut&{query}#token")
    return page


async def inner(page: Page) -> Frame:
    element = await page.wait_for_selector("iframe.format", state="attached")
    frame = await element.content_frame() if element else None
    assert frame is not None
    return frame


async def box(page: Page | Frame, selector: str) -> Box:
    left, top, right, bottom = await page.evaluate(
        "(selector) => { const r = document.querySelector(selector).getBoundingClientRect();"
        " return [r.left, r.top, r.right, r.bottom]; }",
        selector,
    )
    return left, top, right, bottom


@pytest.mark.parametrize(
    ("name", "size", "wanted"),
    [
        ("9:16", (1080, 1920), (656.25, 0, 1263.75, 1080)),
        ("1:1", (1080, 1080), (420, 0, 1500, 1080)),
        ("21:9", (2560, 1080), (0, 135, 1920, 945)),
        ("16:9", (1920, 1080), (0, 0, 1920, 1080)),
        ("4k", (3840, 2160), (0, 0, 1920, 1080)),
    ],
)
async def test_the_picture_has_its_own_size_in_the_middle(
    studio: FakeStudio, context: BrowserContext, name: str, size: tuple[int, int], wanted: Box
) -> None:
    page = await opened(studio, context, f"format={name}&output=tall")
    frame = await inner(page)
    await studio.seen(studio.rev)
    assert studio.heard[0]["output"] == "tall"
    assert [message for message in studio.heard if "view" in message] == studio.heard[:1]  # one page, not two
    assert await box(page, "iframe.format") == pytest.approx(wanted, abs=0.1)
    await studio.seen(await studio.take("test"))
    told = "document.querySelector('[data-on]').el.size.textContent"
    assert await frame.evaluate(told) == f"{size[0]} × {size[1]}"
    await page.set_viewport_size({"width": 480, "height": 270})
    await page.wait_for_function(
        "() => document.querySelector('iframe').getBoundingClientRect().height <= 270"
    )


async def test_an_upright_picture_is_laid_out_as_one(studio: FakeStudio, context: BrowserContext) -> None:
    page = await opened(studio, context, "format=9:16")
    frame = await inner(page)
    await studio.seen(await studio.take("question", **ANNA))
    left, _, right, bottom = await frame.evaluate(
        "() => { const r = document.querySelector('[data-on]').el.strap.getBoundingClientRect();"
        " return [r.left, r.top, r.right, r.bottom]; }"
    )
    assert (left, bottom) == pytest.approx((54, 1920 - 420), abs=1)
    assert right <= 1080 - 140 + 1
    assert Picture(await page.screenshot(omit_background=True)).pixels[540, 100].tolist() == NOTHING


async def test_a_format_that_is_none_is_told_and_the_page_goes_on(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await context.new_page()
    async with page.expect_console_message(lambda message: "no format" in message.text) as told:
        await page.goto(f"{studio.url}/overlay?motion=cut&format=5:4&bg=black#token")
    assert (await told.value).text == "There is no format “5:4”; there are 16:9, 9:16, 1:1, 21:9, 4k."
    await studio.seen(await studio.take("question", **ANNA))
    assert await page.evaluate("document.querySelectorAll('[data-on]').length") == 1
    assert Picture(await page.screenshot(omit_background=True)).pixels[0, 0].tolist() == [0, 0, 0, 255]


@pytest.mark.parametrize(
    ("query", "corner", "middle"),
    [
        ("bg=green", [0, 177, 64, 255], [0, 177, 64, 255]),
        ("bg=#1b4fd8&layers=question", [27, 79, 216, 255], [27, 79, 216, 255]),
        ("bg=%23fff", [255, 255, 255, 255], [255, 255, 255, 255]),
        ("format=1:1&bg=000", [0, 0, 0, 255], [0, 0, 0, 255]),
        ("format=1:1&bg=checker", NOTHING, [158, 158, 158, 255]),
        ("bg=nonsense", NOTHING, NOTHING),
        ("", NOTHING, NOTHING),
    ],
)
async def test_grounds(
    studio: FakeStudio, context: BrowserContext, query: str, corner: list[int], middle: list[int]
) -> None:
    page = await opened(studio, context, query)
    await studio.seen(await studio.take("question", **ANNA))
    pixels = Picture(await page.screenshot(omit_background=True)).pixels
    assert pixels[2, 2].tolist() == corner
    if "checker" in query:
        assert set(map(tuple, pixels[500:640, 900].tolist())) == {(158, 158, 158, 255), (97, 97, 97, 255)}
    else:
        assert pixels[500, 960].tolist() == middle


async def test_a_solid_plate_is_the_same_as_obs_blends_it(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await opened(studio, context, "blend=obs&bg=white")
    await studio.seen(await studio.take("question", **ANNA))
    pixels = Picture(await page.screenshot()).pixels
    left, top, right, bottom = await page.evaluate(
        "() => { const r = document.querySelector('[data-on]').el.ground.getBoundingClientRect();"
        " return [r.left, r.top, r.right, r.bottom].map(Math.round); }"
    )
    assert pixels[top + 4, right - 20].tolist() == [12, 21, 36, 255]
    assert (
        pixels[bottom + 12, (left + right) // 2, 0] > 200
    )  # its shadow is fainter than in a browser: there 160


async def test_lines_of_the_safe_areas(studio: FakeStudio, context: BrowserContext) -> None:
    page = await opened(studio, context, "safe")
    await page.wait_for_selector(".guides")
    assert await box(page, "[data-guide=action]") == pytest.approx((67.2, 37.8, 1852.8, 1042.2), abs=0.5)
    assert await box(page, "[data-guide=graphics]") == pytest.approx((96, 54, 1824, 1026), abs=0.5)
    assert (
        await page.evaluate("document.querySelector('[data-guide=rail]').checkVisibility?.() ?? false")
        is False
    )
    await page.set_viewport_size({"width": 1080, "height": 1920})
    assert await box(page, "[data-guide=head]") == pytest.approx((0, 0, 1080, 290), abs=1)
    assert await box(page, "[data-guide=foot]") == pytest.approx((0, 1500, 1080, 1920), abs=1)
    assert await box(page, "[data-guide=rail]") == pytest.approx((940, 290, 1080, 1500), abs=1)


async def test_what_obs_tells_the_page_reaches_the_picture(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await opened(studio, context, "format=1:1")
    frame = await inner(page)
    await studio.seen(studio.rev)
    await frame.evaluate(
        "() => { window.told = 0; window.addEventListener('obsSourceActiveChanged', () => window.told++); }"
    )
    await page.evaluate("window.dispatchEvent(new Event('obsSourceActiveChanged'))")
    assert await frame.evaluate("window.told") == 1
