"""What a theme or a graphic of the user's may be called: its name becomes a file's, on every system."""

from __future__ import annotations

import re

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
NO_FILE_OF_WINDOWS = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")


def fits(name: str) -> bool:
    return bool(NAME.fullmatch(name)) and not NO_FILE_OF_WINDOWS.fullmatch(name)
