"""The table of moves, what `if_rev` looks at, and who may act on a question."""

from __future__ import annotations

import msgspec
import pytest

from overlay.show.commands import (
    AnyCommand,
    Approve,
    Ask,
    Back,
    Clear,
    Close,
    Configure,
    Cue,
    Decline,
    Edit,
    Move,
    Next,
    Panic,
    Skip,
    Star,
    Take,
    Toggle,
    Update,
    Withdraw,
)
from overlay.show.events import Closed, Configured
from overlay.show.model import STATUSES, Settings, Status
from overlay.show.rules import FROM
from overlay.show.steps import Refusal
from tests.show.story import ASKER, HOST, MODERATOR, OTHER, PRODUCER, SOURCE, STRANGER, Story, airing, asked

ALL = " ".join(STATUSES)
TABLE: list[tuple[AnyCommand, str, Status | None]] = [
    (Approve(id="q"), "inbox held declined skipped approved", "queued"),
    (Approve(id="q", queue=False), "inbox held declined skipped", "approved"),
    (Decline(id="q", reason="x"), "inbox held approved queued next answered skipped declined", "declined"),
    (Cue(id="q"), "approved queued answered skipped", "next"),
    (Take(id="q"), "approved queued next answered skipped", "on_air"),
    (Skip(id="q"), "approved queued next", "skipped"),
    (Move(id="q", before="x"), "approved queued next", "queued"),
    (Withdraw(id="q"), ALL.replace(" withdrawn", ""), "withdrawn"),
    (Edit(id="q", text="Whither?"), ALL.replace(" withdrawn", ""), None),
    (Star(id="q"), ALL.replace(" withdrawn", ""), None),
]


def standing(status: Status, settings: Settings | None = None) -> Story:
    """A show where `q` has that status and `x` is in the queue in front of it, if `q` is there too."""
    story = Story(settings).given(asked("x"))
    return story.given(*airing("q")) if status == "on_air" else story.given(asked("q", status))


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(("command", "allowed", "now"), TABLE, ids=lambda value: str(value)[:40])
def test_the_table_of_moves(command: AnyCommand, allowed: str, now: Status | None, status: Status) -> None:
    story = standing(status)
    if status in allowed.split():
        assert story.does(command).show.questions["q"].status == (now or status)
    else:
        assert story.refused(command) in ("illegal", "repeated")


def test_every_row_of_the_table_is_tried_here() -> None:
    assert {type(command).__name__.lower() for command, _, _ in TABLE} == set(FROM)


def test_a_refusal_names_the_status_and_what_would_be_allowed() -> None:
    refusal = standing("held").when(Take(id="q"))
    assert isinstance(refusal, Refusal)
    assert refusal.message.format(**refusal.params) == (
        "A question that is held cannot be acted on by take; it would have to be "
        "approved | queued | next | answered | skipped."
    )


def test_an_unknown_question_is_unknown() -> None:
    for command in (Take(id="?"), Approve(id="?"), Star(id="?"), Edit(id="?", text="x"), Skip(id="?")):
        assert Story().refused(command) == "unknown"


def test_solo_takes_straight_from_the_inbox_but_never_what_is_held() -> None:
    solo = Settings(solo=True)
    assert standing("inbox", solo).does(Take(id="q")).show.on_air == "q"
    assert standing("held", solo).refused(Take(id="q")) == "illegal"
    assert standing("inbox", solo).refused(Cue(id="q")) == "illegal"


# -- strangers


@pytest.mark.parametrize("command", [Withdraw(id="q2-0"), Edit(id="q2-0", text="Whither?")])
def test_a_stranger_may_act_on_nobody_elses_question(command: AnyCommand) -> None:
    story = Story().does(Ask(text="Why?"), who=ASKER)
    assert story.refused(command, STRANGER) == "unknown"
    assert isinstance(story.when(command, ASKER), list)


@pytest.mark.parametrize("status", STATUSES)
def test_an_asker_rewords_only_what_the_crew_has_not_looked_at(status: Status) -> None:
    story = Story().given(asked("q", status, author=ASKER.id))
    result = story.when(Edit(id="q", text="Whither?"), ASKER)
    assert isinstance(result, list) == (status in ("inbox", "held"))


def test_a_source_retracts_what_it_brought() -> None:
    story = Story().does(Ask(text="Why?", author="ann"), who=SOURCE)
    assert isinstance(story.when(Withdraw(id="q2-0"), SOURCE), list)


# -- if_rev


