"""One evening in a few commands, with everything that can be on air, and how it stands after each."""

from __future__ import annotations

from overlay.journal.standing import Standing, after
from overlay.show.commands import AnyCommand, Ask, Close, Configure, Edit, Next, Panic, Star, Take, Update
from overlay.show.fold import Show
from tests.journal.entries import Scribe

STORY: tuple[AnyCommand, ...] = (
    Ask(text="Why?", queue=True),
    Ask(text="Since when?", queue=True),
    Ask(text="Who else?", queue=True),
    Next(),
    Take(graphic="join-code"),
    Next(),
    Take(id="q2", graphic="question-card"),
    Star(),
    Edit(id="q2", text="Why not?"),
    Update(),
    Configure(title="Late"),
    Panic(),
    Close(),
)
STATES = range(len(STORY) + 1)


def told(commands: int) -> tuple[Standing, Show]:
    """The standing and the show itself after so many commands of the story."""
    scribe = Scribe()
    standing = after(None, scribe.open())
    for command in STORY[:commands]:
        standing = after(standing, scribe.do(command))
    return standing, scribe.show
