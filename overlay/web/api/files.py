"""Files out and in: export, import, and a file played as if the public asked."""

from __future__ import annotations

import asyncio
import hashlib
import re
from typing import Annotated, Any, Literal

import msgspec
from aiohttp import web
from msgspec import Meta

from overlay.archive import archived, read_json, read_zip, to_csv, to_json, to_zip
from overlay.errors import ConfigError
from overlay.i18n import explain
from overlay.show.commands import Draft, Paste
from overlay.show.model import Language, Role
from overlay.sources.contract import Batch, Skipped
from overlay.sources.lines import read_lines
from overlay.sources.sheet import read_sheet
from overlay.web.parts import StudioParts
from overlay.web.routes import UPLOAD_BYTES, Call, Raw, Route

CHUNK = 50
"""Questions taken in as one command; more would hold up the loop."""
WORDS = re.compile(r"[A-Za-z0-9]+")
"""Of a title, what every file system takes."""
ENTERS: frozenset[Role] = frozenset({"producer", "host", "moderator"})
FileName = Annotated[str, Meta(max_length=200)]
MEDIA = {"json": "application/json", "csv": "text/csv; charset=utf-8", "zip": "application/zip"}


class ExportWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal["json", "csv", "zip"] = "json"
    lang: str = ""


class ImportWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`name`: the file's; its ending tells what it is. `queue` 1: straight into the queue."""

    name: FileName
    queue: Literal[0, 1] = 0
    lang: str = ""


class ReplayWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`rate`: questions a second; without it the file's own pace, `speed` times as fast."""

    name: FileName
    speed: Annotated[float, Meta(gt=0, le=10_000)] = 1.0
    rate: Annotated[float, Meta(gt=0, le=10_000)] | None = None
    lang: str = ""


class SkippedLine(msgspec.Struct, frozen=True):
    line: int
    why: str


class Imported(msgspec.Struct, frozen=True):
    """`imported`: so many are new; the same file again brings none."""

    imported: int
    skipped: list[SkippedLine]


class Replayed(msgspec.Struct, frozen=True):
    """`of`: so many will be asked."""

    of: int
    skipped: list[SkippedLine]
    ok: bool = True


class ReplayEnded(msgspec.Struct, frozen=True):
    """`ran`: whether there was one to stop."""

    ran: bool
    ok: bool = True


async def export(call: Call) -> web.Response:
    desk, wish = call.parts.desk, call.query.format
    show, settings = desk.show, desk.show.settings
    questions, polls = list(show.questions.values()), list(show.polls.values())

    def made() -> bytes:
        archive = archived(show.id, settings, questions, polls)
        if wish == "zip":
            return to_zip(archive, desk.journal.entries(show.id))
        return to_json(archive) if wish == "json" else to_csv(archive)

    data = await asyncio.to_thread(made)
    name = "-".join(WORDS.findall(settings.title)) or show.id
    disposition = f'attachment; filename="{name}.{wish}"'
    headers = {"Content-Type": MEDIA[wish], "Content-Disposition": disposition, "Cache-Control": "no-store"}
    return web.Response(body=data, headers=headers)


async def import_(call: Call) -> Imported:
    batch = await asyncio.to_thread(read_file, call.query.name, call.body)
    drafts = [Draft(message.text, message.name, message.platform) for message in batch.messages]
    file = hashlib.sha256(call.body).hexdigest()[:32]
    imported = 0
    for start in range(0, len(drafts), CHUNK):
        chunk = tuple(drafts[start : start + CHUNK])
        op = f"{file}-{call.query.queue}-{start}"
        paste = Paste(questions=chunk, queue=bool(call.query.queue), op=op)
        if (await call.parts.desk.carry_out(call.who, paste)).changed:
            imported += len(chunk)
    return Imported(imported, told(call.lang, batch.skipped))


def told(lang: Language, skipped: list[Skipped]) -> list[SkippedLine]:
    return [SkippedLine(skip.line, explain(lang, skip.why)) for skip in skipped]


def read_file(name: str, data: bytes) -> Batch:
    """The questions in a file; its name's ending says what it is. Blocking; ConfigError if it is nothing."""
    ending = name.lower().rpartition(".")[2]
    readers: dict[str, Any] = {
        "json": read_json,
        "zip": read_zip,
        "jsonl": read_lines,
        "csv": read_sheet,
        "tsv": read_sheet,
        "txt": read_sheet,
    }
    if ending not in readers:
        raise ConfigError(
            "A file called {name} is not known here; there are: {known}.", name=name, known=", ".join(readers)
        )
    batch: Batch = readers[ending](data)
    return batch


async def replay(call: Call) -> Replayed:
    parts: StudioParts = call.parts
    wish: ReplayWish = call.query
    batch = await asyncio.to_thread(read_file, wish.name, call.body)
    await parts.replay.start(wish.name, batch.messages, wish.speed, wish.rate)
    return Replayed(len(batch.messages), told(call.lang, batch.skipped))


async def stop_replay(call: Call) -> ReplayEnded:
    return ReplayEnded(await call.parts.replay.stop())


ROUTES = (
    Route(
        method="GET",
        path="/api/export",
        access=frozenset({"producer", "host"}),
        handler=export,
        summary="The current show as a file.",
        query=ExportWish,
        answers={200: Raw("*/*")},
    ),
    Route(
        method="POST",
        path="/api/import",
        access=ENTERS,
        handler=import_,
        summary="Questions from a file: csv, tsv, txt, jsonl, or our own json and zip.",
        takes=Raw("application/octet-stream"),
        query=ImportWish,
        size=UPLOAD_BYTES,
        answers={200: Imported},
        refusals=(409, 503),
    ),
    Route(
        method="POST",
        path="/api/replay",
        access=ENTERS,
        handler=replay,
        summary="Play a file as if the public asked.",
        takes=Raw("application/octet-stream"),
        query=ReplayWish,
        size=UPLOAD_BYTES,
        answers={200: Replayed},
    ),
    Route(
        method="DELETE",
        path="/api/replay",
        access=ENTERS,
        handler=stop_replay,
        summary="End the replay.",
        answers={200: ReplayEnded},
    ),
)
