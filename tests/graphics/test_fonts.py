"""Twelve scripts are drawn with our own faces on a computer that has none of them."""

from __future__ import annotations

import io
import os
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from fontTools.ttLib import TTFont
from playwright.async_api import CDPSession, Page, async_playwright

from overlay.cli.faces import put
from tests.browser import FLAGS, executable
from tests.face_packages import font, small_faces
from tests.graphics.fake_studio import HTML
from tests.graphics.measure import cases, faults, measured
from tests.studio import started

pytestmark = pytest.mark.asyncio(loop_scope="module")
in_turn = pytest.mark.parametrize("theme", ["studio", "paper", "arena"])

FONTS = HTML / "_fonts"
SCRIPTS = {
    "latin": "",
    "vietnamese": "",
    "cyrillic": "",
    "greek": "",
    "arabic": "Noto Sans Arabic",
    "hebrew": "Noto Sans Hebrew",
    "devanagari": "Noto Sans Devanagari",
    "thai": "Noto Sans Thai",
    "japanese": "Test Noto JP",
    "chinese": "Test Noto SC",
    "korean": "Test Noto KR",
    "emoji": "OverlayEmoji",
}
"""The twelve of tests/data/scripts.jsonl, and the face that draws them; "": the theme's or Inter."""
OURS = re.compile("Archivo|Inter|Source Serif|Hanken|Noto Sans|Test Noto|OverlayEmoji")
CASES: dict[str, dict[str, Any]] = {case["what"]: case for case in cases("scripts")}
TOFU = "OverlayEmoji Mozilla"
LETTERS = {letter for case in CASES.values() for letter in case["text"] + case["name"] + case["label"]}
CJK = "".join(sorted(letter for letter in LETTERS if 0x2E80 <= ord(letter) < 0x1F000))
MORE = {
    "bengali": ("গ্রামের স্কুলে কি বিনামূল্যে ইন্টারনেট আসবে?", "Noto Sans Bengali"),
    "tamil": ("கிராமப் பள்ளிகளுக்கு இணையம் வருமா?", "Noto Sans Tamil"),
    "georgian": ("როდის გაიხსნება ბიბლიოთეკა?", "Noto Sans Georgian"),
    "armenian": ("Ե՞րբ կբացվի գրադարանը։", "Noto Sans Armenian"),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bare(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Page, CDPSession]]:
    """The overlay page with a question on air, in a Chromium whose computer has one font, which draws an x.

    Chromium does not start without any. The user has fetched the faces of Chinese, Japanese and Korean.
    """
    folder = tmp_path_factory.mktemp("bare")
    (folder / "fonts").mkdir()
    only = TTFont(io.BytesIO(font("Nothing", "x")))
    only.flavor = None
    only.save(folder / "fonts" / "nothing.ttf")
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{folder / 'fonts'}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    for face, data in small_faces(CJK).items():
        put(folder / "data" / "overlays_html" / "_fonts", face, data)
    env: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    async with started(folder / "data") as studio, async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=executable(), args=FLAGS, env=env)
        page = await browser.new_page(viewport={"width": 1920, "height": 1080})
        await page.goto(f"{studio.url}/overlay?motion=cut#{studio.token('overlay')}")
        await studio.queued("Why?", "Mia")
        await studio.command("next")
        await page.wait_for_function("() => document.querySelector('[data-on]')")
        session = await page.context.new_cdp_session(page)
        await session.send("DOM.enable")
        await session.send("CSS.enable")
        yield page, session
        await browser.close()


async def drawn(bare: tuple[Page, CDPSession], part: str, **data: Any) -> Mapping[str, bool]:
    """The fonts that drew a part of the picture, and whether they came with the page."""
    page, session = bare
    await page.evaluate(
        "(data) => document.querySelector('[data-on]').updateAction({ data, skipAnimation: true })", data
    )
    await session.send("DOM.getDocument", {"depth": 0})
    found = await session.send(
        "Runtime.evaluate",
        {"expression": f"document.querySelector('[data-on]').shadowRoot.querySelector('{part}')"},
    )
    node = await session.send("DOM.requestNode", {"objectId": found["result"]["objectId"]})
    used = await session.send("CSS.getPlatformFontsForNode", node)
    return {each["familyName"]: each["isCustomFont"] for each in used["fonts"]}


