"""Pictures on disk: kept, found again, making room, forgotten."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from overlay.media.address import media_name
from overlay.media.store import Store

A, B, C = (media_name(f"https://x.example/{letter}") for letter in "abc")


async def test_what_is_kept_is_read(tmp_path: Path) -> None:
    store = Store(tmp_path / "media")
    store.open()
    assert await store.read(A) is None
    await store.keep(A, b"picture")
    assert A in store
    assert await store.read(A) == b"picture"
    assert (tmp_path / "media" / f"{A}.webp").read_bytes() == b"picture"


async def test_it_survives_a_restart(tmp_path: Path) -> None:
    await Store(tmp_path).keep(A, b"picture")
    again = Store(tmp_path)
    again.open()
    assert again.total == 7
    assert await again.read(A) == b"picture"


async def test_what_was_shown_longest_ago_makes_room(tmp_path: Path) -> None:
    store = Store(tmp_path, most=25)
    await store.keep(A, bytes(10))
    await store.keep(B, bytes(10))
    await store.read(A)
    await store.keep(C, bytes(10))
    assert [name in store for name in (A, B, C)] == [True, False, True]
    assert store.total == 20
    assert {file.stem for file in tmp_path.iterdir()} == {A, C}


async def test_the_order_survives_a_restart(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for age, name in enumerate((A, B, C)):
        await store.keep(name, bytes(10))
        os.utime(tmp_path / f"{name}.webp", (1000 - age, 1000 - age))
    again = Store(tmp_path, most=25)
    again.open()
    await again.keep(A, bytes(10))
    assert [name in again for name in (A, B, C)] == [True, True, False]


async def test_the_same_again_counts_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    await store.keep(A, bytes(10))
    await store.keep(A, bytes(4))
    assert store.total == 4


async def test_forgotten_is_erased(tmp_path: Path) -> None:
    store = Store(tmp_path)
    await store.keep(A, b"picture")
    assert await store.forget("https://x.example/a")
    assert not await store.forget("https://x.example/a")
    assert await store.read(A) is None
    assert list(tmp_path.iterdir()) == []


async def test_a_file_that_somebody_removed_is_none(tmp_path: Path) -> None:
    await Store(tmp_path).keep(A, b"picture")
    store = Store(tmp_path)
    store.open()
    (tmp_path / f"{A}.webp").unlink()
    assert await store.read(A) is None
    assert A not in store


async def test_only_pictures_of_ours_are_served(tmp_path: Path) -> None:
    (tmp_path / "notes.webp").write_bytes(b"x")
    (tmp_path / f"{A}.part").write_bytes(b"half")
    (tmp_path / "secrets.toml").write_bytes(b"x")
    store = Store(tmp_path)
    store.open()
    assert store.total == 0
    for name in ("notes", "../secrets", f"{A}.part", ""):
        assert await store.read(name) is None
    assert not (tmp_path / f"{A}.part").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the profile's own rights")
async def test_the_folder_is_nobody_elses(tmp_path: Path) -> None:
    await Store(tmp_path / "media").keep(A, b"picture")
    assert stat.S_IMODE((tmp_path / "media").stat().st_mode) == 0o700
