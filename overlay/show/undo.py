"""Taking back: the inverse of an entry's events, where nobody changed the same things since."""

from __future__ import annotations

import msgspec

from overlay.show.commands import Order, Undo
from overlay.show.events import (
    AnyEvent,
    Dropped,
    Latched,
    Moved,
    Shown,
    Switched,
    Undone,
    inverse,
    things,
)
from overlay.show.fold import Show
from overlay.show.steps import Events, Refusal, by, gives_way


def undo(show: Show, order: Order, command: Undo) -> Events | Refusal:
    entry = show.undoable(order.who.id)
    if entry is None:
        return Refusal("empty")
    for event in entry.events:
        for thing in things(event):
            latest = show.standing[thing][-1]
            if latest.rev != entry.rev:
                return _refused(latest.who.name or latest.who.role)
    back = _taken_back(show, entry.events)
    if refusal := _refuse_pictures(show, back) or _refuse_poll(show, back):
        return refusal
    if show.latched and Latched(on=False) not in back and _brings_in(back):
        return Refusal("latched", by=by(show, "latch"))
    return [*back, Undone(entry.rev)]


def _refuse_pictures(show: Show, back: Events) -> Refusal | None:
    """What would come back may not stand beside what somebody has put on air since."""
    layers: dict[str, object] = dict(show.layers)
    for event in back:
        if isinstance(event, Shown):
            layers[event.layer] = event.picture
    standing = [layer for layer, picture in layers.items() if picture is not None]
    for layer in standing:
        for other in standing:
            if layer != other and gives_way(layer, other):
                newer = max(layer, other, key=lambda name: show.touched[f"layer:{name}"].rev)
                return _refused(by(show, f"layer:{newer}"))
    return None


def _refuse_poll(show: Show, back: Events) -> Refusal | None:
    """A poll on air cannot become a draft again, or vanish."""
    picture = show.layers.get("poll")
    shown = picture.data.get("id") if picture else None
    for event in back:
        gone = event.poll.id if isinstance(event, Dropped) else None
        draft = event.id if isinstance(event, Switched) and event.now == "draft" else None
        if shown is not None and shown in (gone, draft):
            return _refused(by(show, "layer:poll"))
    return None


def _refused(who: str) -> Refusal:
    return Refusal("illegal", "{who} changed the same thing since, so it cannot be undone.", {"who": who})


def _brings_in(events: Events) -> bool:
    return any(isinstance(event, Shown) and event.picture is not None for event in events)


def _taken_back(show: Show, events: tuple[AnyEvent, ...]) -> Events:
    back: Events = []
    for event in reversed(events):
        former = inverse(event)
        if isinstance(former, Moved) and isinstance(event, Moved):
            former = msgspec.structs.replace(former, before=_place(show, event))
        if former is not None:
            back.append(former)
    return back


def _place(show: Show, moved: Moved) -> str | None:
    """Its old place: in front of the old neighbour, else behind the other one, else where the list starts."""
    row = show.lists[moved.was]
    if moved.was_before is not None and moved.was_before in row:
        return moved.was_before
    if moved.was_after is not None and moved.was_after in row:
        place = row.after(moved.was_after)
    else:
        place = row.first if moved.was_after is None and moved.was_before is not None else None
    return row.after(moved.id) if place == moved.id else place
