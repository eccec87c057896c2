"""The steps that decisions are made of: a question moved, a form chosen, a refusal."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from overlay.show.events import AnyEvent, Formed, Moved
from overlay.show.fold import Show
from overlay.show.model import ALONE, LAYERS, QUESTION_LAYERS, SIDE_BY_SIDE, Question, Status, Who

Events = list[AnyEvent]


class Refusal(msgspec.Struct, frozen=True):
    """Why nothing happens. stale, repeated, empty and latched are quiet; the rest are errors of the caller.

    `message` is an English sentence with `{names}` from `params`; `by` says who was faster.
    """

    reason: Literal["stale", "repeated", "empty", "latched", "illegal", "unknown"]
    message: str = ""
    params: dict[str, Any] = {}
    by: str = ""


def by(show: Show, thing: str) -> str:
    touch = show.touched.get(thing)
    return (touch.who.name or touch.who.role) if touch else ""


def moved(show: Show, question: str, now: Status, before: str | None = None, *, reason: str = "") -> Moved:
    """The question in another list, in front of `before`, with the neighbours it leaves."""
    asked = show.questions[question]
    row = show.lists[asked.status]
    return Moved(
        question, now, asked.status, before, row.after(question), row.before(question), reason, asked.reason
    )


def author_of(who: Who, account: str = "") -> str:
    """How a question names its asker: the device, or the source and the account it names there."""
    return f"{who.id}/{account}" if who.role == "source" else who.id


def is_own(question: Question, who: Who) -> bool:
    """Whether this asker, or this source, brought the question."""
    return question.author == who.id or (who.role == "source" and question.author.startswith(f"{who.id}/"))


def layer_of(show: Show, graphic: str) -> str | None:
    """Where a graphic usually plays; None if there is none of that name."""
    placed = show.graphics.get(graphic)
    return placed.layer if placed else None


def is_plain(show: Show, graphic: str) -> bool:
    """A graphic that shows no question (join code, …)."""
    return bool(graphic) and layer_of(show, graphic) not in QUESTION_LAYERS


def refuse_form(show: Show, graphic: str) -> Refusal | None:
    """A question may only be shown in a graphic that shows questions."""
    if not graphic or layer_of(show, graphic) in QUESTION_LAYERS:
        return None
    forms = ", ".join(name for name, placed in show.graphics.items() if placed.layer in QUESTION_LAYERS)
    return Refusal(
        "illegal",
        "“{graphic}” does not show questions; use one of: {forms}.",
        {"graphic": graphic, "forms": forms},
    )


def formed(show: Show, question: str, graphic: str) -> Events:
    """The form that was asked for, remembered with the question."""
    was = show.questions[question].graphic
    return [Formed(question, graphic, was)] if graphic and graphic != was else []


def gives_way(layer: str, taken: str) -> bool:
    """Whether a picture on that layer leaves when the other one is taken."""
    if layer == ALONE or (layer in QUESTION_LAYERS and taken in QUESTION_LAYERS):
        return True
    group = LAYERS[layer].group
    return group != SIDE_BY_SIDE and group == LAYERS[taken].group
