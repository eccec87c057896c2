"""A show as a file, and back."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlay.archive import Archive, Kept, archived, read_json, read_zip, to_csv, to_json, to_zip
from overlay.errors import ConfigError, OverlayError
from overlay.journal.contract import Write
from overlay.show.model import Poll, PollOption, Question, Settings
from overlay.sources.sheet import read_sheet
from overlay.web import access
from overlay.web.api import files
from tests.studio import Studio, eventually, started

QUESTIONS = [
    Question("a", "First?", "answered", 1_700_000_000_000, name="Mia", author="device:secret", starred=True),
    Question("b", '=HYPERLINK("http://x")', "queued", 1_700_000_001_000, name="@cmd", platform="chat"),
    Question("c", "Taken back?", "withdrawn", 1_700_000_002_000),
    Question("d", 'Comma, "quote", é', "declined", 1_700_000_003_000, reason="-1"),
]
ARCHIVE = archived("show1", Settings("Talk", "fr"), QUESTIONS)


def test_who_asked_leaves_in_no_file() -> None:
    for data in (to_json(ARCHIVE), to_csv(ARCHIVE), zipfile_text(to_zip(ARCHIVE, []))):
        assert b"secret" not in data
    assert "author" not in Kept.__struct_fields__


def zipfile_text(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def test_a_spreadsheet_calculates_nothing_of_it() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(ARCHIVE).decode("utf-8-sig"))))
    assert rows[0][:5] == ["Question", "Name", "Platform", "Status", "Reason"]
    assert rows[2][:2] == ['\'=HYPERLINK("http://x")', "'@cmd"]
    assert rows[4][4] == "'-1"
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row if cell)


def test_our_own_csv_comes_back_as_it_was() -> None:
    batch = read_sheet(to_csv(ARCHIVE))
    assert [(m.text, m.name, m.platform) for m in batch.messages] == [
        (q.text, q.name, q.platform) for q in QUESTIONS
    ]


@pytest.mark.parametrize("pack", [to_json, lambda archive: to_zip(archive, [])], ids=["json", "zip"])
def test_our_own_files_come_back_without_what_was_withdrawn(pack: Any) -> None:
    read = read_zip if pack is not to_json else read_json
    batch = read(pack(ARCHIVE))
    assert [message.text for message in batch.messages] == [q.text for q in QUESTIONS if q.id != "c"]
    assert [(skip.line, str(skip.why)) for skip in batch.skipped] == [(3, "Its asker withdrew it.")]


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"nonsense", b'{"overlay": 1}', b"\xff"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(ConfigError):
        read_json(data)
    with pytest.raises(ConfigError):
        read_zip(data)


def test_a_file_of_a_newer_overlay_is_told() -> None:
    with pytest.raises(ConfigError, match="newer"):
        read_json(to_json(Archive(99, "x", Settings(), [])))


def test_a_zip_bomb_does_not_go_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("overlay.archive.LARGEST", 1000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("show.json", b" " * 1_000_000)
    with pytest.raises(ConfigError, match="unpacks"):
        read_zip(out.getvalue())


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_cannot_be_unpacked_in_part_is_refused(kind: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as packed:
        packed.writestr("show.json", to_json(ARCHIVE))
    with pytest.raises(ConfigError, match="unusual"):
        read_zip(out.getvalue())


@given(st.binary(max_size=300), st.integers(0, 300))
def test_no_damaged_zip_breaks_it(noise: bytes, place: int) -> None:
    data = to_zip(ARCHIVE, [])
    try:
        read_zip(data[:place] + noise + data[place + len(noise) :])
    except OverlayError:
        return


# -- over HTTP


def test_polls_leave_with_their_numbers_and_no_voter() -> None:
    poll = Poll("p", "=Shall we?", (PollOption("a", "Yes"), PollOption("b", "No")), 4, (3, 4), "closed", 5)
    archive = archived("show1", Settings("Talk"), QUESTIONS, [poll])
    decoded = msgspec.json.decode(to_json(archive))
    options = [{"id": "a", "label": "Yes", "votes": 3}, {"id": "b", "label": "No", "votes": 4}]
    wanted = {"question": "=Shall we?", "options": options, "state": "closed", "published": False}
    assert decoded["polls"] == [wanted]
    with zipfile.ZipFile(io.BytesIO(to_zip(archive, []))) as packed:
        lines = packed.read("polls.csv").decode("utf-8-sig").splitlines()
    assert lines == ["Poll,Answer,Votes,State", "'=Shall we?,Yes,3,closed", "'=Shall we?,No,4,closed"]
    assert len(read_json(to_json(archive)).messages) == len(read_json(to_json(ARCHIVE)).messages)


async def test_every_format_is_exported(studio: Studio) -> None:
    await studio.command("configure", title="Talk: the 2nd!")
    await studio.queued("First?", "Mia")
    async with studio.phone() as phone:
        await phone.ask("From a phone?")
    for wish, media in (("json", "application/json"), ("csv", "text/csv"), ("zip", "application/zip")):
        headers = {"Authorization": f"Bearer {studio.producer}"}
        async with studio.session.get(f"{studio.url}/api/export?format={wish}", headers=headers) as answer:
            data = await answer.read()
            assert answer.content_type == media
            assert answer.headers["Content-Disposition"] == f'attachment; filename="Talk-the-2nd.{wish}"'
        text = zipfile_text(data) if wish == "zip" else data
        assert text.count(b"From a phone?") >= 1
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = [json.loads(line) for line in packed.read("journal.jsonl").splitlines()]
    assert [entry["command"] for entry in entries] == ["open", "configure", "ask", "ask"]


@pytest.mark.parametrize("wish", ["json", "csv", "zip"])
async def test_an_export_does_not_hold_up_the_loop(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, wish: str
) -> None:
    threads: list[int] = []

    def noted(*show: Any) -> Archive:
        threads.append(threading.get_ident())
        return archived(*show)

    monkeypatch.setattr(files, "archived", noted)
    await studio.call("GET", f"/api/export?format={wish}")
    assert threads and threading.get_ident() not in threads


async def test_a_show_moves_to_another_computer(studio: Studio, tmp_path: Path) -> None:
    for number in range(3):
        await studio.queued(f"Question {number}?", "Mia")
    headers = {"Authorization": f"Bearer {studio.producer}"}
    async with studio.session.get(f"{studio.url}/api/export?format=zip", headers=headers) as answer:
        data = await answer.read()
    async with started(tmp_path / "other") as other:
        status, said = await other.answer("POST", "/api/import?name=show.zip&queue=1", data=data)
        assert (status, said) == (200, {"imported": 3, "skipped": []})
        show = other.app.desk.show
        assert [show.questions[q].text for q in show.lists["queued"]] == [f"Question {n}?" for n in range(3)]


async def test_an_import_tells_what_it_left_out_in_the_callers_language(studio: Studio) -> None:
    data = b"question,name\nGood?,Mia\n,Tom\n"
    status, said = await studio.answer(
        "POST", "/api/import?name=list.csv", data=data, headers={"Accept-Language": "fr"}
    )
    assert (status, said["imported"], said["skipped"][0]["line"]) == (200, 1, 3)
    assert "vide" in said["skipped"][0]["why"]


async def test_a_long_file_is_imported_whole(studio: Studio) -> None:
    data = b"question\n" + b"".join(b"Question %d?\n" % n for n in range(1200))
    _, said = await studio.answer("POST", "/api/import?name=list.csv", data=data)
    assert said["imported"] == 1200
    assert len(studio.app.desk.show.lists["inbox"]) == 1200


async def test_the_same_file_again_doubles_nothing(studio: Studio) -> None:
    data = b"question\n" + b"".join(b"Question %d?\n" % n for n in range(120))
    lists = studio.app.desk.show.lists
    for imported in (120, 0):
        _, said = await studio.answer("POST", "/api/import?name=list.csv", data=data)
        assert (said["imported"], len(lists["inbox"])) == (imported, 120)
    await studio.answer("POST", "/api/import?name=list.csv&queue=1", data=data)
    assert len(lists["queued"]) == 120


async def test_a_file_may_take_longer_than_other_requests(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "DEADLINE", 1.0)
    append = studio.app.desk.journal.append

    def slow(write: Write) -> asyncio.Future[None]:
        async def later() -> None:
            over = time.monotonic() + access.DEADLINE
            await eventually(lambda: time.monotonic() > over)
            await append(write)

        return asyncio.ensure_future(later())

    monkeypatch.setattr(studio.app.desk.journal, "append", slow)
    status, said = await studio.answer("POST", "/api/import?name=list.csv", data=b"question\nSlow?\n")
    assert (status, said["imported"]) == (200, 1)


@pytest.mark.parametrize("name", ["list.exe", "list", "", "list.xlsx"])
async def test_a_file_of_another_kind_is_refused_with_what_there_is(studio: Studio, name: str) -> None:
    status, answer = await studio.answer("POST", f"/api/import?name={name}", data=b"question\nX?\n")
    assert status == 400
    assert "csv" in answer["message"]
