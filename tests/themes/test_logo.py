"""A logo is drawn anew: pixels come in, nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from overlay.errors import ConfigError
from overlay.themes.logo import LARGEST, SIDES, redrawn
from tests.media.test_picture import lossless_webp_of, webp_of


def picture(kind: str, size: tuple[int, int] = (64, 32), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA" if kind != "JPEG" else "RGB", size, "#c8102e").save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_a_picture_becomes_a_png_named_by_its_content(kind: str) -> None:
    name, png = redrawn(picture(kind))
    with Image.open(io.BytesIO(png)) as drawn:
        assert (drawn.format, drawn.size, drawn.mode) == ("PNG", (64, 32), "RGBA")
    assert redrawn(picture(kind)) == (name, png)


def test_what_a_picture_carries_besides_pixels_is_gone() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "<script>alert(1)</script>")
    data = picture("PNG", pnginfo=told) + b"<script>tail</script>"
    assert b"script" in data
    assert b"script" not in redrawn(data)[1]


def test_a_large_one_is_made_small() -> None:
    with Image.open(io.BytesIO(redrawn(picture("PNG", (3000, 2000)))[1])) as drawn:
        assert drawn.width <= SIDES[0]
        assert drawn.height <= SIDES[1]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        picture("PNG")[:60],
        picture("GIF"),
        picture("BMP"),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
        b"RIFF\0\0\0\0WEBP",
        b"x" * (LARGEST + 1),
    ],
    ids=["empty", "words", "svg", "cut off", "gif", "bmp", "only a head", "a webp's head", "too many bytes"],
)
def test_anything_else_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ConfigError) as refused:
        redrawn(data)
    assert str(refused.value).startswith("The logo")


@pytest.mark.parametrize("made", [webp_of, lossless_webp_of])
def test_a_webp_is_not_even_opened_before_its_size_is_known(
    made: Callable[[int, int], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(Image, "open", lambda *given, **more: opened.append(given))
    with pytest.raises(ConfigError, match="pixels"):
        redrawn(made(16_383, 16_383))
    assert opened == []


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = picture("PNG", (6000, 6000))
    assert len(bomb) < LARGEST
    with pytest.raises(ConfigError, match="pixels"):
        redrawn(bomb)
