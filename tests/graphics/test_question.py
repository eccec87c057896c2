"""Who asks, and with what signs: portrait, badges, emotes, network, votes, how many, when."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route

from tests.graphics.fake_studio import HTML, FakeStudio
from tests.graphics.measure import Box, faults, measured, within
from tests.media.picture_host import drawing

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAYERS = {"question": "lower-third", "card": "question-card"}
UPRIGHT: Box = (54, 290, 1080 - 140, 1920 - 420)
ASKED: dict[str, Any] = {
    "text": "Will the vote be repeated?",
    "name": "Anna",
    "platform": "twitch",
    "votes": 128,
    "asked_by": 14,
    "show_lang": "en",
}
BADGES = [{"name": "Moderator", "src": "/media/badge"}, {"name": "Subscriber", "src": "/media/badge2"}]
WITH_EMOTES = {
    **ASKED,
    "text": "Kappa will the vote be repeated KEKW KEKW ?",
    "segments": [
        {"emote": "Kappa", "src": "/media/emote"},
        {"text": " will the vote be repeated "},
        {"emote": "KEKW", "src": "/media/emote2"},
        {"text": " "},
        {"emote": "KEKW", "src": "/media/emote2"},
        {"text": " ?"},
    ],
}
PART = """(name) => { const part = document.querySelector('[data-on]').el[name];
  return part.hidden || !part.getClientRects().length ? null : part.textContent.trim(); }"""
IMAGES = """(part) => [...document.querySelector('[data-on]').el[part].querySelectorAll('img')]
 .map((image) => {
  const { left, top, right, bottom } = image.getBoundingClientRect();
  return { src: new URL(image.src).pathname, there: image.complete && image.naturalWidth > 0,
           box: [left, top, right, bottom] }; })"""


class Stage:
    """One overlay page for all of this file; every picture is cut, never moved."""

    def __init__(self, studio: FakeStudio, page: Page) -> None:
        self.studio, self.page = studio, page
        self.layer = ""

    async def take(self, layer: str, **data: Any) -> None:
        if self.layer not in ("", layer):
            await self.studio.seen(await self.studio.clear(self.layer))
        self.layer = layer
        await self.studio.seen(await self.studio.take(layer, **data))

    async def part(self, name: str) -> str | None:
        """The words of a part; None if it is not shown."""
        found: str | None = await self.page.evaluate(PART, name)
        return found

    async def images(self, part: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.page.evaluate(IMAGES, part)
        return found

    async def plates(self) -> list[Box]:
        return (await measured(self.page)).plates


async def opened(studio: FakeStudio, browser: Browser, width: int, height: int) -> Page:
    page = await browser.new_page(viewport={"width": width, "height": height})
    hello = len(studio.heard)
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    await studio.until(lambda message: message in studio.heard[hello:] and "seen" in message)
    return page


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stage(chromium: Browser) -> AsyncIterator[Stage]:
    studio = FakeStudio()
    await studio.start()
    colours = {"face": (200, 150, 120), "badge": (0, 170, 0), "badge2": (130, 80, 220)}
    studio.pictures = {name: drawing((72, 72), colour=colour) for name, colour in colours.items()}
    studio.pictures |= {
        "emote": drawing((112, 112)),
        "emote2": drawing((280, 112)),
        "tall": drawing((20, 400)),
    }
    page = await opened(studio, chromium, 1920, 1080)
    yield Stage(studio, page)
    await page.close()
    await studio.stop()


# -- the portrait and the badges


@pytest.mark.parametrize("layer", LAYERS)
async def test_a_portrait_and_badges_stand_beside_the_name(stage: Stage, layer: str) -> None:
    await stage.take(layer, **ASKED, avatar="/media/face", badges=BADGES)
    (portrait,) = await stage.images("avatar")
    assert portrait["there"]
    left, top, right, bottom = portrait["box"]
    assert right - left == bottom - top >= 60
    badges = await stage.images("badges")
    assert [badge["src"] for badge in badges] == ["/media/badge", "/media/badge2"]
    assert faults(await measured(stage.page)) == []
    plate = (await stage.plates())[-1]
    assert all(within(image["box"], plate) for image in [portrait, *badges])


@pytest.mark.parametrize("layer", LAYERS)
async def test_what_does_not_load_leaves_no_gap(stage: Stage, layer: str) -> None:
    await stage.take(layer, **ASKED)
    plain = await stage.plates()
    for gone in (
        "/media/gone",
        "",
        "javascript:alert(1)",
        "http://[",
        "data:text/html,x",
        "https://127.0.0.1:9/x.png",
    ):
        await stage.take(layer, **ASKED, avatar=gone, badges=[{"name": "x", "src": gone}])
        assert await stage.plates() == plain, gone
        assert await stage.part("avatar") is None
        assert await stage.part("badges") is None


@pytest.mark.parametrize("layer", LAYERS)
async def test_what_comes_late_changes_nothing_on_air(stage: Stage, layer: str) -> None:
    """The take does not wait for it, and the picture on air stays as it is; the next take has it."""
    held: list[Route] = []
    stage.studio.pictures[f"late-{layer}"] = stage.studio.pictures["face"]
    late = {**WITH_EMOTES, "avatar": f"/media/late-{layer}"}
    await stage.page.route("**/media/late-*", lambda route: held.append(route))
    await stage.take(layer, **late)
    assert len(held) == 1
    before = await stage.page.screenshot(omit_background=True)
    async with stage.page.expect_response("**/media/late-*"):
        await held[0].continue_()
    await stage.page.wait_for_function(
        "async (src) => (await import('/graphics/_lib/pictures.mjs')).picture(src) !== undefined",
        arg=late["avatar"],
    )
    assert await stage.page.screenshot(omit_background=True) == before
    await stage.page.unroute("**/media/late-*")
    await stage.take(layer, **{**late, "votes": 129})
    assert [image["there"] for image in await stage.images("avatar")] == [True]


async def test_another_question_has_another_face_or_none(stage: Stage) -> None:
    await stage.take("question", **ASKED, avatar="/media/face", badges=BADGES)
    await stage.take("question", **ASKED, avatar="/media/emote")
    assert [image["src"] for image in await stage.images("avatar")] == ["/media/emote"]
    assert await stage.part("badges") is None
    await stage.take("question", **ASKED)
    assert await stage.part("avatar") is None


async def test_more_than_three_badges_are_three(stage: Stage) -> None:
    await stage.take("question", **ASKED, badges=BADGES * 3)
    assert len(await stage.images("badges")) == 3


@pytest.mark.parametrize(("theme", "round_"), [("studio", False), ("paper", False), ("arena", True)])
async def test_a_portrait_is_round_where_the_plate_is(stage: Stage, theme: str, round_: bool) -> None:
    await stage.take("question", **ASKED, avatar="/media/face")
    await stage.page.evaluate(
        "(theme) =>"
        " document.querySelector('[data-on]').updateAction({ data: { theme }, skipAnimation: true })",
        theme,
    )
    radius = await stage.page.evaluate(
        "() => getComputedStyle(document.querySelector('[data-on]').el.avatar).borderStartStartRadius"
    )
    assert (radius not in ("0px", "min(50%, 0px)")) is round_


# -- emotes


@pytest.mark.parametrize("layer", LAYERS)
async def test_emotes_stand_in_the_words_and_make_no_line_higher(stage: Stage, layer: str) -> None:
    await stage.take(layer, **WITH_EMOTES)
    emotes = await stage.images("text")
    assert [emote["src"] for emote in emotes] == ["/media/emote", "/media/emote2", "/media/emote2"]
    assert all(emote["there"] for emote in emotes)
    assert await stage.part("text") == "will the vote be repeated   ?"
    picture = await measured(stage.page)
    assert faults(picture) == []
    height, whole = await stage.page.evaluate(
        "() => { const { text } = document.querySelector('[data-on]').el;"
        " return [parseFloat(getComputedStyle(text).lineHeight), text.clientHeight]; }"
    )
    assert abs(whole - picture.lines * height) <= 2
    plate = (await stage.plates())[-1]
    assert all(within(emote["box"], plate) for emote in emotes)


async def test_an_emote_that_does_not_load_is_its_name(stage: Stage) -> None:
    segments = [
        {**part, "src": "/media/gone"} if part.get("emote") == "KEKW" else part
        for part in WITH_EMOTES["segments"]
    ]
    await stage.take("question", **{**WITH_EMOTES, "segments": segments})
    assert await stage.part("text") == "will the vote be repeated KEKW KEKW ?"
    assert len(await stage.images("text")) == 1


@pytest.mark.parametrize(
    "segments",
    [
        [{"text": "Something else entirely "}, {"emote": "Kappa", "src": "/media/emote"}],
        [],
        "",
        "no list",
        {"text": "x"},
        [None, 7, "x", ["/media/emote"]],
        [{"emote": None, "src": "/media/emote"}],
        [{"emote": "Kappa", "src": {"a": 1}}],
    ],
    ids=str,
)
async def test_only_pieces_that_say_the_same_count(stage: Stage, segments: Any) -> None:
    """What the crew has read and let through is what is shown."""
    await stage.take("question", **{**WITH_EMOTES, "segments": segments})
    assert await stage.part("text") == WITH_EMOTES["text"]
    assert await stage.images("text") == []


async def test_pieces_may_come_as_json(stage: Stage) -> None:
    await stage.take("question", **{**WITH_EMOTES, "segments": json.dumps(WITH_EMOTES["segments"])})
    assert len(await stage.images("text")) == 3


async def test_a_private_character_of_a_stranger_is_no_emote(stage: Stage) -> None:
    fake = chr(0xF0000)
    await stage.take(
        "question",
        text=f"{fake}Kappa {fake}{chr(0xF0001)}",
        segments=[
            {"text": fake},
            {"emote": "Kappa", "src": "/media/emote"},
            {"text": f" {fake}{chr(0xF0001)}"},
        ],
    )
    assert len(await stage.images("text")) == 1
    assert await stage.part("text") == ""


@pytest.mark.parametrize("layer", LAYERS)
async def test_a_wall_of_emotes_fits_page_by_page(stage: Stage, layer: str) -> None:
    names = ["Kappa"] * 280
    segments = [part for _ in names for part in ({"emote": "Kappa", "src": "/media/emote"}, {"text": " "})][
        :-1
    ]
    await stage.take(layer, **{**ASKED, "text": " ".join(names), "segments": segments})
    picture = await measured(stage.page)
    assert faults(picture) == []
    assert len(picture.pages) > 1
    assert sum(page.count(chr(0xF0000)) for page in picture.pages) == len(names)
    emotes = await stage.images("text")
    assert len(emotes) == picture.pages[0].count(chr(0xF0000))
    plate = (await stage.plates())[-1]
    assert all(within(emote["box"], plate) for emote in emotes)


async def test_tall_and_wide_ones_stay_in_the_line(stage: Stage) -> None:
    stage.studio.pictures["wide"] = drawing((512, 20))
    segments = [
        {"emote": "Tall", "src": "/media/tall"},
        {"text": " "},
        {"emote": "Wide", "src": "/media/wide"},
    ]
    await stage.take("question", text="Tall Wide", segments=segments)
    picture = await measured(stage.page)
    assert picture.lines == 1
    tall, wide = ([e["box"][2] - e["box"][0], e["box"][3] - e["box"][1]] for e in await stage.images("text"))
    assert tall[1] <= picture.size * 1.22
    assert wide[0] <= picture.size * 4 + 1


# -- network, votes, how many, when


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("twitch", "Twitch"),
        ("YouTube", "YouTube"),
        ("x", "X"),
        ("", None),
        ("somewhere", None),
        ("__proto__", None),
        ("constructor", None),
    ],
)
async def test_the_network_has_its_word_and_a_mark(stage: Stage, given: str, word: str | None) -> None:
    await stage.take("question", **{**ASKED, "platform": given})
    assert await stage.part("platform") == word
    assert (await stage.part("network") is None) is (word is None)


async def test_every_mark_is_drawn_and_stands_out_on_its_colour(stage: Stage) -> None:
    """A graphical object needs 3 : 1 (WCAG 2, 1.4.11); beside it stands the word, in the theme's ink."""
    found = await stage.page.evaluate(
        """async () => {
          const { NETWORKS } = await import("/graphics/_lib/networks.mjs");
          const pen = new OffscreenCanvas(24, 24).getContext("2d", { willReadFrequently: true });
          return Object.entries(NETWORKS).map(([key, { colour, ink, mark }]) => {
            pen.fillStyle = colour;
            pen.fillRect(0, 0, 24, 24);
            pen.fillStyle = ink;
            pen.fill(new Path2D(mark));
            const { data } = pen.getImageData(0, 0, 24, 24);
            const light = (at) => [0.2126, 0.7152, 0.0722].reduce((sum, share, channel) => {
              const value = data[at + channel] / 255;
              return sum + share * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
            }, 0);
            const lights = Array.from({ length: 576 }, (_, pixel) => light(pixel * 4));
            const [most, least] = [Math.max(...lights), Math.min(...lights)];
            const edge = lights.filter((_, pixel) => pixel % 24 === 0 || pixel % 24 === 23);
            const drawn = lights.filter((value) => Math.abs(value - lights[0]) > 0.1).length;
            const inside = edge.every((value) => value === edge[0]);
            return { key, contrast: (most + 0.05) / (least + 0.05), drawn, inside };
          });
        }"""
    )
    assert len(found) >= 14
    for mark in found:
        assert mark["contrast"] >= 3, mark
        assert 60 <= mark["drawn"] <= 400, mark
        assert mark["inside"], mark


