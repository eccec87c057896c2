"""The user's themes on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from overlay.errors import ConfigError, Illegal, Unavailable, Unknown
from overlay.themes.parcel import Parcel
from overlay.themes.shelf import WAITS, Shelf, check_name, free_name, names_of, theme_of

LOGO = "logo-0123456789abcdef.png"


def test_a_theme_is_put_and_taken_away(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "_themes")
    shelf.put("mine", {"--ov-ink": "#ffffff"})
    assert (tmp_path / "_themes" / "mine.css").read_text() == ":host {\n  --ov-ink: #ffffff;\n}\n"
    assert [file.name for file in (tmp_path / "_themes").iterdir()] == ["mine.css"]
    shelf.take_away("mine")
    with pytest.raises(Unknown):
        shelf.take_away("mine")


def test_a_parcel_is_put_with_its_logo(tmp_path: Path) -> None:
    Shelf(tmp_path).put_parcel("mine", Parcel("x", {"--ov-logo": f'"{LOGO}"'}, (LOGO, b"png")))
    assert {file.name for file in tmp_path.iterdir()} == {"mine.css", LOGO}


def test_a_logo_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="choose it again"):
        Shelf(tmp_path).put("mine", {"--ov-logo": f'"{LOGO}"'})
    assert list(tmp_path.iterdir()) == []


def test_logos_that_nobody_names_go_but_not_at_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    old, fresh = tmp_path / "logo-0000000000000000.png", tmp_path / "logo-1111111111111111.png"
    for file in (old, fresh, tmp_path / "logo-of-mine.png"):
        file.write_bytes(b"png")
    for file in (old, tmp_path / "logo-of-mine.png"):
        os.utime(file, (file.stat().st_mtime - WAITS - 60,) * 2)
    shelf.put("mine", {})
    assert {file.name for file in tmp_path.iterdir()} == {"mine.css", fresh.name, "logo-of-mine.png"}


def test_a_sheet_that_cannot_be_read_keeps_all_logos_and_stops_no_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / LOGO
    old.write_bytes(b"png")
    os.utime(old, (old.stat().st_mtime - WAITS - 60,) * 2)
    (tmp_path / "locked.css").write_text(":host{}")
    read = Path.read_bytes

    def refuse(file: Path) -> bytes:
        if file.name == "locked.css":
            raise PermissionError(13, "Permission denied")
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    Shelf(tmp_path).put("mine", {})
    assert {file.name for file in tmp_path.iterdir()} == {"mine.css", "locked.css", LOGO}


def test_folders_with_names_of_files_stop_no_save(tmp_path: Path) -> None:
    (tmp_path / "x.css").mkdir()
    (tmp_path / LOGO).mkdir()
    os.utime(tmp_path / LOGO, (0, 0))
    Shelf(tmp_path).put("mine", {})
    assert {file.name for file in tmp_path.iterdir()} == {"mine.css", "x.css", LOGO}


@pytest.mark.parametrize("absolute", [True, False])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, absolute: bool) -> None:
    other = tmp_path / "other.css"
    other.write_text("not yours")
    shelf = Shelf(tmp_path / "_themes")
    shelf.put("mine", {})
    name = str(tmp_path / "other") if absolute else "../other"
    with pytest.raises(Unknown):
        shelf.take_away(name)
    with pytest.raises(ConfigError):
        shelf.put(name, {})
    with pytest.raises(ConfigError):
        shelf.put_parcel(name, Parcel("x", {}, (LOGO, b"png")))
    assert other.read_text() == "not yours"
    assert [file.name for file in (tmp_path / "_themes").iterdir()] == ["mine.css"]


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "_themes").write_text("a file where a folder should be")
    with pytest.raises(Unavailable):
        Shelf(tmp_path / "_themes").put("mine", {})


@pytest.mark.parametrize(
    "name", ["", "A", "1st", "-x", "a/b", "../x", "a.b", "é", "con", "lpt1", "x" * 41, "a\n"]
)
def test_what_cannot_be_a_name(name: str) -> None:
    with pytest.raises(ConfigError):
        check_name(name, [])


def test_a_name_of_ours_is_ours() -> None:
    with pytest.raises(Illegal, match="comes with the program"):
        check_name("studio", ["studio"])
    check_name("my-show", ["studio"])


@pytest.mark.parametrize(
    ("wished", "free"),
    [
        ("mine", "mine"),
        ("studio", "studio-2"),
        ("Élan!", "lan"),
        ("../..", "theme"),
        ("con", "con-2"),
        ("9x", "x"),
    ],
)
def test_an_imported_theme_gets_a_name_that_is_free(wished: str, free: str) -> None:
    assert free_name(wished, ["studio"]) == free
    assert free_name("a", ["a", "a-2", "a-3"]) == "a-4"


def test_themes_are_files_of_one_folder() -> None:
    assert names_of(
        ["_themes/b.css", "_themes/a.css", "_themes/x/c.css", "_themes/a.png", "lower-third/graphic.css"]
    ) == ["a", "b"]


def test_one_that_cannot_be_edited_says_why() -> None:
    theme = theme_of("mine", b":host{--ov-ink: hotpink}", own=True, fonts=[])
    assert theme.properties == {}
    assert "hotpink" in str(theme.flaw)


def test_one_that_is_not_whole_cannot_be_edited() -> None:
    theme = theme_of("mine", b":host{--ov-ink: #ffffff}", own=True, fonts=[])
    assert theme.properties == {}
    assert "is missing" in str(theme.flaw)
