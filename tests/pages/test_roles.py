"""The pages' table of roles is the server's."""

from __future__ import annotations

import pytest

from overlay.show.model import Role
from overlay.show.roles import MAY, SOLO_HOST
from tests.pages.people import People, row
from tests.studio import Studio

pytestmark = pytest.mark.asyncio(loop_scope="session")

ON_PAGES: tuple[Role, ...] = ("producer", "host", "moderator", "viewer")


async def test_the_table_is_the_servers(people: People) -> None:
    page = await people.crew()
    table = await page.evaluate(
        "async () => { const roles = await import('/static/roles.js'); return { ...roles }; }"
    )
    assert {role: set(verbs) for role, verbs in table["MAY"].items()} == {
        role: set(MAY[role]) for role in ON_PAGES
    }
    assert set(table["SOLO_HOST"]) == SOLO_HOST


@pytest.mark.parametrize("role", ON_PAGES)
async def test_a_page_shows_the_buttons_of_its_role(people: People, studio: Studio, role: Role) -> None:
    await studio.command("ask", text="Waiting?")
    await studio.queued("Queued?")
    page = await people.crew(role=role)
    await row(page, "Queued?").click(position={"x": 70, "y": 12})
    shown = await page.evaluate(
        "() => [...document.querySelectorAll('button[data-verb]')].filter((button) => button.offsetParent)"
        ".map((button) => button.dataset.verb)"
    )
    assert set(shown) <= set(MAY[role])
    expected = {"take", "clear", "next", "back", "skip", "panic"} & set(MAY[role])
    assert expected <= set(shown)
    assert ("approve" in shown) == ("approve" in MAY[role])


async def test_the_keys_of_a_moderator_do_not_touch_the_air(people: People, studio: Studio) -> None:
    await studio.queued("Queued?")
    await studio.command("ask", text="Waiting?")
    page = await people.crew(role="moderator")
    for key in ("Space", "n", "1", "c"):
        await page.keyboard.press(key)
    await page.keyboard.press("a")
    await row(page, "Waiting?").and_(page.locator("[data-status=queued]")).wait_for()
    assert (await studio.call("GET", "/api/state"))["on_air"] is None


async def test_alone_the_host_lets_through_and_takes_straight_from_the_inbox(
    people: People, studio: Studio
) -> None:
    await studio.command("ask", text="Waiting?")
    page = await people.crew(role="host")
    take = row(page, "Waiting?").locator("[data-do=take]")
    assert not await take.is_visible()
    await studio.command("configure", solo=True)
    await take.click()
    await row(page, "Waiting?").and_(page.locator("[data-status=on_air]")).wait_for()
    state = await studio.call("GET", "/api/state")
    assert (state["on_air_text"], state["role"]) == ("Waiting?", "producer")
