"""Packages as the Fontsource project makes them, but tiny; and an npm registry on loopback."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from overlay.cli.faces import FACES, Face


def font(name: str, characters: str) -> bytes:
    """A woff2 that draws a box for each of the characters."""
    glyphs = {ord(character): f"u{ord(character):04X}" for character in characters}
    pen = TTGlyphPen(None)
    pen.moveTo((60, -80))
    for corner in ((60, 840), (940, 840), (940, -80)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *glyphs.values()])
    builder.setupCharacterMap(glyphs)
    builder.setupGlyf(dict.fromkeys([".notdef", *glyphs.values()], box))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *glyphs.values()], (1000, 60)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    builder.font.flavor = "woff2"
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def archive(face: Face, characters: str, more: dict[str, bytes] | None = None) -> bytes:
    """What the registry gives: the characters in two files, some Latin; `more` files may be anything."""
    rules, files = "", {}
    for subset, part in {"0": characters[::2], "1": characters[1::2], "latin": "Aa"}.items():
        name = f"{face.name}-{subset}-wght-normal.woff2"
        files[f"package/files/{name}"] = font(face.family.replace("OV", "Test"), part)
        rules += (
            f"/* {face.name}-[{subset}]-wght-normal */\n"
            f"@font-face {{\n  font-family: '{face.family} Variable';\n"
            f"  font-display: swap;\n  font-weight: 100 900;\n"
            f"  src: url(./files/{name}) format('woff2-variations');\n"
            f"  unicode-range: {','.join(f'U+{ord(character):x}' for character in part)};\n}}\n"
        )
    files |= {"package/wght.css": rules.encode(), "package/LICENSE": b"A licence.\n", **(more or {})}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return out.getvalue()


def pinned(face: Face, data: bytes) -> Face:
    """The face, known by the size and checksum of that archive."""
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    return msgspec.structs.replace(face, size=len(data), integrity=integrity)


def small_faces(characters: str) -> dict[Face, bytes]:
    """All our faces, each pinned to a tiny archive that holds these characters."""
    made = {}
    for face in FACES:
        data = archive(face, characters)
        made[pinned(face, data)] = data
    return made


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class Registry:
    """An HTTP server on loopback: path → status, body, and the length that it claims."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, bytes, int]] = {}
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                status, body, length = outer.answers.get(self.path, (404, b"", 0))
                self.send_response(status)
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *words: object) -> None:
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def put(self, path: str, body: bytes, *, status: int = 200, length: int | None = None) -> None:
        self.answers[path] = (status, body, len(body) if length is None else length)

    def put_faces(self, faces: dict[Face, bytes]) -> None:
        for face, data in faces.items():
            self.put(face.path, data)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def registry() -> Iterator[Registry]:
    running = Registry()
    yield running
    running.stop()
