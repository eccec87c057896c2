"""The server that runs on a data folder, as the command line speaks to it: found by `run.json`."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from overlay.config import default_folder
from overlay.errors import NoServer, OverlayError
from overlay.process import RUN_FILE, Run

SECONDS = 60.0
"""For an answer: setting up OBS takes a while."""


class Refused(OverlayError):
    """The server said no, in its own sentence."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        super().__init__("{sentence}", sentence=sentence)
        self.status = status
        self.code = code
        self.exit_code = _exit_codes().get(code, 1)


class Running:
    """A server that answers."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder = folder
        self.run = run

    def get(self, path: str, **query: object) -> Any:
        return self.call("GET", path, query=query)

    def post(self, path: str, body: Any = None, **query: object) -> Any:
        """`body`: bytes as they are, anything else as JSON."""
        return self.call("POST", path, body, query)

    def delete(self, path: str) -> Any:
        return self.call("DELETE", path)

    def call(self, method: str, path: str, body: Any = None, query: dict[str, object] | None = None) -> Any:
        return json.loads(self.fetch(method, path, body, query) or b"null")

    def fetch(
        self, method: str, path: str, body: Any = None, query: dict[str, object] | None = None
    ) -> bytes:
        """The answer's bytes. Refused with the server's sentence; NoServer if nobody answers."""
        address = urlsplit(self.run.studio)
        headers = {"Authorization": f"Bearer {self.run.token}", "Accept-Language": "en"}
        if body is not None and not isinstance(body, bytes):
            body = msgspec.json.encode(body)
            headers["Content-Type"] = "application/json"
        target = f"{path}?{urlencode(query)}" if query else path
        line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=SECONDS)
        with _no_server(self.folder), contextlib.closing(line):
            line.request(method, target, body, headers)
            answer = line.getresponse()
            data = answer.read()
        if answer.status < 300:
            return data
        if answer.status == 401:
            raise no_server(self.folder)  # somebody else's, at the address of one that crashed
        raise _refused(answer.status, data)


def find(folder: Path | None) -> Running:
    """The server on that folder (without one: this user's). NoServer if none has said it runs."""
    place = (folder or default_folder()).absolute()
    try:
        return Running(place, msgspec.json.decode((place / RUN_FILE).read_bytes(), type=Run))
    except (OSError, msgspec.MsgspecError):
        raise no_server(place) from None


def quoted(name: str) -> str:
    """One segment of a path."""
    return quote(name, safe="")


def no_server(folder: Path) -> NoServer:
    return NoServer(
        "No overlay runs on the folder {folder}. Start it with: overlay serve; or name another folder with "
        "--data.",
        folder=folder,
    )


@contextlib.contextmanager
def _no_server(folder: Path) -> Iterator[None]:
    try:
        yield
    except TimeoutError:
        raise NoServer("The overlay on the folder {folder} does not answer.", folder=folder) from None
    except (OSError, http.client.HTTPException):
        raise no_server(folder) from None


def _refused(status: int, data: bytes) -> Refused:
    try:
        told = json.loads(data)
        return Refused(status, told["error"], told["message"])
    except (ValueError, KeyError, TypeError):
        return Refused(status, "error", f"The server answered {status}.")


def _exit_codes() -> dict[str, int]:
    """Of every error the server may name: how the command line ends with it."""
    known = [OverlayError]
    for kind in known:
        known += kind.__subclasses__()
    return {kind.code: kind.exit_code for kind in known}
