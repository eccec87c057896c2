"""The wall on air: its tiles come and go by themselves, what is withdrawn leaves, and it is never empty."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.async_api import BrowserContext

from tests.browser import ARTIFACTS
from tests.graphics.fake_studio import FakeStudio
from tests.graphics.foreign import Player, played
from tests.graphics.sheet_data import FACE, MODULES, PICTURES, QR

pytestmark = pytest.mark.asyncio(loop_scope="session")

CALL: dict[str, Any] = {"words": "Ask here", "url": "https://ask.example/k7q2/", "qr": QR, "modules": MODULES}
AREAS = """(parts) => [...graphic.shadowRoot.querySelectorAll(parts)]
  .map((one) => one.getBoundingClientRect()).map(({ width, height }) => width * height)"""
SIZES = """() => [...graphic.shadowRoot.querySelectorAll(".text")]
  .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
PARTS = """() => [...document.querySelectorAll("[data-on]")].flatMap((one) =>
  [...one.shadowRoot.querySelectorAll(".tile, .wall .join, .labelmask, article.join, .ticker, .plate")]
    .filter((part) => !part.closest("[hidden]"))
    .map((part) => part.getBoundingClientRect())
    .map((box) => [one.parentElement.dataset.layer, box.left, box.top, box.right, box.bottom]))"""
"""What stands in the picture, and where."""
LIT = """() => [...graphic.shadowRoot.querySelectorAll(".tile, .join")]
  .findIndex((one) => one.hasAttribute("data-lit"))"""
LONG = (
    "Given that the council promised to reopen the line, can you tell us the date, the budget, and who pays? "
    * 3
)


def item(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"q{number}", "text": f"Question {number}?", "name": f"N{number}", "votes": number} | more


def items(count: int, first: int = 0) -> list[dict[str, Any]]:
    return [item(number) for number in range(first, first + count)]


async def slow(studio: FakeStudio, context: BrowserContext, **data: Any) -> Player:
    """Playing on a page whose clock is ours."""
    page = await context.new_page()
    await page.clock.install()
    await page.goto(f"{studio.url}/bare")
    player = Player(page, "social-wall")
    await player.load(motion="cut", **data)
    await player.play()
    return player


async def after(player: Player, seconds: int) -> list[str]:
    """What stands there so much later; awaited pictures come meanwhile."""
    for _ in range(seconds):
        await player.page.clock.run_for(1000)
    return await texts(player)


async def texts(player: Player) -> list[str]:
    return [text.partition(" ")[2] for text in await player.texts(".tile .text")]


# -- what stands there


@pytest.mark.parametrize(
    ("size", "tiles"),
    [((1920, 1080), 5), ((2560, 1080), 7), ((1080, 1080), 3), ((1080, 1920), 3), ((3840, 2160), 5)],
)
async def test_a_full_wall_of_every_format(
    studio: FakeStudio, context: BrowserContext, size: tuple[int, int], tiles: int
) -> None:
    page = await context.new_page()
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.goto(f"{studio.url}/bare")
    player = Player(page, "social-wall")
    await player.load(items=items(40), **CALL)
    await player.play()
    assert len(await texts(player)) == tiles
    assert await player.texts(".address") == ["ask.example/k7q2"]
    await player.update(words="", url="", qr="")
    assert len(await texts(player)) == tiles + 1
    await player.update(mode="spotlight")
    large, *others = await page.evaluate(AREAS, ".tile")
    assert others and large > 1.5 * max(others)


@pytest.mark.parametrize("mode", ["grid", "spotlight"])
async def test_the_whole_wall_is_filled_however_few_there_are(
    studio: FakeStudio, context: BrowserContext, mode: str
) -> None:
    """Tiles and call cover the frame's safe area, all but the gaps; with nobody the call is in its middle."""
    player = await played(studio, context, "social-wall", mode=mode, **CALL)
    for count in range(7):
        await player.update(items=items(count))
        areas = await player.page.evaluate(AREAS, ".tile, .join")
        assert len(areas) == min(count, 5 if mode == "grid" else 3) + 1
        assert sum(areas) > (0.93 * 1728 * 972 if count else 0.3 * 1728 * 972)
        assert await player.texts(".call") == ["Ask here"]


