"""The poll: where to vote, the numbers once they are published, who has won."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.async_api import BrowserContext

from tests.graphics.fake_studio import FakeStudio
from tests.graphics.foreign import Player, played

pytestmark = pytest.mark.asyncio(loop_scope="session")

LABELS = {"a": "The railway", "b": "The bridge", "c": "Neither"}


def poll(*votes: int, **more: Any) -> dict[str, Any]:
    counts = [*votes, 0, 0, 0]
    options = [{"id": i, "label": label, "votes": counts[n]} for n, (i, label) in enumerate(LABELS.items())]
    return {
        "question": "What comes first?",
        "options": options,
        "total": sum(votes),
        "words": "Vote now",
        "url": "https://ask.example/k7q2/",
        "published": bool(votes),
        **more,
    }


async def bars(player: Player) -> list[float]:
    """The share each bar is drawn for."""
    found: list[float] = await player.page.evaluate(
        "() => [...graphic.shadowRoot.querySelectorAll('.fill')]"
        ".map((bar) => Number(/scaleX\\(([\\d.]+)\\)/.exec(bar.style.transform)[1]))"
    )
    return found


async def test_unpublished_it_tells_where_to_vote_and_no_number(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "poll", **poll())
    assert await player.texts(".choice") == list(LABELS.values())
    assert await player.texts(".share") + await player.texts(".all") == []
    assert await player.texts(".call") == ["Vote now ask.example/k7q2"]
    assert await player.texts(".box") == ["", "", ""]


async def test_published_it_shows_shares_and_how_many_voted(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "poll", **poll(1500, 300, 200))
    assert await player.texts(".share") == ["75%", "15%", "10%"]
    assert await player.texts(".all") == ["2,000"]
    assert await bars(player) == [0.75, 0.15, 0.1]
    assert await player.texts(".won") == []
    await player.update(lang="fr")
    assert [text.replace("\u202f", " ") for text in await player.texts(".all")] == ["2 000"]
    assert await player.texts(".share") == ["75\u00a0%", "15\u00a0%", "10\u00a0%"]


@pytest.mark.parametrize(
    ("votes", "first"),
    [((5, 9, 1), ["The bridge"]), ((7, 7, 1), ["The railway", "The bridge"]), ((0, 0), [])],
)
async def test_closed_who_won_has_a_tick_and_heavier_words(
    studio: FakeStudio, context: BrowserContext, votes: tuple[int, ...], first: list[str]
) -> None:
    player = await played(studio, context, "poll", **poll(*votes, state="closed"))
    assert await player.texts(".row[data-first] .choice") == first
    assert len(await player.texts(".won")) == len(first)
    assert await player.texts(".call") == []
    weights = await player.page.evaluate(
        "() => [...graphic.shadowRoot.querySelectorAll('.row')].map((row) => [row.hasAttribute('data-first'),"
        " Number(getComputedStyle(row.querySelector('.choice')).fontWeight)])"
    )
    assert all((weight >= 800) == won for won, weight in weights)


async def test_votes_change_the_bars_where_they_stand_once_a_second(
    studio: FakeStudio, context: BrowserContext
) -> None:
    page = await context.new_page()
    await page.clock.install(time=1_700_000_000)
    await page.clock.pause_at(1_700_000_060)
    await page.goto(f"{studio.url}/bare")
    player = Player(page, "poll")
    await player.load(**poll(1, 1))
    await player.play()
    await page.evaluate(
        """() => {
          window.rows = [...graphic.shadowRoot.querySelectorAll(".row")];
          window.told = [];
          const { all } = graphic.el;
          new MutationObserver(() => told.push(all.textContent)).observe(all, { childList: true });
        }"""
    )
    await page.clock.run_for(2000)
    for votes in range(2, 30):
        await player.update(**poll(votes, 1))
        await page.clock.run_for(100)  # 2.8 s in all
    await page.clock.run_for(1000)
    told = await page.evaluate("told")
    assert told[0] == "3"
    assert told[-1] == "30"
    assert len(told) <= 4
    assert await bars(player) == [0.9667, 0.0333, 0.0]
    assert await page.evaluate("rows.every((row) => row.isConnected)")
    await player.update(**poll(2, 28, state="closed"))  # not a second later, and yet at once
    assert await player.texts(".row[data-first] .choice") == ["The bridge"]


async def test_what_was_to_be_counted_is_counted_as_it_leaves(
    studio: FakeStudio, context: BrowserContext
) -> None:
    player = await played(studio, context, "poll", **poll(1, 1))
    await player.update(**poll(3, 1))
    await player.update(**poll(9, 1))
    await player.stop()
    assert (await bars(player))[:2] == [0.9, 0.1]


async def test_options_as_json_and_whatever_else_comes(studio: FakeStudio, context: BrowserContext) -> None:
    player = await played(
        studio,
        context,
        "poll",
        question="Which?",
        options=json.dumps([{"label": f"Answer {n}", "votes": str(n)} for n in range(9)]),
        published="true",
        total="x",
    )
    assert await player.texts(".choice") == [f"Answer {n}" for n in range(5)]
    assert await player.texts(".share") == ["0%", "10%", "20%", "30%", "40%"]
    for strange in ("{", "[1, null, {}]", [], {"a": 1}, [{"votes": -5}, {"label": ["x"], "votes": 1e99}]):
        await player.update(options=strange)
    assert await player.texts("[data-el=question]") == ["Which?"]


async def test_the_largest_poll_stays_clear_of_a_ticker_below(
    studio: FakeStudio, context: BrowserContext
) -> None:
    long = "Given that the council promised to reopen the line, what should be paid for first of all? " * 4
    options = [{"id": str(n), "label": f"Answer {n}, which is a long one with many words in it", "votes": n}
               for n in range(5)]  # fmt: skip
    player = await played(
        studio, context, "poll", question=long, options=options, published=True, words="Vote", url="a.example"
    )
    top, bottom, seen = await player.page.evaluate(
        "() => { const r = graphic.el.poll.getBoundingClientRect(); const q = graphic.el.question;"
        " return [r.top, r.bottom, q.scrollHeight <= q.clientHeight + 1]; }"
    )
    assert top >= 54 + 96 - 1
    assert bottom <= 1080 - 86 + 1
    assert seen


@pytest.mark.parametrize("theme", ["studio", "paper", "arena"])
async def test_short_answers_of_any_script_are_large(
    studio: FakeStudio, context: BrowserContext, theme: str
) -> None:
    labels = ["はい", "いいえ 👍🏽", "لا أعرف", "क्या", "ไม่ใช่"]
    options = [{"id": str(n), "label": label} for n, label in enumerate(labels)]
    player = await played(studio, context, "poll", question="明年怎么办？", options=options, theme=theme)
    sizes = await player.page.evaluate(
        "() => [...graphic.shadowRoot.querySelectorAll('.text')]"
        ".map((part) => parseFloat(getComputedStyle(part).fontSize))"
    )
    assert sizes == [54, 40, 40, 40, 40, 40]
