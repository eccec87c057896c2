"""A theme as a zip: its file and its logo. Nothing is written before all of it is known to be good."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

import msgspec

from overlay import unzip
from overlay.errors import ConfigError
from overlay.themes.logo import LARGEST, redrawn
from overlay.themes.sheet import LOGO, LONGEST, properties_of

FOLDER = "_themes/"
MEMBERS = 40
NO_ZIP = "This is no zip of a theme."


class Parcel(msgspec.Struct, frozen=True):
    """`name`: as its maker called it. `logo`: name and bytes, drawn anew; None without."""

    name: str
    properties: dict[str, str]
    logo: tuple[str, bytes] | None = None


def packed(name: str, sheet: bytes, logo: tuple[str, bytes] | None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr(f"{FOLDER}{name}.css", sheet)
        if logo:
            parcel.writestr(f"{FOLDER}{logo[0]}", logo[1])
    return out.getvalue()


def unpacked(data: bytes) -> Parcel:
    """What a zip brings; no path in it means anything. ConfigError if it is no theme's. Blocking."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            return _opened(parcel)
    except unzip.FAULTS:
        raise ConfigError(NO_ZIP) from None


def _opened(parcel: zipfile.ZipFile) -> Parcel:
    members = [member for member in parcel.infolist() if not member.is_dir()][: MEMBERS + 1]
    if len(members) > MEMBERS:
        raise ConfigError(
            "This zip holds more than {most} files: a theme is one, and its logo.", most=MEMBERS
        )
    names = {PurePosixPath(member.filename.replace("\\", "/")).name: member for member in members}
    sheets = [name for name in names if name.endswith(".css") and not name.startswith(".")]
    if len(sheets) != 1:
        raise ConfigError(
            "A theme's zip holds one file that ends in .css; this one holds {n}.", n=len(sheets)
        )
    properties = properties_of(_read(parcel, names[sheets[0]], LONGEST))
    wanted = re.fullmatch(r'"([^"]*)"', properties.get(LOGO, ""))
    logo = None
    if wanted:
        if wanted[1] not in names:
            raise ConfigError(
                "The theme names the logo {file}, and the zip does not hold it.", file=wanted[1]
            )
        logo = redrawn(_read(parcel, names[wanted[1]], LARGEST))
        properties[LOGO] = f'"{logo[0]}"'
    return Parcel(sheets[0].removesuffix(".css"), properties, logo)


def _read(parcel: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """The member unpacked, which may claim any size: no more than `most` bytes of it are ever held."""
    data = unzip.read(parcel, member, most)
    if len(data) > most:
        raise ConfigError(
            "The file {file} of this zip unpacks to more than {limit} bytes.",
            file=member.filename,
            limit=most,
        )
    return data
