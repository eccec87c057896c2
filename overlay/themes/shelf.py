"""The themes there are: ours, and the user's in `overlays_html/_themes` of the data folder."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from overlay.errors import ConfigError, Illegal, OverlayError, Unavailable, Unknown
from overlay.own_name import NAME, fits
from overlay.themes.logo import NAME as LOGO_NAME
from overlay.themes.parcel import Parcel
from overlay.themes.sheet import LOGO, check, properties_of, written

FOLDER = "_themes/"
WAITS = 24 * 3600


class Theme(msgspec.Struct, frozen=True):
    """`own`: the user's. `flaw`: why it cannot be edited here; it may still be worn."""

    name: str
    own: bool
    properties: dict[str, str]
    flaw: OverlayError | None = None


def names_of(files: Iterable[str]) -> list[str]:
    """The themes among the files that are served."""
    sheets = [name.removeprefix(FOLDER).removesuffix(".css") for name in files if _is_sheet(name)]
    return sorted(name for name in sheets if NAME.fullmatch(name))


def _is_sheet(name: str) -> bool:
    return name.startswith(FOLDER) and name.endswith(".css") and name.count("/") == 1


def theme_of(name: str, sheet: bytes, *, own: bool, fonts: Collection[str]) -> Theme:
    try:
        properties = properties_of(sheet)
        check(properties, fonts)
    except ConfigError as flaw:
        return Theme(name, own, {}, flaw)
    return Theme(name, own, properties)


def check_name(name: str, ours: Collection[str] = ()) -> None:
    """ConfigError or Illegal if a theme of the user's cannot be called that."""
    if not fits(name):
        raise ConfigError(
            "A theme cannot be called “{name}”: small letters, digits, hyphens, a letter first, at most 40.",
            name=name[:60],
        )
    if name in ours:
        raise Illegal("“{name}” comes with the program: give your theme another name.", name=name)


class Shelf:
    """The user's folder of themes; it is made when it is first needed. All of this is blocking."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, properties: Mapping[str, str]) -> None:
        """Written whole or not at all. ConfigError if it cannot be called that, or its logo is not there."""
        check_name(name)
        logo = properties.get(LOGO, "none").strip('"')
        if logo != "none" and not (self._folder / logo).is_file():
            raise ConfigError("The logo {file} is not there any more: choose it again.", file=logo)
        self._write(f"{name}.css", written(properties))
        self._sweep()

    def put_logo(self, name: str, png: bytes) -> None:
        self._write(name, png)

    def put_parcel(self, name: str, parcel: Parcel) -> None:
        check_name(name)
        if parcel.logo:
            self._write(*parcel.logo)
        self.put(name, parcel.properties)

    def take_away(self, name: str) -> None:
        """Unknown if the user has none of that name. What is no name of a theme reaches no file."""
        try:
            if not fits(name):
                raise FileNotFoundError
            (self._folder / f"{name}.css").unlink()
        except FileNotFoundError:
            raise Unknown("There is no theme of your own called “{name}”.", name=name[:60]) from None
        except OSError as error:
            raise _no_disk(error) from None
        self._sweep()

    def _write(self, name: str, data: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = self._folder / f".{name}.new"
            beside.write_bytes(data)
            beside.replace(self._folder / name)
        except OSError as error:
            raise _no_disk(error) from None

    def _sweep(self) -> None:
        """Logos that no theme names are taken away; a fresh one may be waiting for its theme to be saved."""
        try:
            sheets = [sheet for sheet in self._folder.glob("*.css") if sheet.is_file()]
            named = b"".join(sheet.read_bytes() for sheet in sheets)
        except OSError:
            return  # what it names nobody knows: all logos stay
        for file in self._folder.glob("logo-*.png"):
            if re.fullmatch(LOGO_NAME, file.name) and file.name.encode() not in named:
                with suppress(OSError):  # in use, or a folder: it may go the next time
                    if file.stat().st_mtime <= time.time() - WAITS:
                        file.unlink()


def _no_disk(error: OSError) -> Unavailable:
    return Unavailable("The theme could not be written: {why}.", why=error.strerror or error)


def free_name(wished: str, taken: Collection[str]) -> str:
    """The name, or it with a number, so that nothing that is there is written over."""
    plain = re.sub(r"[^a-z0-9]+", "-", wished.lower()).strip("-").lstrip("0123456789-")[:36] or "theme"
    names = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken and fits(name))
