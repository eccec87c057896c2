"""A theme's zip, there and back; a hostile one brings nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from overlay.errors import ConfigError
from overlay.themes.parcel import packed, unpacked
from overlay.themes.sheet import written
from tests.themes.test_logo import picture

SHEET = written({"--ov-ink": "#ffffff", "--ov-plate": "#0c1524"})


def parcel(files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def test_there_and_back_with_its_logo() -> None:
    from overlay.themes.logo import redrawn

    name, png = redrawn(picture("PNG"))
    sheet = written({"--ov-ink": "#ffffff", "--ov-logo": f'"{name}"'})
    back = unpacked(packed("mine", sheet, (name, png)))
    assert (back.name, written(back.properties), back.logo) == ("mine", sheet, (name, png))


def test_it_may_lie_in_a_folder_as_people_zip_it() -> None:
    data = parcel({"My theme/": b"", "My theme/blue.css": SHEET, "__MACOSX/._blue": b"x"})
    assert unpacked(data).name == "blue"


@pytest.mark.parametrize("path", ["../../../evil.css", "/etc/evil.css", "C:\\evil.css", "..\\evil.css"])
def test_a_path_means_nothing(path: str) -> None:
    assert unpacked(parcel({path: SHEET})).name == "evil"


def huge() -> bytes:
    return parcel({"a.css": b":host {" + b" " * 50_000_000 + b"}"})


HOSTILE = {
    "no zip": b"PK\x03\x04 nonsense",
    "nothing": b"",
    "empty": parcel({}),
    "two themes": parcel({"a.css": SHEET, "b.css": SHEET}),
    "no theme": parcel({"a.txt": b"x"}),
    "a rule": parcel({"a.css": b":host{--ov-ink:#ffffff} body{display:none}"}),
    "an address": parcel({"a.css": b"@import 'https://example.org/x.css';"}),
    "a script for a logo": parcel(
        {"a.css": b':host{--ov-logo: "logo-0123456789abcdef.png"}', "logo-0123456789abcdef.png": b"<script>"}
    ),
    "a logo that is missing": parcel({"a.css": b':host{--ov-logo: "logo-0123456789abcdef.png"}'}),
    "too many": parcel({f"{n}.txt": b"x" for n in range(50)}),
    "cut off": parcel({"a.css": SHEET})[:40],
    "a bzip2 bomb": parcel({"a.css": b" " * 20_000_000}, zipfile.ZIP_BZIP2),
    "an lzma bomb": parcel({"a.css": b" " * 20_000_000}, zipfile.ZIP_LZMA),
    "broken inside": parcel({"a.css": SHEET}).replace(b"--ov", b"--vo", 1)[:-8] + b"\xff" * 8,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(ConfigError):
        unpacked(HOSTILE[name])


def test_a_bomb_is_never_unpacked_whole() -> None:
    data = huge()
    assert len(data) < 200_000
    with pytest.raises(ConfigError, match="unpacks to more"):
        unpacked(data)
