"""Faces of Chinese, Japanese and Korean: fetched from npm's registry into the user's `overlays_html/_fonts`.

They are too large for ours. Each is one pinned package of the Fontsource project: an archive with a hundred
woff2 files, each for a range of characters, and the style sheet that names them.
"""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from overlay.errors import OverlayError

SHEET = "cjk.css"
FACE_SHEET = "face.css"
HALF_MADE = ".fetching-"


class Face(msgspec.Struct, frozen=True):
    """A pinned package: `size` in bytes and `integrity` are its archive's, as the registry tells them."""

    name: str
    family: str
    language: str
    version: str
    size: int
    integrity: str

    @property
    def path(self) -> str:
        return f"/@fontsource-variable/{self.name}/-/{self.name}-{self.version}.tgz"


FACES = (
    Face(
        "noto-sans-jp",
        "OV Noto JP",
        "Japanese",
        "5.3.0",
        5364786,
        "sha512-XVL9GfGBRjj523v9w3Bctu4mNq7E5rUa+AMZm8DK1EM3LAGlKC3DZMvuqkLn4DB4TwwoAjcsJUCiRpUTDzzOkw==",
    ),
    Face(
        "noto-sans-kr",
        "OV Noto KR",
        "Korean",
        "5.3.0",
        3627286,
        "sha512-h863ZOIVMKjX0PSr0hLMUp/SjrwOul2yp0f5P61avqXdhqDABSkakzG2Ee07d3W8gVYgS9dMmxULdCkoN09f1A==",
    ),
    Face(
        "noto-sans-sc",
        "OV Noto SC",
        "Chinese, simplified",
        "5.3.0",
        4664825,
        "sha512-lNar1dF7Ik/lHNPo/7JWG0TolXY29LtsqYgMvEysooZ5bsO9uH4shJmRrwyJ3PjyTPljhpMJEK0jDuLSU4vJ1w==",
    ),
    Face(
        "noto-sans-tc",
        "OV Noto TC",
        "Chinese, traditional",
        "5.3.0",
        4350933,
        "sha512-sniyvTx+yRXlce9bjBV0i3kBG3/YFJiz6SZA9plNJLCR4TbY8il+G759gAXWHZu01eAclbJEN2YR+qbQjZTjkg==",
    ),
)


def is_here(folder: Path, face: Face) -> bool:
    """Whether the face, in this version, stands in that `_fonts` folder."""
    try:
        head = (folder / face.name / FACE_SHEET).read_text(encoding="utf-8")[:200]
    except (OSError, UnicodeDecodeError):
        return False
    return head.startswith(_title(face))


def put(folder: Path, face: Face, archive: bytes) -> None:
    """Unpacks the face into the `_fonts` folder, whole or not at all; an older version of it goes."""
    with _sentences_of_the_disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=HALF_MADE, dir=folder) as half_made:
            fresh, old = Path(half_made) / "new", Path(half_made) / "old"
            fresh.mkdir()
            _unpack(face, archive, fresh)
            place = folder / face.name
            if place.exists():
                place.rename(old)
            try:
                fresh.rename(place)
            except OSError:
                if old.exists():
                    old.rename(place)
                raise
        _write_sheet(folder)


def _unpack(face: Face, archive: bytes, folder: Path) -> None:
    """The files of one weight axis, the licence, and a style sheet under our family name; nothing else."""
    wanted = re.compile(rf"package/files/({re.escape(face.name)}-\d+-wght-normal\.woff2)")
    sheet = ""
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as tar:
            for member in tar:
                file = tar.extractfile(member) if member.isfile() else None
                if file is None:
                    continue
                if found := wanted.fullmatch(member.name):
                    (folder / found[1]).write_bytes(file.read())
                elif member.name == "package/LICENSE":
                    (folder / "LICENSE.txt").write_bytes(file.read())
                elif member.name == "package/wght.css":
                    sheet = file.read().decode()
    except (tarfile.TarError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise OverlayError(
            "The package {name} cannot be unpacked: {error}.", name=face.name, error=error
        ) from None
    (folder / FACE_SHEET).write_text(f"{_title(face)}\n{_renamed(face, sheet)}", encoding="utf-8")


def _title(face: Face) -> str:
    return f"/* {face.family}: {face.name} {face.version} */"


def _renamed(face: Face, sheet: str) -> str:
    """The package's rules under our family name, so that no copy on a machine steps in.

    Without those of its Latin and the like, which our own faces draw.
    """
    numbered = re.compile(rf"/{re.escape(face.name)}-\d+-wght-normal\.woff2")
    sheet = "\n".join(rule for rule in re.findall(r"@font-face \{[^}]*\}", sheet) if numbered.search(rule))
    sheet = re.sub(r"font-family: '[^']*'", f'font-family: "{face.family}"', sheet)
    sheet = re.sub(r"url\(\./files/([\w.-]+)\) format\('[\w-]+'\)", r'url("\1") format("woff2")', sheet)
    return sheet.replace("font-display: swap", "font-display: block") + "\n"


def removed(folder: Path, faces: Iterable[Face] = FACES) -> list[Face]:
    """Takes the faces away; those that were there."""
    gone = []
    with _sentences_of_the_disk(folder):
        for face in faces:
            if (folder / face.name).is_dir():
                shutil.rmtree(folder / face.name)
                gone.append(face)
        if folder.is_dir():
            _write_sheet(folder)
    return gone


def swept(folder: Path) -> None:
    """What a fetch that was ended by force has left goes."""
    for rest in folder.glob(f"{HALF_MADE}*"):
        shutil.rmtree(rest, ignore_errors=True)


def _write_sheet(folder: Path) -> None:
    """The sheet that `fonts.css` imports: one line for each face that is there; without any, none."""
    here = sorted(sheet.parent.name for sheet in folder.glob(f"*/{FACE_SHEET}"))
    if not here:
        (folder / SHEET).unlink(missing_ok=True)
        return
    beside = folder / f"{HALF_MADE}{SHEET}"
    beside.write_text("".join(f'@import "{name}/{FACE_SHEET}";\n' for name in here), encoding="utf-8")
    beside.replace(folder / SHEET)


@contextlib.contextmanager
def _sentences_of_the_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OverlayError(
            "The faces cannot be written to {folder}: {why}. Nothing is left half done.",
            folder=folder,
            why=error.strerror or error,
        ) from None
