"""A saved file is served within two seconds; what editors do on the way is not."""

from __future__ import annotations

import asyncio
from pathlib import Path

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
