"""A picture's size, read from its first bytes."""

from __future__ import annotations

import pytest

from overlay.media.size import is_webp, too_many, webp_size
from tests.media.picture_host import drawing
from tests.media.test_picture import lossless_webp_of, webp_of


@pytest.mark.parametrize(
    "data", [drawing((300, 40), "WEBP"), webp_of(300, 40), lossless_webp_of(300, 40)], ids=["drawn", "x", "l"]
)
def test_it_is_what_the_file_says(data: bytes) -> None:
    assert is_webp(data)
    assert webp_size(data) == (300, 40)


def test_one_that_breaks_off_has_none() -> None:
    with pytest.raises(ValueError, match="breaks off"):
        webp_size(b"RIFF\x00\x00\x00\x00WEBP")


def test_many_is_more_than_most() -> None:
    assert not too_many((10, 10), 100)
    assert too_many((101, 1), 100)
