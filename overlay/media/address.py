"""The name under which we serve a picture from outside: made of its address, so nobody has to look it up."""

from __future__ import annotations

import hashlib


def media_name(url: str) -> str:
    """32 hex digits."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def media_path(url: str) -> str:
    """Where pages find it; empty for no picture."""
    return f"/media/{media_name(url)}" if url else ""
