"""`overlay`, and `python -m overlay`."""

from __future__ import annotations

import io
import sys

from overlay.cli.command_line import app
from overlay.errors import OverlayError


def main() -> None:
    """Exit codes: 0 done, 1 refused, 2 wrong use, 3 in use, 4 no server."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console of Windows may not know every letter
    try:
        app(prog_name="overlay")
    except OverlayError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
