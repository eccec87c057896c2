"""What a page may see, and how it changes: whole views and numbered patches (docs/wire.md).

A view follows the fold event by event and notes only what changed: it costs the same with 10 questions or
100,000, and a page holds a window of each list, never the list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from overlay.show.air import DEFAULT_GRAPHIC, question_picture
from overlay.show.crew_view import CrewView
from overlay.show.events import AnyEvent, Closed, Configured, Latched, Opened, Shown
from overlay.show.fold import Show
from overlay.show.items import Op, View, layer_items, on_air_words, picture_item, public_show, shown_op
from overlay.show.model import QUESTION_LAYERS, Picture

Kind = Literal["crew", "overlay", "preview", "audience"]


class FollowedView(Protocol):
    """A kind of view of one show."""

    def note(self, show: Show, event: AnyEvent) -> None:
        """To be called for each event, after it was applied."""
        ...

    def whole(self, show: Show) -> View: ...

    def patch(self, show: Show) -> list[Op]:
        """The operations since the last call; to be called once after each entry."""
        ...


class OverlayView:
    """What is on air, and nothing else."""

    def __init__(self, show: Show) -> None:
        self._ops: list[Op] = []

    def note(self, show: Show, event: AnyEvent) -> None:
        match event:
            case Shown():
                self._ops.append(shown_op(show, event))
            case Latched():
                self._ops.append(["set", "panic", event.on])
            case Opened() | Configured():
                self._ops += _named(show)

    def whole(self, show: Show) -> View:
        return {
            "title": show.settings.title,
            "lang": show.settings.language,
            "panic": show.latched,
            "layers": layer_items(show),
        }

    def patch(self, show: Show) -> list[Op]:
        ops, self._ops = self._ops, []
        return ops


def _named(show: Show) -> list[Op]:
    return [["set", "title", show.settings.title], ["set", "lang", show.settings.language]]


class PreviewView:
    """The picture NEXT would put on air, in the overlay's own shape."""

    def __init__(self, show: Show) -> None:
        self._shown = self._picture(show)
        self._ops: list[Op] = []

    def _picture(self, show: Show) -> Picture | None:
        if show.next is None:
            return None
        question = show.questions[show.next]
        return question_picture(question, question.graphic or DEFAULT_GRAPHIC, 0, 0)

    def note(self, show: Show, event: AnyEvent) -> None:
        """Of the picture nothing is noted: one look at the next question tells all."""
        if isinstance(event, Opened | Configured):
            self._ops += _named(show)

    def whole(self, show: Show) -> View:
        picture = self._picture(show)
        return {
            "title": show.settings.title,
            "lang": show.settings.language,
            "panic": False,
            "layers": [] if picture is None else [picture_item(picture)],
        }

    def patch(self, show: Show) -> list[Op]:
        picture, was = self._picture(show), self._shown
        ops, self._ops = self._ops, []
        if picture == was:
            return ops
        self._shown = picture
        if was is not None and (picture is None or picture.layer != was.layer):
            ops.append(["cut", "layers", was.layer])
        if picture is not None:
            ops.append(["put", "layers", picture_item(picture), None])
        return ops


class AudienceView:
    """What everybody may know: the show, whether it takes questions, and the question on air."""

    def __init__(self, show: Show) -> None:
        self._ops: list[Op] = []

    def note(self, show: Show, event: AnyEvent) -> None:
        match event:
            case Opened() | Closed() | Configured():
                self._ops.append(["set", "show", public_show(show.settings, closed=show.closed)])
            case Shown() if event.layer in QUESTION_LAYERS:
                self._ops = [op for op in self._ops if op[1] != "on_air"]
                self._ops.append(["set", "on_air", on_air_words(show)])

    def whole(self, show: Show) -> View:
        return {"show": public_show(show.settings, closed=show.closed), "on_air": on_air_words(show)}

    def patch(self, show: Show) -> list[Op]:
        ops, self._ops = self._ops, []
        return ops


VIEWS: dict[Kind, Callable[[Show], FollowedView]] = {
    "overlay": OverlayView,
    "crew": CrewView,
    "preview": PreviewView,
    "audience": AudienceView,
}