def busy() -> Story:
    """On air a, cued b, then c and d in the queue, z answered, join code on. Rev 6, all by the other host."""
    story = Story().given(*(asked(key) for key in "abcd"), asked("e", "inbox"), asked("z", "answered"))
    return story.does(
        Take(), Cue(id="b"), Take(graphic="join-code"), Edit(id="a", text="Whither?"), who=OTHER
    )


AIR = [Take(id="d"), Clear(layer="question"), Panic(), Update()]
CUE = [Skip(), Cue(id="d"), Decline(id="b"), Move(id="b")]
OTHERS = [
    Approve(id="e"),
    Move(id="d", before="c"),
    Star(id="d"),
    Take(graphic="join-code", data={"n": 1}),
    Clear(layer="join"),
    Configure(title="Other"),
    Ask(text="Why?"),
    Edit(id="c", text="?"),
]


@pytest.mark.parametrize("since", [*AIR, *CUE, *OTHERS], ids=str)
@pytest.mark.parametrize(
    ("command", "looks_at"),
    [
        (Take(), AIR + CUE),
        (Next(), AIR + CUE),
        (Toggle(), AIR + CUE),
        (Clear(), AIR),
        (Back(), AIR),
        (Update(), AIR),
        (Skip(), CUE),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_makes_a_command_stale(
    command: AnyCommand, looks_at: list[AnyCommand], since: AnyCommand
) -> None:
    story = busy()
    seen = msgspec.structs.replace(command, if_rev=story.show.rev)
    assert isinstance(story.when(seen), list)
    result = story.does(since, who=OTHER).when(seen)
    assert (result == Refusal("stale", by="Other host")) == (since in looks_at), result


@pytest.mark.parametrize(
    "command", [Star(id="c"), Cue(id="c"), Skip(id="c"), Move(id="c"), Edit(id="c", text="x")]
)
def test_a_named_question_makes_stale_only_itself(command: AnyCommand) -> None:
    story = busy()
    seen = msgspec.structs.replace(command, if_rev=story.show.rev)
    story.does(Star(id="d"), Approve(id="e"), Update(), who=OTHER)
    assert isinstance(story.when(seen), list)
    story.does(Edit(id="c", text="Whence?"), who=OTHER)
    assert story.when(seen) == Refusal("stale", by="Other host")


def test_take_of_a_named_question_looks_at_it_and_at_the_air() -> None:
    take = Take(id="c", if_rev=6)
    assert isinstance(busy().does(Skip(), who=OTHER).when(take), list)
    assert busy().does(Star(id="c"), who=OTHER).refused(take) == "stale"
    assert busy().does(Clear(), who=OTHER).refused(take) == "stale"


def test_layers_without_a_question_are_looked_at_by_themselves() -> None:
    story = busy().does(Clear(), who=OTHER)
    assert isinstance(story.when(Clear(layer="join", if_rev=6)), list)
    story.does(Take(graphic="join-code", data={"n": 2}), who=OTHER)
    assert story.refused(Clear(layer="join", if_rev=6)) == "stale"
    assert story.refused(Take(graphic="join-code", if_rev=6)) == "stale"


def test_the_rev_one_has_seen_is_not_stale() -> None:
    story = busy().does(Next(), who=OTHER)
    assert isinstance(story.when(Next(if_rev=story.show.rev)), list)


def test_stale_comes_before_latched_and_after_illegal() -> None:
    story = busy().does(Panic(), who=OTHER)
    assert story.refused(Take(if_rev=1)) == "stale"
    assert story.refused(Take(id="e", if_rev=1)) == "illegal"


# -- settings, closing


def test_configure_changes_what_is_named() -> None:
    settings = Settings(title="A", limit=280)
    assert Story(settings).when(Configure(title="B", solo=True), PRODUCER) == [
        Configured(Settings(title="B", limit=280, solo=True), settings)
    ]


def test_the_same_settings_again_are_repeated() -> None:
    assert (
        Story().refused(Configure(limit=140), PRODUCER)
        == Story().refused(Configure(), PRODUCER)
        == "repeated"
    )


def test_a_show_is_not_closed_while_something_is_on_air() -> None:
    story = Story().given(*airing("a"))
    assert story.refused(Close(), PRODUCER) == "illegal"
    assert story.does(Clear()).when(Close(), PRODUCER) == [Closed()]


def test_a_closed_show_takes_no_commands() -> None:
    story = Story().does(Ask(text="Why?"), who=ASKER).does(Close(), who=PRODUCER)
    for command, who in ((Next(), HOST), (Approve(id="q2-0"), MODERATOR), (Ask(text="?"), ASKER)):
        refusal = story.when(command, who)
        assert isinstance(refusal, Refusal) and "closed" in refusal.message
    assert story.refused(Close(), PRODUCER) == "repeated"
