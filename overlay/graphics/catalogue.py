"""What graphics there are in `overlays_html`: ours, and those of the user, which run in a sandboxed frame.

A folder with manifests (`*.ograf.json`) holds OGraf graphics, one a manifest; a folder whose HTML page
assigns `window.SPXGCTemplateDefinition` holds SPX templates, one a page. A graphic is called like its folder,
or `folder/file` where the folder holds several.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import quote

import msgspec

from overlay.config import shipped
from overlay.graphics.flaw import Flaw, shown
from overlay.graphics.manifest import ENDING, parsed
from overlay.show.model import LAYERS, QUESTION_LAYERS, Placed

FOREIGN_LAYER = "guest"
"""Where a graphic plays that says nothing about it."""
VENDOR = "v_overlay"
"""Our field in a manifest, `{"layer": NAME}`, and in a property of its schema, `{"given": true}`."""
GIVEN = frozenset({"theme", "motion", "dir", "lang", "show_lang"})
"""What the page gives every graphic that is made for it, so that no form asks for it."""
SPX = "SPXGCTemplateDefinition"
SHARED = ("_lib", "_fonts", "_themes")
"""Folders that graphics share: they reach them as `../_lib` and so on."""
LONGEST_NAME = 60
log = logging.getLogger(__name__)


class Graphic(msgspec.Struct, frozen=True, kw_only=True):
    """`page`: the manifest or template, by its path in `overlays_html`. `main`: OGraf's module, beside it.

    `plays` is false where something is missing without which it cannot be played at all.
    """

    name: str
    title: str
    layer: str
    page: str
    frame: Literal["", "ograf", "spx"] = ""
    version: str = ""
    main: str = ""
    steps: int = 1
    schema: dict[str, Any] | None = None
    flaws: tuple[Flaw, ...] = ()
    thumb: str = ""
    plays: bool = True

    @property
    def question(self) -> bool:
        return self.layer in QUESTION_LAYERS

    @property
    def folder(self) -> str:
        return self.page.partition("/")[0]


Source = Path | bytes
"""A file, or what was read of it."""


def read(files: Mapping[str, Source]) -> dict[str, Graphic]:
    """All graphics in files of `overlays_html` (by path inside): ours first, then the user's."""
    return found(files, {file.name for file in shipped("overlays_html").iterdir() if file.is_dir()})


def placed(graphics: Mapping[str, Graphic]) -> dict[str, Placed]:
    """For the show: where each plays."""
    return {
        graphic.name: Placed(graphic.layer, graphic.frame) for graphic in graphics.values() if graphic.plays
    }


def found(files: Mapping[str, Source], ours: set[str]) -> dict[str, Graphic]:
    """As `read`, of these files; `ours` are the folders that came with the program."""
    folders: dict[str, list[str]] = {}
    for path in files:
        folder, _, inside = path.partition("/")
        if inside and "/" not in inside and not folder.startswith("_"):
            folders.setdefault(folder, []).append(path)
    graphics = [
        graphic
        for folder in sorted(folders, key=lambda name: (name not in ours, name))
        for graphic in _of_folder(folder, folders[folder], files, ours)
    ]
    return {graphic.name: graphic for graphic in graphics if len(graphic.name) <= LONGEST_NAME}


def _of_folder(
    folder: str, paths: list[str], files: Mapping[str, Source], ours: set[str]
) -> Iterator[Graphic]:
    manifests = [path for path in paths if path.endswith(ENDING)]
    if folder in ours:
        manifests = [path for path in manifests if path == f"{folder}/{folder}{ENDING}"]
    for path in manifests:
        stem = PurePosixPath(path).name.removesuffix(ENDING)
        name = folder if len(manifests) == 1 else f"{folder}/{stem}"
        foreign = folder not in ours
        made = partial(_ograf, name, path, files, foreign=foreign)
        yield _or_flaw(made, name, path, "ograf" if foreign else "")
    if manifests or folder in ours:
        return
    pages = {
        path: text
        for path in paths
        if path.endswith((".html", ".htm")) and SPX in (text := _text(files[path]))
    }
    for path, text in pages.items():
        name = folder if len(pages) == 1 else f"{folder}/{PurePosixPath(path).stem}"
        yield _or_flaw(partial(_spx, name, path, text), name, path, "spx")


