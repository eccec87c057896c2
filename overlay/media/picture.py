"""Bytes from outside, drawn anew: what leaves here was made by our own encoder, whatever came in.

Only the first telling frame is kept: nothing of a stranger's moves or flashes on air, and a page that shows
it draws nothing while nothing changes.
"""

from __future__ import annotations

import io
from typing import Literal

from PIL import Image, ImageOps

from overlay.media.size import is_webp, too_many, webp_size

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
    if name == "WEBP":
        _check_webp(data)
    try:
        with Image.open(io.BytesIO(data), formats=[name]) as image:
            if too_many(image.size, MOST_PIXELS):
                raise NoPicture("it has too many pixels")
            return _encoded(_telling_frame(image, kind), kind)
    except NoPicture:
        raise
    except Image.DecompressionBombError:
        raise NoPicture("it has too many pixels") from None
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        raise NoPicture(f"it cannot be decoded ({type(error).__name__})") from None


def _format(data: bytes) -> str:
    if is_webp(data):
        return "WEBP"
    name = next((name for mark, name in SIGNATURES.items() if data.startswith(mark)), None)
    if name is None:
        raise NoPicture("it is no PNG, JPEG, GIF or WebP")
    return name


def _check_webp(data: bytes) -> None:
    try:
        size = webp_size(data)
    except ValueError as why:
        raise NoPicture(str(why)) from None
    if too_many(size, MOST_PIXELS):
        raise NoPicture("it has too many pixels")


def _telling_frame(image: Image.Image, kind: Kind) -> Image.Image:
    """The first frame that shows at least half as much as the fullest. Each is made small before the next."""
    image.draft("RGB", (512, 512))  # a large JPEG is decoded smaller
    frames: list[tuple[float, Image.Image]] = []
    for number in range(FRAMES):
        try:
            image.seek(number)
        except EOFError:
            break
        if too_many(image.size, MOST_PIXELS):  # a later frame may enlarge the picture
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
