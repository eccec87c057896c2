from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from overlay.show.lineup import Lineup
from overlay.show.window import Window
from tests.show.page import Page

KEYS = [f"k{number}" for number in range(9)]
Step = tuple[str, str | None, bool]


def filled(keys: str) -> Lineup:
    row = Lineup()
    for key in keys:
        row.insert(key)
    return row


def test_it_holds_the_first_of_a_list() -> None:
    assert list(Window(filled("abcd"), 2)) == ["a", "b"]


def test_it_holds_the_newest_of_a_list() -> None:
    assert list(Window(filled("abcd"), 2, newest=True)) == ["c", "d"]


def test_one_that_enters_beyond_it_is_not_told() -> None:
    row = filled("abc")
    window = Window(row, 2)
    row.insert("x", before="c")
    assert window.steps() == [] and list(window) == ["a", "b"]


def test_one_that_leaves_lets_the_next_in() -> None:
    row = filled("abcd")
    window = Window(row, 2)
    row.remove("a")
    assert window.steps() == [("a", False), ("c", True)]


def test_one_that_enters_pushes_the_last_out() -> None:
    row = filled("abc")
    window = Window(row, 2)
    row.insert("x", before="b")
    assert window.steps() == [("b", False), ("x", True)]


def test_steps_are_told_once() -> None:
    row = filled("ab")
    window = Window(row, 2)
    row.remove("a")
    assert window.steps() and not window.steps()


@given(
    size=st.integers(1, 5),
    newest=st.booleans(),
    start=st.lists(st.sampled_from(KEYS), unique=True),
    steps=st.lists(st.tuples(st.sampled_from(KEYS), st.none() | st.sampled_from(KEYS), st.booleans())),
    told_every=st.integers(1, 2),
)
def test_a_page_that_follows_the_steps_holds_the_part_of_a_plain_list(
    size: int, newest: bool, start: list[str], steps: list[Step], told_every: int
) -> None:
    row, plain = Lineup(), list(start)
    for key in start:
        row.insert(key)
    window = Window(row, size, newest=newest)

    def part() -> list[str]:
        return plain[-size:] if newest else plain[:size]

    page = Page({"row": [{"id": key} for key in part()]})
    for number, (key, before, stays) in enumerate(steps):
        if key in plain:
            row.remove(key)
            plain.remove(key)
        if stays and (before is None or before in plain):
            row.insert(key, before)
            plain.insert(len(plain) if before is None else plain.index(before), key)
        if number % told_every == 0:
            page.apply(
                [
                    ["put", "row", {"id": moved}, window.before(moved)] if held else ["cut", "row", moved]
                    for moved, held in window.steps()
                ]
            )
            assert [item["id"] for item in page.view["row"]] == list(window) == part()
