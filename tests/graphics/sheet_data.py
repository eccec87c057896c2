"""What each graphic is given: its own fields, as its manifest lists them, filled with somebody's words."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from overlay.web.qr import path as code
from tests.graphics.fake_studio import HTML

Case = dict[str, Any]

GRAPHICS = sorted(file.parent.name for file in HTML.glob("*/*.ograf.json"))
THEMES = sorted(file.stem for file in (HTML / "_themes").glob("*.css"))
LOOKS = {"theme", "motion", "accent", "lang", "dir"}
"""Fields all graphics have; not words."""

PLAIN: Case = {"what": "plain", "text": "Will the vote be repeated?", "name": "Anna Kowalska", "lang": "en"}
QR, MODULES = code("https://ask.example/k7q2")
PICTURES = {
    "_pictures/face.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">'
        '<rect width="64" height="64" fill="#6b8f71"/><circle cx="32" cy="26" r="13" fill="#e8b796"/>'
        '<path d="M6 64a26 24 0 0 1 52 0z" fill="#33415c"/>'
        '<path d="M19 24a13 13 0 0 1 26 0z" fill="#3b2417"/></svg>',
        "image/svg+xml",
    ),
    "_pictures/sign.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">'
        '<rect width="64" height="64" rx="14" fill="#00a86b"/><path d="M16 33l11 11 21-24" fill="none" '
        'stroke="#fff" stroke-width="9"/></svg>',
        "image/svg+xml",
    ),
}
"""Drawn for these tests, served under `/graphics/` by the fake studio: a portrait, a badge."""
FACE, SIGN = (f"/graphics/{path}" for path in PICTURES)
EMOTED = {"cyrillic", "arabic", "one-word"}

FIXED: dict[str, Any] = {
    "id": "q1", "url": "ask.example/k7q2", "qr": QR, "modules": MODULES, "platform": "youtube", "votes": 128,
    "asked_by": 14, "since_ms": 0, "avatar": "", "badges": [], "segments": [], "seconds": 300,
    "until": 0, "total": 1203, "flash": 0, "output": "main",
}  # fmt: skip
"""Not words either: addresses, counts, clocks."""


def manifest(graphic: str) -> dict[str, Any]:
    file = Path(HTML / graphic / f"{graphic}.ograf.json")
    made: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return made


def fields(graphic: str) -> dict[str, dict[str, Any]]:
    """The form of each field of its data, by name."""
    found: dict[str, dict[str, Any]] = manifest(graphic)["schema"]["properties"]
    return found


def worded(graphic: str) -> list[str]:
    """The names of the fields that hold words."""
    return [
        name
        for name, form in fields(graphic).items()
        if name not in LOOKS
        and name not in FIXED
        and form["type"] in {"string", "array"}
        and "enum" not in form
    ]


def given(graphic: str, cases: Sequence[Case], number: int) -> dict[str, Any]:
    """Data with the words of that case; lists go on with the cases after it.

    A field of a few values (a wall's mode, a poll's state) takes them in turn; a clock may have run out.
    """
    case = cases[number]
    data: dict[str, Any] = {"lang": case.get("lang", ""), "dir": case.get("dir", "ltr")}
    strangers = {"text", "question", "name", "items", "options", "lines"} & set(worded(graphic))
    for name, form in fields(graphic).items():
        if name in LOOKS:
            continue
        if "enum" in form:
            data[name] = form["enum"][number % len(form["enum"])]
        elif form["type"] == "boolean":
            data[name] = number % 3 != 1
        elif name in FIXED:
            data[name] = FIXED[name]
        elif form["type"] == "array":
            data[name] = [
                _item(cases[(number + n) % len(cases)], n) for n in range(5 if name == "options" else 9)
            ]
        elif form["type"] == "string":
            data[name] = _words(name, form, case, bool(strangers))
    if number % 2 and "avatar" in data:
        data |= _pictured(case, data)
    if "since_ms" in data:
        data["since_ms"] = round(time.time() * 1000) - 300_000
    if "until" in data:
        data["until"] = round(time.time() * 1000) + (-1 if number % 3 == 2 else 299_500)
    return data


def _words(name: str, form: dict[str, Any], case: Case, strangers: bool) -> str:
    if name in case and name != "what":
        return str(case[name])
    if form.get("gddType") == "multi-line" or name in {"question", "role"}:
        return str(case["text"])
    if strangers and name in {"label", "title", "thanks"}:
        return str(form.get("default", ""))
    return str(case["name"])


def _pictured(case: Case, data: dict[str, Any]) -> dict[str, Any]:
    """Portrait and badges, and after some words an emote."""
    found = {"avatar": FACE, "badges": [{"name": "Moderator", "src": SIGN}, {"name": "Member", "src": SIGN}]}
    if case["what"] in EMOTED:
        found["text"] = f"{case['text']} Wave"
        found["segments"] = [{"text": f"{case['text']} "}, {"emote": "Wave", "src": SIGN}]
    return found


def _item(case: Case, number: int) -> dict[str, Any]:
    return {
        "id": f"q{number}",
        "text": case["text"],
        "name": case["name"],
        "label": case["name"],
        "platform": "youtube",
        "avatar": FACE if number % 3 == 1 else "",
        "votes": (512, 128, 64, 7, 0)[number % 5],
        "asked_by": 3,
        "starred": number == 1,
    }
