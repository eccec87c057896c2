"""Where commands are carried out: in order, once, durable before they are answered."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from msgspec import UNSET

from overlay.bus import Bus
from overlay.desk import Changed, Desk
from overlay.errors import Damaged, Forbidden, Illegal, OverlayError, Unavailable, Undecodable, Unknown
from overlay.journal.contract import Write
from overlay.journal.memory import MemoryJournal
from overlay.journal.sqlite import SqliteJournal
from overlay.show.commands import (
    AnyCommand,
    Approve,
    Ask,
    Clear,
    Close,
    Configure,
    Draft,
    Edit,
    Next,
    Panic,
    Paste,
    Release,
    Star,
    Take,
    Undo,
    Withdraw,
)
from overlay.show.events import Entry
from overlay.show.model import Role, Who
from overlay.show.views import VIEWS
from tests.journal.disks import no_larger_file
from tests.journal.waiting import until
from tests.show.page import Page
from tests.show.story import ASKER, HOST, MODERATOR, OTHER, PRODUCER


class HeldJournal(MemoryJournal):
    """A memory journal whose disk is slow: durable is what was `release`d, read what is `readable`."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted, self.readable = threading.Event(), threading.Event()
        self.readable.set()
        self.held: list[asyncio.Future[None]] = []
        self.holding = False

    def append(self, write: Write) -> asyncio.Future[None]:
        done = super().append(write)
        if not self.holding:
            return done
        self.held.append(asyncio.get_running_loop().create_future())
        return self.held[-1]

    def entries(self, show: str) -> Iterator[Entry]:
        self.wanted.set()
        assert self.readable.wait(20)
        return super().entries(show)

    def release(self) -> None:
        held, self.held = self.held, []
        for done in held:
            done.set_result(None)


class Studio:
    """A desk with a show on it, and all the news it told."""

    def __init__(self, journal: MemoryJournal | SqliteJournal) -> None:
        self.desk = Desk(journal, Bus())
        self.news: list[Changed] = []
        self.desk.bus.listen(Changed, self.news.append)

    async def start(self) -> Studio:
        await self.desk.start("Show", "en")
        return self

    async def queue(self, *texts: str) -> list[str]:
        return [str((await self.desk.carry_out(HOST, Ask(text=text, queue=True))).id) for text in texts]


@pytest.fixture
def journal() -> HeldJournal:
    return HeldJournal()


@pytest.fixture
async def studio(journal: HeldJournal) -> Studio:
    return await Studio(journal).start()


# -- start


async def test_the_first_start_makes_a_show(studio: Studio) -> None:
    (line,) = await studio.desk.shows()
    assert (line.title, line.id, studio.desk.published) == ("Show", studio.desk.show.id, 1)


async def test_a_later_start_finds_everything_again(studio: Studio, journal: HeldJournal) -> None:
    first, _ = await studio.queue("One?", "Two?")
    await studio.desk.carry_out(HOST, Take(op="t"))
    again = await Studio(journal).start()
    assert again.desk.show.on_air == first and again.desk.published == studio.desk.show.rev
    for kind in VIEWS:
        assert again.desk.views[kind].whole(again.desk.show) == studio.desk.views[kind].whole(
            studio.desk.show
        )
    assert (await again.desk.carry_out(HOST, Take(op="t"))).reason == "repeated"
    await again.desk.carry_out(HOST, Undo())
    assert again.desk.show.on_air is None


async def test_commands_wait_for_the_start(journal: HeldJournal) -> None:
    desk = Desk(journal, Bus())
    waiting = asyncio.ensure_future(desk.carry_out(HOST, Ask(text="Why?")))
    await desk.start("Show", "en")
    assert (await waiting).changed


# -- commands


async def test_an_ask_is_answered_with_its_id_and_a_verdict(studio: Studio) -> None:
    answer = await studio.desk.carry_out(ASKER, Ask(text="  Why\u202e?  ", name="Ann", op="1"))
    assert answer.verdict == {"action": "pass", "reasons": []}
    question = studio.desk.show.questions[str(answer.id)]
    assert (question.text, question.author, question.status) == ("Why?", ASKER.id, "inbox")


async def test_pasted_questions_are_answered_with_their_ids(studio: Studio) -> None:
    answer = await studio.desk.carry_out(MODERATOR, Paste(questions=(Draft("One?"), Draft("Two?"))))
    assert answer.ids == tuple(studio.desk.show.lists["inbox"])


