"""Graphics that fall into the traps others fell into, one each: the whole of a good graphic and one fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from overlay.graphics.manifest import SCHEMA

GOOD = """
const STYLE = `
  p { position: absolute; margin: 0; inset: auto auto 90px 90px; visibility: hidden; font: 40px sans-serif; }
  p.on { visibility: visible; }`;

export default class Graphic extends HTMLElement {
  #step;
  #data = {};

  async load({ data }) {
    const root = this.attachShadow({ mode: "open" });
    const style = root.appendChild(document.createElement("style"));
    style.textContent = STYLE;
    this.words = root.appendChild(document.createElement("p"));
    this.fill(data);
    /*loaded*/
  }

  fill(data) {
    Object.assign(this.#data, data);
    this.words.textContent = this.#data.text;
    this.words.classList.toggle("on", this.#step !== undefined);
  }

  async playAction({ goto, delta = 1, skipAnimation } = {}) {
    const wanted = goto ?? (this.#step ?? -1) + delta;
    this.#step = wanted < STEPS ? wanted : undefined;
    this.fill({});
    /*played*/
    return { currentStep: this.#step };
  }

  async stopAction({ skipAnimation } = {}) {
    this.#step = undefined;
    this.fill({});
  }

  async updateAction({ data }) {
    this.fill(data);
  }

  async customAction() {}

  async dispose() {}
}
"""

Change = tuple[str, str]
BROKEN: dict[str, tuple[int, list[Change], str]] = {
    "forgets-its-step": (
        1,
        [("return { currentStep: this.#step };", "")],
        "playAction() does not tell currentStep; after the first play it is 0.",
    ),
    "counts-from-one": (
        1,
        [
            (
                "return { currentStep: this.#step };",
                "return { currentStep: this.#step === undefined ? undefined : this.#step + 1 };",
            )
        ],
        "Its steps count from 1; the first step is 0.",
    ),
    "loads-too-early": (
        1,
        [
            (
                "/*loaded*/",
                "new FontFace('Late', `url(${new URL('late.woff2', import.meta.url)})`).load()"
                ".then((face) => document.fonts.add(face), () => {});",
            )
        ],
        "load() resolved before these were there: late.woff2. Viewers would see them come in on air.",
    ),
    "deaf-at-load": (
        1,
        [("this.fill(data);\n    /*loaded*/", "this.fill({ text: '' });")],
        "The data given to load() is ignored until the first update.",
    ),
    "always-moves": (
        1,
        [
            (
                "/*played*/",
                "const way = [{ transform: 'translateX(-600px)' }, { transform: 'none' }];"
                "await this.words.animate(way, 600).finished;",
            )
        ],
        "playAction() moves although skipAnimation was asked for.",
    ),
    "nought-for-one": (
        0,
        [("wanted < STEPS", "wanted < (STEPS || 1)")],
        "Its stepCount is 0, so it has no step, but it told currentStep 0: 0 was taken for 1.",
    ),
    "throws": (
        1,
        [("async stopAction({ skipAnimation } = {}) {", "async stopAction() {\n    this.nothing.here();")],
        "stopAction() threw: Cannot read properties of undefined (reading 'here').",
    ),
    "slow-in-a-hurry": (
        1,
        [
            (
                "async updateAction({ data }) {",
                "async updateAction({ data, skipAnimation }) {\n"
                "    if (!skipAnimation) await new Promise((resolve) => setTimeout(resolve, 40 + "
                "200 * (this.n = (this.n ?? 2) - 1)));",
            )
        ],
        "play, stop, play, update and update at once must end on, with the newest words; it did not.",
    ),
    "never-done": (
        1,
        [
            (
                "async updateAction({ data }) {",
                "async updateAction({ data }) {\n    await new Promise(() => {});",
            )
        ],
        "updateAction() did not resolve within 8 s.",
    ),
}
"""By folder: stepCount, what is changed in the good one, and how `graphics check` names the fault."""


def write(root: Path, name: str, changes: list[Change] | None = None, **manifest: Any) -> Path:
    """The folder of that graphic below `root`: one of BROKEN, or the good one with these changes."""
    steps, own, _ = BROKEN.get(name, (1, changes or [], ""))
    module = GOOD
    for before, after in own:
        assert before in module, (name, before)
        module = module.replace(before, after)
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "graphic.mjs").write_text(module.replace("STEPS", str(steps)), encoding="utf-8")
    (folder / "late.woff2").write_bytes(b"")
    whole = {
        "$schema": SCHEMA,
        "id": f"broken-{name}",
        "name": name,
        "main": "graphic.mjs",
        "supportsRealTime": True,
        "supportsNonRealTime": False,
        "stepCount": steps,
        "schema": {"type": "object", "properties": {"text": {"type": "string", "default": "Words"}}},
        **manifest,
    }
    (folder / f"{name}.ograf.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder
