"""One file of a zip from outside, unpacked no further than it may be."""

from __future__ import annotations

import struct
import zipfile
import zlib

from overlay.errors import ConfigError

FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, OSError, RuntimeError, ValueError, EOFError, KeyError)
"""What `zipfile` raises on bytes that are no zip."""
BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Of the others `zipfile` unpacks all there is, however little it is asked for."""


def read(packed: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """At most one byte more than `most`: then it is too large. ConfigError if it is packed in another way."""
    if member.compress_type not in BOUNDED:
        raise ConfigError(
            "The file {file} of this zip is packed in an unusual way: zip it again, with “deflate”.",
            file=member.filename[:60],
        )
    with packed.open(member) as file:
        return file.read(most + 1)