def _or_flaw(
    made: Callable[[], Graphic], name: str, path: str, frame: Literal["", "ograf", "spx"]
) -> Graphic:
    """The graphic; one that cannot even be read is listed with that, and costs the others nothing."""
    try:
        return made()
    except Exception as error:
        log.exception("The graphic %s cannot be read", path)
        flaw = Flaw("It cannot be read: {why}.", why=shown(str(error)))
        layer = FOREIGN_LAYER if frame else _own_layer(name)
        return Graphic(name=name, title=name, layer=layer, page=path, frame=frame, flaws=(flaw,), plays=False)


def _ograf(name: str, path: str, files: Mapping[str, Source], *, foreign: bool) -> Graphic:
    manifest, flaws = parsed(_bytes(files[path]))
    folder = path.partition("/")[0]
    main = manifest.get("main")
    here = f"{folder}/{main}" in files
    if isinstance(main, str) and main and not here:
        flaws.append(Flaw("“main” is {value}, but there is no such file.", value=shown(main)))
    layer, misplaced = _layer(manifest, FOREIGN_LAYER if foreign else _own_layer(name))
    steps = manifest.get("stepCount", 1)
    schema = manifest.get("schema")
    made_for_us = not foreign or isinstance(manifest.get(VENDOR), dict)
    return Graphic(
        name=name,
        title=_words(manifest.get("name")) or name,
        layer=layer,
        page=path,
        frame="ograf" if foreign else "",
        version=_words(manifest.get("version")),
        main=main if here and isinstance(main, str) else "",
        steps=steps if isinstance(steps, int) else 1,
        schema=_asked(schema, made_for_us) if isinstance(schema, dict) else None,
        flaws=(*flaws, *misplaced),
        thumb=_thumb(manifest, folder, files, foreign),
        plays=here,
    )


def _spx(name: str, path: str, text: str) -> Graphic:
    """Its definition is script, which is run in the frame only: title and steps are read from it as text."""
    title = re.search(r"""\bdescription["']?\s*:\s*(["'])(.*?)\1""", text)
    steps = re.search(r"""\bsteps["']?\s*:\s*["']?(\d{1,2})\b""", text)
    return Graphic(
        name=name,
        title=_words(title[2] if title else "") or name,
        layer=FOREIGN_LAYER,
        page=path,
        frame="spx",
        steps=int(steps[1]) if steps else 1,
    )


def _own_layer(name: str) -> str:
    return next((layer for layer, place in LAYERS.items() if place.graphic == name), FOREIGN_LAYER)


def _layer(manifest: dict[str, Any], usual: str) -> tuple[str, tuple[Flaw, ...]]:
    vendor = manifest.get(VENDOR)
    wished = vendor.get("layer", usual) if isinstance(vendor, dict) else usual
    if isinstance(wished, str) and wished in LAYERS:
        return wished, ()
    right = ", ".join(LAYERS)
    return usual, (
        Flaw(
            "“{key}” is {value}; it must be {right}.", key=f"{VENDOR}.layer", value=shown(wished), right=right
        ),
    )


def _asked(schema: dict[str, Any], made_for_us: bool) -> dict[str, Any]:
    """The form without what the show and the page fill in themselves."""
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return {"type": "object", "properties": {}}
    return {
        **schema,
        "properties": {
            key: field for key, field in properties.items() if not _given(key, field, made_for_us)
        },
    }


def _given(key: str, field: Any, made_for_us: bool) -> bool:
    vendor = field.get(VENDOR) if isinstance(field, dict) else None
    return (made_for_us and key in GIVEN) or (isinstance(vendor, dict) and vendor.get("given") is True)


def _thumb(manifest: dict[str, Any], folder: str, files: Mapping[str, Source], foreign: bool) -> str:
    thumbnails = manifest.get("thumbnails")
    first = thumbnails[0] if isinstance(thumbnails, list) and thumbnails else None
    path = f"{folder}/{first.get('file')}" if isinstance(first, dict) else ""
    return f"/{'foreign' if foreign else 'graphics'}/{quote(path)}" if path in files else ""


def _words(value: Any) -> str:
    return " ".join(value.split())[:80] if isinstance(value, str) else ""


def _bytes(file: Source) -> bytes:
    """What is in it; nothing when it has just gone: it is looked at again."""
    if isinstance(file, bytes):
        return file
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _text(file: Source) -> str:
    return _bytes(file).decode("utf-8", "replace")