async def test_the_reply_says_how_the_show_stands(studio: Studio) -> None:
    first, second, _ = await studio.queue("One?", "Two?", "Three?")
    answer = await studio.desk.carry_out(HOST, Next())
    assert (answer.changed, answer.on_air, answer.next, answer.queue) == (True, first, second, 2)
    assert answer.rev == studio.desk.show.rev and answer.recorded is UNSET


@pytest.mark.parametrize(
    ("who", "command", "error", "sentence"),
    [
        (MODERATOR, Next(), Forbidden, "A moderator may not next."),
        (HOST, Star(id="nobody"), Unknown, "There is no question nobody."),
        (HOST, Take(graphic="fireworks"), Unknown, "There is no graphic “fireworks”; there are: "),
        (HOST, Ask(text="\u200b\u2060"), Undecodable, "The question is empty."),
        (ASKER, Ask(text="x" * 141), Undecodable, "The question has 141 characters; at most 140 fit."),
        (HOST, Ask(text="x" * 281), Undecodable, "The question has 281 characters; at most 280 fit."),
        (PRODUCER, Configure(title="\u200b"), Undecodable, "A show needs a title."),
        (ASKER, Withdraw(id="nobody"), Unknown, "There is no question nobody."),
    ],
)
async def test_what_cannot_be_done_is_told_in_a_sentence(
    studio: Studio, who: Who, command: AnyCommand, error: type[OverlayError], sentence: str
) -> None:
    rev = studio.desk.show.rev
    with pytest.raises(error) as refused:
        await studio.desk.carry_out(who, command)
    assert str(refused.value).startswith(sentence) and studio.desk.show.rev == rev


async def test_nothing_to_do_is_answered_quietly(studio: Studio) -> None:
    answer = await studio.desk.carry_out(HOST, Next())
    assert (answer.ok, answer.changed, answer.reason) == (True, False, "empty")


async def test_the_limit_of_the_show_binds_strangers_and_280_the_crew(studio: Studio) -> None:
    await studio.desk.carry_out(PRODUCER, Configure(limit=115))
    with pytest.raises(Undecodable):
        await studio.desk.carry_out(ASKER, Ask(text="x" * 116))
    assert (await studio.desk.carry_out(HOST, Ask(text="x" * 280))).changed


async def test_graphics_without_a_question_are_dressed_unless_data_comes_along(studio: Studio) -> None:
    studio.desk.wardrobe.dress["join-code"] = lambda: {"title": "Ask us"}
    await studio.desk.carry_out(HOST, Take(graphic="join-code"))
    assert studio.desk.show.layers["join"].data["title"] == "Ask us"
    await studio.desk.carry_out(HOST, Take(graphic="join-code", data={"title": "Own"}))
    assert studio.desk.show.layers["join"].data["title"] == "Own"


async def test_a_theme_that_is_not_there_is_refused_with_those_there_are(studio: Studio) -> None:
    studio.desk.wardrobe.themes = lambda: ("studio", "paper")
    with pytest.raises(Illegal, match="paper, studio"):
        await studio.desk.carry_out(PRODUCER, Configure(theme="papier"))
    await studio.desk.carry_out(PRODUCER, Configure(theme="paper"))
    assert studio.desk.show.settings.theme == "paper"


# -- the same command again


async def test_the_same_op_is_the_same_command(studio: Studio) -> None:
    first = await studio.desk.carry_out(ASKER, Ask(text="Why?", op="1"))
    second = await studio.desk.carry_out(ASKER, Ask(text="Why?", op="1"))
    assert (second.changed, second.reason, second.id, second.rev) == (False, "repeated", first.id, first.rev)
    assert len(studio.desk.show.questions) == 1


async def test_a_repeated_paste_has_its_ids_again(studio: Studio) -> None:
    paste = Paste(questions=(Draft("One?"), Draft("Two?")), op="1")
    first = await studio.desk.carry_out(HOST, paste)
    assert (await studio.desk.carry_out(HOST, paste)).ids == first.ids


async def test_the_same_op_of_another_is_another_command(studio: Studio) -> None:
    await studio.desk.carry_out(HOST, Ask(text="Why?", op="1"))
    assert (await studio.desk.carry_out(OTHER, Ask(text="Why?", op="1"))).changed


async def test_a_quiet_refusal_is_repeated_too(studio: Studio) -> None:
    assert (await studio.desk.carry_out(HOST, Next(op="1"))).reason == "empty"
    await studio.queue("Why?")
    assert (await studio.desk.carry_out(HOST, Next(op="1"))).reason == "empty"
    assert (await studio.desk.carry_out(HOST, Next(op="2"))).changed


