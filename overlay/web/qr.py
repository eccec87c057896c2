"""QR codes: as a picture, and as the path the join-code graphic draws."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import segno

from overlay.i18n import translate
from overlay.show.model import Settings


@lru_cache(maxsize=8)
def svg(words: str) -> bytes:
    """Black on white with its quiet zone, so that any phone reads it on any page."""
    out = io.BytesIO()
    segno.make(words, micro=False, error="m").save(
        out,
        kind="svg",
        scale=8,
        border=4,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue()


@lru_cache(maxsize=8)
def path(words: str) -> tuple[str, int]:
    """SVG path data, one unit a module and no quiet zone; and how many modules a side has."""
    matrix = [bytes(row) for row in segno.make(words, micro=False, error="m").matrix]
    steps = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            start = x
            while x < len(row) and row[x]:
                x += 1
            steps.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
    return "".join(steps), len(matrix)


def join_code(settings: Settings, url: str) -> dict[str, Any]:
    """What the join-code graphic shows: where to ask. The picture is empty while there is no address."""
    drawn, modules = path(url) if url else ("", 0)
    return {
        "title": settings.title,
        "url": url.partition("://")[2],
        "words": translate(settings.language, "Ask your question"),
        "qr": drawn,
        "modules": modules,
    }


def vote_here(settings: Settings, url: str) -> dict[str, Any]:
    """What the poll's graphic says of voting; its picture is sent with each count, so there is no QR code."""
    language = settings.language
    return {
        "label": translate(language, "Poll"),
        "url": url.partition("://")[2],
        "words": translate(language, "Vote here"),
    }
