"""The user's files: what changed is read, what is broken stays as it was and is told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from overlay.web.own_files import OwnFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for inside in ("_pages", "_themes", "strap"):
        (tmp_path / inside).mkdir()
    return tmp_path


def put(folder: Path, name: str, words: str | bytes) -> None:
    data = words.encode() if isinstance(words, str) else words
    (folder / name).write_bytes(data)


def test_there_need_be_no_folder(tmp_path: Path) -> None:
    assert OwnFiles(tmp_path / "none").read().whole == {}


@pytest.mark.parametrize(
    ("name", "good", "broken", "told"),
    [
        ("_pages/overlay.html", "<p>{{ lang }}</p>", "<p>\n{{ lang }</p>", "line 2"),
        ("_pages/overlay.html", "<p>", "{% block x %}", "overlay.html"),
        ("_pages/overlay.html", "<p>", b"\xff\xfe", "not UTF-8"),
        ("strap/strap.ograf.json", "{}", '{"id":', "not JSON"),
        ("strap/strap.ograf.json", "{}", "", "not JSON"),
    ],
)
def test_a_broken_file_stays_as_it_was(
    folder: Path, name: str, good: str, broken: str | bytes, told: str
) -> None:
    put(folder, name, good)
    read = OwnFiles(folder).read()
    assert (read.whole[name], read.faults) == (good.encode(), {})
    put(folder, name, broken)
    read = read.read()
    assert read.whole[name] == good.encode()
    assert told in str(read.faults[name])
    again = read.read()
    assert again.whole[name] == good.encode()
    assert list(again.faults) == [name]
    put(folder, name, good + " ")
    mended = again.read()
    assert (mended.whole[name], mended.faults) == (f"{good} ".encode(), {})


def test_a_template_that_was_broken_from_the_start_is_none(folder: Path) -> None:
    put(folder, "_pages/overlay.html", "{{")
    read = OwnFiles(folder).read()
    assert (read.whole, list(read.faults)) == ({}, ["_pages/overlay.html"])


def test_a_manifest_that_was_is_listed_with_its_fault(folder: Path) -> None:
    put(folder, "strap/strap.ograf.json", "{")
    read = OwnFiles(folder).read()
    assert read.whole == {"strap/strap.ograf.json": b"{"}
    assert list(read.faults) == ["strap/strap.ograf.json"]


def test_only_what_changed_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "_themes/a.css", "a")
    put(folder, "_themes/b.css", "b")
    read = OwnFiles(folder).read()
    put(folder, "_themes/b.css", "bb")
    opened: list[str] = []
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda file: opened.append(file.name) or real(file))  # type: ignore[func-returns-value]
    assert read.read().whole == {"_themes/a.css": b"a", "_themes/b.css": b"bb"}
    assert opened == ["b.css"]


def test_a_file_taken_away_is_gone_with_its_fault(folder: Path) -> None:
    put(folder, "_pages/overlay.html", "{% x")
    read = OwnFiles(folder).read()
    (folder / "_pages/overlay.html").unlink()
    gone = read.read()
    assert (gone.whole, gone.faults) == ({}, {})


def test_what_cannot_be_read_now_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "_themes/a.css", "a")

    def busy(file: Path) -> bytes:
        raise PermissionError(13, "it is in use")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", busy)
        read = OwnFiles(folder).read()
    assert (read.whole, read.stamps, list(read.faults)) == ({}, {}, ["_themes/a.css"])
    again = read.read()
    assert (again.whole, again.faults) == ({"_themes/a.css": b"a"}, {})


def test_what_still_grows_stays_as_it_was(folder: Path) -> None:
    put(folder, "_themes/a.css", "a")
    read = OwnFiles(folder).read()
    put(folder, "_themes/a.css", "aaa")
    put(folder, "_themes/b.css", "b")
    between = read.read({"_themes/a.css", "_themes/c.css"})
    assert between.whole == {"_themes/a.css": b"a", "_themes/b.css": b"b"}
    assert not between.shows(read)
    done = between.read()
    assert done.whole["_themes/a.css"] == b"aaa"
    assert done.read().shows(done)
