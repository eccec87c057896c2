"""Who may give which command, cell by cell."""

from __future__ import annotations

import typing

import pytest

from overlay.show.commands import (
    AnyCommand,
    Approve,
    Ask,
    Back,
    Clear,
    Close,
    ClosePoll,
    Configure,
    Cue,
    Decline,
    Draft,
    DropPoll,
    Edit,
    Move,
    Next,
    OpenPoll,
    Panic,
    Paste,
    Poll,
    Prepare,
    PublishPoll,
    Release,
    Skip,
    Star,
    Take,
    Toggle,
    Undo,
    Update,
    Withdraw,
    type_of,
)
from overlay.show.model import Role, Settings
from overlay.show.roles import may

COMMANDS: list[AnyCommand] = [
    Ask(text="Why?"),
    Paste(questions=(Draft("Why?"),)),
    Approve(id="a"),
    Decline(id="a"),
    Edit(id="a", text="Why?"),
    Cue(id="a"),
    Move(id="a"),
    Take(),
    Prepare(graphic="ticker", data={}),
    Update(),
    Clear(),
    Next(),
    Toggle(),
    Back(),
    Skip(),
    Star(),
    Undo(),
    Panic(),
    Release(),
    Withdraw(id="a"),
    Configure(),
    Close(),
    Poll(question="Shall we?", options=("Yes", "No")),
    OpenPoll(id="p"),
    ClosePoll(id="p"),
    PublishPoll(id="p"),
    DropPoll(id="p"),
]
ALL = " ".join(type_of(command) for command in COMMANDS)
MAY: dict[Role, str] = {
    "producer": ALL,
    "host": "ask paste edit move cue take prepare update clear next toggle back skip star undo panic release "
    "poll openpoll closepoll publishpoll droppoll",
    "moderator": "ask paste approve decline edit move star undo poll droppoll",
    "viewer": "",
    "remote": "next take clear toggle back skip star panic release",
    "overlay": "",
    "source": "ask withdraw",
    "audience": "ask withdraw edit",
}


@pytest.mark.parametrize("role", typing.get_args(Role))
@pytest.mark.parametrize("command", COMMANDS, ids=type_of)
def test_every_cell(role: Role, command: AnyCommand) -> None:
    assert may(role, command, Settings()) == (type_of(command) in MAY[role].split())


def test_every_command_is_tried_here() -> None:
    assert {type(command) for command in COMMANDS} == set(typing.get_args(AnyCommand))


@pytest.mark.parametrize("role", typing.get_args(Role))
def test_in_solo_mode_the_host_is_the_gate_too_and_nobody_else_gains(role: Role) -> None:
    for command in COMMANDS:
        gains = role == "host" and type_of(command) in ("approve", "decline")
        assert may(role, command, Settings(solo=True)) == (may(role, command, Settings()) or gains)


def test_a_remote_takes_what_is_next_and_chooses_nothing() -> None:
    assert may("remote", Take(), Settings()) and not may("remote", Take(id="a"), Settings())


def test_a_button_brings_no_words_of_its_own() -> None:
    assert may("remote", Take(graphic="join-code"), Settings())
    assert not may("remote", Take(graphic="join-code", data={"words": "Any words"}), Settings())
