"""`overlay graphics`: list, export, check; no server is needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.overlay import overlay
from tests.foreign.broken import write
from tests.foreign.dropped import drop


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with three graphics of the user's."""
    folder = tmp_path / "data"
    drop(folder)
    return folder


def test_list_names_ours_and_the_users(data: Path) -> None:
    lines = overlay("graphics", "list", data=data).out.splitlines()
    assert any(line.split()[:3] == ["lower-third", "question", "ours"] for line in lines)
    assert any(line.split()[:3] == ["classic", "guest", "SPX"] for line in lines)
    told = json.loads(overlay("graphics", "list", "--json", data=data).out)
    (late,) = [graphic for graphic in told if graphic["name"] == "late"]
    assert (late["frame"], late["version"], late["steps"], late["faults"]) == ("ograf", "2", 3, [])


def test_export_writes_a_folder_or_a_zip(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    ran = overlay("graphics", "export", "join-code", "--out", str(out), data=data)
    assert ran.out.strip() == str(out)
    assert (out / "join-code.ograf.json").is_file()
    again = overlay("graphics", "export", "join-code", "--out", str(out), data=data)
    assert again.code == 2
    assert "is there already" in again.err
    packed = tmp_path / "late.zip"
    overlay("graphics", "export", "late", "--out", str(packed), data=data)
    assert packed.stat().st_size > 1000
    unknown = overlay("graphics", "export", "nothing", data=data)
    assert unknown.code == 1
    assert unknown.err.startswith("There is no graphic nothing; there are: ")


def test_check_ends_with_1_where_something_is_wrong(tmp_path: Path) -> None:
    good, bad = write(tmp_path, "good"), write(tmp_path, "counts-from-one")
    assert overlay("graphics", "check", str(good)).out.strip() == "ok    good (OGraf graphic)"
    told = overlay("graphics", "check", str(bad))
    assert told.code == 1
    assert told.out.splitlines() == [
        "WRONG counts-from-one (OGraf graphic)",
        "      Its steps count from 1; the first step is 0.",
    ]
    as_json = json.loads(overlay("graphics", "check", str(bad), "--json").out)
    assert as_json[0]["played"] is True
    assert as_json[0]["faults"] == ["Its steps count from 1; the first step is 0."]


def test_check_without_a_browser_says_so(tmp_path: Path) -> None:
    none = {"PATH": "", "OVERLAY_CHROMIUM": ""}
    told = overlay("graphics", "check", str(write(tmp_path, "good")), env=none)
    assert told.out.strip() == "ok    good (OGraf graphic, not played)"
    assert told.err.startswith("No Chromium was found, so nothing was played")


def test_what_is_no_folder_of_a_graphic_is_refused(tmp_path: Path) -> None:
    ran = overlay("graphics", "check", str(tmp_path))
    assert ran.code == 2
    assert "holds no graphic" in ran.err
