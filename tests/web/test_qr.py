"""QR codes as the graphic draws them."""

from __future__ import annotations

import re

import pytest
import segno

from overlay.show.model import Settings
from overlay.web import qr


@pytest.mark.parametrize("words", ["http://192.168.1.20:4748", "https://ask.example.org/" + "x" * 100, "é"])
def test_the_path_draws_exactly_the_dark_modules(words: str) -> None:
    drawn, modules = qr.path(words)
    dark: set[tuple[int, int]] = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn):
        dark |= {(int(x) + step, int(y)) for step in range(int(width))}
    matrix = list(segno.make(words, micro=False, error="m").matrix)
    assert modules == len(matrix)
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, cell in enumerate(row) if cell}
    assert re.sub(r"M\d+ \d+h\d+v1h-\d+z", "", drawn) == ""


def test_the_picture_has_a_quiet_zone() -> None:
    _, modules = qr.path("http://127.0.0.1:4748")
    assert f'width="{(modules + 8) * 8}"'.encode() in qr.svg("http://127.0.0.1:4748")


def test_the_join_code_says_where_to_ask_in_the_shows_language() -> None:
    data = qr.join_code(Settings("Débat", "fr"), "http://192.168.1.20:4748")
    assert (data["title"], data["url"], data["words"]) == (
        "Débat",
        "192.168.1.20:4748",
        "Posez votre question",
    )
    assert qr.join_code(Settings(), "")["modules"] == 0


def test_the_poll_says_where_to_vote_in_the_shows_language() -> None:
    here = qr.vote_here(Settings(language="fr"), "http://192.168.1.20:4748")
    assert here == {"label": "Sondage", "url": "192.168.1.20:4748", "words": "Votez ici"}
