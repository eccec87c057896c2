"""Files of JSON lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from overlay.errors import OverlayError
from overlay.sources.lines import read_lines


def test_each_line_is_a_question() -> None:
    data = (
        b'{"t": 3.5, "author": "Mia", "text": "When?", "label": "normal"}\n'
        b"\n"
        b'{"text": "What?", "name": "Tom", "source": "chat", "id": "m1", "at": "2026-11-23 09:00:01"}\n'
    )
    first, second = read_lines(data).messages
    assert (first.text, first.name, first.author, first.at) == ("When?", "Mia", "Mia", 3.5)
    assert (second.name, second.platform, second.id) == ("Tom", "chat", "m1")
    assert second.at is not None


def test_broken_lines_are_told_and_the_others_kept() -> None:
    data = (
        b'{"text": "Good?"}\n{"text": 3}\nnonsense\n[]\n{"text": ""}\n'
        b'{"text": "\\ud800"}\n{"text": "Also?"}\n'
    )
    batch = read_lines(data)
    assert [message.text for message in batch.messages] == ["Good?", "Also?"]
    assert [skip.line for skip in batch.skipped] == [2, 3, 4, 5, 6]


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    try:
        read_lines(data)
    except OverlayError:
        return