@pytest.mark.parametrize(
    ("given", "lang", "words"),
    [
        (14, "en", "asked by 14 people"),
        (14, "fr", "posée par 14 personnes"),
        ("14", "fr-CA", "posée par 14 personnes"),
        (2, "", "asked by 2 people"),
        (1204, "en", "asked by 1,204 people"),
        (10**12, "en", "asked by 999,999 people"),
        (1, "en", None),
        (0, "en", None),
        (-5, "en", None),
        ("x", "en", None),
        (None, "ja", None),
    ],
)
async def test_how_many_ask_the_same(stage: Stage, given: Any, lang: str, words: str | None) -> None:
    await stage.take("question", **{**ASKED, "asked_by": given, "show_lang": lang})
    assert await stage.part("asked") == words


async def test_when_it_was_asked(stage: Stage) -> None:
    """Today's time of day, where it makes the plate no wider; nothing for what was asked long ago."""
    now = round(time.time() * 1000)
    long = "Will the vote of last week be repeated before the summer, and if so, who will be told?"
    local = await stage.page.evaluate("(ms) => new Date(ms).toTimeString().slice(0, 5)", now)
    for since, words in ((now, local), (now - 13 * 3600 * 1000, None), (0, None), ("x", None), (-1, None)):
        await stage.take("card", **{**ASKED, "text": long, "since_ms": since})
        assert await stage.part("since") == words
    await stage.take("question", **{**ASKED, "text": "Why?", "since_ms": now})
    assert await stage.part("since") is None


