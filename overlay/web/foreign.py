"""Graphics that did not come with the program, as their sandboxed frames load them: `/foreign/…`.

A frame's page is made here: of an OGraf graphic a host with our shim, of an SPX template the template with
our shim put in first. Everything else are the files as they are, and ours under `_lib _fonts _themes`, on
which graphics made by `overlay graphics new` are built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path, PurePosixPath

from aiohttp import web

from overlay.config import files_below
from overlay.graphics.catalogue import SHARED, Graphic, read
from overlay.web.files import Files

FRAME = Path(__file__).parent / "frame"
SHIM = "/foreign/_frame"
HOST = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<link rel="stylesheet" href="{shim}/ograf.css">
<body data-manifest="{manifest}">
<script src="{shim}/port.js"></script>
<script src="{shim}/ograf.js"></script>
</body>
</html>
"""
SPX_SHIM = f'<script src="{SHIM}/port.js"></script><script src="{SHIM}/spx.js"></script>'
BEFORE_SCRIPTS = re.compile(
    r"\A(?:\s|<!--.*?-->)*(?:<!doctype[^>]*>)?(?:\s|<!--.*?-->|<html[^>]*>|<head[^>]*>)*", re.I | re.S
)


class Foreign:
    """`shipped`: the files of `overlays_html` that came with the program."""

    def __init__(self, own: Mapping[str, bytes], shipped: Files) -> None:
        self._shipped = {name: shipped.data(name) for name in shipped}
        frame = Files({f"_frame/{name}": file for name, file in files_below(FRAME).items()})
        self._ours = frame.over(shipped.within(SHARED))
        self._now: tuple[dict[str, Graphic], Files] = ({}, Files({}))
        self.renew(own)

    @property
    def graphics(self) -> Mapping[str, Graphic]:
        """The whole catalogue, ours and the user's, as of the last `renew`."""
        return self._now[0]

    @property
    def _files(self) -> Files:
        return self._now[1]

    def renew(self, own: Mapping[str, bytes]) -> None:
        """The user's files are these now, by path inside `overlays_html`. Blocking."""
        graphics = read({**self._shipped, **own})
        foreign = [graphic for graphic in graphics.values() if graphic.frame]
        folders = {*SHARED, *(graphic.folder for graphic in foreign)}
        files = {name: data for name, data in own.items() if name.partition("/")[0] in folders}
        pages = {page_name(graphic): _page(graphic, own) for graphic in foreign}
        now = Files({**files, **pages}, self._files).over(self._ours)
        self._now = graphics, now  # at once: it may be asked while this runs in a thread

    def answer(self, request: web.Request, name: str) -> web.Response:
        """A file or a frame's page. `Unknown` if there is none of that name."""
        return self._files.answer(request, name)


def page_name(graphic: Graphic) -> str:
    """Of its frame's page: beside its files, so that what they name is found."""
    stem = graphic.name.partition("/")[2] or "page"
    return f"{graphic.folder}/@{stem}.html"


def _page(graphic: Graphic, own: Mapping[str, bytes]) -> bytes:
    if graphic.frame == "ograf":
        manifest = PurePosixPath(graphic.page).name
        return HOST.format(title=escape(graphic.title), shim=SHIM, manifest=escape(manifest)).encode()
    return with_shim(own[graphic.page])


def with_shim(template: bytes) -> bytes:
    """The SPX template with our scripts before any of its own, and still with its doctype first."""
    text = template.decode("utf-8-sig", "replace")
    start = BEFORE_SCRIPTS.match(text)
    at = start.end() if start else 0
    return f"{text[:at]}{SPX_SHIM}{text[at:]}".encode()
