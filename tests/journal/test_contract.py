"""What every journal does. Another kind of journal joins by a line in JOURNALS."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overlay.errors import Unknown
from overlay.journal.contract import Journal, ShowLine, Vote, Write
from overlay.journal.memory import MemoryJournal
from overlay.journal.sqlite import SqliteJournal
from overlay.show.events import Closed, Configured, Entry
from overlay.show.model import Question, Settings
from tests.journal.entries import HOST, asked, histories, many, opened, questions

JOURNALS: dict[str, Callable[[Path], Journal]] = {
    "memory": lambda folder: MemoryJournal(),
    "sqlite": SqliteJournal.open,
}


@pytest.fixture(params=JOURNALS)
async def journal(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Journal]:
    made = JOURNALS[request.param](tmp_path)
    yield made
    await made.close()


async def record(journal: Journal, *writes: Write) -> None:
    await asyncio.gather(*[journal.append(write) for write in writes])


def found(journal: Journal, words: str = "", show: str = "s") -> list[str]:
    return [q.id for q in journal.search(show, status=None, words=words, limit=99, after="")[0]]


async def test_a_new_journal_is_empty(journal: Journal) -> None:
    assert (journal.last_rev, journal.shows(), list(journal.entries("s"))) == (0, [], [])
    assert journal.recorded and not journal.low and journal.notice is None and journal.epoch


async def test_entries_come_back_in_order_show_by_show(journal: Journal) -> None:
    writes = [opened(1, "s"), opened(2, "t"), asked(3, "s"), asked(4, "t"), asked(5, "s")]
    await record(journal, *writes)
    assert [entry.rev for entry in journal.entries("s")] == [1, 3, 5]
    assert list(journal.entries("t")) == [writes[1].entry, writes[3].entry]
    assert journal.last_rev == 5


async def test_futures_end_in_the_order_of_rev(journal: Journal) -> None:
    ended: list[int] = []
    futures = [journal.append(write) for write in many(200)]
    for rev, future in enumerate(futures, 1):
        future.add_done_callback(lambda _, rev=rev: ended.append(rev))  # type: ignore[misc]
    await asyncio.gather(*futures)
    assert ended == list(range(1, 201))


async def test_an_entry_that_does_not_follow_is_refused_and_changes_nothing(journal: Journal) -> None:
    await record(journal, *many(2))
    for rev in (1, 2, 4):
        with pytest.raises(ValueError, match=f"entry {rev} cannot follow entry 2"):
            journal.append(asked(rev))
    await record(journal, asked(3))
    assert [entry.rev for entry in journal.entries("s")] == [1, 2, 3]


async def test_a_waiting_caller_may_go_away(journal: Journal) -> None:
    first, second = journal.append(opened(1)), journal.append(asked(2))
    first.cancel()
    await second
    assert [entry.rev for entry in journal.entries("s")] == [1, 2]


async def test_shows_are_told_newest_first(journal: Journal) -> None:
    await record(
        journal, opened(1, "s", "One"), asked(2, "s"), opened(3, "t", "Two"), asked(4, "s"), asked(5, "t")
    )
    assert journal.shows() == [
        ShowLine("t", "Two", 1003, False, 1, 5),
        ShowLine("s", "One", 1001, False, 2, 4),
    ]


async def test_a_show_line_follows_title_and_closing(journal: Journal) -> None:
    renamed = Configured(Settings("Late"), Settings("Evening"))
    await record(
        journal,
        opened(1),
        Write(Entry(2, 2000, "s", HOST, "configure", (renamed,))),
        Write(Entry(3, 3000, "s", HOST, "close", (Closed(),))),
    )
    assert journal.shows() == [ShowLine("s", "Late", 1001, True, 0, 3)]
    await record(journal, Write(Entry(4, 4000, "s", HOST, "undo", (Closed(reopened=True),))))
    assert journal.shows() == [ShowLine("s", "Late", 1001, False, 0, 4)]


async def test_search_gives_pages_in_the_order_asked(journal: Journal) -> None:
    await record(journal, *many(6))
    page, more = journal.search("s", status=None, words="", limit=2, after="")
    assert ([q.id for q in page], more) == (["q2", "q3"], True)
    page, more = journal.search("s", status=None, words="", limit=2, after="q3")
    assert ([q.id for q in page], more) == (["q4", "q5"], True)
    page, more = journal.search("s", status=None, words="", limit=2, after="q5")
    assert ([q.id for q in page], more) == (["q6"], False)
    with pytest.raises(Unknown, match="no question q9"):
        journal.search("s", status=None, words="", limit=2, after="q9")


async def test_search_by_status_sees_the_row_as_it_is_now(journal: Journal) -> None:
    first = asked(2)
    queued = Question("q2", "Why?", "queued", 1002)
    await record(journal, opened(1), first, asked(3), Write(asked(4).entry, (queued,)))
    assert journal.search("s", status="queued", words="", limit=9, after="") == ([queued], False)
    assert [q.id for q in journal.search("s", status="inbox", words="", limit=9, after="")[0]] == ["q3"]


async def test_a_removed_question_is_found_no_more(journal: Journal) -> None:
    await record(journal, *many(3), Write(asked(4).entry, (), ("q2",)))
    assert found(journal) == ["q3"]
    assert journal.shows()[0].questions == 1


async def test_shows_do_not_find_each_others_questions(journal: Journal) -> None:
    await record(journal, opened(1), asked(2), opened(3, "t"), asked(4, "t"))
    assert (found(journal), found(journal, show="t"), found(journal, show="u")) == (["q2"], ["q4"], [])


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("", ["q2", "q3", "q4", "q5"]),
        ("CAFÉ", ["q2"]),
        ("café ANNA", ["q2"]),
        ("anna paris", []),
        ("straße", ["q3"]),
        ("STRASSE", ["q3"]),
        ("100%", ["q4"]),
        ("%", ["q4"]),
        ("_", ["q5"]),
        ("a_b", ["q5"]),
        ("\\", ["q5"]),
        ("'", ["q4"]),
        ("\0", ["q2", "q3", "q4", "q5"]),
        (" ".join(f"x{n}" for n in range(3000)), []),
    ],
)
async def test_search_finds_words_and_takes_no_character_for_a_wildcard(
    journal: Journal, words: str, ids: list[str]
) -> None:
    await record(
        journal,
        opened(1),
        asked(2, text="Un café à midi ?", name="Anna"),
        asked(3, text="Welche Straße?", name="PARIS"),
        asked(4, text="Is it 100% 'sure'?"),
        asked(5, text=r"What is a_b\c?"),
    )
    assert found(journal, words) == ids


async def test_of_a_device_only_the_newest_vote_in_a_poll_is_kept(journal: Journal) -> None:
    first, second, other = Vote("s", "p", "d1", "a"), Vote("s", "p", "d2", "a"), Vote("s", "q", "d1", "b")
    again = Vote("s", "p", "d1", "c")
    await asyncio.gather(
        *[journal.vote(vote) for vote in (first, second, other, again, Vote("t", "p", "d1", "b"))]
    )
    assert journal.votes("s") == [second, other, again]
    assert journal.votes("t") == [Vote("t", "p", "d1", "b")]
    assert (journal.votes("u"), journal.last_rev) == ([], 0)


async def test_votes_and_entries_are_durable_in_the_order_given(journal: Journal) -> None:
    ended: list[int] = []
    futures = [
        journal.append(opened(1)),
        *(journal.vote(Vote("s", "p", f"d{n}", "a")) for n in range(700)),
        journal.append(asked(2)),
        *(journal.vote(Vote("s", "p", f"d{n}", "b")) for n in range(700)),
    ]
    for place, future in enumerate(futures):
        future.add_done_callback(lambda _, place=place: ended.append(place))  # type: ignore[misc]
    await futures[701]
    assert {vote.device for vote in journal.votes("s")} == {f"d{n}" for n in range(700)}
    await asyncio.gather(*futures)
    assert ended == list(range(len(futures)))
    assert {vote.option for vote in journal.votes("s")} == {"b"}


async def test_votes_are_still_there_when_the_folder_is_opened_again(tmp_path: Path) -> None:
    journal = SqliteJournal.open(tmp_path)
    futures = [journal.vote(Vote("s", "p", f"d{n % 50}", "abc"[n % 3])) for n in range(500)]
    await journal.close()
    assert all(future.done() and future.exception() is None for future in futures)
    journal = SqliteJournal.open(tmp_path)
    newest = {f"d{n % 50}": "abc"[n % 3] for n in range(500)}
    assert {vote.device: vote.option for vote in journal.votes("s")} == newest
    await journal.close()


@pytest.mark.parametrize("kind", JOURNALS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(votes=st.lists(st.builds(Vote, *map(st.sampled_from, ("st", "pq", "abc", "xyz")))))
def test_every_journal_keeps_the_votes_that_a_dictionary_would(kind: str, votes: list[Vote]) -> None:
    async def story(folder: Path) -> None:
        journal = JOURNALS[kind](folder)
        await asyncio.gather(*[journal.vote(vote) for vote in votes])
        kept: dict[tuple[str, str, str], Vote] = {}
        for vote in votes:
            kept.pop((vote.show, vote.poll, vote.device), None)
            kept[vote.show, vote.poll, vote.device] = vote
        for show in "st":
            assert journal.votes(show) == [vote for vote in kept.values() if vote.show == show]
        await journal.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(story(Path(folder)))


async def test_closing_waits_for_what_was_appended(tmp_path: Path) -> None:
    for make in JOURNALS.values():
        journal = make(tmp_path)
        futures = [journal.append(write) for write in many(1000)]
        await journal.close()
        assert all(future.done() and future.exception() is None for future in futures)
        await journal.close()


@pytest.mark.parametrize("kind", JOURNALS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(writes=histories())
def test_whatever_was_appended_is_read_again(kind: str, writes: list[Write]) -> None:
    """And every journal tells of it what the simplest one does."""

    async def story(folder: Path) -> None:
        journal, model = JOURNALS[kind](folder), MemoryJournal()
        await record(journal, *writes)
        await record(model, *writes)
        for show in ("first", "second"):
            assert list(journal.entries(show)) == [w.entry for w in writes if w.entry.show == show]
            for status in (None, "inbox", "on_air"):
                now = journal.search(show, status=status, words="", limit=99, after="")
                assert now == model.search(show, status=status, words="", limit=99, after="")
        assert journal.shows() == model.shows()
        await journal.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(story(Path(folder)))


@pytest.mark.parametrize("kind", JOURNALS)
@settings(max_examples=25, deadline=None)
@given(asked_ones=st.lists(questions, min_size=1, max_size=4))
def test_a_question_is_found_by_every_word_of_it(kind: str, asked_ones: list[Question]) -> None:
    async def story(folder: Path) -> None:
        journal = JOURNALS[kind](folder)
        writes = [asked(rev, text=q.text, name=q.name) for rev, q in enumerate(asked_ones, 2)]
        await record(journal, opened(1), *writes)
        for question in (write.changed[0] for write in writes):
            for word in f"{question.text} {question.name}".split():
                assert question.id in found(journal, word)
        await journal.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(story(Path(folder)))
