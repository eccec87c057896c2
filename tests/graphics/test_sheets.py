"""Every graphic in every theme with every text: nothing is cut off, see-through, dim or out of the safe area.

The contact sheets are in tests/artifacts/sheets: look at them. `make sheets` draws the whole matrix.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import numpy as np
import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.engines import OLDER, launched, runs_older
from tests.graphics.fake_studio import FakeStudio
from tests.graphics.sheet_data import GRAPHICS, PLAIN, THEMES, given
from tests.graphics.sheet_faults import FORMATS, WIDE, Format, dim, faults
from tests.graphics.sheet_run import HOSTILE, LONGEST, SCRIPTS, sheet
from tests.graphics.sheet_stage import Stage, picture

pytestmark = pytest.mark.asyncio(loop_scope="session")

older = pytest.mark.skipif(not runs_older(), reason="the older Chromiums are for Linux on x86-64")


def theme_of(graphic: str) -> str:
    """One for each, so that all themes are in turn."""
    return THEMES[GRAPHICS.index(graphic) % len(THEMES)]


@pytest_asyncio.fixture(scope="session", loop_scope="session", params=OLDER)
async def old_chromium(request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    async with launched(request.param) as browser:
        yield browser


@pytest.mark.parametrize("graphic", GRAPHICS)
@pytest.mark.parametrize("theme", THEMES)
async def test_hostile_texts_in_every_theme_and_scripts_in_one(
    chromium: Browser, studio: FakeStudio, graphic: str, theme: str
) -> None:
    texts = [*(SCRIPTS if theme == theme_of(graphic) else SCRIPTS[:2]), *HOSTILE]
    assert await sheet(chromium, studio, graphic, theme, texts) == {}


@pytest.mark.parametrize("graphic", GRAPHICS)
@pytest.mark.parametrize("form", FORMATS[1:], ids=lambda form: form.name)
async def test_the_longest_texts_in_every_format(
    chromium: Browser, studio: FakeStudio, graphic: str, form: Format
) -> None:
    assert await sheet(chromium, studio, graphic, theme_of(graphic), LONGEST, form=form) == {}


@older
@pytest.mark.parametrize("graphic", GRAPHICS)
async def test_the_chromiums_of_obs_draw_the_same(
    old_chromium: Browser, studio: FakeStudio, graphic: str
) -> None:
    texts = [*SCRIPTS, *LONGEST[1:]]
    version = old_chromium.version.partition(".")[0]
    assert await sheet(old_chromium, studio, graphic, theme_of(graphic), texts, engine=version) == {}


BREAK = {
    "a plate that can be seen through": "[data-el] { opacity: 0.9 }",
    "words of the colour of their plate": "* { color: #0c1524 !important }",
    "words cut off": ".text { max-block-size: 0.5em; overflow: hidden }",
    "a plate out of the safe area": ".strap { translate: 0; margin-inline-start: -90px }",
    "words too small": ".by * { font-size: 20px }",
}


@pytest.mark.parametrize("what", BREAK)
async def test_a_slip_would_be_seen(chromium: Browser, studio: FakeStudio, what: str) -> None:
    stage = await Stage.opened(chromium, studio, "lower-third", "studio", WIDE.size)
    data = given("lower-third", [PLAIN], 0)
    assert await found(stage, data) == []
    await stage.page.evaluate(
        "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " graphic.shadowRoot.adoptedStyleSheets = [...graphic.shadowRoot.adoptedStyleSheets, sheet]; }",
        BREAK[what],
    )
    assert await found(stage, data) != []
    await stage.close()


async def found(stage: Stage, data: dict[str, object]) -> list[str]:
    drawn = await stage.give(data)
    pixels = np.asarray(picture(await stage.shot()))
    return faults("lower-third", WIDE, drawn, pixels) + dim(drawn, pixels)
