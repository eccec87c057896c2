"""Two hundred ways to run a script, through every field of every graphic, in every Chromium: none runs.

The page's policy is switched off here, as in a renderer that has none: the graphics are safe by themselves.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.engines import CURRENT, OLDER, launched, runs_older
from tests.graphics.fake_studio import FakeStudio
from tests.graphics.measure import cases
from tests.graphics.sheet_data import GRAPHICS, fields, given, worded
from tests.graphics.sheet_stage import FOREIGN

pytestmark = pytest.mark.asyncio(loop_scope="session")

RUN = (Path(__file__).parent / "vectors.js").read_text(encoding="utf-8").split("\n", 1)[1]
VECTORS = [case["text"] for case in cases("vectors")]
STRANGE = [*VECTORS, *(case["text"] for case in [*cases("hostile"), *cases("scripts")])]
"""And what harms without a script: bidi, towers of marks, endless words, emoji, every way of writing."""
FLOWS = {"credits", "ticker"}
"""Make as many pieces as the words are long: their elements are known kinds, in any number."""
ENGINES = [CURRENT, *(OLDER if runs_older() else ())]

FIRES = """async (vectors) => {
  const ran = new Set();
  for (const [number, vector] of vectors.entries()) {
    window.hit = () => ran.add(number);
    const box = document.body.appendChild(document.createElement("div"));
    box.append(document.createRange().createContextualFragment(vector));
    await new Promise((resolve) => setTimeout(resolve, 2));
    const late = Object.assign(new Image(), { src: "/graphics/after" });
    await new Promise((resolve) => (late.onload = late.onerror = resolve));
    box.remove();
  }
  return ran.size;
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="session", params=ENGINES)
async def engine(request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    async with launched(request.param) as browser:
        yield browser


async def bare(engine: Browser, studio: FakeStudio) -> Page:
    page = await engine.new_page(bypass_csp=True)
    await page.goto(f"{studio.url}/bare")
    return page


def filled(graphic: str, words: Callable[[], str], addresses: bool = True) -> dict[str, Any]:
    """Data in which every string is what the next call gives, those that are no words too.

    Addresses of pictures only where asked for: each is a request.
    """
    people = [{"text": words(), "name": words()} for _ in range(3)]
    data = given(graphic, people, 0)
    for name in ("items", "options"):
        if name in data:
            data[name] = data[name][: len(people)]
    for name, form in fields(graphic).items():
        if isinstance(data.get(name), str) and "enum" not in form:
            data[name] = words()
    for asked in (data, *data.get("items", [])[:1]):
        address = words if addresses else str
        asked |= {"avatar": address(), "accent": words(), "platform": words()}
        asked |= {"badges": [{"name": words(), "src": address()}]}
        asked |= {"segments": [{"text": words()}, {"emote": words(), "src": address()}]}
    return data


def attacks(graphic: str) -> list[list[Any]]:
    """As many as there are strange words, each beginning with the next ones."""
    made = []
    for number, vector in enumerate(STRANGE):
        turns = itertools.cycle([*STRANGE[number:], *STRANGE[:number]])
        made.append([vector, filled(graphic, partial(next, turns), addresses=number % 5 == 0)])
    return made


@pytest.mark.parametrize("graphic", [name for name in GRAPHICS if worded(name)])
async def test_no_vector_runs_and_no_element_is_made(
    engine: Browser, studio: FakeStudio, graphic: str
) -> None:
    page = await bare(engine, studio)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.resource_type} {request.url}"))
    loaded = {"name": graphic, "data": {"motion": "cut"}, "tag": f"vectors-{graphic}", "closed": False}
    await page.evaluate(FOREIGN, loaded)
    plain = filled(graphic, lambda: "Some words.")
    flows = graphic in FLOWS
    found = await page.evaluate(RUN, {"plain": plain, "given": attacks(graphic), "flows": flows})
    await page.close()
    assert found == {"ran": [], "grown": {}}
    # Pictures may be asked for where an address is given; all else comes from the graphic's own folder.
    own = re.compile(rf"image |\w+ {re.escape(studio.url)}/graphics/")
    assert [request for request in asked if not own.match(request)] == []


async def test_the_vectors_are_real(engine: Browser, studio: FakeStudio) -> None:
    assert len(VECTORS) == len(set(VECTORS)) == 200
    page = await bare(engine, studio)
    assert await page.evaluate(FIRES, VECTORS) > 60
    await page.close()
