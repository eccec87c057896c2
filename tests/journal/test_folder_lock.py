"""One server per folder, and none after the process has ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from overlay.errors import FolderInUse
from overlay.journal.folder_lock import FolderLock

CHILD = """
import sys, pathlib
from overlay.journal.folder_lock import FolderLock
lock = FolderLock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_one_is_told_which_folder(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    with pytest.raises(FolderInUse, match="Another overlay is running") as refusal:
        FolderLock(tmp_path)
    assert str(tmp_path) in refusal.value.message
    lock.release()
    FolderLock(tmp_path).release()


def test_a_killed_process_holds_it_no_more(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(FolderInUse):
            FolderLock(tmp_path)
        child.kill()
        child.wait()
        FolderLock(tmp_path).release()
