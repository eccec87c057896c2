"""A graphic alone in a page, driven by the functions CasparCG and classic SPX call."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page

from tests.graphics.fake_studio import FakeStudio
from tests.graphics.fields import WORDS

pytestmark = pytest.mark.asyncio(loop_scope="session")

ON = "() => document.querySelector('[data-on]') !== null"
OFF = "() => document.querySelector('[data-on]') === null"
CASPAR = (
    '<templateData><componentData id="text">'
    '<data id="text" value="Is &quot;this&quot; &lt;b&gt; &amp;#65; &#xE9;?"/></componentData>'
    '\n<componentData id="name"><data id="text" value="Anna"/></componentData></templateData>'
)


async def alone(studio: FakeStudio, context: BrowserContext, name: str = "lower-third") -> Page:
    page = await context.new_page()
    await page.goto(f"{studio.url}/graphics/{name}/index.html")
    await page.wait_for_function("() => typeof window.play === 'function'")
    return page


async def part(page: Page, name: str) -> Any:
    return await page.evaluate("(name) => document.body.lastElementChild.el[name].textContent", name)


@pytest.mark.parametrize("name", WORDS)
async def test_update_play_stop(studio: FakeStudio, context: BrowserContext, name: str) -> None:
    page = await alone(studio, context, name)
    words = json.dumps({WORDS[name]: "Hello", "f9": "x"})
    await page.evaluate("(words) => { update(words); play(); }", words)
    await page.wait_for_function(ON)
    assert "Hello" in await page.evaluate("document.body.lastElementChild.shadowRoot.textContent")
    await page.evaluate("stop()")
    await page.wait_for_function(OFF)


@pytest.mark.parametrize(
    ("words", "text", "name"),
    [
        (CASPAR, 'Is "this" <b> &#65; é?', "Anna"),
        ('{"text": "<b>", "name": 7}', "<b>", "7"),
        ("", "", ""),
        ("<templateData></templateData>", "", ""),
    ],
)
async def test_words_as_json_or_as_xml(
    studio: FakeStudio, context: BrowserContext, words: str, text: str, name: str
) -> None:
    page = await alone(studio, context)
    await page.evaluate("(words) => update(words)", words)
    await page.evaluate("play()")
    await page.wait_for_function(ON)
    assert [await part(page, "text"), await part(page, "name")] == [text, name]


async def test_next_after_the_only_step_is_the_end(studio: FakeStudio, context: BrowserContext) -> None:
    page = await alone(studio, context)
    await page.evaluate("(words) => { update(words); next(); }", '{"text": "Hello"}')
    await page.wait_for_function(ON)
    await page.evaluate("next()")
    await page.wait_for_function(OFF)


async def test_words_that_cannot_be_read_are_told_and_the_rest_goes_on(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await alone(studio, context)
    async with page.expect_console_message() as told:
        await page.evaluate("update('{broken')")
    assert (await told.value).text.startswith("overlay-lower-third: ")
    await page.evaluate('update(\'{"text": "Whole"}\'), play()')
    await page.wait_for_function(ON)
    assert await part(page, "text") == "Whole"
    await page.evaluate("remove()")
    await page.wait_for_function("() => document.body.lastElementChild.shadowRoot.childElementCount === 0")
