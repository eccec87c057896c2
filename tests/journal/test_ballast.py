"""Room that can be given back to a full disk."""

from __future__ import annotations

import shutil
from pathlib import Path

from overlay.journal.ballast import SIZE, Ballast, is_full
from tests.journal.disks import fill, small_disk

__all__ = ["small_disk"]


def test_what_is_given_up_is_free_again(small_disk: Path) -> None:
    ballast = Ballast(small_disk)
    assert not ballast.held
    ballast.restore()
    assert ballast.held and Ballast(small_disk).held
    fill(small_disk)
    assert is_full(small_disk)
    assert ballast.release()
    assert shutil.disk_usage(small_disk).free >= SIZE
    assert not ballast.release()


def test_it_takes_no_room_that_is_short(small_disk: Path) -> None:
    ballast = Ballast(small_disk)
    filler = fill(small_disk, leave=2 * SIZE)
    ballast.restore()
    assert not ballast.held
    filler.unlink()
    ballast.restore()
    assert ballast.held


def test_a_ballast_cut_short_is_not_counted(tmp_path: Path) -> None:
    (tmp_path / "ballast").write_bytes(b"short")
    assert not Ballast(tmp_path).held
