"""Decisions about what is on air: take, next, update, clear, back, withdraw, panic."""

from __future__ import annotations

from overlay.show.commands import Back, Clear, Next, Order, Panic, Release, Take, Toggle, Update, Withdraw
from overlay.show.events import Latched, Shown
from overlay.show.fold import Show
from overlay.show.model import LAYER_OF, LAYERS, QUESTION_LAYERS, Picture, Question
from overlay.show.steps import Events, Refusal, by, formed, is_plain, moved, refuse_form

DEFAULT_GRAPHIC = LAYERS["question"].graphic


def take(show: Show, order: Order, command: Take) -> Events | Refusal:
    if is_plain(command.graphic) and command.id is None:
        return _play(show, order, command)
    question = command.id or show.next
    if question is None:
        return Refusal("empty")
    return _put_on_air(show, order, question, command.graphic)


def _play(show: Show, order: Order, command: Take) -> Events | Refusal:
    layer = LAYER_OF.get(command.graphic)
    if layer is None:
        known = ", ".join(sorted(LAYER_OF))
        return Refusal(
            "unknown",
            "There is no graphic “{graphic}”; there are: {known}.",
            {"graphic": command.graphic, "known": known},
        )
    was = show.layers.get(layer)
    if was is not None and was.data == command.data:
        return Refusal("repeated", by=by(show, f"layer:{layer}"))
    return [Shown(layer, Picture(layer, command.graphic, order.rev, order.at, data=command.data), was)]


def next_(show: Show, order: Order, command: Next) -> Events | Refusal:
    return Refusal("empty") if show.next is None else _put_on_air(show, order, show.next, "")


def toggle(show: Show, order: Order, command: Toggle) -> Events | Refusal:
    if show.on_air is not None:
        return clear(show, order, Clear())
    return next_(show, order, Next())


def _put_on_air(show: Show, order: Order, question: str, graphic: str) -> Events | Refusal:
    if refusal := refuse_form(graphic):
        return refusal
    events: Events = []
    if show.on_air is not None:
        events.append(moved(show, show.on_air, "answered"))
    events.append(moved(show, question, "on_air"))
    events += formed(show, question, graphic)
    form = graphic or show.questions[question].graphic or DEFAULT_GRAPHIC
    events += _pictured(show, question_picture(show.questions[question], form, order.rev, order.at))
    return events


def question_picture(question: Question, graphic: str, take: int, at: int) -> Picture:
    """The copy that goes on air: the words as they are now."""
    data = {"id": question.id, "text": question.text, "name": question.name, "platform": question.platform}
    return Picture(LAYER_OF[graphic], graphic, take, at, question.id, data)


def _pictured(show: Show, picture: Picture | None) -> Events:
    """The question layers hold this picture and no other."""
    events: Events = []
    for layer in QUESTION_LAYERS:
        was = show.layers.get(layer)
        if picture is not None and picture.layer == layer:
            events.append(Shown(layer, picture, was))
        elif was is not None:
            events.append(Shown(layer, None, was))
    return events


def update(show: Show, order: Order, command: Update) -> Events | Refusal:
    if show.on_air is None:
        return Refusal("empty")
    was = next(show.layers[layer] for layer in QUESTION_LAYERS if layer in show.layers)
    picture = question_picture(show.questions[show.on_air], was.graphic, was.take, was.at)
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
            events += _pictured(show, None)
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
    question = show.questions[former]
    form = question.graphic or DEFAULT_GRAPHIC
    events += _pictured(show, question_picture(question, form, order.rev, order.at))
    return events


def withdraw(show: Show, order: Order, command: Withdraw) -> Events:
    on_air = show.on_air == command.id
    return [moved(show, command.id, "withdrawn"), *(_pictured(show, None) if on_air else [])]


def panic(show: Show, order: Order, command: Panic) -> Events | Refusal:
    cleared = clear(show, order, Clear(layer="all"))
    events: Events = [] if isinstance(cleared, Refusal) else cleared
    if not show.latched:
        events.append(Latched(on=True))
    return events or Refusal("repeated", by=by(show, "latch"))


def release(show: Show, order: Order, command: Release) -> Events | Refusal:
    return [Latched(on=False)] if show.latched else Refusal("repeated", by=by(show, "latch"))
