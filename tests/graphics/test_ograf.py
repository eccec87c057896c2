"""Our graphics in a renderer that is not ours: OGraf's rules, and the traps others fell into."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page

from tests.graphics.fake_studio import HTML, FakeStudio
from tests.graphics.fields import WORDS

pytestmark = pytest.mark.asyncio(loop_scope="session")

FOREIGN = (Path(__file__).parent / "foreign.js").read_text(encoding="utf-8").split("\n", 1)[1]
NAMES = [name for name in WORDS if (HTML / name).is_dir()]
MOVING = (
    "graphic.shadowRoot.getAnimations()"
    ".filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity).length"
)
"""What moves and will end; a test card's mark of life goes on for ever."""


@pytest_asyncio.fixture(loop_scope="session")
async def bare(studio: FakeStudio, context: BrowserContext) -> Page:
    page = await context.new_page()
    await page.goto(f"{studio.url}/bare")
    return page


async def loaded(page: Page, name: str, data: Any = None, closed: bool = False, tag: str = "") -> Any:
    given = {"name": name, "data": data, "tag": tag or f"foreign-{name}", "closed": closed}
    return await page.evaluate(FOREIGN, given)


async def call(page: Page, *commands: Command) -> Any:
    """All commands in one burst; what each resolved to."""
    return await page.evaluate(
        "(commands) => Promise.all(commands.map(([verb, given]) => window.graphic[verb](given)))",
        [list(command) for command in commands],
    )


async def standing(page: Page) -> tuple[bool, str]:
    """Whether it is in the picture, and all its words."""
    on, words = await page.evaluate(
        "() => [getComputedStyle(graphic.shadowRoot.querySelector('.stage')).visibility === 'visible',"
        " graphic.shadowRoot.textContent]"
    )
    return on, words


async def stands(page: Page, on: bool, words: str, *gone: str) -> None:
    """It is on, or off, with these words and none of those."""
    found, text = await standing(page)
    assert found is on
    assert words in text
    assert [word for word in gone if word in text] == []


Command = tuple[str, dict[str, Any]]
PLAY: Command = ("playAction", {})
STOP: Command = ("stopAction", {})
CUT = {"skipAnimation": True}


def update(name: str, words: str) -> Command:
    return "updateAction", {"data": {WORDS[name]: words}}


@pytest.mark.parametrize("name", NAMES)
async def test_data_of_load_is_there_before_any_update(bare: Page, name: str) -> None:
    assert await loaded(bare, name, {WORDS[name]: "From load"}) == {"statusCode": 200}
    await stands(bare, False, "From load")


@pytest.mark.parametrize("name", NAMES)
async def test_load_waits_for_the_faces(bare: Page, name: str) -> None:
    await loaded(bare, name, {WORDS[name]: "Ready"})
    assert await bare.evaluate("document.fonts.check('600 40px \"OV Archivo\"', 'Ready')")


@pytest.mark.parametrize("name", NAMES)
async def test_steps_count_from_nought(bare: Page, name: str) -> None:
    await loaded(bare, name, {WORDS[name]: "Words"})
    assert (await call(bare, ("playAction", CUT)))[0] == {"statusCode": 200, "currentStep": 0}
    assert (await call(bare, ("playAction", CUT)))[0] == {
        "statusCode": 200
    }  # one step only: this was the end
    assert (await standing(bare))[0] is False
    assert (await call(bare, ("playAction", {"goto": "0", "delta": None})))[0]["currentStep"] == 0


async def test_target_steps(bare: Page) -> None:
    table = [
        ([None, 1, {}], 0),
        ([None, 2, {"goto": 1, "delta": 2}], 1),
        ([0, 3, {"delta": 2}], 2),
        ([2, 3, {"delta": -2}], 0),
        ([0, 1, {"delta": 1}], None),
        ([None, 0, {}], None),
        ([4, -1, {}], 5),
        ([None, 3, {"delta": "2"}], 1),
    ]
    for given, wanted in table:
        found = await bare.evaluate(
            "async ([current, count, given]) => (await import('/graphics/_lib/step.mjs'))"
            ".targetStep(current ?? undefined, count, given) ?? null",
            given,
        )
        assert found == wanted, given


@pytest.mark.parametrize("name", NAMES)
async def test_skip_animation_is_at_once(bare: Page, name: str) -> None:
    await loaded(bare, name, {WORDS[name]: "Words"})
    await bare.evaluate("void graphic.playAction({ skipAnimation: true })")
    assert (await standing(bare))[0] is True
    assert await bare.evaluate(MOVING) == 0
    await bare.evaluate("void graphic.stopAction({ skipAnimation: true })")
    assert (await standing(bare))[0] is False


