"""The picture apart from the database, and the way back from it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from overlay.journal.onair import NAME, keep, kept, way_back
from overlay.journal.standing import Standing, after
from overlay.show.commands import AnyCommand, Close, Configure, Edit, Next, Panic, Star, Take, Update
from overlay.show.events import Entry
from overlay.show.fold import Show, fold
from overlay.show.model import Who
from tests.journal.entries import Scribe

STORY: tuple[AnyCommand | str, ...] = (
    "ask",
    "ask",
    "ask",
    Next(),
    Take(graphic="join-code"),
    Next(),
    Take(id="q2", graphic="question-card"),
    Star(),
    Edit(id="q2", text="Why not?"),
    Update(),
    Configure(title="Late"),
    Panic(),
    Close(),
)


def told() -> list[tuple[Standing, Show]]:
    """The standing, and the show itself, after each entry of the story."""
    states = []
    scribe, standing = Scribe(), None
    for number in range(len(STORY) + 1):
        scribe, standing = Scribe(), None
        for step in (None, *STORY[:number]):
            write = (
                scribe.open() if step is None else scribe.ask() if isinstance(step, str) else scribe.do(step)
            )
            standing = after(standing, write)
        assert standing is not None
        states.append((standing, scribe.show))
    return states


@pytest.mark.parametrize("state", range(len(STORY) + 1))
def test_the_standing_is_what_the_show_shows(state: int) -> None:
    standing, show = told()[state]
    assert standing.pictures == show.layers
    assert (standing.settings, standing.closed, standing.latched) == (
        show.settings,
        show.closed,
        show.latched,
    )
    assert standing.question == (show.questions[show.on_air] if show.on_air else None)


@pytest.mark.parametrize("wanted", range(len(STORY) + 1))
@pytest.mark.parametrize("now", [None, *range(len(STORY) + 1)])
def test_there_is_a_way_back_from_every_state_to_every_picture(now: int | None, wanted: int) -> None:
    standing, there = told()[wanted]
    show = Show("s") if now is None else told()[now][1]
    fold(
        show, Entry(standing.rev + 100, 0, "s", Who("journal", "source"), "restore", way_back(show, standing))
    )
    assert (show.layers, show.on_air) == (there.layers, there.on_air)
    assert (show.settings, show.closed, show.latched) == (there.settings, there.closed, there.latched)
    if show.on_air:
        assert show.questions[show.on_air] == there.questions[show.on_air]
    listed = [key for row in show.lists.values() for key in row]
    assert sorted(listed) == sorted(show.questions)


def test_a_show_that_stands_so_already_needs_nothing() -> None:
    for standing, show in told():
        assert way_back(show, standing) == ()


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    assert kept(tmp_path) is None
    for standing, _ in told():
        keep(tmp_path, standing)
        assert kept(tmp_path) == standing
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_no_damaged_file_is_believed(tmp_path: Path) -> None:
    standing = told()[4][0]
    keep(tmp_path, standing)
    whole = (tmp_path / NAME).read_bytes()
    for place in range(len(whole)):
        (tmp_path / NAME).write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert kept(tmp_path) is None, place
        (tmp_path / NAME).write_bytes(whole[:place])
        assert kept(tmp_path) is None, place


def test_it_can_be_read_by_people(tmp_path: Path) -> None:
    keep(tmp_path, told()[4][0])
    state = msgspec.json.decode((tmp_path / NAME).read_bytes())["state"]
    assert state["question"]["text"] == "Why?"
