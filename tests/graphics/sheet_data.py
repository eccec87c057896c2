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
    if "until" in data:
        data["until"] = round(time.time() * 1000) + (-1 if number % 3 == 2 else 299_500)
    return data


def _words(name: str, form: dict[str, Any], case: Case, strangers: bool) -> str:
    if name in case and name != "what":
        return str(case[name])
    if form.get("gddType") == "multi-line" or name in {"question", "role", "words"}:
        return str(case["text"])
    if strangers and name in {"label", "title", "thanks"}:
        return str(form.get("default", ""))
    return str(case["name"])


def _item(case: Case, number: int) -> dict[str, Any]:
    return {
        "id": f"q{number}",
        "text": case["text"],
        "name": case["name"],
        "label": case["name"],
        "platform": "youtube",
        "avatar": "",
        "votes": (512, 128, 64, 7, 0)[number % 5],
        "asked_by": 3,
        "starred": number == 1,
    }