@pytest.mark.parametrize("name", NAMES)
async def test_in_a_closed_root_with_strings_and_strange_data(bare: Page, name: str) -> None:
    strange = {
        "votes": "12",
        "name": None,
        "label": {"a": 1},
        "modules": "x",
        "qr": ["M0 0"],
        "comment": "x",
        "epochID": "1",
        "theme": "../../etc",
        "accent": "red;} :host{display:none}",
        WORDS[name]: 7,
    }
    assert await loaded(bare, name, strange, closed=True) == {"statusCode": 200}
    assert [answer["statusCode"] for answer in await call(bare, PLAY)] == [200]
    await stands(bare, True, "7")


@pytest.mark.parametrize("name", NAMES)
async def test_a_burst_ends_in_the_last_state(bare: Page, name: str) -> None:
    await loaded(bare, name, {WORDS[name]: "First"})
    await call(bare, PLAY, STOP, PLAY, update(name, "Second"), update(name, "Third"))
    await stands(bare, True, "Third", "First", "Second")
    await call(bare, update(name, "Fourth"), STOP, ("playAction", {"goto": 0}), STOP, update(name, "Fifth"))
    await stands(bare, False, "Fifth", "Third", "Fourth")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(4))
async def test_whatever_comes_while_it_moves_the_last_command_wins(bare: Page, name: str, seed: int) -> None:
    """Commands fall into the middle of one another's movement, at different places for each seed."""
    await loaded(bare, name, {WORDS[name]: "0"})
    answers = await bare.evaluate(
        """async ([part, seed]) => {
          const frame = () => new Promise(requestAnimationFrame);
          const all = [];
          for (let n = 1; n <= 14; n++) {
            const verb = (seed * 7 + n * n * 3) % 5;
            if (verb < 2) all.push(graphic.playAction({ goto: 0 }));
            else if (verb === 2) all.push(graphic.stopAction({}));
            else all.push(graphic.updateAction({ data: { [part]: String(n) } }));
            for (let wait = (seed * 5 + n * 11) % 9; wait > 0; wait--) await frame();
          }
          all.push(graphic.updateAction({ data: { [part]: "last" } }), graphic.playAction({ goto: 0 }));
          return (await Promise.all(all)).map((answer) => answer.statusCode);
        }""",
        [WORDS[name], seed],
    )
    assert set(answers) == {200}
    await stands(bare, True, "last")
    assert await bare.evaluate(MOVING) == 0


@pytest.mark.parametrize("name", NAMES)
async def test_an_update_before_play_and_an_action_unknown(bare: Page, name: str) -> None:
    await loaded(bare, name)
    await call(bare, update(name, "Early"))
    await stands(bare, False, "Early")
    assert (await call(bare, ("customAction", {"id": "dance"})))[0]["statusCode"] == 404
    assert await bare.evaluate("new graphic.constructor().load({ renderType: 'non-realtime' })") == {
        "statusCode": 400,
        "statusMessage": "This graphic plays in real time only.",
    }


@pytest.mark.parametrize("name", NAMES)
async def test_dispose_leaves_nothing(bare: Page, name: str) -> None:
    await loaded(bare, name, {WORDS[name]: "Words"})
    await call(bare, ("playAction", CUT))
    await call(bare, ("dispose", {}))
    assert await bare.evaluate("graphic.shadowRoot.childElementCount") == 0


async def test_a_theme_that_is_not_there_is_told_and_replaced(bare: Page) -> None:
    told: list[str] = []
    bare.on("console", lambda message: told.append(message.text))
    await loaded(bare, "lower-third", {"text": "Words", "theme": "neon"})
    await call(bare, ("playAction", CUT))
    await stands(bare, True, "Words")
    assert "There is no theme “neon”: “studio” is used." in told


async def test_a_partial_update_keeps_the_rest(bare: Page) -> None:
    await loaded(bare, "lower-third", {"text": "Words", "name": "Anna"})
    await call(bare, ("playAction", CUT), ("updateAction", {"data": {"text": "Others"}, **CUT}))
    assert await bare.evaluate("graphic.el.name.textContent") == "Anna"
    await call(bare, ("updateAction", {"data": {"name": ""}, **CUT}))
    assert await bare.evaluate("graphic.el.name.hidden")


@pytest.mark.parametrize("name", NAMES)
async def test_an_update_that_changes_nothing_does_not_swallow_the_play_after_it(
    bare: Page, name: str
) -> None:
    await loaded(bare, name, {WORDS[name]: "Again?"})
    for _ in range(2):
        await call(bare, update(name, "Again?"), ("playAction", CUT))
        await stands(bare, True, "Again?")
        await call(bare, ("stopAction", CUT))
        assert (await standing(bare))[0] is False
