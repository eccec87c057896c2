"""The name of a picture."""

from __future__ import annotations

import hashlib

from overlay.media.address import media_name, media_path

URL = "https://static-cdn.jtvnw.net/emoticons/v2/25/default/dark/2.0"


def test_a_name_is_half_of_the_hash_of_the_address() -> None:
    assert media_name(URL) == hashlib.sha256(URL.encode()).hexdigest()[:32]


def test_the_path_tells_nothing_of_the_address() -> None:
    assert media_path(URL) == f"/media/{media_name(URL)}"
    assert "25" not in media_path("") == ""


def test_a_broken_letter_is_a_letter_like_any() -> None:
    assert len(media_name("https://x/\ud800")) == 32
