"""Decisions about what is on air: take, prepare, next, update, clear, back, withdraw, panic."""

from __future__ import annotations

from typing import Any

from overlay.show import polling
from overlay.show.commands import (
    Back,
    Clear,
    Next,
    Order,
    Panic,
    Prepare,
    Release,
    Take,
    Toggle,
    Update,
    Withdraw,
)
from overlay.show.events import Latched, Prepared, Shown
from overlay.show.fold import Show
from overlay.show.model import ALONE, LAYERS, QUESTION_LAYERS, Picture
from overlay.show.pictures import played, question_picture, updated
from overlay.show.steps import Events, Refusal, by, formed, gives_way, is_plain, layer_of, moved, refuse_form


def take(show: Show, order: Order, command: Take) -> Events | Refusal:
    if is_plain(show, command.graphic) and command.id is None:
        return _play(show, order, command)
    question = command.id or show.next
    if question is None:
        return Refusal("empty")
    return _put_on_air(show, order, question, command.graphic)


def _play(show: Show, order: Order, command: Take) -> Events | Refusal:
    if refusal := _refuse_graphic(show, command.graphic) or _refuse_layer(command.layer):
        return refusal
    layer = command.layer or layer_of(show, command.graphic) or ""
    if layer == ALONE and any(other != ALONE for other in show.layers):
        return Refusal("illegal", "The test card stands alone: clear what is on air first, then take it.")
    data = _filled(show, order, command, layer)
    if isinstance(data, Refusal):
        return data
    picture = played(show, layer, command.graphic, order, data)
    was = show.layers.get(layer)
    if was is not None and (was.graphic, was.data, was.theme) == (
        picture.graphic,
        picture.data,
        picture.theme,
    ):
        return Refusal("repeated", by=by(show, f"layer:{layer}"))
    return _placed(show, picture)


def _filled(show: Show, order: Order, command: Take, layer: str) -> dict[str, Any] | Refusal:
    """As it was wished, else prepared. A picture of a poll stays with that poll, by its id."""
    given = command.data or show.prepared.get(command.graphic, {})
    if layer != "poll":
        return {**order.dress, **given}
    poll = polling.shown(show, str(given.get("id", "")))
    return poll if isinstance(poll, Refusal) else {**order.dress, **given, "id": poll}


def prepare(show: Show, order: Order, command: Prepare) -> Events | Refusal:
    if refusal := _refuse_graphic(show, command.graphic):
        return refusal
    was = show.prepared.get(command.graphic)
    if was == command.data:
        return Refusal("repeated", by=by(show, f"prepared:{command.graphic}"))
    return [Prepared(command.graphic, command.data, was)]


def _refuse_graphic(show: Show, graphic: str) -> Refusal | None:
    if is_plain(show, graphic) and layer_of(show, graphic):
        return None
    known = ", ".join(sorted(name for name in show.graphics if is_plain(show, name)))
    return Refusal(
        "unknown",
        "There is no graphic “{graphic}”; there are: {known}.",
        {"graphic": graphic, "known": known},
    )


def _refuse_layer(layer: str) -> Refusal | None:
    plain = [name for name in LAYERS if name not in QUESTION_LAYERS]
    if layer in ("", *plain):
        return None
    return Refusal(
        "unknown",
        "There is no layer “{layer}” for it; there are: {known}.",
        {"layer": layer, "known": ", ".join(plain)},
    )


def next_(show: Show, order: Order, command: Next) -> Events | Refusal:
    return Refusal("empty") if show.next is None else _put_on_air(show, order, show.next, "")


def toggle(show: Show, order: Order, command: Toggle) -> Events | Refusal:
    if show.on_air is not None:
        return clear(show, order, Clear())
    return next_(show, order, Next())


def _put_on_air(show: Show, order: Order, question: str, graphic: str) -> Events | Refusal:
    if refusal := refuse_form(show, graphic):
        return refusal
    events: Events = []
    if show.on_air is not None:
        events.append(moved(show, show.on_air, "answered"))
    events.append(moved(show, question, "on_air"))
    events += formed(show, question, graphic)
    return events + _placed(show, question_picture(show, question, order, graphic))


def _placed(show: Show, picture: Picture) -> Events:
    """The picture on its layer, and out with what gives way to it; a question let out so is answered."""
    events: Events = []
    leaving = [layer for layer in show.layers if layer != picture.layer and gives_way(layer, picture.layer)]
    if (
        not picture.question
        and show.on_air is not None
        and any(layer in QUESTION_LAYERS for layer in leaving)
    ):
        events.append(moved(show, show.on_air, "answered"))
    for layer in LAYERS:
        if layer == picture.layer:
            events.append(Shown(layer, picture, show.layers.get(layer)))
        elif layer in leaving:
            events.append(Shown(layer, None, show.layers[layer]))
    return events


def _question_out(show: Show) -> Events:
    """The question layers hold nothing."""
    return [Shown(layer, None, show.layers[layer]) for layer in QUESTION_LAYERS if layer in show.layers]


def update(show: Show, order: Order, command: Update) -> Events | Refusal:
    if show.on_air is None:
        return Refusal("empty")
    was = next(show.layers[layer] for layer in QUESTION_LAYERS if layer in show.layers)
    picture = updated(show, was)
    if picture == was:
        return Refusal("repeated", by=by(show, "air"))
    return [Shown(was.layer, picture, was)]


def clear(show: Show, order: Order, command: Clear) -> Events | Refusal:
    if command.layer and command.layer != "all" and command.layer not in LAYERS:
        return Refusal(
            "unknown",
            "There is no layer “{layer}”; there are: all, {known}.",
            {"layer": command.layer, "known": ", ".join(LAYERS)},
        )
    events: Events = []
    if command.layer in ("", "all", *QUESTION_LAYERS):
        whole = command.layer in ("", "all") or command.layer in show.layers
        if whole and show.on_air is not None:
            events.append(moved(show, show.on_air, "answered"))
        if whole:
            events += _question_out(show)
    for layer, was in show.layers.items():
        if layer not in QUESTION_LAYERS and command.layer in ("all", layer):
            events.append(Shown(layer, None, was))
    return events or Refusal("empty")


def back(show: Show, order: Order, command: Back) -> Events | Refusal:
    former = show.lists["answered"].last
    if former is None:
        return Refusal("empty")
    events: Events = []
    if show.on_air is not None:
        events.append(moved(show, show.on_air, "queued", show.lists["queued"].first))
    events.append(moved(show, former, "on_air"))
    return events + _placed(show, question_picture(show, former, order))


def withdraw(show: Show, order: Order, command: Withdraw) -> Events:
    on_air = show.on_air == command.id
    return [moved(show, command.id, "withdrawn"), *(_question_out(show) if on_air else [])]


def panic(show: Show, order: Order, command: Panic) -> Events | Refusal:
    cleared = clear(show, order, Clear(layer="all"))
    events: Events = [] if isinstance(cleared, Refusal) else cleared
    if not show.latched:
        events.append(Latched(on=True))
    return events or Refusal("repeated", by=by(show, "latch"))


def release(show: Show, order: Order, command: Release) -> Events | Refusal:
    return [Latched(on=False)] if show.latched else Refusal("repeated", by=by(show, "latch"))
