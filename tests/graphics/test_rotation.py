"""Which question comes next on a wall: fresh ones first, none too soon again, never still, never empty."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page

from tests.graphics.fake_studio import FakeStudio

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCRIPT = (Path(__file__).parent / "rotation.js").read_text(encoding="utf-8").split("\n", 1)[1]
DAY = 24 * 3600
BEAT, CALM, STILL = 4, 8, 12
"""Seconds between two changes at least; without a newcomer; at most."""

Log = list[dict[str, Any]]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(chromium: Any) -> Any:
    studio = FakeStudio()
    await studio.start()
    opened = await chromium.new_page()
    await opened.goto(f"{studio.url}/bare")
    yield opened
    await opened.close()
    await studio.stop()


async def turned(page: Page, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = await page.evaluate(
        SCRIPT, {"count": 40, "places": 5, "seed": 1, "line": False, "seconds": 3600, **given}
    )
    return found


def came(log: Log) -> list[str]:
    """Who came into the picture, in order, without the first wall."""
    return [change["id"] for entry in log[1:] for change in entry["changes"] if change["id"]]


def away(log: Log) -> list[int]:
    """For each return: how many changes after it had left."""
    left: dict[str, int] = {}
    found = []
    for turn, (before, after) in enumerate(pairwise(entry["ids"] for entry in log), 1):
        for key in set(after) - set(before):
            if key in left:
                found.append(turn - left[key])
        left |= dict.fromkeys(set(before) - set(after), turn)
    return found


@pytest.mark.parametrize("places", [1, 3, 5, 7])
async def test_none_comes_again_before_three_walls_have_passed(page: Page, places: int) -> None:
    for seed, count in enumerate((places * 4, places * 4 + 3, 40)):
        log = (await turned(page, count=count, places=places, seed=seed, starred=4, seconds=DAY // 16))["log"]
        assert len(away(log)) > 100
        assert min(away(log)) >= 3 * places


@pytest.mark.parametrize("count", [6, 7, 11, 16])
async def test_with_fewer_each_stays_away_as_long_as_it_can(page: Page, count: int) -> None:
    assert min(away((await turned(page, count=count))["log"])) >= count - 5


@pytest.mark.parametrize("reading", [{}, {"0": 10**12, "3": 10**12}, {str(n): 10**12 for n in range(5)}])
async def test_it_is_never_still_and_never_hasty(page: Page, reading: dict[str, int]) -> None:
    """Even where all that stands is so long that it is never read to its end."""
    log = (await turned(page, reading=reading, seconds=DAY // 4))["log"]
    gaps = [after["second"] - before["second"] for before, after in pairwise(log)]
    assert min(gaps) >= CALM
    assert max(gaps) <= STILL
    assert all(len(entry["changes"]) == 1 for entry in log[1:])
    assert all(all(entry["ids"]) and len(set(entry["ids"])) == 5 for entry in log)


async def test_what_is_read_stays_and_the_one_that_stood_longest_goes(page: Page) -> None:
    log = (await turned(page, seconds=45))["log"]
    assert [entry["changes"][0]["place"] for entry in log[1:]] == [0, 1, 2, 3, 4]
    log = (await turned(page, seconds=45, reading={"0": 10**12, "1": 20_000}))["log"]
    assert [entry["changes"][0]["place"] for entry in log[1:]] == [2, 3, 1, 4, 2]


async def test_all_are_shown_before_any_comes_again(page: Page) -> None:
    log = (await turned(page, seconds=40 * CALM))["log"]
    first = came(log)[:35]
    assert first == [f"q{number}" for number in range(5, 40)]  # the newest first
    later = came((await turned(page, seconds=2 * 3600))["log"])[35:]
    assert set(later) == {f"q{number}" for number in range(40)}


async def test_a_newcomer_is_there_with_the_next_beat_and_newcomers_come_one_by_one(page: Page) -> None:
    log = (await turned(page, seconds=60, arrive={17: [100], 18: [102, 101]}))["log"]
    shown = {entry["changes"][0]["id"]: entry["second"] for entry in log[1:]}
    assert [shown["q100"], shown["q101"], shown["q102"]] == [20, 24, 28]
    assert shown["q100"] - 17 <= BEAT
    assert shown["q5"] == 8  # one that was there before is no newcomer


async def test_what_is_withdrawn_leaves_at_once_and_is_replaced(page: Page) -> None:
    log = (await turned(page, seconds=60, withdraw={13: ["q2", "q3"], 14: ["q9"]}))["log"]
    (forced,) = [entry for entry in log[1:] if entry["forced"]]
    assert forced["second"] == 13
    assert {change["place"] for change in forced["changes"]} == {2, 3}
    assert not {"q2", "q3"} & set(forced["ids"]) and all(forced["ids"])
    assert not {"q2", "q3", "q9"} & set(came(log))
    (after,) = [entry for entry in log if entry["second"] > 13][:1]
    assert after["second"] - 13 >= BEAT


async def test_a_newcomer_that_is_withdrawn_while_it_waits_never_comes(page: Page) -> None:
    log = (await turned(page, seconds=60, arrive={17: [100, 101]}, withdraw={18: ["q100"]}))["log"]
    assert "q101" in came(log) and "q100" not in came(log)


async def test_with_none_to_take_its_place_a_place_is_free(page: Page) -> None:
    found = await turned(page, count=5, seconds=20, withdraw={3: ["q1"]})
    assert found["ids"] == ["q0", "", "q2", "q3", "q4"]
    assert found["moves"] is False


@pytest.mark.parametrize("seed", [1, 2])
async def test_starred_ones_come_oftener_and_none_is_forgotten(page: Page, seed: int) -> None:
    shown = Counter(came((await turned(page, starred=6, seed=seed, seconds=DAY // 4))["log"]))
    starred = [shown[f"q{number}"] for number in range(6)]
    others = [shown[f"q{number}"] for number in range(6, 40)]
    assert min(starred) > 1.2 * max(others)
    assert min(others) > DAY / 4 / CALM / 40 / 2


async def test_the_same_seed_goes_the_same_way(page: Page) -> None:
    one, same, other = [came((await turned(page, seed=seed))["log"]) for seed in (5, 5, 6)]
    assert one == same
    assert one != other
    assert sorted(one[:35]) == sorted(other[:35])


async def test_in_a_line_all_move_up(page: Page) -> None:
    log = (await turned(page, count=9, places=3, line=True, seconds=60, arrive={30: [100]}))["log"]
    for before, after in pairwise(entry["ids"] for entry in log):
        assert after[:2] == before[1:]
    assert "q100" in came(log)


async def test_a_short_line_goes_round(page: Page) -> None:
    log = (await turned(page, count=2, places=2, line=True, seconds=30))["log"]
    assert [entry["ids"] for entry in log] == [["q0", "q1"], ["q1", "q0"], ["q0", "q1"], ["q1", "q0"]]


async def test_who_is_withdrawn_from_a_line_leaves_no_gap(page: Page) -> None:
    log = (await turned(page, count=9, places=3, line=True, seconds=6, withdraw={3: ["q1"]}))["log"]
    assert log[1]["ids"] == ["q0", "q2", "q3"]


async def test_a_clock_set_back_does_not_stop_it(page: Page) -> None:
    found = await page.evaluate(
        """async () => {
          const { Rotation } = await import("/graphics/social-wall/rotation.mjs");
          const rotation = new Rotation({ places: 1 });
          rotation.know([{ id: "a" }, { id: "b" }], 1e9);
          return [rotation.step(5000).length, rotation.step(13000).map(({ id }) => id)];
        }"""
    )
    assert found == [0, ["b"]]


async def test_pages_that_start_alike_take_the_same_seed(page: Page) -> None:
    seeds = await page.evaluate(
        """async () => {
          const { seedOf } = await import("/graphics/social-wall/rotation.mjs");
          return [["a", "b"], ["a", "b"], ["b", "a"], []].map((ids) => seedOf(ids.map((id) => ({ id }))));
        }"""
    )
    assert seeds[0] == seeds[1] != seeds[2]
    assert all(isinstance(seed, int) and seed > 0 for seed in seeds)
