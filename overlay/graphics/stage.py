"""A loopback server for one graphic and the page that tries it (trial/), and the browser that opens it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from overlay.config import files_below, shipped
from overlay.graphics import browser as browsers
from overlay.graphics.catalogue import SHARED, Graphic
from overlay.graphics.manifest import parsed
from overlay.web.files import Files

TRIAL = Path(__file__).parent / "trial"
SECONDS = 90
"""For one graphic, all its trials and the browser's start."""
SLOW = (".woff2", ".woff", ".ttf", ".otf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
DELAY = 0.25
"""Seconds by which fonts and pictures come later: who does not wait for them is seen."""
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; connect-src 'self'; "
    "frame-src 'self'"
)
REPORT_BYTES = 1024 * 1024
Fault = tuple[str, dict[str, Any]]
"""A code of check.SENTENCES and what fills its sentence."""


class Stage:
    """`folder`: the graphic's own. `_lib _fonts _themes` beside it are served too, else ours."""

    def __init__(self, graphic: Graphic, folder: Path) -> None:
        self._graphic = graphic
        self._files = Files(dict(_served(folder)))
        self._plan = json.dumps(_plan(graphic, folder)).encode()
        self._reported = threading.Event()
        self._faults: list[Fault] = []

    def play(self, program: str) -> list[Fault]:
        """What the trial page reported; one fault more where it reported nothing."""
        with self._serving() as url, browsers.opened(program, url) as process:
            ended = self._wait(process)
        if self._reported.is_set():
            return self._faults
        return [("no_report", {}) if ended else ("hung", {"seconds": SECONDS})]

    def _wait(self, process: subprocess.Popen[bytes]) -> bool:
        """Until the page has reported, or for as long as is allowed; whether the browser ended by itself."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and not self._reported.wait(0.1):
            if process.poll() is not None:
                return True
        return False

    @contextlib.contextmanager
    def _serving(self) -> Iterator[str]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        server.daemon_threads = True
        running = threading.Thread(target=server.serve_forever, args=(0.05,))
        running.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/trial/trial.html"
        finally:
            server.shutdown()
            running.join()
            server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stage = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = unquote(urlsplit(self.path).path).lstrip("/")
                if path.endswith(SLOW):
                    time.sleep(DELAY)
                data, kind = stage.file(path)
                self.send_response(200 if kind else 404)
                self.send_header("Content-Type", kind or "text/plain")
                self.send_header("Content-Security-Policy", POLICY)
                self.send_header("Cache-Control", "no-store")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_POST(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(min(size, REPORT_BYTES))
                ours = self.path == "/report"  # else it is the graphic that posts
                if ours:
                    stage.report(body)
                self.send_response(204 if ours else 404)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing: the terminal is for the report."""

        return Handler

    def file(self, path: str) -> tuple[bytes, str]:
        """Bytes and type; no type where there is none of that name."""
        if path == "plan.json":
            return self._plan, "application/json"
        served = self._files.find(path)
        return (served.data, served.type) if served else (b"", "")

    def report(self, body: bytes) -> None:
        self._faults = [(str(code), dict(values)) for code, values in json.loads(body)]
        self._reported.set()


def _plan(graphic: Graphic, folder: Path) -> dict[str, Any]:
    """What the trial page must know."""
    main = f"{graphic.folder}/{graphic.main}" if graphic.frame == "ograf" else graphic.page
    manifest: dict[str, Any] = {}
    if graphic.frame == "ograf":
        manifest, _ = parsed((folder.parent / graphic.page).read_bytes())
    return {
        "kind": graphic.frame,
        "main": f"/g/{quote(main)}",
        "steps": graphic.steps,
        "schema": manifest.get("schema"),
        "nonRealTime": manifest.get("supportsNonRealTime") is True,
    }


def _served(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(TRIAL.iterdir()):
        yield f"trial/{file.name}", file
    for name in SHARED:
        beside = folder.parent / name
        root = beside if beside.is_dir() else shipped("overlays_html") / name
        yield from ((f"g/{name}/{inside}", file) for inside, file in files_below(root).items())
    yield from ((f"g/{folder.name}/{inside}", file) for inside, file in files_below(folder).items())
