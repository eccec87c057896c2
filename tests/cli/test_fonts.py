"""`overlay fonts`: added, listed, removed; what fails says why and leaves nothing behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from overlay.cli import faces
from overlay.cli.command_line import app
from tests.cli.overlay import overlay
from tests.face_packages import Registry, registry, small_faces

__all__ = ["registry"]


@pytest.fixture
def known(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """A registry that has tiny packages, and they are the ones that are pinned."""
    made = small_faces("日本語한국")
    registry.put_faces(made)
    monkeypatch.setattr(faces, "FACES", tuple(made))
    return registry


def run(folder: Path, *words: str) -> str:
    ran = CliRunner().invoke(app, ["fonts", *words, "--data", str(folder)], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def here(folder: Path) -> list[bool]:
    return [line["here"] for line in json.loads(run(folder, "list", "--json"))]


def test_they_are_added_once_listed_and_removed(known: Registry, folder: Path) -> None:
    assert here(folder) == [False] * 4
    assert str(folder) in run(folder, "add", "cjk", "--registry", known.url)
    assert here(folder) == [True] * 4 and len(known.asked) == 4
    assert run(folder, "list").count(" here") == 4
    assert "already" in run(folder, "add", "cjk", "--registry", known.url)
    assert len(known.asked) == 4
    assert "Japanese, Korean" in run(folder, "remove", "cjk")
    assert here(folder) == [False] * 4
    assert "not here" in run(folder, "remove", "cjk")


def test_only_what_is_missing_is_fetched_again(known: Registry, folder: Path) -> None:
    gone = faces.FACES[2]
    run(folder, "add", "cjk", "--registry", known.url)
    faces.removed(folder / "overlays_html" / "_fonts", [gone])
    run(folder, "add", "cjk", "--registry", known.url)
    assert known.asked[4:] == [gone.path] and here(folder) == [True] * 4


def test_the_registry_may_be_said_by_the_environment(
    known: Registry, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OVERLAY_NPM_REGISTRY", known.url + "/")
    run(folder, "add", "cjk")
    assert here(folder) == [True] * 4


def test_a_failure_keeps_the_faces_before_it(registry: Registry, folder: Path) -> None:
    """As a user runs it, with the checksums of the program."""
    face = faces.FACES[0]
    ran = overlay("fonts", "add", "cjk", "--registry", registry.url, data=folder)
    assert ran.code == 1 and "answered with 404" in ran.err
    registry.put(face.path, bytes(face.size))
    ran = overlay("fonts", "add", "cjk", data=folder, env={"OVERLAY_NPM_REGISTRY": registry.url})
    assert ran.code == 1 and "checksum is wrong" in ran.err and ran.out == ""
    assert not (folder / "overlays_html" / "_fonts").exists()


def test_there_is_no_other_set(folder: Path) -> None:
    ran = overlay("fonts", "add", "emoji", data=folder)
    assert ran.code == 2 and "cjk" in ran.err
    assert overlay("fonts").code == 2
