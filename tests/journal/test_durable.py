"""Files that are there whole or not at all."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from overlay.journal.durable import create_private, write_private
from tests.journal.disks import no_larger_file


def test_the_content_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    for content in (b"first", b"2", b"third, longer"):
        write_private(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == content
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is POSIX's")
def test_a_disk_that_refuses_leaves_the_old_content(tmp_path: Path) -> None:
    write_private(tmp_path / "file", b"old")
    with no_larger_file(), pytest.raises(OSError):
        write_private(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the profile's own access list")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    write_private(tmp_path / "written", b"x")
    create_private(tmp_path / "created")
    for name in ("written", "created"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_creating_leaves_an_existing_file_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    create_private(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"kept"
