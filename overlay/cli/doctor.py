"""`overlay doctor`: what is wrong, and how to mend it. Works with a server and without."""

from __future__ import annotations

import typer

from overlay.cli import output
from overlay.cli.finding import Finding
from overlay.cli.options import Data, Json

SIGNS = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


def doctor(data: Data = None, json: Json = False) -> None:
    """Say what is wrong and how to mend it. Exit code 1 if something is."""
    from overlay.cli import examination

    findings = examination.examine(data)
    if json:
        output.data([finding.told() for finding in findings])
    else:
        for finding in findings:
            _print(finding)
    if any(finding.state == "wrong" for finding in findings):
        raise typer.Exit(1)


def _print(finding: Finding) -> None:
    print(f"{SIGNS[finding.state]} {finding.about}: {finding.sentence}")
    if finding.mend:
        print(f"      → {finding.mend}")
