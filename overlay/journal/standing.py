"""How each show stands: what the list of shows tells and what is on air, kept beside the entries.

It is a small fold of its own, so that the journal can say what is on air without reading a show again.
"""

from __future__ import annotations

from typing import Any

import msgspec

from overlay.journal.contract import Write
from overlay.show.events import AnyEvent, Closed, Configured, Latched, Opened, Shown
from overlay.show.model import Picture, Question, Settings


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """`rev` is the entry that changed it last, `opened` wall ms of the show's first entry.

    `question` is the one on air, as it is now; `pictures` by layer are the copies that viewers see.
    """

    show: str
    rev: int
    opened: int
    settings: Settings = Settings()
    closed: bool = False
    latched: bool = False
    pictures: dict[str, Picture] = {}
    question: Question | None = None


def after(standing: Standing | None, write: Write) -> Standing:
    """How the show stands after that entry: the same object where nothing of it changed."""
    entry = write.entry
    before = standing or Standing(entry.show, entry.rev, entry.at)
    changes: dict[str, Any] = {}
    for event in entry.events:
        _note(changes, event, before)
    question = _on_air(before.question, write)
    if question is not before.question:
        changes["question"] = question
    return msgspec.structs.replace(before, rev=entry.rev, **changes) if changes else before


def _note(changes: dict[str, Any], event: AnyEvent, before: Standing) -> None:
    match event:
        case Opened():
            changes |= {"settings": event.settings, "closed": False}
        case Configured():
            changes["settings"] = event.now
        case Closed():
            changes["closed"] = not event.reopened
        case Latched():
            changes["latched"] = event.on
        case Shown():
            pictures = {**changes.get("pictures", before.pictures)}
            pictures.pop(event.layer, None)
            if event.picture is not None:
                pictures[event.layer] = event.picture
            changes["pictures"] = pictures


def _on_air(question: Question | None, write: Write) -> Question | None:
    for changed in write.changed:
        if changed.status == "on_air":
            question = changed
        elif question is not None and changed.id == question.id:
            question = None
    return None if question is not None and question.id in write.removed else question
