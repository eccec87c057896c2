"""Wishes, in the imperative. One definition is type, strict decoder, JSON and OpenAPI schema.

On the wire a command is `{"type": "take", …, "op": "…", "if_rev": 12}`; unknown fields are refused.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from overlay.show.model import Badge, Direction, Language, LengthLimit, Segment, Who

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Words = Annotated[str, Meta(max_length=4000)]
ShortWords = Annotated[str, Meta(max_length=400)]
Address = Annotated[str, Meta(max_length=600)]


class Command(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="type",
    tag=str.lower,
):
    """`op`: the same again is the same command. `if_rev`: refuse if what it acts on changed since."""

    op: Annotated[str, Meta(max_length=64)] = ""
    if_rev: int | None = None


class Ask(Command, frozen=True):
    """A question comes in. `queue` (crew only) puts it straight into the queue.

    `avatar` and the `url` of badges and segments are https addresses of pictures, which the server fetches.
    """

    text: Words
    name: ShortWords = ""
    platform: ShortWords = ""
    author: ShortWords = ""
    queue: bool = False
    votes: Annotated[int, Meta(ge=0, le=10**9)] = 0
    asked_by: Annotated[int, Meta(ge=1, le=10**9)] = 1
    avatar: Address = ""
    badges: Annotated[tuple[Badge, ...], Meta(max_length=3)] = ()
    segments: Annotated[tuple[Segment, ...], Meta(max_length=200)] = ()


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question not yet asked: a pasted line, a row of a file."""

    text: Words
    name: ShortWords = ""
    platform: ShortWords = ""


class Paste(Command, frozen=True):
    """Several questions at once, as one command: undone as one."""

    questions: Annotated[tuple[Draft, ...], Meta(min_length=1, max_length=500)]
    queue: bool = False


class Approve(Command, frozen=True):
    """Into the queue, at the end; with `queue` false it is only approved."""

    id: Id
    queue: bool = True


class Decline(Command, frozen=True):
    """Not in this show. `reason` is told to the asker."""

    id: Id
    reason: ShortWords = ""


class Cue(Command, frozen=True):
    """Make ready, unseen: NEXT takes this one."""

    id: Id
    graphic: ShortWords = ""


class Take(Command, frozen=True):
    """Put on air: a question, or a graphic without one: filled by `data`, else as it was prepared.

    `layer`: where a graphic without a question plays, if not where it usually does.
    """

    id: Id | None = None
    graphic: ShortWords = ""
    data: dict[str, Any] = {}
    layer: ShortWords = ""


class Prepare(Command, frozen=True):
    """Keep what a graphic will show, for its next take."""

    graphic: Annotated[str, Meta(min_length=1, max_length=60)]
    data: dict[str, Any]


class Next(Command, frozen=True):
    """Take the cued question, else the head of the queue."""


class Update(Command, frozen=True):
    """The edited wording of the question on air goes on air."""


class Clear(Command, frozen=True):
    """Off air: the question's layers, one `layer`, or `all`."""

    layer: ShortWords = ""


class Toggle(Command, frozen=True):
    """Clear if a question is on air, else next: one key for both."""


class Back(Command, frozen=True):
    """The last answered question is on air again; the one on air returns to the head of the queue."""


class Skip(Command, frozen=True):
    """Pass over a question: the cued one, else the head. Never the one on air."""

    id: Id | None = None


class Move(Command, frozen=True):
    """Into the queue in front of `before`; null is the end."""

    id: Id
    before: Id | None = None


class Withdraw(Command, frozen=True):
    """The asker takes it back; it leaves the picture too."""

    id: Id


class Star(Command, frozen=True):
    """Mark or unmark: `id`, else the question on air, else the cued one."""

    id: Id | None = None


class Edit(Command, frozen=True):
    """Other words. The question on air keeps its copy until `update`; the wall, ticker and credits follow."""

    id: Id
    text: Words


class Poll(Command, frozen=True):
    """A question to the audience with two to five answers; a draft until it is opened."""

    question: Words
    options: Annotated[tuple[ShortWords, ...], Meta(min_length=2, max_length=5)]


class OpenPoll(Command, frozen=True):
    """The audience may vote. One poll is open at a time: the one before is closed."""

    id: Id


class ClosePoll(Command, frozen=True):
    """No more votes are taken; the last count is final."""

    id: Id


class PublishPoll(Command, frozen=True):
    """The audience and the picture show the numbers; with `on` false no more."""

    id: Id
    on: bool = True


class DropPoll(Command, frozen=True):
    """A draft is no longer wanted."""

    id: Id


class Undo(Command, frozen=True):
    """Take back the caller's newest command not yet undone."""


class Panic(Command, frozen=True):
    """Everything out at once, and nothing may be taken until `release`."""


class Release(Command, frozen=True):
    """Takes are allowed again."""


class Configure(Command, frozen=True):
    """Change settings of the show; what is left out stays."""

    title: Annotated[str, Meta(min_length=1, max_length=120)] | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    limit: LengthLimit | UnsetType = UNSET
    intake: Literal["open", "closed"] | UnsetType = UNSET
    solo: bool | UnsetType = UNSET
    consent: ShortWords | UnsetType = UNSET
    theme: Annotated[str, Meta(pattern="^[a-z0-9-]{0,40}$")] | UnsetType = UNSET
    direction: Direction | UnsetType = UNSET
    label: Annotated[str, Meta(max_length=60)] | UnsetType = UNSET
    clear_after: Annotated[int, Meta(ge=0, le=86400)] | UnsetType = UNSET


class Close(Command, frozen=True):
    """The show is over: it takes no questions and no commands until it is opened again."""


AnyCommand = (
    Ask | Paste | Approve | Decline | Cue | Take | Prepare | Next | Update | Clear | Toggle | Back | Skip
    | Move | Withdraw | Star | Edit | Poll | OpenPoll | ClosePoll | PublishPoll | DropPoll | Undo | Panic
    | Release | Configure | Close
)  # fmt: skip


def type_of(command: Command) -> str:
    """The command's name on the wire."""
    return type(command).__name__.lower()


class Order(msgspec.Struct, frozen=True):
    """A command made ready by the desk: who, when (wall ms), and fresh ids for what it may create.

    `dress`: what the server adds to the graphic taken, such as the audience's address.
    """

    command: AnyCommand
    who: Who
    at: int
    rev: int
    ids: tuple[str, ...] = ()
    dress: dict[str, Any] = {}
