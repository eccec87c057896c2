"""A saved file is served within two seconds; what editors do on the way is not."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from overlay.web import watch
from overlay.web.files import Stamp, stamps
from overlay.web.watch import Watch
from tests.studio import Studio, eventually

SECONDS = 20.0
"""Of patience with a machine that does other things too; alone it takes about one."""


def own(studio: Studio, name: str) -> Path:
    file = studio.app.config.data / "overlays_html" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


async def served(studio: Studio, name: str) -> bytes:
    async with studio.session.get(f"{studio.url}/graphics/{name}") as answer:
        return await answer.read() if answer.status == 200 else b""


async def test_a_saved_file_is_served_and_pages_are_told(studio: Studio) -> None:
    async with studio.live("overlay") as page, studio.live("crew") as crew:
        build = (await page.until("view"))["build"]
        own(studio, "_themes/mine.css").write_text(":host{--ov-ink:#fff}")
        async with asyncio.timeout(SECONDS):
            told = await page.until("build")
        assert told == {"build": studio.app.pages.build}
        assert told["build"] != build
        assert await served(studio, "_themes/mine.css") == b":host{--ov-ink:#fff}"
        assert await crew.until("build", lambda message: "view" not in message) == told
        async with studio.live("overlay") as later:
            assert (await later.until("view"))["build"] == told["build"]


async def test_who_resumes_is_told_the_build_too(studio: Studio) -> None:
    async with studio.live("overlay") as page:
        whole = await page.until("view")
    own(studio, "_themes/mine.css").write_text("x")
    await eventually(lambda: studio.app.pages.build != whole["build"])
    async with studio.live("overlay", rev=whole["rev"], epoch=whole["epoch"]) as page:
        await page.until("build", lambda message: message["build"] == studio.app.pages.build)


async def test_a_broken_template_and_manifest_stay_and_are_told(studio: Studio) -> None:
    file = own(studio, "_pages/overlay.html")
    file.write_text("<p>first</p>")
    await eventually(lambda: "first" in (studio.app.pages.render("overlay", "en").text or ""))
    file.write_text("<p>{{ second")
    own(studio, "strap/strap.ograf.json").write_text("{")

    async def faults() -> list[str]:
        found: list[str] = (await studio.call("GET", "/api/state"))["lamps"]["faults"]
        return found

    async with studio.live("crew") as crew:
        lamps = await crew.until("lamps", lambda message: len(message["lamps"]["faults"]) == 2)
        assert any("overlay.html" in told for told in lamps["lamps"]["faults"])
        assert any("strap.ograf.json" in told for told in lamps["lamps"]["faults"])
        assert "first" in (studio.app.pages.render("overlay", "en").text or "")
        file.write_text("<p>third</p>")
        own(studio, "strap/strap.ograf.json").write_text("{}")
        await crew.until("lamps", lambda message: message["lamps"]["faults"] == [])
    assert "third" in (studio.app.pages.render("overlay", "en").text or "")
    assert await faults() == []


async def test_a_file_saved_by_renaming_is_never_missing(studio: Studio) -> None:
    """As editors do: another file is written beside it, then takes its name."""
    file = own(studio, "_themes/mine.css")
    file.write_text("one")
    await eventually(lambda: "_themes/mine.css" in studio.app.pages.graphics)
    for words in ("two", "three"):
        beside = file.with_name(".mine.css.swp")
        beside.write_text(words)
        beside.replace(file)
        async with asyncio.timeout(SECONDS):
            while (found := await served(studio, "_themes/mine.css")) != words.encode():
                assert found, "it was missing"
                await asyncio.sleep(0.02)
    assert not any("swp" in name for name in studio.app.pages.graphics)


async def test_what_is_half_written_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    file.write_text("whole")
    seen = stamps(tmp_path)
    read: list[bytes] = []
    again = asyncio.Event()

    async def changed() -> None:
        nonlocal seen
        seen = stamps(tmp_path)
        read.append(file.read_bytes())
        again.set()

    looks = 0

    def known() -> dict[str, Stamp]:
        nonlocal looks
        looks += 1
        return seen

    async with Watch(tmp_path, known, changed).running():
        file.write_text("")  # emptied first, written later
        await eventually(lambda: looks > 3)  # it has been found empty, more than once
        assert read == []
        file.write_text("whole again")
        await asyncio.wait_for(again.wait(), 10)
    assert read == [b"whole again"]


def test_hidden_files_backups_and_heaps_of_others_are_passed_by(tmp_path: Path) -> None:
    for name in ("a.css", ".hidden.css", "a.css~", "node_modules/x.js", ".git/config", "b/c.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert set(stamps(tmp_path)) == {"a.css", "b/c.css"}


async def test_a_large_file_that_grows_is_not_read_before_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LARGE", 10)
    seen: dict[str, Stamp] = {}
    read: list[list[str]] = []
    video, theme = tmp_path / "a.mp4", tmp_path / "a.css"
    copying = True
    looks = 0

    def look(folder: Path) -> dict[str, Stamp]:
        nonlocal looks
        looks += 1
        if copying:
            with video.open("ab") as file:
                file.write(b"0123456789ab")
        return stamps(folder)

    async def changed() -> None:
        nonlocal seen
        now = stamps(tmp_path)
        read.append(sorted(name for name in now if name not in watching.growing))
        seen = {name: stamp for name, stamp in now.items() if name not in watching.growing}

    monkeypatch.setattr(watch, "stamps", look)
    monkeypatch.setattr(watch, "SETTLE", 0.01)
    watching = Watch(tmp_path, lambda: seen, changed)
    async with watching.running():
        await eventually(lambda: looks > 2 * watch.PATIENCE)
        assert read == []
        theme.write_text("x")
        await eventually(lambda: read)
        assert read == [["a.css"]]
        copying = False
        await eventually(lambda: len(read) > 1)
    assert read == [["a.css"], ["a.css", "a.mp4"]]


async def test_a_look_that_fails_is_told_once_and_the_next_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(watch, "EVERY", 0.01)
    looks = 0
    again = asyncio.Event()

    def look(folder: Path) -> dict[str, Stamp]:
        nonlocal looks
        looks += 1
        if looks < 5:
            raise OSError("the drive is away")
        return {"a.css": (1, 1)}

    async def changed() -> None:
        again.set()

    monkeypatch.setattr(watch, "stamps", look)
    async with Watch(tmp_path, dict, changed).running():
        await asyncio.wait_for(again.wait(), SECONDS)
    assert [record.levelname for record in caplog.records] == ["ERROR"]


async def test_two_renewals_come_one_after_the_other_and_read_no_file_twice(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal, pages = studio.app.renewal, studio.app.pages
    real, under_way, most = pages.reload, 0, 0

    async def counted(growing: frozenset[str]) -> bool:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        try:
            return await real(growing)
        finally:
            under_way -= 1

    monkeypatch.setattr(pages, "reload", counted)
    own(studio, "_themes/mine.css").write_text("x")
    await asyncio.gather(*[renewal.renew() for _ in range(4)])
    assert most == 1
    kept = pages.graphics.find("_themes/mine.css")
    own(studio, "_themes/other.css").write_text("y")
    await renewal.renew()
    assert "_themes/other.css" in pages.graphics
    assert pages.graphics.find("_themes/mine.css") is kept