async def test_a_loud_refusal_may_be_tried_again(studio: Studio) -> None:
    await studio.desk.carry_out(PRODUCER, Configure(intake="closed"))
    with pytest.raises(Illegal):
        await studio.desk.carry_out(ASKER, Ask(text="Why?", op="1"))
    await studio.desk.carry_out(PRODUCER, Configure(intake="open"))
    assert (await studio.desk.carry_out(ASKER, Ask(text="Why?", op="1"))).changed


async def test_a_retry_of_a_command_under_way_waits_for_the_disk(
    studio: Studio, journal: HeldJournal
) -> None:
    journal.holding = True
    first = asyncio.ensure_future(studio.desk.carry_out(ASKER, Ask(text="Why?", op="1")))
    second = asyncio.ensure_future(studio.desk.carry_out(ASKER, Ask(text="Why?", op="1")))
    await until(lambda: journal.held)
    assert not first.done() and not second.done()
    journal.release()
    assert [(await first).changed, (await second).changed] == [True, False]


# -- several at once


async def test_two_clients_press_next_a_hundred_times_and_each_pair_advances_once(studio: Studio) -> None:
    await studio.queue(*(f"Question {number}?" for number in range(100)))
    for _ in range(100):
        seen = studio.desk.show.rev
        pair = (studio.desk.carry_out(who, Next(if_rev=seen)) for who in (HOST, OTHER))
        answers = await asyncio.gather(*pair)
        assert [answer.changed for answer in answers] == [True, False]
        assert (answers[1].reason, answers[1].by) == ("stale", "Host")
    assert len(studio.desk.show.lists["answered"]) == 99


async def test_retried_presses_count_once(studio: Studio) -> None:
    await studio.queue(*(f"Question {number}?" for number in range(100)))
    ops = [f"op{number}" for number in range(100)]
    answers = await asyncio.gather(
        *(studio.desk.carry_out(HOST, Next(op=op)) for op in (*ops, *ops[:30]))
    )  # fmt: skip
    assert sum(answer.changed for answer in answers) == 100


async def test_many_commands_share_the_way_to_the_disk(studio: Studio, journal: HeldJournal) -> None:
    journal.holding = True
    asks = [asyncio.ensure_future(studio.desk.carry_out(ASKER, Ask(text="Why?"))) for _ in range(20)]
    await until(lambda: len(journal.held) == 20)
    journal.release()
    assert len({(await ask).rev for ask in asks}) == 20


# -- news


async def test_news_comes_when_it_is_durable_and_in_order(studio: Studio, journal: HeldJournal) -> None:
    journal.holding, studio.news[:] = True, []
    asks = [asyncio.ensure_future(studio.desk.carry_out(HOST, Ask(text="Why?"))) for _ in range(3)]
    await until(lambda: len(journal.held) == 3)
    assert studio.news == [] and studio.desk.published == 1 and studio.desk.show.rev == 4
    journal.release()
    await asyncio.gather(*asks)
    assert [news.entry.rev for news in studio.news] == [2, 3, 4] and studio.desk.published == 4


async def test_news_carries_a_patch_for_each_view_that_changed(studio: Studio) -> None:
    pages = {kind: Page(view.whole(studio.desk.show)) for kind, view in studio.desk.views.items()}

    def hear(news: Changed) -> None:
        for kind, patch in news.patches.items():
            pages[kind].apply(patch)

    studio.desk.bus.listen(Changed, hear)
    await studio.queue("One?", "Two?")
    assert set(studio.news[-1].patches) == {"crew"}
    await studio.desk.carry_out(HOST, Take())
    assert set(studio.news[-1].patches) == set(VIEWS)
    for kind, view in studio.desk.views.items():
        assert pages[kind].view == view.whole(studio.desk.show)


async def test_an_entry_is_written_with_the_rows_it_changed(journal: HeldJournal) -> None:
    studio = await Studio(journal).start()
    await studio.desk.carry_out(HOST, Ask(text="Why?"))
    (question,), _ = journal.search(studio.desk.show.id, status=None, words="", limit=9, after="")
    await studio.desk.carry_out(PRODUCER, Approve(id=question.id))
    (row,), _ = journal.search(studio.desk.show.id, status="queued", words="", limit=9, after="")
    assert row == studio.desk.show.questions[question.id]
    await studio.desk.carry_out(PRODUCER, Undo())
    await studio.desk.carry_out(HOST, Undo())
    assert journal.search(studio.desk.show.id, status=None, words="", limit=9, after="") == ([], False)


