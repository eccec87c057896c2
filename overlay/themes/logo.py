"""A show's logo: a picture from outside, drawn anew, so that nothing but its pixels comes in."""

from __future__ import annotations

import hashlib
import io
import warnings

from overlay.errors import ConfigError
from overlay.media.size import is_webp, too_many, webp_size

FORMATS = ("PNG", "WEBP", "JPEG")
LARGEST = 2 * 1024 * 1024
MOST_PIXELS = 24_000_000
SIDES = (960, 480)
"""Kept no larger than this: twice what a graphic shows at 4K."""
NAME = r"logo-[0-9a-f]{16}\.png"


def redrawn(data: bytes) -> tuple[str, bytes]:
    """Its name, made of its content, and a PNG. ConfigError if it is no PNG, WebP or JPEG. Blocking."""
    from PIL import Image

    if len(data) > LARGEST:
        raise ConfigError("The logo is too large: at most {limit} bytes are taken.", limit=LARGEST)
    try:
        if is_webp(data):
            _check(webp_size(data))
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            warnings.simplefilter("ignore")
            _check(picture.size)
            drawn = picture.convert("RGBA")
            drawn.thumbnail(SIDES)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        raise ConfigError("The logo must be a picture: PNG, WebP or JPEG.") from None
    out = io.BytesIO()
    Image.frombytes("RGBA", drawn.size, drawn.tobytes()).save(out, "PNG", optimize=True)
    png = out.getvalue()
    return f"logo-{hashlib.sha256(png).hexdigest()[:16]}.png", png


def _check(size: tuple[int, int]) -> None:
    if too_many(size, MOST_PIXELS):
        raise ConfigError("The logo has too many pixels: at most {limit} are taken.", limit=MOST_PIXELS)
