"""A graphic to begin with: whole, without a fault, never over anything that is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from overlay.config import Config
from overlay.errors import ConfigError, Illegal, Unavailable
from overlay.graphics.catalogue import read
from overlay.graphics.starter import FILES, check, make
from overlay.show.model import LAYERS
from tests.cli.overlay import overlay

SIX = {"graphic.css", "graphic.html", "graphic.mjs", "index.html", "thumb.png"}


def test_it_is_listed_without_a_fault_on_its_layer(tmp_path: Path) -> None:
    for layer in LAYERS:
        make(tmp_path / "overlays_html", f"on-{layer}", "", layer)
    graphics = read(Config(data=tmp_path).files("overlays_html"))
    for layer in LAYERS:
        graphic = graphics[f"on-{layer}"]
        assert (graphic.layer, graphic.frame, graphic.flaws, graphic.plays) == (layer, "ograf", (), True)
        assert graphic.title == f"On {layer}"


def test_nothing_of_the_placeholder_is_left(tmp_path: Path) -> None:
    folder = make(tmp_path, "score-board", "Score", "guest")
    assert {file.name for file in folder.iterdir()} == {*SIX, "score-board.ograf.json"}
    for file in folder.iterdir():
        if file.suffix != ".png":
            text = file.read_text(encoding="utf-8").lower()
            assert "my-graphic" not in text
            assert "mygraphic" not in text
            assert "my graphic" not in text


@pytest.mark.parametrize("title", ['"quoted"', "</title><script>", "a */ b", "back\\slash", "Éléphant 🐘"])
def test_a_title_is_only_words(tmp_path: Path, title: str) -> None:
    folder = make(tmp_path, "score", title, "guest")
    assert json.loads((folder / "score.ograf.json").read_text(encoding="utf-8"))["name"] == title
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert page.count("<") == (FILES / "index.html").read_text(encoding="utf-8").count("<")


@pytest.mark.parametrize("name", ["", "A", "a b", "../a", "a/b", "9a", "-a", "x" * 41, "con", "_lib", "é"])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    with pytest.raises(ConfigError):
        check(name, "guest", [])


def test_ours_and_layers_that_are_none_are_refused() -> None:
    with pytest.raises(Illegal, match="comes with the program"):
        check("lower-third", "guest", ["lower-third"])
    with pytest.raises(ConfigError, match="There is no layer"):
        check("score", "roof", [])


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "score").mkdir()
    (tmp_path / "score" / "graphic.css").write_text("mine")
    with pytest.raises(Illegal):
        make(tmp_path, "score", "", "guest")
    assert [file.name for file in (tmp_path / "score").iterdir()] == ["graphic.css"]
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable):
        make(tmp_path / "file" / "inside", "score", "", "guest")


def test_the_command_says_where_it_is_and_what_is_wrong(tmp_path: Path) -> None:
    made = overlay("graphics", "new", "score-board", "--layer", "question", data=tmp_path)
    assert (made.code, made.err) == (0, "")
    assert Path(made.out.strip()) == tmp_path / "overlays_html" / "score-board"
    again = overlay("graphics", "new", "score-board", data=tmp_path)
    assert again.code != 0
    assert "already" in again.err
    assert overlay("graphics", "new", "Score Board", data=tmp_path).code == 2
    listed = overlay("graphics", "list", "--json", data=tmp_path)
    mine = next(graphic for graphic in listed.data if graphic["name"] == "score-board")
    assert (mine["layer"], mine["frame"], mine["faults"]) == ("question", "ograf", [])
