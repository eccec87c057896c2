from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Overlay
from tests.cli.overlay import COMMAND
from tests.server import Server

BROKEN = "text;name\nWhy?;Row 1\n;Row 2\nHow?;\n" + "x" * 300 + ";Row 4\n"


def test_import_says_how_many_and_why_not_the_others(on_show: Overlay, tmp_path: Path) -> None:
    (tmp_path / "questions.csv").write_text(BROKEN)
    ran = on_show("import", str(tmp_path / "questions.csv"))
    told = ran.out.splitlines()
    assert (ran.code, told[0]) == (0, "imported 2, skipped 2")
    assert told[1].startswith("line 3: ") and told[2].startswith("line 5: ") and len(told) == 3
    assert [q["text"] for q in on_show("export").data["questions"]] == ["Why?", "How?"]


def test_import_straight_into_the_queue(on_show: Overlay, tmp_path: Path) -> None:
    (tmp_path / "questions.csv").write_text("text\nWhy?\nHow?\n")
    answer = on_show("import", str(tmp_path / "questions.csv"), "--queue", "--json").data
    assert answer == {"imported": 2, "skipped": []}
    assert on_show("state", "--json").data["queue"] == 2


@pytest.mark.parametrize("name", ["missing.csv", "", "questions.exe"])
def test_a_file_that_is_none_is_wrong_use(on_show: Overlay, tmp_path: Path, name: str) -> None:
    (tmp_path / "questions.exe").write_text("x")
    ran = on_show("import", str(tmp_path / name))
    assert (ran.code, ran.out) == (2, "") and ran.err.count("\n") == 1


def test_export_writes_what_it_was_asked_for(server: Server, on_show: Overlay, tmp_path: Path) -> None:
    on_show("ask", "=1+1", "--name", "Zoë")
    assert on_show("export").data["questions"][0]["text"] == "=1+1"
    assert "'=1+1,Zoë" in on_show("export", "--format", "csv").out
    assert on_show("export", "--format", "zip", "--out", str(tmp_path / "show.zip")).out == ""
    packed = subprocess.run(
        [*COMMAND, "export", "--format", "zip", "--data", str(server.folder)], capture_output=True, check=True
    )
    for content in ((tmp_path / "show.zip").read_bytes(), packed.stdout):
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        assert {"show.json", "questions.csv", "journal.jsonl"} <= set(names)


def test_what_was_exported_can_be_imported(on_show: Overlay, tmp_path: Path) -> None:
    on_show("ask", "Why?", "--name", "Row 1")
    for kind in ("json", "csv", "zip"):
        assert on_show("export", "--format", kind, "--out", str(tmp_path / f"show.{kind}")).code == 0
    on_show("show", "new", "Another")
    for kind in ("json", "csv", "zip"):
        assert on_show("import", str(tmp_path / f"show.{kind}")).out == "imported 1, skipped 0\n"


def test_where_nothing_can_be_written_it_says_so(on_show: Overlay, tmp_path: Path) -> None:
    ran = on_show("export", "--out", str(tmp_path / "no" / "such" / "folder.json"))
    assert ran.code == 1 and "cannot be written" in ran.err


def test_an_unknown_format_is_wrong_use(on_show: Overlay) -> None:
    assert on_show("export", "--format", "pdf").code == 2
