"""A graphic to begin with: six files that work, in the user's folder, for a designer to change."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path

from overlay.errors import ConfigError, Illegal, Unavailable
from overlay.own_name import fits
from overlay.show.model import LAYERS

FILES = Path(__file__).parent / "starter"
PLACEHOLDERS = {
    "name": "my-graphic",
    "class": "MyGraphic",
    "title": "My graphic",
    "layer": '"layer": "guest"',
}


def check(name: str, layer: str, ours: Collection[str]) -> None:
    """ConfigError or Illegal, in a sentence, if there cannot be a graphic of that name on that layer."""
    if not fits(name):
        raise ConfigError(
            "A graphic cannot be called “{name}”: small letters, digits, hyphens, a letter first, at most "
            "40; such as score-board.",
            name=name[:60],
        )
    if name in ours:
        raise Illegal(
            "“{name}” comes with the program: choose another name. To change ours, put a file of the same "
            "name into overlays_html/{name} of the data folder.",
            name=name,
        )
    if layer not in LAYERS:
        raise ConfigError(
            "There is no layer “{layer}”; there are: {known}.", layer=layer[:60], known=", ".join(LAYERS)
        )


def make(folder: Path, name: str, title: str, layer: str) -> Path:
    """The graphic's own folder below that one. Illegal if there is anything of that name already."""
    target = folder / name
    try:
        target.mkdir(parents=True)
        for file in sorted(FILES.iterdir()):
            place = target / file.name.replace(PLACEHOLDERS["name"], name)
            place.write_bytes(_filled(file, name, title or _title(name), layer))
    except FileExistsError:
        raise Illegal("There is something at {folder} already: nothing was written.", folder=target) from None
    except OSError as error:
        raise Unavailable(
            "The folder {folder} could not be written: {why}.", folder=target, why=error.strerror or error
        ) from None
    return target


def _filled(file: Path, name: str, title: str, layer: str) -> bytes:
    if file.suffix == ".png":
        return file.read_bytes()
    text = file.read_text(encoding="utf-8")
    words = json.dumps(title, ensure_ascii=False)[1:-1] if file.suffix == ".json" else _plain(title)
    for old, new in (
        (PLACEHOLDERS["layer"], f'"layer": "{layer}"'),
        (PLACEHOLDERS["name"], name),
        (PLACEHOLDERS["class"], _class(name)),
        (PLACEHOLDERS["title"], words),
    ):
        text = text.replace(old, new)
    return text.encode()


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _plain(title: str) -> str:
    """For a comment and a page's title: nothing of it may end either."""
    return re.sub(r"[<>&*/\\]", " ", title)


def _class(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))
