"""What goes on air: the copy of a question as its graphic gets it, and the picture of a graphic without one.

The data of a question's picture is a promise to designers (docs/graphics.md).
"""

from __future__ import annotations

from typing import Any

import msgspec

from overlay.media.address import media_path
from overlay.show.commands import Order
from overlay.show.fold import Show
from overlay.show.model import LAYERS, QUESTION_LAYERS, Frame, Picture, Question, Settings
from overlay.show.steps import layer_of

DEFAULT_GRAPHIC = LAYERS["question"].graphic
LABEL = "Question"
"""The tab over a question; the same word in both languages."""


def form_of(show: Show, question: str, wished: str = "") -> str:
    """The graphic the question is shown in: the one wished for, that it was cued in, else the usual one."""
    form = wished or show.questions[question].graphic
    return form if layer_of(show, form) in QUESTION_LAYERS else DEFAULT_GRAPHIC


def question_picture(show: Show, question: str, order: Order | None = None, wished: str = "") -> Picture:
    """The copy that goes on air: the words as they are now. Without an order: as it would be, for preview."""
    form = form_of(show, question, wished)
    take, at = (order.rev, order.at) if order else (0, 0)
    data = question_data(show.questions[question], show.settings)
    layer = layer_of(show, form) or "question"
    return Picture(layer, form, take, at, question, data, show.settings.theme, _frame(show, form))


def updated(show: Show, picture: Picture) -> Picture:
    """The same take with the question's words and the show's look as they are now."""
    data = question_data(show.questions[picture.question], show.settings)
    return msgspec.structs.replace(picture, data=data, theme=show.settings.theme)


def question_data(question: Question, settings: Settings) -> dict[str, Any]:
    segments = question.segments if _same_words(question) else ()
    return {
        "id": question.id,
        "label": settings.label or LABEL,
        "text": question.text,
        "segments": [
            {"emote": part.text, "src": media_path(part.url)} if part.url else {"text": part.text}
            for part in segments
        ],
        "name": question.name,
        "platform": question.platform,
        "avatar": media_path(question.avatar),
        "badges": [{"name": badge.name, "src": media_path(badge.url)} for badge in question.badges],
        "votes": question.votes,
        "asked_by": question.asked_by,
        "since_ms": question.at,
        "lang": "",
        **_spoken(settings),
    }


def _same_words(question: Question) -> bool:
    """After an edit the pieces are no longer what is asked."""
    return "".join(part.text for part in question.segments) == question.text


def _spoken(settings: Settings) -> dict[str, Any]:
    """Where the show starts a line, and the language of the graphics' own few words."""
    return {"dir": settings.direction, "show_lang": settings.language}


def played(show: Show, layer: str, graphic: str, order: Order, data: dict[str, Any]) -> Picture:
    """The picture of a graphic without a question. A countdown's end is set by its take."""
    full = {**_spoken(show.settings), **data}
    if graphic == LAYERS["clock"].graphic and not full.get("until"):
        full["until"] = order.at + 1000 * _seconds(full.get("seconds"))
    theme, frame = show.settings.theme, _frame(show, graphic)
    return Picture(layer, graphic, order.rev, order.at, data=full, theme=theme, frame=frame)


def _frame(show: Show, graphic: str) -> Frame:
    placed = show.graphics.get(graphic)
    return placed.frame if placed else ""


def _seconds(given: Any) -> int:
    """0 where it is no number of seconds; a day at most."""
    try:
        return max(0, min(int(float(given)), 86_400))
    except (TypeError, ValueError, OverflowError):
        return 0
