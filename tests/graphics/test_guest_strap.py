"""The guest strap: a name, a role, and what of them is missing or too long."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext

from tests.graphics.fake_studio import FakeStudio
from tests.graphics.foreign import played

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAME, ROLE = "[data-el=name]", "[data-el=role]"


async def test_name_and_role(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "guest-strap", name="Noa Levi", role="Engineer")
    assert await player.texts(f"{NAME}, {ROLE}, .label") == ["Noa Levi", "Engineer"]
    await player.update(role="", label="Guest")
    assert await player.texts(f".label, {NAME}, {ROLE}") == ["Guest", "Noa Levi"]
    sizes = await player.page.evaluate("parseFloat(getComputedStyle(graphic.el.name).fontSize)")
    assert sizes == 60


async def test_too_long_a_name_ends_in_an_ellipsis_and_large_enough(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "guest-strap", name="Nathanael " * 60, role="of the council " * 60)
    for selector, least in ((NAME, 40), (ROLE, 28)):
        [words] = await player.texts(selector)
        assert words.endswith("…")
        size = await player.page.evaluate(
            "(part) => parseFloat(getComputedStyle(graphic.shadowRoot.querySelector(part)).fontSize)",
            selector,
        )
        assert size >= least