# -- shows


async def test_a_new_show_has_the_settings_of_the_last_and_its_own_title(studio: Studio) -> None:
    first = studio.desk.show
    await studio.desk.carry_out(PRODUCER, Configure(limit=280, intake="closed"))
    await studio.queue("Why?")
    await studio.desk.new_show(PRODUCER, "  Second ")
    show = studio.desk.show
    assert (show.settings.title, show.settings.limit, show.settings.intake) == ("Second", 280, "open")
    assert show.id != first.id and show.rev == first.rev + 1 and not show.questions
    assert studio.news[-1].whole


async def test_a_show_is_opened_again_with_its_questions_and_its_ops(studio: Studio) -> None:
    first = studio.desk.show.id
    question = (await studio.desk.carry_out(HOST, Ask(text="Why?", op="1"))).id
    await studio.desk.carry_out(PRODUCER, Close())
    await studio.desk.new_show(PRODUCER, "Second")
    answer = await studio.desk.open_show(PRODUCER, first)
    assert answer.changed and list(studio.desk.show.questions) == [question] and not studio.desk.show.closed
    assert (await studio.desk.carry_out(HOST, Ask(text="Why?", op="1"))).id == question
    assert [line.title for line in await studio.desk.shows()] == ["Show", "Second"]


async def test_a_closed_show_may_be_opened_and_an_open_one_stays_as_it_is(studio: Studio) -> None:
    here = studio.desk.show.id
    assert (await studio.desk.open_show(PRODUCER, here)).reason == "repeated"
    await studio.desk.carry_out(PRODUCER, Close())
    assert (await studio.desk.open_show(PRODUCER, here)).changed and not studio.desk.show.closed


async def test_shows_are_not_changed_on_air(studio: Studio) -> None:
    await studio.queue("Why?")
    await studio.desk.carry_out(HOST, Take())
    with pytest.raises(Illegal, match="on air"):
        await studio.desk.new_show(PRODUCER, "Second")
    await studio.desk.carry_out(HOST, Clear())
    assert (await studio.desk.new_show(PRODUCER, "Second")).changed


@pytest.mark.parametrize("role", ["host", "moderator", "viewer", "remote", "audience"])
async def test_only_a_producer_changes_shows(studio: Studio, role: Role) -> None:
    for change in (
        studio.desk.new_show(Who("x", role), "Second"),
        studio.desk.open_show(Who("x", role), studio.desk.show.id),
    ):
        with pytest.raises(Forbidden):
            await change


async def test_there_must_be_such_a_show_and_a_title(studio: Studio) -> None:
    with pytest.raises(Unknown):
        await studio.desk.open_show(PRODUCER, "nowhere")
    with pytest.raises(Undecodable):
        await studio.desk.new_show(PRODUCER, " ")


async def test_what_is_under_way_is_in_the_show_that_is_opened_again(
    studio: Studio, journal: HeldJournal
) -> None:
    here = studio.desk.show.id
    await studio.desk.carry_out(PRODUCER, Ask(text="One?"))
    journal.holding = True
    asking = asyncio.ensure_future(studio.desk.carry_out(PRODUCER, Ask(text="Two?")))
    closing = asyncio.ensure_future(studio.desk.carry_out(PRODUCER, Close()))
    await until(lambda: len(journal.held) == 2)
    opening = asyncio.ensure_future(studio.desk.open_show(PRODUCER, here))
    journal.holding = False
    journal.release()
    assert all(reply.changed for reply in await asyncio.gather(opening, asking, closing))
    assert [q.text for q in studio.desk.show.questions.values()] == ["One?", "Two?"]


async def test_commands_wait_while_a_show_is_read(studio: Studio, journal: HeldJournal) -> None:
    first = studio.desk.show.id
    await studio.desk.new_show(PRODUCER, "Second")
    journal.wanted.clear()
    journal.readable.clear()
    opening = asyncio.ensure_future(studio.desk.open_show(PRODUCER, first))
    await until(journal.wanted.is_set)
    late = asyncio.ensure_future(studio.desk.carry_out(HOST, Ask(text="Why?")))
    await asyncio.sleep(0)
    assert not late.done()
    journal.readable.set()
    assert (await opening).changed and (await late).changed
    assert studio.desk.show.id == first and len(studio.desk.show.questions) == 1


