"""Tables as spreadsheets really write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlay.errors import ConfigError, OverlayError
from overlay.sources.sheet import read_sheet, seconds

FILES = Path(__file__).parent.parent / "data" / "import"
TEXTS = [
    "Pourquoi les places sont aussi chères ?",
    "Tu passes à Lyon ; bientôt ?",
    '=HYPERLINK("http://mal.example","clic")',
    'Ligne avec retour, virgule et "guillemets" ?',
]


@pytest.mark.parametrize(
    ("file", "names", "timed"),
    [
        ("comma_utf8.csv", ["Hélène", "", "pirate", "Paul"], True),
        ("semicolon_cp1252.csv", ["Hélène", "", "pirate", "Paul"], False),
        ("semicolon_excel_fr_bom.csv", ["Hélène", "", "pirate", "Paul"], True),
        ("tab.tsv", ["Hélène", "", "pirate", "Paul"], True),
        ("no_header.csv", ["", "", "", ""], False),
    ],
)
def test_the_same_questions_come_out_of_every_file(file: str, names: list[str], timed: bool) -> None:
    batch = read_sheet((FILES / file).read_bytes())
    assert [message.text for message in batch.messages] == TEXTS
    assert [message.name for message in batch.messages] == names
    assert [message.at is not None for message in batch.messages] == [timed] * 4
    assert batch.skipped == []
    if timed:
        times = [message.at or 0.0 for message in batch.messages]
        assert [time - times[0] for time in times] == [0, 4, 8, 11]


def test_a_formula_stays_text() -> None:
    (message,) = read_sheet(b"question\n=1+1\n").messages
    assert message.text == "=1+1"


def reasons(data: bytes) -> list[tuple[int, str]]:
    return [(skip.line, str(skip.why)) for skip in read_sheet(data).skipped]


def test_each_broken_row_is_told_with_its_line() -> None:
    data = (
        b"question,name\n"
        b"First?,Mia\n"
        b",Tom\n"  # 3
        b"Second, with a comma?,Kim\n"  # 4
        b'"Two\nlines?",Bo\n'
        b"%s,Al\n"  # 7
        b'"Never closed,Ed\n'  # 8
        b"Last?,Flo\n" % (b"x" * 281)
    )
    assert [message.text for message in read_sheet(data).messages] == ["First?", "Two lines?", "Last?"]
    told = reasons(data)
    assert [line for line, _ in told] == [3, 4, 7, 8]
    assert "empty" in told[0][1]
    assert "3 cells" in told[1][1]
    assert "281" in told[2][1]
    assert "quotation" in told[3][1]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"", []),
        (b"\n\n\n", []),
        (b"question\n", []),
        (b"Your question\nAlone, with comma; and semicolon?\n", ["Alone, with comma; and semicolon?"]),
        (b"Question\nAlone, with comma; and semicolon?\n", ["Alone, with comma; and semicolon?"]),
        (b"name;QUESTION\nMia;Why?\n", ["Why?"]),
        (
            b"Mia;Why is it so long?\nTom;And what about that?\n",
            ["Why is it so long?", "And what about that?"],
        ),
        ("Question\tAuteur\nÉtait-ce ?\tAnn\n".encode("utf-16"), ["Était-ce ?"]),
        (b"question\r\nOld\r\nNew\r\n", ["Old", "New"]),
        (b"question,name\n'=1+1,'@x\n", ["=1+1"]),
    ],
)
def test_what_is_found_out_by_itself(data: bytes, texts: list[str]) -> None:
    assert [message.text for message in read_sheet(data).messages] == texts


@pytest.mark.parametrize(
    "data", [(FILES / "questions.xlsx").read_bytes(), b"PK\x03\x04", b"\x00\x01\x02\x00"]
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(ConfigError, match="CSV"):
        read_sheet(data)


@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    try:
        batch = read_sheet(data)
    except OverlayError:
        return
    assert all(message.text for message in batch.messages)


@given(st.text(alphabet="a,;\"\n\t|='", max_size=200))
def test_no_table_breaks_it(text: str) -> None:
    batch = read_sheet(text.encode())
    assert [skip.line for skip in batch.skipped] == sorted(skip.line for skip in batch.skipped)


def test_only_lines_with_open_quotation_marks_are_lost_however_many() -> None:
    rows = b"".join(b'"open %d\nWhy %d?\n' % (n, n) for n in range(60))
    batch = read_sheet(rows)
    assert [message.text for message in batch.messages] == [f"Why {n}?" for n in range(60)]
    assert len(batch.skipped) == 60


def test_a_file_of_open_quotation_marks_is_no_table() -> None:
    with pytest.raises(ConfigError, match="no table"):
        read_sheet(b'"a\n' * 100_000)


@pytest.mark.parametrize("words", ["nan", "inf", "-inf", "1e999"])
def test_a_time_is_a_number_that_comes(words: str) -> None:
    assert seconds(words) is None
