"""Files that pages load: read into a table of names before anybody asks. A request joins no paths."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec
from aiohttp import web

from overlay.errors import Unknown

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Other files are not served. The system's own table is not asked: on Windows anybody may change it."""

NAMES = re.compile(rb"""/static/([\w./-]+)|["'(]\./([\w./-]+)["')]""")


PASSED_BY = ("node_modules", "__pycache__", "__MACOSX")
Stamp = tuple[int, int]
"""A file's time of change in ns and its size: another one, another content."""


class Served(msgspec.Struct, frozen=True):
    data: bytes
    type: str
    tag: str


class Files:
    """Bytes by name: of files, or as they are given. The very same bytes as `before` are not hashed again."""

    def __init__(self, found: Mapping[str, Path | bytes], before: Files | None = None) -> None:
        known: dict[str, Served] = before._table if before else {}
        self._table: dict[str, Served] = {
            name: _served(file if isinstance(file, bytes) else file.read_bytes(), kind, known.get(name))
            for name, file in found.items()
            if (kind := TYPES.get(PurePosixPath(name).suffix.lower()))
        }

    def over(self, others: Files) -> Files:
        """Both; of one name that of these."""
        both = Files({})
        both._table = others._table | self._table
        return both

    def within(self, folders: Collection[str]) -> Files:
        """Those of these folders only, with their names."""
        part = Files({})
        part._table = {name: file for name, file in self._table.items() if name.partition("/")[0] in folders}
        return part

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def data(self, name: str) -> bytes:
        """Its bytes; KeyError if there is none."""
        return self._table[name].data

    def find(self, name: str) -> Served | None:
        return self._table.get(name)

    def answer(self, request: web.Request, name: str) -> web.Response:
        """The file, or 304 if the browser has it. `Unknown` if there is none of that name."""
        served = self._table.get(name)
        if served is None:
            raise Unknown("There is no file {name}.", name=name[:100])
        fresh = {"ETag": f'"{served.tag}"', "Cache-Control": "no-cache"}
        if served.tag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=fresh)
        return web.Response(body=served.data, headers={**fresh, "Content-Type": served.type})

    def tags(self) -> str:
        """Changes when any file does."""
        return "".join(f"{name}={served.tag};" for name, served in sorted(self._table.items()))

    def reached(self, start: Iterable[bytes]) -> Files:
        """Only the files that these texts name, and those name, and so on."""
        part = Files({})
        texts = list(start)
        while texts:
            for absolute, beside in NAMES.findall(texts.pop()):
                name = (absolute or beside).decode()
                if name in self._table and name not in part._table:
                    part._table[name] = self._table[name]
                    texts.append(self._table[name].data)
        return part


def _served(data: bytes, kind: str, known: Served | None) -> Served:
    if known and known.data is data:
        return known
    return Served(data, kind, hashlib.sha256(data).hexdigest()[:16])


def stamps(folder: Path) -> dict[str, Stamp]:
    """Every file below it by its path inside; none if there is no such folder. Hidden ones are left out."""
    found: dict[str, Stamp] = {}
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in PASSED_BY]
        for name in files:
            file = Path(place, name)
            if name.startswith(".") or name.endswith("~"):
                continue
            try:
                told = file.stat()
            except OSError:
                continue  # it went away meanwhile
            found[file.relative_to(folder).as_posix()] = told.st_mtime_ns, told.st_size
    return found
