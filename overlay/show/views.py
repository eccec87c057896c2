"""What a page may see, and how it changes: whole views and numbered patches (docs/wire.md).

A view follows the fold event by event and notes only what changed: it costs the same with 10 questions or
100,000, and a page holds a window of each list, never the list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from overlay.show.crew_view import CrewView
from overlay.show.events import AnyEvent, Closed, Configured, Latched, Opened, Shown
from overlay.show.fold import Show
from overlay.show.items import (
    Op,
    View,
    layer_above,
    layer_items,
    on_air_words,
    picture_item,
    public_show,
    shown_op,
)
from overlay.show.live import LIVE, live_data
from overlay.show.model import QUESTION_LAYERS, Picture
from overlay.show.pictures import question_picture
from overlay.show.polls import public_poll

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
        self._live = _live_items(show)

    def note(self, show: Show, event: AnyEvent) -> None:
        match event:
            case Shown():
                self._ops.append(shown_op(show, event))
            case Latched():
                self._ops.append(["set", "panic", event.on])
            case Opened() | Configured():
                self._ops += _told(show)

    def whole(self, show: Show) -> View:
        live = _live_items(show)
        layers = [live.get(item["id"], item) for item in layer_items(show)]
        return {**_settings(show), "panic": show.latched, "layers": layers}

    def patch(self, show: Show) -> list[Op]:
        """Of live pictures nothing is noted: one look at each that is on air tells all."""
        ops, self._ops = self._ops, []
        was, self._live = self._live, _live_items(show)
        for layer, item in self._live.items():
            if item != was.get(layer):
                ops = [op for op in ops if op[0] != "put" or op[2]["id"] != layer]
                ops.append(["put", "layers", item, layer_above(show, layer)])
        return ops


def _live_items(show: Show) -> dict[str, View]:
    """The pictures of live layers on air, as they are now."""
    pictures = [show.layers[layer] for layer in LIVE if layer in show.layers]
    return {
        picture.layer: {**picture_item(picture), "data": live_data(show, picture)} for picture in pictures
    }


def _settings(show: Show) -> View:
    settings = show.settings
    return {"title": settings.title, "lang": settings.language, "clear_after": settings.clear_after}


def _told(show: Show) -> list[Op]:
    return [["set", key, value] for key, value in _settings(show).items()]


class PreviewView:
    """The picture NEXT would put on air, in the overlay's own shape."""

    def __init__(self, show: Show) -> None:
        self._shown = self._picture(show)
        self._ops: list[Op] = []

    def _picture(self, show: Show) -> Picture | None:
        if show.next is None:
            return None
        return question_picture(show, show.next)

    def note(self, show: Show, event: AnyEvent) -> None:
        """Of the picture nothing is noted: one look at the next question tells all."""
        if isinstance(event, Opened | Configured):
            self._ops += _told(show)

    def whole(self, show: Show) -> View:
        picture = self._picture(show)
        layers = [] if picture is None else [picture_item(picture)]
        return {**_settings(show), "panic": False, "layers": layers}

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
    """What everybody may know: the show, whether it takes questions, the question on air, the poll."""

    def __init__(self, show: Show) -> None:
        self._ops: list[Op] = []
        self._poll = public_poll(show)

    def note(self, show: Show, event: AnyEvent) -> None:
        match event:
            case Opened() | Closed() | Configured():
                self._ops.append(["set", "show", public_show(show.settings, closed=show.closed)])
            case Shown() if event.layer in QUESTION_LAYERS:
                self._ops = [op for op in self._ops if op[1] != "on_air"]
                self._ops.append(["set", "on_air", on_air_words(show)])

    def whole(self, show: Show) -> View:
        return {
            "show": public_show(show.settings, closed=show.closed),
            "on_air": on_air_words(show),
            "poll": public_poll(show),
        }

    def patch(self, show: Show) -> list[Op]:
        """Of the poll nothing is noted: one look at it tells all."""
        ops, self._ops = self._ops, []
        if (poll := public_poll(show)) != self._poll:
            self._poll = poll
            ops.append(["set", "poll", poll])
        return ops


VIEWS: dict[Kind, Callable[[Show], FollowedView]] = {
    "overlay": OverlayView,
    "crew": CrewView,
    "preview": PreviewView,
    "audience": AudienceView,
}
