"""The form of a graphic: drawn from its manifest or its SPX definition, checked, kept, taken, cleared."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from tests.foreign.dropped import drop
from tests.pages.people import EXPECTED, SMALL, WIDE, People, keep
from tests.pages.test_layout import TARGETS, TOO_SMALL, TOO_WIDE
from tests.studio import Studio, eventually, started

pytestmark = pytest.mark.asyncio(loop_scope="session")

SPIES = ("/foreign/", "blocked by CORS", "Content Security Policy", "Blocked opening")
"""What Chromium logs when a graphic of tests/foreign tries what it may not."""


@pytest_asyncio.fixture(loop_scope="session")
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    drop(tmp_path / "data")
    async with started(tmp_path / "data") as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def people(chromium: Any, studio: Studio) -> AsyncIterator[People]:
    opened = People(chromium, studio)
    yield opened
    await opened.close()
    assert [
        fault for fault in opened.faults if not any(known in fault for known in (*EXPECTED, *SPIES))
    ] == []


async def opened(page: Page, graphic: str) -> Locator:
    """The form of that graphic, with its fields."""
    await page.locator(f"layer-list [data-do=form][data-graphic='{graphic}']").click()
    form = page.locator("graphic-form dialog")
    await expect(form.locator("[data-el=fields] :is(input, textarea, select)").first).to_be_visible()
    return form


def on_air(studio: Studio, layer: str) -> dict[str, Any] | None:
    picture = studio.app.desk.show.layers.get(layer)
    return picture.data if picture else None


async def test_every_kind_of_field_is_drawn_in_order_with_its_default(people: People) -> None:
    form = await opened(await people.crew(), "late")
    assert await form.locator(".field > label").all_inner_texts() == [
        "Title",
        "Number",
        "Colour",
        "Side",
        "Strong",
        "Share %",
        "Rests for s",
        "Points",
        "Logo",
        "Name",
    ]
    values = await form.evaluate(
        "(form) => Object.fromEntries([...form.querySelectorAll('[data-el=fields] [name]:not([type=color])')]"
        ".map((field) => [field.name, field.type === 'checkbox' ? field.checked : field.value]))"
    )
    assert values == {
        "title": "Chapter",
        "count": "1",
        "colour": "#aa2244",
        "side": "left",
        "strong": False,
        "share": "25",
        "rest": "1.5",
        "points": "one\ntwo",
        "logo": "",
        "name": "Nobody",
    }
    await expect(form.get_by_label("Side").locator("option")).to_have_text(["On the left", "On the right"])
    await expect(form.get_by_label("Title")).to_be_focused()


WRONG = [
    ("title", "", "This must not be empty.", "Ce champ ne peut pas être vide."),
    (
        "title",
        "A title with too many letters",
        "At most 20 characters fit.",
        "Il y a place pour 20 caractères au plus.",
    ),
    ("count", "12", "This must be at most 9.", "Il faut au plus 9."),
    ("count", "1.5", "This must be a whole number.", "Il faut un nombre entier."),
    (
        "colour",
        "red",
        "This must be a colour such as #ffb81c, in small letters.",
        "Il faut une couleur telle que #ffb81c, en minuscules.",
    ),
    ("share", "120", "This must be at most 100.", "Il faut au plus 100."),
    (
        "logo",
        "logo.exe",
        "This must be a file ending in png, svg.",
        "Il faut un fichier se terminant par png, svg.",
    ),
]


@pytest.mark.parametrize("lang", ["en-GB", "fr-FR"])
async def test_what_cannot_be_is_told_beside_its_field_and_not_sent(
    people: People, studio: Studio, lang: str
) -> None:
    page = await people.crew(lang=lang)
    form = await opened(page, "late")
    for name, value, english, french in WRONG:
        field = form.locator(f"[data-el=fields] [name={name}]:not([type=color])")
        before = await field.input_value()
        await field.fill(value)
        await page.keyboard.press("Control+Enter")
        told = form.locator(f".field:has([name={name}]) .fault")
        await expect(told).to_have_text(english if lang == "en-GB" else french)
        await expect(field).to_be_focused()
        await field.fill(before)
    assert on_air(studio, "guest") is None
    assert studio.app.desk.show.prepared == {}


async def test_values_are_sent_as_what_they_are_and_kept(people: People, studio: Studio) -> None:
    page = await people.crew()
    form = await opened(page, "late")
    await form.get_by_label("Title").fill("Part")
    await form.get_by_label("Strong").check()
    await form.get_by_label("Share").fill("12.5")
    await form.get_by_label("Side").select_option("right")
    await form.get_by_label("Points").fill("a\n\n b ")
    await form.get_by_label("Name").fill("Ada")
    await page.keyboard.press("Enter")
    await expect(form).to_be_hidden()
    wanted = {
        "title": "Part",
        "count": 1,
        "colour": "#aa2244",
        "side": "right",
        "strong": True,
        "share": 0.125,
        "rest": 1500,
        "points": ["a", "b"],
        "logo": "",
        "by": {"name": "Ada"},
    }
    assert await eventually(lambda: studio.app.desk.show.prepared.get("late")) == wanted
    assert on_air(studio, "guest") is None  # Enter keeps, it takes nothing

    other = await people.crew()
    form = await opened(other, "late")
    await expect(form.get_by_label("Title")).to_have_value("Part")
    await expect(form.get_by_label("Strong")).to_be_checked()
    await expect(form.get_by_label("Points")).to_have_value("a\nb")


async def test_take_update_next_step_clear(people: People, studio: Studio) -> None:
    page = await people.crew()
    form = await opened(page, "late")
    await expect(form.get_by_role("button", name="CLEAR")).to_be_hidden()
    await form.get_by_label("Title").fill("First")
    await page.keyboard.press("Control+Enter")
    await expect(form.get_by_role("button", name="UPDATE")).to_be_visible()
    await expect(form.get_by_role("button", name="TAKE")).to_be_hidden()
    data = await eventually(lambda: on_air(studio, "guest"))
    assert (data["title"], data.get("v_step")) == ("First", None)

    await form.get_by_role("button", name="NEXT STEP").click()
    await eventually(lambda: (on_air(studio, "guest") or {}).get("v_step") == 1)
    await form.get_by_role("button", name="NEXT STEP").click()
    await eventually(lambda: (on_air(studio, "guest") or {}).get("v_step") == 2)
    await expect(form.get_by_role("button", name="NEXT STEP")).to_be_hidden()

    await form.get_by_label("Title").fill("Second")
    await form.get_by_role("button", name="UPDATE").click()
    await eventually(lambda: (on_air(studio, "guest") or {}).get("title") == "Second")
    await form.get_by_role("button", name="CLEAR").click()
    await eventually(lambda: on_air(studio, "guest") is None)
    await expect(form.get_by_role("button", name="TAKE")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()


async def test_the_picture_beside_follows_what_is_written(people: People) -> None:
    page = await people.crew()
    form = await opened(page, "late")
    inside = form.frame_locator("[data-el=preview]").frame_locator("iframe").locator("p")
    await expect(inside).to_have_text("Chapter 1.0 Nobody")
    await form.get_by_label("Title").fill("Other")
    await expect(inside).to_have_text("Other 1.0 Nobody")


async def test_the_form_of_a_template_is_what_its_frame_tells(people: People, studio: Studio) -> None:
    page = await people.crew()
    form = await opened(page, "classic")
    assert await form.locator(".field > label").all_inner_texts() == [
        "Name",
        "Title",
        "Capital letters",
        "Side",
        "Size",
    ]
    await expect(form.locator(".note")).to_have_text("Who is it?")
    await expect(form.get_by_label("Name")).to_have_value("First Last")
    await form.get_by_label("Name").fill("Ada")
    await form.get_by_label("Capital letters").check()
    inside = form.frame_locator("[data-el=preview]").frame_locator("iframe")
    await expect(inside.locator("#f0")).to_have_text("Ada")
    await page.keyboard.press("Control+Enter")
    data = await eventually(lambda: on_air(studio, "guest"))
    assert {name: data[name] for name in ("f0", "f1", "f2", "f3", "f4")} == {
        "f0": "Ada",
        "f1": "",
        "f2": True,
        "f3": "l",
        "f4": 44,
    }


async def test_ours_hint_at_their_own_words_and_send_only_others(people: People, studio: Studio) -> None:
    page = await people.crew(lang="fr-FR")
    form = await opened(page, "join-code")
    call = form.get_by_label("Appel")
    await expect(call).to_have_value("")
    await expect(call).to_have_attribute("placeholder", "Posez votre question")
    await expect(form.locator("[name=qr]")).to_have_count(0)
    await page.keyboard.press("Control+Enter")
    data = await eventually(lambda: on_air(studio, "join"))
    assert data["words"]  # the show's own
    assert data["modules"] > 20
    await call.fill("Et vous ?")
    await page.keyboard.press("Control+Enter")
    await eventually(lambda: (on_air(studio, "join") or {}).get("words") == "Et vous ?")


async def test_the_list_shows_what_there_is_and_takes_it(people: People, studio: Studio) -> None:
    page = await people.crew()
    foreign = page.locator("layer-list [data-el=others] li")
    await expect(foreign).to_have_count(3)
    await expect(foreign.first).to_contain_text("Classic strap")
    await foreign.first.get_by_role("button", name="IN", exact=True).click()
    await eventually(lambda: on_air(studio, "guest") is not None)
    await expect(foreign.first.get_by_text("ON", exact=True)).to_be_visible()
    await foreign.first.get_by_role("button", name="CLEAR").click()
    await eventually(lambda: on_air(studio, "guest") is None)


async def test_what_is_wrong_with_a_graphic_is_told_and_it_cannot_be_taken(
    people: People, studio: Studio
) -> None:
    manifest = studio.app.config.data / "overlays_html" / "late" / "late.ograf.json"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"graphic.mjs"', '"gone.mjs"'), encoding="utf-8"
    )
    await studio.app.renewal.renew()
    page = await people.crew()
    late = page.locator("layer-list [data-el=others] li", has_text="Late")
    await expect(late.locator("[data-el=warns]")).to_be_visible()
    await expect(late.locator("[data-do=foreign]")).to_be_disabled()
    await late.locator("[data-do=form]").click()
    form = page.locator("graphic-form dialog")
    await form.locator("summary").click()
    await expect(form.locator("[data-el=faultText]")).to_have_text(
        '“main” is "gone.mjs", but there is no such file.'
    )
    await expect(form.get_by_role("button", name="TAKE")).to_be_hidden()


@pytest.mark.parametrize("lang", ["en-GB", "fr-FR"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=lambda size: str(size[0]))
async def test_it_fits(people: People, studio: Studio, size: tuple[int, int], lang: str) -> None:
    page = await people.crew(size, lang=lang)
    if size is SMALL:
        await page.click("[data-to=more]")
    for graphic in ("late", "classic", "guest-strap"):
        form = await opened(page, graphic)
        assert await page.evaluate(TOO_WIDE) == []
        only = ", ".join(
            f"graphic-form {part.strip()}" for part in TARGETS.split(",") if "hidden" not in part
        )
        small = await page.evaluate(TOO_SMALL, only)
        assert [part for part in small if "checkbox" not in part] == []
        await keep(page, f"form-{graphic}-{lang[:2]}-{size[0]}")
        await page.keyboard.press("Escape")
        await expect(form).to_be_hidden()


async def test_what_must_be_filled_in_first_opens_its_form(people: People, studio: Studio) -> None:
    page = await people.crew()
    await expect(page.locator("layer-list [data-el=others] li")).to_have_count(3)
    await page.keyboard.press("5")
    form = page.locator("graphic-form dialog")
    await expect(form.locator("h2")).to_contain_text("guest strap")
    await page.keyboard.press("Control+Enter")
    await expect(form.locator(".fault", has_text="This must not be empty.")).to_be_visible()
    assert on_air(studio, "guest") is None
    await form.get_by_label("Name").fill("Ada Lovelace")
    await page.keyboard.press("Control+Enter")
    await eventually(lambda: (on_air(studio, "guest") or {}).get("name") == "Ada Lovelace")
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()
    await page.keyboard.press("5")  # off, and then on again as it was prepared
    await eventually(lambda: on_air(studio, "guest") is None)
    await page.locator("layer-list [data-layer=guest] [data-do=layer]").click()
    await eventually(lambda: (on_air(studio, "guest") or {}).get("name") == "Ada Lovelace")


async def test_a_countdown_taken_by_its_key_has_its_usual_time(people: People, studio: Studio) -> None:
    page = await people.crew()
    await expect(page.locator("layer-list [data-el=others] li")).to_have_count(3)
    await page.locator("layer-list [data-layer=clock] [data-do=layer]").click()
    data = await eventually(lambda: on_air(studio, "clock"))
    assert data["seconds"] == 300


TAME = [
    "^[0-9]{4}-[0-9]{2}$",
    r"^[^@]+@[^@]+\.[^@]+$",
    "^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$",
    "^(red|green|blue)$",
    r"\(a+\)+",
    "[)+(]+",
]
WILD = ["(a+)+$", "((a+)b)*", "(?<n>a|a)*b", "(a?){50}", "a?" * 40, "(a|a)" * 30, "a*" * 6, "x" * 201]


async def test_a_pattern_that_could_hold_up_the_page_is_not_tried(people: People) -> None:
    page = await people.crew()
    told = await page.evaluate(
        """async (patterns) => {
          const { tame } = await import("/static/tame-pattern.js");
          return patterns.map((pattern) => tame(pattern, 200));
        }""",
        [*TAME, *WILD],
    )
    assert told == [True] * len(TAME) + [False] * len(WILD)
    tries = """async (tries) => {
      const { wrong } = await import("/static/form-check.js");
      return tries.map(([pattern, value]) => wrong({ type: "string", pattern }, value, "single-line") !== "");
    }"""
    given = [["(a+)+$", "a" * 60 + "b"], ["^[0-9]+$", "12x"], ["^[0-9]+$", "12"], ["^[0-9]+$", "x" * 201]]
    assert await page.evaluate(tries, given) == [False, True, False, False]
