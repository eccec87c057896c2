"""`overlay` as a shell runs it: a process of its own, its output, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

COMMAND = [sys.executable, "-m", "overlay"]


class Ran(msgspec.Struct):
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What `--json` printed."""
        return json.loads(self.out)


def overlay(*words: str, data: Path | None = None, env: dict[str, str] | None = None) -> Ran:
    """Run it to its end. A traceback is never for a user."""
    folder = ["--data", str(data)] if data else []
    run = subprocess.run(
        [*COMMAND, *words, *folder],
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", **(env or {})},
        capture_output=True,
        timeout=60,
        check=False,
    )
    ran = Ran(run.returncode, run.stdout.decode(), run.stderr.decode())
    assert "Traceback" not in ran.err, ran.err
    return ran
