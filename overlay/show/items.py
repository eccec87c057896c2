"""Questions, pictures and settings as pages get them. What is not named here does not leave the server."""

from __future__ import annotations

from typing import Any

from overlay.media.address import media_path
from overlay.show.events import Prepared, Shown
from overlay.show.fold import Show
from overlay.show.model import LAYERS, QUESTION_LAYERS, Picture, Question, Settings

View = dict[str, Any]
Op = list[Any]
"""`["set", key, value]`, `["put", list, item, before]` or `["cut", list, id]`."""


def question_item(question: Question) -> View:
    """A question as the crew sees it; its author is nobody's business."""
    return {
        "id": question.id,
        "text": question.text,
        "name": question.name,
        "platform": question.platform,
        "status": question.status,
        "at": question.at,
        "original": question.original,
        "reason": question.reason,
        "starred": question.starred,
        "graphic": question.graphic,
        "avatar": media_path(question.avatar),
        "votes": question.votes,
        "asked_by": question.asked_by,
    }


def picture_item(picture: Picture) -> View:
    """A layer's picture as overlay and crew get it; `id` is the layer's name."""
    return {
        "id": picture.layer,
        "graphic": picture.graphic,
        "take": picture.take,
        "at": picture.at,
        "question": picture.question,
        "frame": picture.frame,
        "theme": picture.theme,
        "data": picture.data,
    }


def show_item(show: Show) -> View:
    settings = show.settings
    return {
        "id": show.id,
        "title": settings.title,
        "language": settings.language,
        "limit": settings.limit,
        "intake": "closed" if show.closed else settings.intake,
        "solo": settings.solo,
        "consent": settings.consent,
        "theme": settings.theme,
        "direction": settings.direction,
        "label": settings.label,
        "clear_after": settings.clear_after,
        "closed": show.closed,
    }


def public_show(settings: Settings, *, closed: bool) -> View:
    return {
        "title": settings.title,
        "limit": settings.limit,
        "consent": settings.consent,
        "intake": "closed" if closed else settings.intake,
    }


def on_air_words(show: Show) -> View | None:
    """Text and name of the question on air, as the viewers see them."""
    for layer in QUESTION_LAYERS:
        if picture := show.layers.get(layer):
            return {"text": picture.data["text"], "name": picture.data["name"]}
    return None


def asker_item(question: Question) -> View:
    """One's own question as its asker sees it. `held` is the crew's business: it reads as received."""
    status = "inbox" if question.status == "held" else question.status
    return {
        "id": question.id,
        "text": question.original or question.text,
        "status": status,
        "reason": question.reason,
        "at": question.at,
    }


def layer_items(show: Show) -> list[View]:
    """The pictures on air, in the order of the layers."""
    return [picture_item(show.layers[layer]) for layer in LAYERS if layer in show.layers]


def shown_op(show: Show, event: Shown) -> Op:
    if event.picture is None:
        return ["cut", "layers", event.layer]
    return ["put", "layers", picture_item(event.picture), layer_above(show, event.layer)]


def layer_above(show: Show, layer: str) -> str | None:
    """The next layer up that has a picture."""
    order = list(LAYERS)
    return next((above for above in order[order.index(layer) + 1 :] if above in show.layers), None)


def prepared_items(show: Show) -> list[View]:
    """What each graphic will show, by its name."""
    return [{"id": graphic, "data": data} for graphic, data in show.prepared.items()]


def prepared_op(event: Prepared) -> Op:
    if event.data is None:
        return ["cut", "prepared", event.graphic]
    return ["put", "prepared", {"id": event.graphic, "data": event.data}, None]