# -- the line


@pytest.mark.parametrize("layer", LAYERS)
async def test_a_long_name_leaves_room_for_what_matters(stage: Stage, layer: str) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff the Third of Somewhere"
    await stage.take(layer, **{**ASKED, "name": name}, avatar="/media/face", badges=BADGES)
    assert faults(await measured(stage.page)) == []
    assert await stage.part("votes") == "128"
    assert await stage.part("asked") == "asked by 14 people"
    assert len(await stage.images("badges")) == 2
    by, plate, pad = await stage.page.evaluate(
        "() => { const { by, ground, content } = document.querySelector('[data-on]').el;"
        " return [by.clientWidth, ground.clientWidth, parseFloat(getComputedStyle(content).paddingLeft)]; }"
    )
    assert abs(plate - by - 2 * pad) <= 2


async def test_without_anything_the_line_is_gone(stage: Stage) -> None:
    await stage.take("question", text="Why?")
    assert await stage.part("by") is None
    await stage.take("question", text="Why?", avatar="/media/face")
    assert await stage.part("by") is not None
    assert await stage.part("line") is not None


@pytest.mark.parametrize(
    ("width", "height", "safe"), [(1080, 1920, UPRIGHT), (1080, 1080, (54, 54, 1026, 1026))]
)
async def test_in_a_narrow_picture_the_line_is_two(
    stage: Stage, chromium: Browser, width: int, height: int, safe: Box
) -> None:
    page = await opened(stage.studio, chromium, width, height)
    narrow = Stage(stage.studio, page)
    narrow.layer = stage.layer
    for layer in LAYERS:
        for name in ("Anna", "Oluwaseun Adebayo-Montgomery of Somewhere", "نور الدين", ""):
            await narrow.take(layer, **{**ASKED, "name": name}, avatar="/media/face", badges=BADGES)
            assert faults(await measured(page), safe) == [], (layer, name)
            assert await narrow.part("asked") == "asked by 14 people"
    stage.layer = narrow.layer
    await page.close()


