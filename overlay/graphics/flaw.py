"""What is wrong with a graphic, as a sentence: where, what, and what would be right."""

from __future__ import annotations

import json
from typing import Any

from overlay.errors import OverlayError

KIND = {bool: "boolean", str: "string", list: "array", dict: "object", int: "integer"}
"""What JSON Schema calls them; the same in every language."""
LONGEST = 60


class Flaw(OverlayError):
    """Told, not raised. It is translated like any refusal."""

    code = "flaw"


def shown(value: Any) -> str:
    """A value of somebody's file, short enough for a sentence."""
    words = json.dumps(value, ensure_ascii=False, default=str)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def is_a(value: Any, kind: type) -> bool:
    """As JSON has it: true is no number, and 2.0 is a whole one."""
    if kind is int:
        return not isinstance(value, bool) and (isinstance(value, int) or _whole(value))
    if kind is float:
        return not isinstance(value, bool) and isinstance(value, int | float)
    return isinstance(value, kind)


def _whole(value: Any) -> bool:
    return isinstance(value, float) and value.is_integer()
