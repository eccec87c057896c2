"""The picture apart from the database, and the way back from it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from overlay.journal.onair import NAME, keep, kept, way_back
from overlay.show.events import Entry
from overlay.show.fold import Show, fold
from overlay.show.model import Who
from tests.journal.story import STATES, told


@pytest.mark.parametrize("wanted", STATES)
@pytest.mark.parametrize("now", [None, *STATES])
def test_there_is_a_way_back_from_every_state_to_every_picture(now: int | None, wanted: int) -> None:
    standing, there = told(wanted)
    show = Show("s") if now is None else told(now)[1]
    events = way_back(show, standing)
    fold(show, Entry(standing.rev + 100, 0, "s", Who("journal", "source"), "restore", events))
    assert (show.layers, show.on_air) == (there.layers, there.on_air)
    assert (show.settings, show.closed, show.latched) == (there.settings, there.closed, there.latched)
    if show.on_air:
        now_on_air, then = show.questions[show.on_air], there.questions[show.on_air]
        assert msgspec.structs.replace(now_on_air, original=then.original) == then
    listed = [key for row in show.lists.values() for key in row]
    assert sorted(listed) == sorted(show.questions)


@pytest.mark.parametrize("state", STATES)
def test_a_show_that_stands_so_already_needs_nothing(state: int) -> None:
    standing, show = told(state)
    assert way_back(show, standing) == ()


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    assert kept(tmp_path) is None
    for state in STATES:
        standing, _ = told(state)
        keep(tmp_path, standing)
        assert kept(tmp_path) == standing
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_no_damaged_file_is_believed(tmp_path: Path) -> None:
    keep(tmp_path, told(5)[0])
    whole = (tmp_path / NAME).read_bytes()
    for place in range(len(whole)):
        (tmp_path / NAME).write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert kept(tmp_path) is None, place
        (tmp_path / NAME).write_bytes(whole[:place])
        assert kept(tmp_path) is None, place


def test_it_can_be_read_by_people(tmp_path: Path) -> None:
    keep(tmp_path, told(4)[0])
    state = msgspec.json.decode((tmp_path / NAME).read_bytes())["state"]
    assert state["question"]["text"] == "Why?"