# -- promises


async def test_nobody_but_the_studio_is_asked_for_anything(stage: Stage) -> None:
    """Should an address of elsewhere ever come this far, the page's policy still stops it."""
    came: list[str] = []

    async def elsewhere(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append("somebody")
        writer.close()

    server = await asyncio.start_server(elsewhere, "127.0.0.1", 0)
    async with server:
        outside = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/x.png"
        await stage.take(
            "question",
            text="Kappa",
            avatar=outside,
            badges=[{"name": "x", "src": outside}],
            segments=[{"emote": "Kappa", "src": outside}],
        )
        assert await stage.part("text") == "Kappa"
        assert await stage.part("avatar") is None
    assert came == []


@pytest.mark.parametrize("layer", LAYERS)
async def test_the_form_and_the_class_take_the_same(stage: Stage, layer: str) -> None:
    name = LAYERS[layer]
    await stage.take(layer, text="Why?")
    fields = await stage.page.evaluate("() => document.querySelector('[data-on]').constructor.fields")
    common = {"theme", "motion", "accent", "dir", "lang"}
    form = json.loads((HTML / name / f"{name}.ograf.json").read_text(encoding="utf-8"))["schema"][
        "properties"
    ]
    assert set(form) == set(fields) | common
    example = {"text"}
    assert {key: form[key]["default"] for key in fields if key not in example} == {
        key: value for key, value in fields.items() if key not in example
    }
