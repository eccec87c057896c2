from __future__ import annotations

import typing

import msgspec
import pytest

from overlay.show.commands import AnyCommand, Ask, Command, Configure, Draft, Move, Next, Paste, Take, type_of

DECODER = msgspec.json.Decoder(AnyCommand)


def decode(text: str) -> AnyCommand:
    command: AnyCommand = DECODER.decode(text)
    return command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ('{"type":"next","op":"1","if_rev":3}', Next(op="1", if_rev=3)),
        ('{"type":"take"}', Take()),
        ('{"type":"take","id":"a","graphic":"question-card"}', Take(id="a", graphic="question-card")),
        ('{"type":"take","graphic":"join-code","data":{"n":1}}', Take(graphic="join-code", data={"n": 1})),
        ('{"type":"move","id":"a","before":null}', Move(id="a")),
        ('{"type":"ask","text":"Why?","queue":true}', Ask(text="Why?", queue=True)),
        ('{"type":"paste","questions":[{"text":"Why?"}]}', Paste(questions=(Draft("Why?"),))),
        ('{"type":"configure","intake":"closed"}', Configure(intake="closed")),
    ],
)  # fmt: skip
def test_a_command_reads_as_it_is_written(text: str, command: AnyCommand) -> None:
    assert decode(text) == command
    assert decode(msgspec.json.encode(command).decode()) == command


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"type":"dance"}',
        '{"type":"next","extra":1}',
        '{"type":"cue"}',
        '{"type":"cue","id":""}',
        '{"type":"cue","id":7}',
        '{"type":"cue","id":"a","if_rev":"3"}',
        '{"type":"ask","text":"\\ud800"}',
        '{"type":"ask","text":"x","text2":"y"}',
        '{"type":"paste","questions":[]}',
        '{"type":"paste","questions":[{"text":"x","status":"on_air"}]}',
        '{"type":"configure","intake":"ajar"}',
        '{"type":"configure","limit":141}',
        '{"type":"configure","language":"xx"}',
        '{"type":"configure","title":""}',
        '{"type":"take","data":[]}',
        '{"type":"take","data":{"n":NaN}}',
        '{"type":"ask","text":' + "[" * 5000 + "]" * 5000 + "}",
        '{"type":"next","if_rev":' + "9" * 5000 + "}",
        '{"type":"ask","text":"' + "x" * 4001 + '"}',
        '{"type":"next","op":"' + "x" * 65 + '"}',
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises((msgspec.DecodeError, RecursionError)):
        decode(text)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        DECODER.decode(b'{"type":"ask","text":"\xff"}')


def test_every_command_has_a_sentence_and_a_name_of_its_own() -> None:
    commands = typing.get_args(AnyCommand)
    assert set(commands) == set(Command.__subclasses__())
    assert all(command.__doc__ and command.__doc__.strip().endswith(".") for command in commands)
    assert len({command.__struct_config__.tag for command in commands}) == len(commands)


def test_the_name_is_the_one_on_the_wire() -> None:
    assert type_of(Next()) == "next" == msgspec.to_builtins(Next())["type"]


def test_commands_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Take().id = "x"  # type: ignore[misc]
