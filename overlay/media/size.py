"""How large a picture is, before a decoder takes room for it."""

from __future__ import annotations

import struct


def is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def webp_size(data: bytes) -> tuple[int, int]:
    """Width and height as the first chunk tells them (RFC 9649: VP8X, VP8L, VP8). ValueError if cut off.

    Of a WebP this must be known first: its decoder takes room as soon as it is opened.
    """
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
        raise ValueError("it breaks off") from None
    return width, height


def too_many(size: tuple[int, int], most: int) -> bool:
    """Whether that are more pixels than `most`."""
    return size[0] * size[1] > most
