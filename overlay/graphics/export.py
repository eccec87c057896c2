"""A graphic as a folder of its own, for another renderer: what it shares with others comes along.

In `overlays_html` a graphic reaches `_lib _fonts _themes` beside its folder. Others copy only the folder of
its manifest, so those three move inside and its `../_lib/…` become `./_lib/…`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from overlay.errors import ConfigError, OverlayError
from overlay.graphics.catalogue import SHARED, Graphic, Source

WRITTEN = (".mjs", ".js", ".css", ".html", ".htm", ".json", ".svg")
"""Files in which paths stand."""
NOT_SENT = (".py", ".pyc")
UP = re.compile(rb"""(["'(\s=])\.\./(_(?:lib|fonts|themes)/)""")


def whole(graphic: Graphic, files: Mapping[str, Source]) -> dict[str, bytes]:
    """Every file of the folder by its path inside. `files` are those of `overlays_html`."""
    own = dict(_within(graphic.folder, files))
    if any(UP.search(data) for data in own.values()):
        for folder in SHARED:
            own |= {f"{folder}/{name}": data for name, data in _within(folder, files)}
    return {name: UP.sub(rb"\1./\2", data) if _turns(name) else data for name, data in own.items()}


def _within(folder: str, files: Mapping[str, Source]) -> Iterator[tuple[str, bytes]]:
    for path, file in files.items():
        if path.startswith(f"{folder}/") and not path.endswith(NOT_SENT):
            yield path.removeprefix(f"{folder}/"), file if isinstance(file, bytes) else file.read_bytes()


def _turns(name: str) -> bool:
    """The graphic's own files: among themselves the three folders stand as before."""
    return name.endswith(WRITTEN) and not name.startswith(SHARED)


def write(parts: Mapping[str, bytes], out: Path, name: str) -> Path:
    """As the folder `out`, or as a zip that holds the folder `name`. ConfigError if something is there."""
    if out.exists() and (out.is_file() or any(out.iterdir())):
        raise ConfigError("{out} is there already: name another place with --out, or take it away.", out=out)
    try:
        if out.suffix.lower() == ".zip":
            _write_zip(parts, out, name)
        else:
            _write_folder(parts, out)
    except OSError as error:
        raise OverlayError("{file} cannot be written: {why}.", file=out, why=error.strerror) from None
    return out


def _write_zip(parts: Mapping[str, bytes], out: Path, name: str) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, data in sorted(parts.items()):
            packed.writestr(f"{name}/{path}", data)


def _write_folder(parts: Mapping[str, bytes], out: Path) -> None:
    for path, data in parts.items():
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
