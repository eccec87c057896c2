"""`overlay state`: how the show stands, in a few lines."""

from __future__ import annotations

from typing import Any

from overlay.cli import output, running
from overlay.cli.options import Data, Json


def state(data: Data = None, json: Json = False) -> None:
    """Print how the show stands."""
    answer = running.find(data).get("/api/state")
    output.data(answer) if json else print("\n".join(lines(answer)))


def lines(state: dict[str, Any]) -> list[str]:
    """The show, the air, what is next, counts, lamps; a line each."""
    show, lamps = state["show"], state["lamps"]
    doors = "closed" if show["closed"] else f"intake {show['intake']}"
    told = [
        f"{show['title']} ({doors}), rev {state['rev']}",
        f"on air   {_words(state['on_air'], state['on_air_text'], state['on_air_name'])}",
        f"next     {_words(state['next'], state['next_text'])}",
        f"queue {state['queue']}, inbox {state['inbox']}, held {state['held']}",
        f"tally {state['tally']}, overlay pages {state['pages']['overlay']}",
        f"OBS      {lamps['obs']['sentence']}",
    ]
    if state["panic"]:
        told.insert(1, "panic    everything is out until it is released")
    if not lamps["disk"]["recorded"]:
        told.append("disk     it refuses: what is done is not recorded yet")
    return [*told, *(f"fault    {sentence}" for sentence in lamps["faults"])]


def _words(question: str | None, text: str, name: str = "") -> str:
    if question is None:
        return "-"
    return f"{text} ({name})" if name else text