async def test_with_nothing_at_all_nothing_is_seen(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "social-wall")
    assert await player.texts(".ground") == []
    await player.update(title="Town Hall")
    assert await player.texts(".call") == ["Town Hall"]


async def test_a_tile_says_who_asks_and_how_many_want_it(studio: FakeStudio, context: BrowserContext) -> None:
    studio.files |= PICTURES
    asked = [item(0, votes=0, name=""), item(1, starred=True, avatar=FACE), item(2, avatar="/media/none")]
    player = await played(studio, context, "social-wall", items=asked)
    assert await player.texts(".name") == ["N1", "N2"]
    assert await player.texts(".votes") == ["1", "2"]
    assert len(await player.texts(".star")) == 1
    assert len(await player.texts(".avatar")) == 1


async def test_words_are_large_and_long_ones_are_read_page_by_page(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await slow(studio, context, items=[item(0, text=LONG), *items(12, 1)], **CALL)
    sizes = await player.page.evaluate(SIZES)
    assert min(sizes) >= 36
    assert (await player.texts(".leaf"))[0] == "1/2"
    said = await player.texts(".text")
    await after(player, 13)
    assert (await player.texts(".leaf"))[0] == "2/2"
    assert f"{said[0]} {(await player.texts('.text'))[0]}" == LONG.strip()


# -- what changes


async def test_it_goes_on_by_itself_as_its_rotation_says(studio: FakeStudio, context: BrowserContext) -> None:
    player = await slow(studio, context, items=items(9), **CALL)
    first = await texts(player)
    assert first == [f"{number}?" for number in range(5)]
    assert await after(player, 6) == first
    assert await after(player, 3) == ["5?", *first[1:]]
    assert await after(player, 8) == ["5?", "6?", *first[2:]]


async def test_a_newcomer_takes_the_oldest_place_within_a_beat(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await slow(studio, context, items=items(9), **CALL)
    await after(player, 4)
    await player.update(items=[item(77), *items(9)])
    assert (await after(player, 1))[0] == "77?"


async def test_what_is_withdrawn_is_gone_with_the_update(studio: FakeStudio, context: BrowserContext) -> None:
    player = await slow(studio, context, items=items(9), **CALL)
    await player.update(items=[item(number) for number in range(9) if number != 2])
    assert await texts(player) == ["0?", "1?", "5?", "3?", "4?"]
    await player.update(items=items(2))
    assert await texts(player) == ["0?", "1?"]


async def test_a_withdrawal_waits_for_nothing_but_the_words_way_out(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "social-wall", items=items(9), **CALL)
    moving = await player.page.evaluate(
        """async (items) => {
          await graphic.updateAction({ data: { items } });
          return [...graphic.shadowRoot.querySelectorAll(".content")]
            .map((one) => one.getAnimations().map(({ effect }) => effect.getComputedTiming().endTime));
        }""",
        [item(number) for number in range(9) if number != 2],
    )
    assert moving == [[], [], [pytest.approx(180)], [], []]
    await player.page.wait_for_function("() => graphic.shadowRoot.textContent.includes('Question 5?')")
    assert await texts(player) == ["0?", "1?", "5?", "3?", "4?"]


async def test_votes_change_in_their_place_and_other_words_come_anew(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "social-wall", items=items(9), **CALL)
    await player.page.evaluate(
        """() => {
          window.tile = graphic.shadowRoot.querySelectorAll(".tile")[1];
          window.kept = tile.querySelector(".text").firstChild;
        }"""
    )
    await player.update(items=[item(0), item(1, votes=500), *items(7, 2)])
    assert (await player.texts(".votes"))[0] == "500"
    assert await player.page.evaluate("kept === tile.querySelector('.text').firstChild && kept.isConnected")
    await player.update(items=[item(0), item(1, text="Said otherwise"), *items(7, 2)], motion="cut")
    assert "Said otherwise" in await player.texts(".tile .text")


async def test_equal_data_touches_nothing(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(studio, context, "social-wall", items=items(9), **CALL)
    await player.page.evaluate(
        """() => {
          window.changes = 0;
          const watch = new MutationObserver((found) => (window.changes += found.length));
          const all = { subtree: true, childList: true, attributes: true, characterData: true };
          watch.observe(graphic.shadowRoot, all);
        }"""
    )
    await player.update(cut=False, items=items(9), **CALL)
    assert await player.page.evaluate("changes") == 0


async def test_in_the_spotlight_those_that_wait_move_up(studio: FakeStudio, context: BrowserContext) -> None:
    player = await slow(studio, context, mode="spotlight", items=items(9), **CALL)
    assert await texts(player) == ["0?", "1?", "2?"]
    assert await after(player, 9) == ["1?", "2?", "3?"]


async def test_one_that_waits_shows_the_beginning_of_its_words(
    studio: FakeStudio, context: BrowserContext
) -> None:
    asked = [item(0), item(1, text=LONG * 2), item(2)]
    player = await played(studio, context, "social-wall", mode="spotlight", items=asked, **CALL)
    waiting = (await player.texts(".tile .text"))[1]
    assert waiting.endswith(" …")
    assert LONG.startswith(waiting.removesuffix(" …"))


@pytest.mark.parametrize("count", [0, 1, 3, 5])
async def test_with_nothing_to_come_a_light_goes_round(
    studio: FakeStudio, context: BrowserContext, count: int
) -> None:
    player = await slow(studio, context, items=items(count), **CALL)
    places = []
    for _ in range(count + 2):
        await after(player, 9)
        places.append(await player.page.evaluate(LIT))
    assert all(one != other for one, other in pairwise(places))


# -- a day and a night


async def test_off_air_and_unseen_it_has_no_clock(studio: FakeStudio, context: BrowserContext) -> None:
    player = await slow(studio, context, items=items(9), **CALL)
    await player.page.evaluate(
        """() => {
          window.set = 0;
          const plain = window.setTimeout;
          window.setTimeout = (...given) => (window.set++, plain(...given));
          Object.defineProperty(document, "hidden", { configurable: true, get: () => window.away });
        }"""
    )

    async def clocks() -> int:
        await player.page.evaluate("window.set = 0")
        await after(player, 5)
        return int(await player.page.evaluate("window.set"))

    assert await clocks() == 5
    await player.page.evaluate("window.away = true")
    await after(player, 1)
    assert await clocks() == 0
    await player.page.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
    assert await clocks() >= 4
    await player.stop()
    assert await clocks() == 0


async def test_hours_of_it_leave_nothing_behind(studio: FakeStudio, context: BrowserContext) -> None:
    player = await slow(studio, context, items=items(40), **CALL)
    count = "graphic.shadowRoot.querySelectorAll('*').length + graphic.shadowRoot.getAnimations().length"
    before = await player.page.evaluate(count)
    for hour in range(2):
        await player.page.clock.run_for(3600_000)
        await player.update(items=items(40, hour))
    assert await player.page.evaluate(count) == before
    assert len(set(await texts(player))) == 5


@pytest.mark.parametrize("size", [(1920, 1080), (2560, 1080), (1080, 1080), (1080, 1920)])
async def test_it_makes_way_for_code_clock_and_ticker(
    studio: FakeStudio, context: BrowserContext, size: tuple[int, int]
) -> None:
    page = await context.new_page()
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.goto(f"{studio.url}/overlay?motion=cut#token")
    await studio.take("wall", "social-wall", label="Questions", items=items(12), **CALL)
    edges: dict[str, dict[str, Any]] = {
        "ticker": {"lines": "Doors open at seven"},
        "clock": {"label": "We start in", "seconds": 300},
        "join": CALL,
    }
    for number in range(1, 8):
        wanted = [layer for bit, layer in enumerate(edges) if number >> bit & 1]
        for layer, data in edges.items():
            rev = await (studio.take(layer, **data) if layer in wanted else studio.clear(layer))
        await studio.seen(rev)
        boxes = await page.evaluate(PARTS)
        walls, others = ([box for box in boxes if (box[0] == "wall") is mine] for mine in (True, False))
        assert len(walls) > 3
        assert sorted({box[0] for box in others}) == sorted(wanted)
        for _, left, top, right, bottom in walls:
            assert left >= 0 and right <= size[0]
            for name, *box in others:
                beside = right <= box[0] or left >= box[2] or bottom <= box[1] or top >= box[3]
                assert beside, (name, wanted)
    await page.screenshot(path=ARTIFACTS / f"wall-yields-{size[0]}x{size[1]}.png")