async def test_shows_are_changed_one_after_the_other(studio: Studio, journal: HeldJournal) -> None:
    first = studio.desk.show.id
    await studio.desk.new_show(PRODUCER, "Second")
    second = studio.desk.show.id
    await studio.queue("Of the second?")
    await studio.desk.new_show(PRODUCER, "Third")
    journal.wanted.clear()
    journal.readable.clear()
    opening = asyncio.ensure_future(studio.desk.open_show(PRODUCER, second))
    await until(journal.wanted.is_set)
    other = asyncio.ensure_future(studio.desk.open_show(PRODUCER, first))
    pressed = asyncio.ensure_future(studio.desk.carry_out(HOST, Next()))
    await asyncio.sleep(0)
    journal.readable.set()
    await asyncio.gather(opening, other, pressed, return_exceptions=True)
    revs = [entry.rev for show in (first, second) for entry in journal.entries(show)]
    assert len(revs) == len(set(revs))
    shown = studio.news[-1].entry.show
    assert studio.desk.show.id == shown == first or bool(studio.desk.show.layers)


async def test_panic_holds_whatever_show_is_wanted(studio: Studio) -> None:
    await studio.desk.carry_out(PRODUCER, Panic())
    with pytest.raises(Illegal, match="Panic"):
        await studio.desk.new_show(PRODUCER, "Second")
    await studio.desk.carry_out(PRODUCER, Release())
    assert (await studio.desk.new_show(PRODUCER, "Second")).changed


# -- a disk that refuses


@pytest.fixture
async def durable(tmp_path: Path) -> AsyncIterator[Studio]:
    journal = await asyncio.to_thread(lambda: SqliteJournal.open(tmp_path, retry=0.05))
    yield await Studio(journal).start()
    await journal.close()


needs_refusing_disk = pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")


@needs_refusing_disk
async def test_the_show_goes_on_without_the_disk_and_the_public_waits(durable: Studio) -> None:
    await durable.queue("One?")
    await durable.desk.carry_out(ASKER, Ask(text="Mine?", op="0"))
    mine = durable.desk.show.lists["inbox"].first or ""
    with no_larger_file():
        assert (await durable.desk.carry_out(HOST, Next(op="n"))).recorded is False
        assert (await durable.desk.carry_out(HOST, Next(op="n"))).recorded is False
        for command in (Ask(text="Why?", op="1"), Ask(text="Mine?", op="0"), Edit(id=mine, text="Whither?")):
            with pytest.raises(Unavailable):
                await durable.desk.carry_out(ASKER, command)
    await until(lambda: durable.desk.journal.recorded)
    assert (await durable.desk.carry_out(ASKER, Ask(text="Why?", op="1"))).changed
    again = list(durable.desk.journal.entries(durable.desk.show.id))
    assert [entry.rev for entry in again] == list(range(1, durable.desk.show.rev + 1))


@needs_refusing_disk
async def test_shows_are_not_changed_without_the_disk(durable: Studio) -> None:
    with no_larger_file():
        await durable.queue("Why?")
        with pytest.raises(Unavailable):
            await durable.desk.new_show(PRODUCER, "Second")
    assert durable.desk.show.settings.title == "Show"
    assert (await durable.desk.carry_out(HOST, Next())).changed


@needs_refusing_disk
async def test_a_withdrawn_question_leaves_the_picture_even_then(durable: Studio) -> None:
    question = str((await durable.desk.carry_out(ASKER, Ask(text="Mine?"))).id)
    await durable.desk.carry_out(PRODUCER, Approve(id=question))
    await durable.desk.carry_out(HOST, Take())
    with no_larger_file():
        withdrawn = await durable.desk.carry_out(ASKER, Withdraw(id=question))
        assert withdrawn.changed and withdrawn.recorded is False
        assert durable.desk.show.layers == {} and durable.news[-1].entry.command == "withdraw"


async def test_a_damaged_show_is_told_and_the_one_on_the_desk_stays(
    studio: Studio, journal: HeldJournal
) -> None:
    first = studio.desk.show.id
    await studio.desk.new_show(PRODUCER, "Second")

    def damaged(show: str) -> object:
        raise Damaged("Entry 1 is not what was written.")

    journal.entries = damaged  # type: ignore[method-assign,assignment]
    with pytest.raises(Damaged):
        await studio.desk.open_show(PRODUCER, first)
    assert studio.desk.show.settings.title == "Second"
    assert (await studio.desk.carry_out(HOST, Ask(text="Why?"))).changed
