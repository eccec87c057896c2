"""Commands and buttons, and how the show stands."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import msgspec

from overlay.errors import Undecodable
from overlay.reply import Reply
from overlay.show.commands import (
    AnyCommand,
    Back,
    Clear,
    Next,
    Panic,
    Prepare,
    Release,
    Skip,
    Star,
    Take,
    Toggle,
)
from overlay.show.items import on_air_words, show_item
from overlay.show.model import Role
from overlay.web.parts import StudioParts
from overlay.web.routes import CREW, Call, Route

Button = Next | Take | Clear | Toggle | Back | Skip | Star | Panic | Release
BUTTONS: tuple[type[Button], ...] = (Next, Take, Clear, Toggle, Back, Skip, Star, Panic, Release)
PRESS: frozenset[Role] = frozenset({"producer", "host", "remote"})
DEPTH = 8
"""How deep the data of a graphic may be nested."""


class State(msgspec.Struct, frozen=True):
    """How the show stands: flat, with counts instead of lists. `on_air` and `next` are ids.

    `role` and `label` are those of the token that asks.
    """

    role: str
    label: str

    rev: int
    epoch: str
    build: str
    show: dict[str, Any]
    intake: str
    on_air: str | None
    on_air_text: str
    on_air_name: str
    next: str | None
    next_text: str
    queue: int
    inbox: int
    held: int
    panic: bool
    lock: bool
    tally: str
    obs: dict[str, Any]
    scene: str
    pages: dict[str, Any]
    lamps: dict[str, Any]


async def command(call: Call) -> Reply:
    reply: Reply = await call.parts.desk.carry_out(call.who, _shallow(call.body))
    return reply


def _button(kind: type[Button]) -> Callable[[Call], Coroutine[Any, Any, Reply]]:
    async def press(call: Call) -> Reply:
        parts: StudioParts = call.parts
        wish: AnyCommand = call.body or kind()
        key = call.request.headers.get("Idempotency-Key", "")[:64]
        if key and not wish.op:
            wish = msgspec.structs.replace(wish, op=key)
        return await parts.presses.press(call.who, _shallow(wish))

    return press


def _shallow(wish: AnyCommand) -> AnyCommand:
    """A graphic's data is kept and sent on: it may be large, but not deep."""
    level: list[Any] = [wish.data] if isinstance(wish, Take | Prepare) else []
    for _ in range(DEPTH):
        level = [
            part
            for value in level
            if isinstance(value, dict | list)
            for part in (value.values() if isinstance(value, dict) else value)
        ]
    if level:
        raise Undecodable("The data is nested too deeply: at most {depth} levels.", depth=DEPTH)
    return wish


async def state(call: Call) -> State:
    parts: StudioParts = call.parts
    show, lamps = parts.desk.show, parts.lamps.read(call.lang)
    words = on_air_words(show) or {"text": "", "name": ""}
    item = show_item(show)
    told = State(
        role=call.who.role,
        label=call.who.name,
        rev=show.rev,
        epoch=parts.desk.journal.epoch,
        build=parts.pages.build,
        show=item,
        intake=item["intake"],
        on_air=show.on_air,
        on_air_text=words["text"],
        on_air_name=words["name"],
        next=show.next,
        next_text=show.questions[show.next].text if show.next else "",
        queue=len(show.lists["queued"]),
        inbox=len(show.lists["inbox"]),
        held=len(show.lists["held"]),
        panic=show.latched,
        lock=False,
        tally=lamps["tally"],
        obs=lamps["obs"],
        scene=lamps["obs"]["scene"],
        pages=lamps["pages"],
        lamps=lamps,
    )
    await parts.desk.durable(show.rev)
    return told


ROUTES = (
    Route(
        method="POST",
        path="/api/commands",
        access=frozenset({"producer", "host", "moderator", "remote", "source"}),
        handler=command,
        summary="Carry out a command (docs/commands.md).",
        takes=AnyCommand,
        answers={200: Reply},
        refusals=(404, 409, 503),
    ),
    *(
        Route(
            method="POST",
            path=f"/api/{kind.__name__.lower()}",
            access=PRESS,
            handler=_button(kind),
            summary=f"One press of {kind.__name__.lower()}: {(kind.__doc__ or '').splitlines()[0]}",
            takes=kind,
            bare=True,
            answers={200: Reply},
            refusals=(404, 409, 503),
        )
        for kind in BUTTONS
    ),
    Route(
        method="GET",
        path="/api/state",
        access=CREW | {"remote"},
        handler=state,
        summary="How the show stands, with all lamps.",
        answers={200: State},
    ),
)
