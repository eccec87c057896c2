"""Themes over HTTP: saved, served at once, sent and taken in; nothing half done, nothing of strangers."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.studio import Studio
from tests.themes.test_logo import picture
from tests.themes.test_parcel import HOSTILE, SHEET, parcel
from tests.themes.test_sheet import WHOLE

BYTES = {"Content-Type": "application/octet-stream"}


async def theme(studio: Studio, name: str) -> dict[str, Any]:
    found = await studio.call("GET", "/api/themes")
    return next((item for item in found["themes"] if item["name"] == name), {})


async def sent(studio: Studio, path: str, data: bytes, token: str | None = None) -> tuple[int, Any]:
    return await studio.answer("POST", path, token=token, data=io.BytesIO(data), headers=BYTES)


def folder(studio: Studio) -> Path:
    return studio.app.config.data / "overlays_html" / "_themes"


async def test_ours_are_listed_with_fonts_and_properties(studio: Studio) -> None:
    found = await studio.call("GET", "/api/themes")
    assert {item["name"] for item in found["themes"]} >= {"studio"}
    assert all(not item["own"] and not item["flaw"] for item in found["themes"])
    assert "OV Archivo" in found["fonts"]
    assert not any("Noto" in font or "Emoji" in font for font in found["fonts"])


async def test_a_saved_theme_is_served_in_the_answer_and_can_be_worn(studio: Studio) -> None:
    properties = {**(await theme(studio, "studio"))["properties"], "--ov-plate": "#301030"}
    await studio.call("POST", "/api/themes/mine", {"properties": properties})
    async with studio.session.get(f"{studio.url}/graphics/_themes/mine.css") as answer:
        assert "--ov-plate: #301030;" in await answer.text()
    assert await theme(studio, "mine") == {"name": "mine", "own": True, "properties": properties, "flaw": ""}
    assert (await studio.command("configure", theme="mine"))["changed"]
    status, told = await studio.answer("DELETE", "/api/themes/mine")
    assert (status, told["error"]) == (409, "illegal")
    await studio.command("configure", theme="studio")
    await studio.call("DELETE", "/api/themes/mine")
    assert await theme(studio, "mine") == {}
    assert (await studio.answer("DELETE", "/api/themes/mine"))[0] == 404


@pytest.mark.parametrize(
    ("name", "properties", "status"),
    [
        ("studio", {}, 409),
        ("Bad%20Name", {}, 400),
        ("..%2Fevil", {}, 400),
        ("mine", {"--ov-plate": "url(//example.org)"}, 400),
        ("mine", {"color": "red"}, 400),
        ("mine", {"--ov-font-text": '"OV Nothing"'}, 400),
        ("mine", {**WHOLE, "--ov-logo": '"logo-0123456789abcdef.png"'}, 400),
        ("mine", {"--ov-ink": "#ffffff"}, 400),
        ("mine", {}, 400),
    ],
)
async def test_what_is_no_theme_is_refused_and_leaves_nothing(
    studio: Studio, name: str, properties: dict[str, str], status: int
) -> None:
    answered, told = await studio.answer("POST", f"/api/themes/{name}", {"properties": properties})
    assert answered == status
    assert told["message"].endswith(".")
    assert not folder(studio).exists()


async def test_a_zip_goes_round_with_its_logo(studio: Studio) -> None:
    status, saved = await sent(studio, "/api/logos", picture("JPEG"))
    assert status == 200
    properties = {**(await theme(studio, "studio"))["properties"], "--ov-logo": f'"{saved["logo"]}"'}
    await studio.call("POST", "/api/themes/mine", {"properties": properties})
    status, data = await studio.answer("GET", "/api/themes/mine/zip")
    assert status == 200
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert set(made.namelist()) == {"_themes/mine.css", f"_themes/{saved['logo']}"}
    status, told = await sent(studio, "/api/themes", data)
    assert (status, told["name"]) == (200, "mine-2")
    assert (await theme(studio, "mine-2"))["properties"] == properties
    assert (await studio.answer("GET", "/api/themes/none/zip"))[0] == 404


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_zip_leaves_nothing(studio: Studio, name: str) -> None:
    status, told = await sent(studio, "/api/themes", HOSTILE[name])
    assert (status, told["error"]) == (400, "config")
    assert not folder(studio).exists()


async def test_a_zip_with_a_value_of_no_kind_leaves_nothing(studio: Studio) -> None:
    data = parcel({"mine.css": b":host{--ov-plate: url(https://example.org/)}"})
    assert (await sent(studio, "/api/themes", data))[0] == 400
    assert not folder(studio).exists()


async def test_a_zip_of_half_a_theme_leaves_nothing(studio: Studio) -> None:
    status, told = await sent(studio, "/api/themes", parcel({"mine.css": SHEET}))
    assert status == 400
    assert "is missing" in told["message"]
    assert not folder(studio).exists()


async def test_no_name_leads_out_of_the_folder(studio: Studio) -> None:
    await studio.call("POST", "/api/themes/mine", {"properties": WHOLE})
    beside, graphic = folder(studio).parent / "other.css", folder(studio).parent / "strap" / "graphic.css"
    graphic.parent.mkdir()
    for file in (beside, graphic):
        file.write_text("not yours")
    absolute = str(beside.with_suffix("")).replace("/", "%2F").replace("\\", "%5C")
    for name in ("..%2Fother", "..%2Fstrap%2Fgraphic", "..%5Cother", absolute, "con", "Mine"):
        status, told = await studio.answer("DELETE", f"/api/themes/{name}")
        assert (status, told["error"]) == (404, "unknown"), name
        assert told["message"].startswith("There is no theme of your own")
    assert beside.exists()
    assert graphic.exists()


async def test_a_theme_on_air_is_not_taken_away(studio: Studio) -> None:
    await studio.call("POST", "/api/themes/mine", {"properties": WHOLE})
    await studio.command("configure", theme="mine")
    await studio.queued("First?", "Mia")
    await studio.command("take")
    await studio.command("configure", theme="studio")
    status, told = await studio.answer("DELETE", "/api/themes/mine")
    assert (status, told["error"]) == (409, "illegal")
    assert "on air" in told["message"]
    assert (folder(studio) / "mine.css").is_file()
    await studio.command("clear")
    await studio.call("DELETE", "/api/themes/mine")


async def test_a_folder_among_the_themes_stops_no_save(studio: Studio) -> None:
    (folder(studio) / "x.css").mkdir(parents=True)
    await studio.call("POST", "/api/themes/mine", {"properties": WHOLE})
    assert await theme(studio, "mine")


async def test_a_picture_that_is_none_is_refused(studio: Studio) -> None:
    for data in (b"<svg onload='x'/>", picture("GIF"), b""):
        assert (await sent(studio, "/api/logos", data))[0] == 400
    assert (await sent(studio, "/api/logos", b"x" * (2 * 1024 * 1024 + 2)))[0] == 413


async def test_only_a_producer_changes_themes(studio: Studio) -> None:
    for role in ("host", "moderator", "viewer"):
        token = studio.token(role)
        assert (await studio.answer("GET", "/api/themes", token=token))[0] == 200
        assert (await studio.answer("POST", "/api/themes/mine", {"properties": {}}, token=token))[0] == 403
        assert (await studio.answer("DELETE", "/api/themes/mine", token=token))[0] == 403
        assert (await sent(studio, "/api/themes", b"x", token))[0] == 403
        assert (await sent(studio, "/api/logos", b"x", token))[0] == 403


async def test_a_theme_written_by_hand_is_worn_and_says_why_it_is_not_edited(studio: Studio) -> None:
    folder(studio).mkdir(parents=True)
    (folder(studio) / "wild.css").write_text(":host{--ov-plate: hotpink}")
    await studio.app.renewal.renew()
    found = await theme(studio, "wild")
    assert found["own"]
    assert "hotpink" in found["flaw"]
    assert (await studio.command("configure", theme="wild"))["changed"]