@in_turn
@pytest.mark.parametrize("script", SCRIPTS)
async def test_twelve_scripts_need_no_font_of_the_computer(
    bare: tuple[Page, CDPSession], script: str, theme: str
) -> None:
    case = {**CASES[script], "theme": theme, "dir": "ltr"}
    for part in (".text", ".name", ".label"):
        fonts = await drawn(bare, part, **case)
        assert all(fonts.values()) and all(OURS.match(name) for name in fonts), (part, fonts)
        assert TOFU not in fonts or script == "emoji", part
    fonts = await drawn(bare, ".text", **case)
    assert any(name.startswith(SCRIPTS[script]) for name in fonts), fonts
    assert faults(await measured(bare[0])) == []


@pytest.mark.parametrize("script", MORE)
async def test_four_more_have_faces_of_their_own(bare: tuple[Page, CDPSession], script: str) -> None:
    words, face = MORE[script]
    fonts = await drawn(bare, ".text", text=words, name="", lang="")
    assert all(fonts.values()) and any(name.startswith(face) for name in fonts), fonts
    assert TOFU not in fonts


@pytest.mark.parametrize(
    ("lang", "face"),
    [
        ("zh-Hant", "TC"),
        ("zh-TW", "TC"),
        ("zh-HK", "TC"),
        ("zh", "SC"),
        ("zh-Hans", "SC"),
        ("ja", "JP"),
        ("ko", "KR"),
    ],
)
async def test_the_language_chooses_the_shape_of_shared_characters(
    bare: tuple[Page, CDPSession], lang: str, face: str
) -> None:
    assert await drawn(bare, ".text", text="学校", name="", lang=lang) == {f"Test Noto {face}": True}


async def test_kana_and_hangul_tell_it_better_than_what_is_said(bare: tuple[Page, CDPSession]) -> None:
    assert list(await drawn(bare, ".text", text="学校にも", lang="en")) == ["Test Noto JP"]
    assert list(await drawn(bare, ".text", text="학교", lang="en")) == ["Test Noto KR"]


async def test_a_letter_that_no_face_of_ours_has_would_be_noticed(bare: tuple[Page, CDPSession]) -> None:
    """Boxes for missing letters are drawn with the last face that is asked: the one of emoji."""
    assert [*await drawn(bare, ".text", text="ꦲꦏ", name="", lang="")] == [TOFU]  # Javanese


def characters(script: str) -> set[int]:
    """What a face must draw; joiners, selectors and the like are shaped, not drawn."""
    case = CASES[script]
    letters = {ord(letter) for letter in case["text"] + case["name"] + case["label"]}
    return {
        code
        for code in letters
        if code not in (0x200C, 0x200D, 0x20E3, 0xFE0F) and not 0xE0000 <= code < 0xE0080
    }


@pytest.mark.parametrize(
    "script", [script for script in SCRIPTS if script not in ("japanese", "chinese", "korean")]
)
async def test_every_letter_is_in_a_file_of_ours(script: str) -> None:
    have = {code for file in FONTS.glob("*.woff2") for code in TTFont(file).getBestCmap()}
    assert characters(script) - have == set()


async def test_the_package_stays_small_and_each_face_has_its_licence() -> None:
    assert sum(file.stat().st_size for file in FONTS.glob("*.woff2")) < 1.7 * 1024 * 1024
    licences = {file.name.removesuffix(".LICENSE.txt") for file in FONTS.glob("*.LICENSE.txt")}
    for file in FONTS.glob("*.woff2"):
        assert any(file.name.startswith(name) for name in licences), file.name


async def test_the_sheet_names_the_files_that_are_there() -> None:
    sheet = (FONTS / "fonts.css").read_text(encoding="utf-8")
    named = re.findall(r'url\("([\w.-]+)"\)', sheet)
    assert sorted(named) == sorted(file.name for file in Path(FONTS).glob("*.woff2"))
    assert sheet.count("font-display: block") == len(named)
    assert '@import "cjk.css";' in sheet and (FONTS / "cjk.css").is_file()
