"""What a folder's graphics do wrong: by the rules of their files, and by playing them in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from overlay.config import files_below
from overlay.errors import ConfigError
from overlay.graphics.catalogue import Graphic, found
from overlay.graphics.flaw import Flaw, shown
from overlay.graphics.stage import Stage

SENTENCES = {
    "module": "Its module cannot be loaded: {why}.",
    "no_class": "The default export of its module is no class that extends HTMLElement.",
    "no_verb": "It has no method {verb}().",
    "threw": "{verb}() threw: {why}.",
    "never": "{verb}() did not resolve within {seconds} s.",
    "status": "{verb}() answered {status}: {why}.",
    "early_load": "load() resolved before these were there: {files}. Viewers would see them come in on air.",
    "early_seen": "It can be seen before it is played.",
    "deaf": "The data given to load() is ignored until the first update.",
    "no_step": "playAction() does not tell currentStep; after the first play it is 0.",
    "from_one": "Its steps count from 1; the first step is 0.",
    "wrong_step": "After {calls} it should be at step {right}; it told {step}.",
    "no_end": "After its last step there is no currentStep; it told {step}.",
    "nought": "Its stepCount is 0, so it has no step, but it told currentStep {step}: 0 was taken for 1.",
    "moves": "{verb}() moves although skipAnimation was asked for.",
    "still_seen": "After stopAction() it can still be seen.",
    "burst_on": "play, stop, play, update and update at once must end on, with the newest words; it did not.",
    "burst_off": "update, stop, play, stop and update at once must end off; it can still be seen.",
    "stray": "An error was caught by nobody: {why}.",
    "outside": "It loads from elsewhere, which no frame of ours allows: {url}.",
    "no_definition": "Its page has no window.SPXGCTemplateDefinition.",
    "no_function": "Its page has no function {name}().",
    "hung": "It did not come to an end within {seconds} s: something in it blocks the page.",
    "no_report": "The browser ended before it could report.",
}
"""By the codes that the trial page reports (trial/trial.js)."""
OUTSIDE = re.compile(
    r"""(?:\bfrom\s*|\bimport\s*\(?\s*|\burl\(\s*|\bsrc\s*=\s*|\bhref\s*=\s*|\bfetch\(\s*)["']?(https?://[^"'\s)>]+)"""
)
DEFINES = re.compile(r"\bcustomElements\s*\.\s*define\s*\(")
WRITTEN = (".mjs", ".js", ".css", ".html", ".htm")


class Report(msgspec.Struct, frozen=True):
    """One graphic. `played`: it was also tried in a browser."""

    name: str
    kind: str
    flaws: tuple[Flaw, ...]
    played: bool


def check(folder: Path, browser: str | None) -> list[Report]:
    """All graphics of the folder. ConfigError where it is none, or holds none."""
    if not folder.is_dir():
        raise ConfigError("{folder} is no folder.", folder=folder)
    files = {f"{folder.resolve().name}/{path}": file for path, file in files_below(folder.resolve()).items()}
    graphics = found(files, set())
    if not graphics:
        raise ConfigError(
            "{folder} holds no graphic: neither a *.ograf.json nor a page with SPXGCTemplateDefinition.",
            folder=folder,
        )
    return [_report(graphic, files, folder.resolve(), browser) for graphic in graphics.values()]


def _report(graphic: Graphic, files: dict[str, Path], folder: Path, browser: str | None) -> Report:
    flaws = [*graphic.flaws, *_static(graphic, files)]
    played = browser is not None and graphic.plays
    if browser is not None and played:
        flaws += [flaw for flaw in _played(graphic, folder, browser) if str(flaw) not in set(map(str, flaws))]
    return Report(graphic.name, graphic.frame, tuple(flaws), played)


def _static(graphic: Graphic, files: dict[str, Path]) -> Iterator[Flaw]:
    for path, file in files.items():
        shared = path.removeprefix(f"{graphic.folder}/").startswith("_")
        if path.endswith(WRITTEN) and not shared:
            text = file.read_text(encoding="utf-8", errors="replace")
            for url in dict.fromkeys(OUTSIDE.findall(text)):
                yield Flaw(
                    "{file} loads {url}; on air nothing is fetched from the internet.",
                    file=path,
                    url=url[:120],
                )
    if graphic.frame == "ograf" and graphic.main:
        text = files[f"{graphic.folder}/{graphic.main}"].read_text(encoding="utf-8", errors="replace")
        if DEFINES.search(text):
            yield Flaw(
                "{file} calls customElements.define: the renderer does that, and twice fails.",
                file=shown(graphic.main).strip('"'),
            )


def _played(graphic: Graphic, folder: Path, browser: str) -> Iterator[Flaw]:
    for code, values in Stage(graphic, folder).play(browser):
        yield Flaw(SENTENCES[code], **_plain(values))


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {key: str(value).rstrip(".") for key, value in values.items()}
