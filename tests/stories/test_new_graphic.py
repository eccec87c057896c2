"""docs/new-graphic.md, followed to the letter: its commands run, its changes fit, its graphic goes on air."""

from __future__ import annotations

import asyncio
import re
import shlex
import time
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from overlay.graphics.starter import FILES
from overlay.show.model import LAYERS, Badge, Question, Segment, Settings
from overlay.show.pictures import question_data
from overlay.themes.sheet import KINDS
from tests.browser import ARTIFACTS
from tests.cli.overlay import overlay as command
from tests.server import Server
from tests.stories.pages import drawn, overlay, picture
from tests.stories.test_designer import look

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "new-graphic.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|diff) ?(\S*)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
STAGE = (ROOT / "overlays_html" / "_lib" / "stage.css").read_text(encoding="utf-8")
KIND = {"string": str, "number": int, "list": list}


def commands() -> list[list[str]]:
    return [
        shlex.split(line)[1:]
        for kind, _, body in BLOCKS
        if kind == "sh"
        for line in body.splitlines()
        if line
    ]


def changed(text: str, change: str) -> str:
    """The file after that change of the page: lines of `-` stand in it, once, and become those of `+`."""
    old = "".join(line[1:] + "\n" for line in change.splitlines() if not line.startswith("+"))
    new = "".join(line[1:] + "\n" for line in change.splitlines() if not line.startswith("-"))
    assert text.count(old) == 1, f"stands {text.count(old)} times:\n{old}"
    return text.replace(old, new)


def test_every_file_property_and_layer_it_names_is_there() -> None:
    files = set(re.findall(r"`([\w-]+\.(?:css|html|mjs|png|json|ograf\.json))`", PAGE))
    assert {name.replace("score-board", "my-graphic") for name in files} == {
        file.name for file in FILES.iterdir()
    }
    assert set(re.findall(r"--ov-[\w-]+", PAGE)) <= KINDS.keys()
    for name in set(re.findall(r"var\((--(?!ov-)[\w-]+)\)", PAGE)):
        assert f"  {name}:" in STAGE, name
    assert set(re.findall(r"--layer (\w+)", PAGE)) <= LAYERS.keys()


def test_what_a_graphic_gets_is_what_the_page_promises() -> None:
    table = PAGE.partition("## What it gets")[2].partition("## Looks")[0]
    cells = [line.strip("| ").split("|") for line in table.splitlines() if line.startswith("| `")]
    promised = {name: row[-1].strip() for row in cells for name in re.findall(r"`(\w+)`", row[0])}
    asked = Question(
        "q", "Why now?", "queued", 1, name="Mia", platform="twitch",
        avatar="https://example.org/a.png", badges=(Badge("Mod", "https://example.org/b.png"),),
        segments=(Segment("Why now?"),), votes=3, asked_by=2,
    )  # fmt: skip
    got = question_data(asked, Settings())
    assert set(promised) == set(got)
    for name, kind in promised.items():
        assert isinstance(got[name], KIND[kind]), name


@pytest.mark.asyncio(loop_scope="session")
async def test_it_leads_from_nothing_to_on_air(chromium: Browser, server: Server) -> None:
    began = time.monotonic()
    make, take, clear, *rest = commands()
    made = await asyncio.to_thread(command, *make, data=server.folder)
    assert (made.code, made.err) == (0, "")
    folder = Path(made.out.splitlines()[0])
    assert folder == server.folder / "overlays_html" / "score-board"
    page = await look(chromium, server, "?graphic=score-board")
    graphic = page.frame_locator("look-stage iframe").frame_locator("iframe")
    await expect(graphic.locator("[data-el=text]")).to_be_visible()
    for kind, file, body in BLOCKS:
        if kind == "diff":
            text = changed((folder / file).read_text(encoding="utf-8"), body)
            (folder / file).write_text(text, encoding="utf-8")
    await expect(graphic.locator("[data-el=points]")).to_have_text("3")
    await expect(page.locator("look-stage [data-el=faults]")).to_be_hidden()

    air = await overlay(chromium, server)
    taken = await asyncio.to_thread(command, *take, data=server.folder)
    assert (taken.code, taken.err) == (0, "")
    await drawn(server, int((await server.call("GET", "/api/state"))["rev"]))
    seen = await picture(air)
    left, top, right, bottom = seen.box(at_least=250)
    assert seen.in_safe_area()
    assert right > 1920 * 0.9
    assert bottom < 540
    assert left > 600
    assert top < 200
    (ARTIFACTS / "new-graphic.png").write_bytes(seen.png)
    await page.screenshot(path=ARTIFACTS / "new-graphic-look.png")
    assert (await asyncio.to_thread(command, *clear, data=server.folder)).code == 0
    print(f"the page, followed by a program: {time.monotonic() - began:.1f} s")
    for words in rest:
        given = [str(server.folder / word) if "/" in word else word for word in words]
        given = [str(server.folder / word) if word.endswith(".zip") else word for word in given]
        where = None if "check" in words else server.folder
        ran = await asyncio.to_thread(command, *given, data=where)
        assert ran.code == 0, ran.out + ran.err
    assert (server.folder / "score-board.zip").is_file()
    for one in (page, air):
        await one.context.close()
