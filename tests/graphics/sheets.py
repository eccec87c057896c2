"""`make sheets`: the whole matrix of pictures, every graphic, theme, format, text and Chromium.

python -m tests.graphics.sheets [words that the names of the sheets must hold …]
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator

from rich.console import Console

from tests.engines import CURRENT, OLDER, launched, runs_older
from tests.graphics.fake_studio import FakeStudio
from tests.graphics.sheet import SHEETS
from tests.graphics.sheet_data import GRAPHICS, THEMES
from tests.graphics.sheet_faults import FORMATS, Format
from tests.graphics.sheet_run import EVERY, sheet

console = Console(highlight=False)


def matrix(wanted: list[str]) -> Iterator[tuple[str, Format, str, str]]:
    for engine in (CURRENT, *(OLDER if runs_older() else ())):
        for form in FORMATS:
            for graphic in GRAPHICS:
                for theme in THEMES:
                    name = f"{engine} {form.name} {graphic} {theme}"
                    if all(word in name for word in wanted):
                        yield engine, form, graphic, theme


async def run(wanted: list[str]) -> int:
    """How many sheets have something wrong on them."""
    todo = list(matrix(wanted))
    bad = 0
    studio = FakeStudio()
    await studio.start()
    for engine in dict.fromkeys(engine for engine, *_ in todo):
        async with launched(engine) as browser:
            for number, (_, form, graphic, theme) in enumerate(todo, 1):
                if todo[number - 1][0] != engine:
                    continue
                version = "" if engine == CURRENT else engine.partition(".")[0]
                wrong = await sheet(browser, studio, graphic, theme, EVERY, form=form, engine=version)
                bad += bool(wrong)
                console.print(f"{number:4}/{len(todo)}  {engine:8} {form.name:5} {graphic} {theme}", end="  ")
                console.print(f"{len(wrong)} of {len(EVERY)} are wrong" if wrong else "good")
                for what, found in wrong.items():
                    console.print(f"           {what}: {found[0]}", markup=False)
    await studio.stop()
    console.print(f"{len(todo)} sheets in {SHEETS}, {bad} with something wrong.", markup=False)
    return bad


if __name__ == "__main__":
    sys.exit(min(asyncio.run(run(sys.argv[1:])), 1))
