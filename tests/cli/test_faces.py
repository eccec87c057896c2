"""Faces stand in the user's folder whole or not at all."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from overlay.cli.faces import FACES, is_here, put, removed, swept
from overlay.errors import OverlayError
from tests.face_packages import archive, pinned
from tests.journal.disks import fill, small_disk

__all__ = ["small_disk"]
FACE, OTHER = FACES[0], FACES[1]
KANA = "あいうえお"


def everything(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_a_face_is_unpacked_with_its_licence_under_our_name(tmp_path: Path) -> None:
    assert not is_here(tmp_path, FACE)
    put(tmp_path, FACE, archive(FACE, KANA))
    assert is_here(tmp_path, FACE)
    assert everything(tmp_path) == {
        "cjk.css",
        "noto-sans-jp/LICENSE.txt",
        "noto-sans-jp/face.css",
        "noto-sans-jp/noto-sans-jp-0-wght-normal.woff2",
        "noto-sans-jp/noto-sans-jp-1-wght-normal.woff2",
    }
    sheet = (tmp_path / "noto-sans-jp" / "face.css").read_text(encoding="utf-8")
    assert sheet.count('font-family: "OV Noto JP"') == sheet.count("font-display: block") == 2
    named = re.findall(r'url\("([^"]+)"\) format\("woff2"\)', sheet)
    assert named == ["noto-sans-jp-0-wght-normal.woff2", "noto-sans-jp-1-wght-normal.woff2"]


def test_the_sheet_names_the_faces_that_are_there(tmp_path: Path) -> None:
    for face in (OTHER, FACE):
        put(tmp_path, face, archive(face, KANA))
    sheet = (tmp_path / "cjk.css").read_text(encoding="utf-8")
    assert sheet == '@import "noto-sans-jp/face.css";\n@import "noto-sans-kr/face.css";\n'
    assert removed(tmp_path, [OTHER]) == [OTHER]
    assert (tmp_path / "cjk.css").read_text(encoding="utf-8") == '@import "noto-sans-jp/face.css";\n'
    assert removed(tmp_path) == [FACE]
    assert everything(tmp_path) == set()
    assert removed(tmp_path / "none") == []


def test_nothing_else_of_an_archive_is_written(tmp_path: Path) -> None:
    more = {
        "package/files/../../out.woff2": b"",
        "../noto-sans-jp-7-wght-normal.woff2": b"",
        "/package/files/noto-sans-jp-7-wght-normal.woff2": b"",
        "package/index.js": b"",
        "package/files/noto-sans-jp-7-wght-italic.woff2": b"",
    }
    put(tmp_path / "fonts", FACE, archive(FACE, KANA, more))
    put(tmp_path / "plain", FACE, archive(FACE, KANA))
    assert everything(tmp_path / "fonts") == everything(tmp_path / "plain")
    assert {path.name for path in tmp_path.iterdir()} == {"fonts", "plain"}


def test_a_newer_version_takes_the_place_of_the_old(tmp_path: Path) -> None:
    import msgspec

    newer = msgspec.structs.replace(FACE, version="6.0.0")
    put(tmp_path, FACE, archive(FACE, KANA))
    assert not is_here(tmp_path, newer)
    put(tmp_path, newer, archive(newer, KANA))
    assert is_here(tmp_path, newer) and not is_here(tmp_path, FACE)
    assert {path.name for path in tmp_path.iterdir()} == {"cjk.css", "noto-sans-jp"}


@pytest.fixture(params=["cut", "no archive"])
def damaged(request: pytest.FixtureRequest) -> Iterator[bytes]:
    whole = archive(FACE, KANA)
    yield whole[: len(whole) // 2] if request.param == "cut" else b"not an archive"


def test_a_damaged_archive_leaves_what_was_there(tmp_path: Path, damaged: bytes) -> None:
    put(tmp_path, FACE, archive(FACE, KANA))
    before = everything(tmp_path)
    with pytest.raises(OverlayError, match="noto-sans-jp cannot be unpacked"):
        put(tmp_path, FACE, damaged)
    assert everything(tmp_path) == before


@pytest.mark.skipif(sys.platform != "linux", reason="a small disk can only be mounted on Linux")
def test_a_full_disk_is_said_so_and_nothing_is_left(small_disk: Path) -> None:
    whole = archive(FACE, KANA)
    filler = fill(small_disk, leave=4096)
    with pytest.raises(OverlayError, match=r"cannot be written to .*: No space left on device"):
        put(small_disk / "fonts", FACE, whole)
    assert everything(small_disk) == {filler.name}
    filler.unlink()
    put(small_disk / "fonts", FACE, whole)
    assert is_here(small_disk / "fonts", FACE)


def test_a_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "fonts").write_text("")
    with pytest.raises(OverlayError, match="cannot be written"):
        put(tmp_path / "fonts", FACE, archive(FACE, KANA))


def test_what_an_end_by_force_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".fetching-abc" / "new").mkdir(parents=True)
    put(tmp_path, FACE, archive(FACE, KANA))
    swept(tmp_path)
    assert is_here(tmp_path, FACE) and not (tmp_path / ".fetching-abc").exists()


def test_the_checksums_are_of_the_kind_the_registry_tells() -> None:
    for face in FACES:
        assert len(face.integrity) == len(pinned(face, b"").integrity) == 95
        assert face.size > 3_000_000
