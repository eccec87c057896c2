"""`graphics check`: every trap of OGraf is named by a graphic that falls into it; a good one has none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from overlay.errors import ConfigError
from overlay.graphics.check import Report, check
from tests.browser import executable
from tests.foreign.broken import BROKEN, write
from tests.foreign.dropped import GRAPHICS
from tests.graphics.fake_studio import HTML

OURS = sorted(path.parent.name for path in HTML.glob("*/*.ograf.json"))


def played(folder: Path) -> Report:
    (report,) = check(folder, executable())
    assert report.played
    return report


def test_a_good_graphic_has_no_fault(tmp_path: Path) -> None:
    assert played(write(tmp_path, "good")).flaws == ()


@pytest.mark.parametrize("name", BROKEN)
def test_each_trap_is_named(tmp_path: Path, name: str) -> None:
    told = [str(flaw) for flaw in played(write(tmp_path, name)).flaws]
    assert BROKEN[name][2] in told
    if name not in ("throws", "never-done"):  # these fail at every further step too
        assert len(told) == 1, told


@pytest.mark.parametrize("name", OURS)
def test_ours_have_none(name: str) -> None:
    assert [str(flaw) for flaw in played(HTML / name).flaws] == []


def test_what_blocks_the_page_is_ended_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("overlay.graphics.stage.SECONDS", 6)
    folder = write(tmp_path, "blocks", [("/*loaded*/", "for (;;) ;")])
    assert [str(flaw) for flaw in played(folder).flaws] == [
        "It did not come to an end within 6 s: something in it blocks the page."
    ]


def test_a_browser_that_will_not_run_is_told(tmp_path: Path) -> None:
    false = shutil.which("false")
    if false is None:
        pytest.skip("this system has no program `false`")
    (report,) = check(write(tmp_path, "good"), false)
    assert [str(flaw) for flaw in report.flaws] == ["The browser ended before it could report."]


def test_a_template_of_spx_is_played(tmp_path: Path) -> None:
    assert played(GRAPHICS / "classic").flaws == ()
    folder = tmp_path / "half"
    folder.mkdir()
    (folder / "half.html").write_text(
        "<!doctype html><script>window.SPXGCTemplateDefinition = { steps: '2', DataFields: [] };"
        "function update(words) { JSON.parse(words).missing.here(); } function play() {}</script>",
        encoding="utf-8",
    )
    assert [str(flaw) for flaw in played(folder).flaws] == [
        "Its page has no function stop().",
        "Its page has no function next().",
        "update() threw: Cannot read properties of undefined (reading 'here').",
    ]


def test_without_a_browser_the_files_are_looked_at(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        "plain",
        [("/*loaded*/", "await import('https://cdn.example/x.mjs'); customElements.define('x-y', Graphic);")],
        stepcount=2,
    )
    (report,) = check(folder, None)
    assert not report.played
    assert [str(flaw) for flaw in report.flaws] == [
        "“stepcount” is no field of a manifest; did you mean “stepCount”?",
        "plain/graphic.mjs loads https://cdn.example/x.mjs; on air nothing is fetched from the internet.",
        "graphic.mjs calls customElements.define: the renderer does that, and twice fails.",
    ]


@pytest.mark.parametrize(("made", "sentence"), [(False, "is no folder"), (True, "holds no graphic")])
def test_what_is_no_graphic_is_refused(tmp_path: Path, made: bool, sentence: str) -> None:
    folder = tmp_path / "empty"
    if made:
        folder.mkdir()
    with pytest.raises(ConfigError, match=sentence):
        check(folder, None)
