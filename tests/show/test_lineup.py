from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlay.show.lineup import Lineup

KEYS = st.sampled_from("abcdefgh")


def filled(keys: str) -> Lineup:
    row = Lineup()
    for key in keys:
        row.insert(key)
    return row


def test_ids_stand_in_the_order_they_came() -> None:
    row = filled("abc")
    assert list(row) == ["a", "b", "c"] and len(row) == 3
    assert (row.first, row.last) == ("a", "c")


def test_neighbours_are_known() -> None:
    row = filled("abc")
    assert (row.before("a"), row.after("a")) == (None, "b")
    assert (row.before("c"), row.after("c")) == ("b", None)


def test_what_is_not_here_is_a_key_error() -> None:
    row = filled("a")
    for ask in (row.after, row.before, row.remove):
        with pytest.raises(KeyError):
            ask("x")
    with pytest.raises(KeyError):
        row.insert("b", before="x")


@given(st.lists(st.tuples(KEYS, st.none() | KEYS)))
def test_it_is_a_plain_list_that_costs_less(steps: list[tuple[str, str | None]]) -> None:
    row, plain = Lineup(), list[str]()
    for key, before in steps:
        if key in plain:
            row.remove(key)
            plain.remove(key)
        if before is None or before in plain:
            row.insert(key, before)
            plain.insert(len(plain) if before is None else plain.index(before), key)
        assert list(row) == plain
        assert (row.first, row.last) == ((plain[0], plain[-1]) if plain else (None, None))
        assert [row.before(k) for k in plain] == [None, *plain][: len(plain)]
        assert [row.after(k) for k in plain] == [*plain[1:], None][: len(plain)]


def test_followers_hear_of_every_change_with_the_old_neighbours() -> None:
    heard: list[object] = []

    class Follower:
        def entered(self, key: str) -> None:
            heard.append(("entered", key))

        def left(self, key: str, previous: str | None, following: str | None) -> None:
            heard.append(("left", key, previous, following))

    row = filled("ac")
    row.followers.append(Follower())
    row.insert("b", before="c")
    row.remove("b")
    assert heard == [("entered", "b"), ("left", "b", "a", "c")]
