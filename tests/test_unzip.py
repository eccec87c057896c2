"""What a zip of strangers may cost: bytes that cannot be unpacked in part are refused unopened."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from overlay.errors import ConfigError
from overlay.unzip import read

BOMB = 20_000_000


def zipped(kind: int, size: int = BOMB) -> zipfile.ZipFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as made:
        made.writestr("a.css", bytes(size))
    return zipfile.ZipFile(out)


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_cannot_be_unpacked_in_part_is_not_unpacked(kind: int) -> None:
    with zipped(kind) as packed, pytest.raises(ConfigError, match="unusual way"):
        read(packed, packed.getinfo("a.css"), 1000)


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_one_byte_more_than_may_be_is_read(kind: int) -> None:
    with zipped(kind) as packed:
        tracemalloc.start()
        found = read(packed, packed.getinfo("a.css"), 1000)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert read(packed, packed.getinfo("a.css"), 2 * BOMB) == bytes(BOMB)
    assert found == bytes(1001)
    assert most < BOMB / 10
