"""Bytes from outside, drawn anew: what leaves here was made by our own encoder, whatever came in.

Only the first telling frame is kept: nothing of a stranger's moves or flashes on air, and a page that shows
it draws nothing while nothing changes.
"""

from __future__ import annotations

import io
import struct
from typing import Literal

from PIL import Image, ImageOps

Kind = Literal["avatar", "sign"]
"""A portrait, or what stands in a line of words: an emote, a badge."""
SIZES: dict[Kind, tuple[int, int]] = {"avatar": (256, 256), "sign": (512, 128)}
MOST_PIXELS = 2048 * 2048
FRAMES = 12
"""Of an animation so many are looked at: some begin with nothing."""
SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
}
TYPE = "image/webp"


class NoPicture(Exception):
    """Why it cannot be shown, for the log."""


def redrawn(data: bytes, kind: Kind) -> bytes:
    """The picture as WebP, no larger than its kind may be. NoPicture for anything else than a picture."""
    name = _format(data)
    if name == "WEBP" and _too_many(*_webp_size(data)):  # its decoder takes room as soon as it is opened
        raise NoPicture("it has too many pixels")
    try:
        with Image.open(io.BytesIO(data), formats=[name]) as image:
            if _too_many(*image.size):
                raise NoPicture("it has too many pixels")
            return _encoded(_telling_frame(image, kind), kind)
    except NoPicture:
        raise
    except Image.DecompressionBombError:
        raise NoPicture("it has too many pixels") from None
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        raise NoPicture(f"it cannot be decoded ({type(error).__name__})") from None


def _format(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    name = next((name for mark, name in SIGNATURES.items() if data.startswith(mark)), None)
    if name is None:
        raise NoPicture("it is no PNG, JPEG, GIF or WebP")
    return name


def _too_many(width: int, height: int) -> bool:
    return width * height > MOST_PIXELS


def _webp_size(data: bytes) -> tuple[int, int]:
    """Width and height as the first chunk tells them (RFC 9649: VP8X, VP8L, VP8)."""
    try:
        match data[12:16]:
            case b"VP8X":
                width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
            case b"VP8L":
                (bits,) = struct.unpack_from("<I", data, 21)
                width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
            case _:
                width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 26))
    except struct.error:
        raise NoPicture("it breaks off") from None
    return width, height


def _telling_frame(image: Image.Image, kind: Kind) -> Image.Image:
    """The first frame that shows at least half as much as the fullest. Each is made small before the next."""
    image.draft("RGB", (512, 512))  # a large JPEG is decoded smaller
    frames: list[tuple[float, Image.Image]] = []
    for number in range(FRAMES):
        try:
            image.seek(number)
        except EOFError:
            break
        if _too_many(*image.size):  # a later frame may enlarge the picture
            raise NoPicture("it has too many pixels")
        frame = ImageOps.exif_transpose(image).convert("RGBA")
        frame.thumbnail(SIZES[kind], Image.Resampling.LANCZOS)
        shades = frame.getchannel("A").histogram()
        seen = sum(shade * count for shade, count in enumerate(shades)) / (frame.width * frame.height)
        frames.append((seen, frame))
    most = max(seen for seen, _ in frames)
    if most == 0:
        raise NoPicture("nothing of it can be seen")
    return next(frame for seen, frame in frames if 2 * seen >= most)


def _encoded(frame: Image.Image, kind: Kind) -> bytes:
    """Without whatever else the file told: place, camera, profile."""
    frame.info.clear()
    drawn = io.BytesIO()
    frame.save(drawn, "WEBP", lossless=kind == "sign", quality=90, method=4)
    return drawn.getvalue()
