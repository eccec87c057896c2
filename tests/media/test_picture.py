"""What comes in as a picture goes out as ours, or not at all."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from overlay.media.picture import MOST_PIXELS, SIZES, Kind, NoPicture, redrawn
from tests.media.picture_host import drawing

RED, BLUE = (220, 30, 30), (30, 30, 220)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_every_format_becomes_ours(kind: str) -> None:
    image = opened(redrawn(drawing(kind=kind, colour=RED), "avatar"))
    assert (image.format, image.size) == ("WEBP", (88, 88))
    red, green, blue = image.convert("RGB").getpixel((44, 44))  # type: ignore[misc]
    assert red > 180
    assert max(green, blue) < 90


@pytest.mark.parametrize(
    ("kind", "size", "wanted"),
    [
        ("avatar", (1024, 1024), (256, 256)),
        ("avatar", (1000, 500), (256, 128)),
        ("avatar", (48, 48), (48, 48)),
        ("sign", (512, 512), (128, 128)),
        ("sign", (1200, 300), (512, 128)),
        ("sign", (28, 28), (28, 28)),
    ],
)
def test_it_is_no_larger_than_its_kind_may_be(
    kind: Kind, size: tuple[int, int], wanted: tuple[int, int]
) -> None:
    assert opened(redrawn(drawing(size), kind)).size == wanted
    assert wanted <= SIZES[kind]


def test_what_can_be_seen_through_stays_so() -> None:
    half = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    half.paste((200, 0, 0, 255), (0, 0, 20, 40))
    made = io.BytesIO()
    half.save(made, "PNG")
    image = opened(redrawn(made.getvalue(), "sign")).convert("RGBA")
    assert image.getpixel((5, 20)) == (200, 0, 0, 255)
    assert image.getpixel((35, 20))[3] == 0  # type: ignore[index]


def animated(frames: list[Image.Image], kind: str) -> bytes:
    made = io.BytesIO()
    frames[0].save(made, kind, save_all=True, append_images=frames[1:], duration=40, loop=0, disposal=2)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_nothing_moves(kind: str) -> None:
    frames = [Image.new("RGBA", (32, 32), (*colour, 255)) for colour in (RED, BLUE, RED)]
    image = opened(redrawn(animated(frames, kind), "sign"))
    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((16, 16))[0] > 180  # type: ignore[index]


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_an_animation_that_begins_with_nothing_shows_its_first_telling_frame(kind: str) -> None:
    empty = Image.new("RGBA", (32, 32), (0, 0, 0, 0))
    full = Image.new("RGBA", (32, 32), (*BLUE, 255))
    image = opened(redrawn(animated([empty, full, full], kind), "sign")).convert("RGBA")
    assert image.getpixel((16, 16))[2:] == (pytest.approx(BLUE[2], abs=4), 255)  # type: ignore[index]


def test_an_invisible_picture_is_none() -> None:
    with pytest.raises(NoPicture, match="nothing of it"):
        redrawn(drawing(colour=(9, 9, 9, 0)), "sign")


def test_what_the_file_told_besides_is_gone() -> None:
    made, told = io.BytesIO(), PngInfo()
    told.add_text("Comment", "a secret place")
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    image = Image.new("RGB", (64, 32), RED)
    image.save(made, "PNG", pnginfo=told, exif=exif, icc_profile=b"a secret place" * 20)
    assert b"secret" in made.getvalue()
    assert b"secret" not in redrawn(made.getvalue(), "avatar")


def test_a_photo_lying_on_its_side_is_set_upright() -> None:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (64, 32), RED).save(made, "JPEG", exif=exif)
    assert opened(redrawn(made.getvalue(), "avatar")).size == (32, 64)


# -- what is none


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><svg/>",
        b"<html>",
        b"\x00\x00\x00\x1cftypavif" + bytes(64),
        b"BM" + bytes(64),
        b"%!PS-Adobe-3.0 EPSF-3.0",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(30),
        drawing()[:60],
        drawing(kind="JPEG")[:300],
        drawing(kind="WEBP")[:40],
    ],
    ids=lambda data: repr(data[:16]),
)
def test_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NoPicture):
        redrawn(data, "avatar")


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is that large, and is a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress(bytes(min((width + 1) * height, 10_000_000)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def webp_of(width: int, height: int) -> bytes:
    head = b"VP8X" + struct.pack("<I", 10) + b"\x00\x00\x00\x00"
    head += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(head) + 4) + b"WEBP" + head


def lossless_webp_of(width: int, height: int) -> bytes:
    bits = (width - 1) | (height - 1) << 14
    head = b"VP8L" + struct.pack("<IBI", 5, 0x2F, bits)
    return b"RIFF" + struct.pack("<I", len(head) + 4) + b"WEBP" + head


@pytest.mark.parametrize(
    "data",
    [
        png_of(20_000, 20_000),
        png_of(1, MOST_PIXELS + 1),
        webp_of(16_383, 16_383),
        lossless_webp_of(16_383, 16_383),
        b"GIF89a"
        + struct.pack("<HH", 65_535, 65_535)
        + b"\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00;",
    ],
    ids=["png", "tall png", "webp", "lossless webp", "gif"],
)
def test_a_bomb_is_refused_by_what_it_says_of_itself(data: bytes) -> None:
    assert len(data) < 256 * 1024
    with pytest.raises(NoPicture, match="too many pixels"):
        redrawn(data, "avatar")


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "JPEG", "GIF"])
def test_a_damaged_picture_harms_nothing(kind: str) -> None:
    whole = bytearray(drawing((60, 60), kind, RED))
    for place in range(12, len(whole), max(1, len(whole) // 60)):
        broken = bytes(whole[:place]) + bytes([whole[place] ^ 0xFF]) + bytes(whole[place + 1 :])
        try:
            assert opened(redrawn(broken, "avatar")).format == "WEBP"
        except NoPicture as why:
            assert str(why)


def blocks(side: int) -> tuple[bytes, bytes]:
    """Colours and picture of a GIF of that many pixels a side."""
    made = io.BytesIO()
    Image.new("P", (side, side)).save(made, "GIF")
    data = made.getvalue()
    colours = 3 * (2 << (data[10] & 7)) if data[10] & 0x80 else 0
    start = data.index(b"\x2c", 13 + colours)
    return data[13 : 13 + colours], data[start:-1]


def test_a_later_frame_may_not_enlarge_the_picture() -> None:
    (colours, small), (_, large) = blocks(1), blocks(3000)
    bits = (len(colours) // 3).bit_length() - 2
    head = b"GIF89a" + struct.pack("<HH", 1, 1) + bytes([0x80 | bits if colours else 0]) + b"\0\0" + colours
    shown = b"\x21\xf9\x04\x04\0\0\0\0"
    data = head + shown + small + shown + large + (shown + small) * 4 + b";"
    with pytest.raises(NoPicture, match="too many pixels"):
        redrawn(data, "sign")
