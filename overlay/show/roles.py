"""Who may give which command (design.md 4). One table; every edge asks here through the desk."""

from __future__ import annotations

from overlay.show.commands import AnyCommand, Take, type_of
from overlay.show.model import Role, Settings

_AIR = {"cue", "take", "prepare", "update", "clear", "next", "back", "skip", "toggle"}
_DRAFTS = {"poll", "droppoll"}
_POLLS = {*_DRAFTS, "openpoll", "closepoll", "publishpoll"}

MAY: dict[Role, frozenset[str]] = {
    "producer": frozenset(
        {
            "ask",
            "paste",
            "approve",
            "decline",
            "edit",
            "move",
            "star",
            "undo",
            "panic",
            "release",
            "withdraw",
            "configure",
            "close",
            *_AIR,
            *_POLLS,
        }
    ),
    "host": frozenset({"ask", "paste", "edit", "move", "star", "undo", "panic", "release", *_AIR, *_POLLS}),
    "moderator": frozenset({"ask", "paste", "approve", "decline", "edit", "move", "star", "undo", *_DRAFTS}),
    "remote": frozenset({"next", "take", "clear", "toggle", "back", "skip", "star", "panic", "release"}),
    "source": frozenset({"ask", "withdraw"}),
    "audience": frozenset({"ask", "withdraw", "edit"}),
    "viewer": frozenset(),
    "overlay": frozenset(),
}

SOLO_HOST = frozenset({"approve", "decline"})
"""In solo mode the host is the gate too."""


def may(role: Role, command: AnyCommand, settings: Settings) -> bool:
    """Whether the role may give this command in a show with these settings."""
    verb = type_of(command)
    if role == "remote" and isinstance(command, Take) and (command.id or command.data or command.layer):
        return False
    return verb in MAY[role] or (role == "host" and settings.solo and verb in SOLO_HOST)
