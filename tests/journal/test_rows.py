"""A row that is not as it was written is noticed, whichever part of it changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlay.errors import Damaged
from overlay.journal.contract import Vote
from overlay.journal.rows import (
    Row,
    entry_row,
    question_row,
    read_entry,
    read_question,
    read_vote,
    vote_row,
)
from overlay.show.model import Question
from tests.journal.entries import asked, questions


@given(questions, st.data())
def test_any_flipped_bit_of_a_body_is_noticed(question: Question, data: st.DataObject) -> None:
    *columns, crc, body = question_row("s", question)
    assert read_question((*columns, crc, body)) == question
    bit = data.draw(st.integers(0, len(body) * 8 - 1))
    flipped = bytearray(body)
    flipped[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Damaged, match="question"):
        read_question((*columns, crc, bytes(flipped)))


@pytest.mark.parametrize("column", range(4))
def test_a_changed_column_is_noticed(column: int) -> None:
    row = entry_row(asked(7).entry)
    changed: Row = (8, "t", 1, b"{}")
    assert read_entry(row) == asked(7).entry
    with pytest.raises(Damaged, match="entry"):
        read_entry((*row[:column], changed[column], *row[column + 1 :]))


@pytest.mark.parametrize("body", [None, 7, "text"])
def test_a_body_of_another_kind_is_noticed(body: object) -> None:
    with pytest.raises(Damaged):
        read_entry((*entry_row(asked(7).entry)[:3], body))


@pytest.mark.parametrize("column", range(5))
def test_a_changed_vote_is_noticed(column: int) -> None:
    vote = Vote("s", "p", "device:1", "a")
    row = vote_row(vote)
    assert read_vote(row) == vote
    with pytest.raises(Damaged, match="vote"):
        read_vote((*row[:column], "other" if column < 4 else 1, *row[column + 1 :]))
