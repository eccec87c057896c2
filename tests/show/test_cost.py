"""A question more costs nothing: the work of a command is counted, with 10 questions and with 100,000."""

from __future__ import annotations

import gc
import sys
from types import FrameType

import pytest

from overlay.show.commands import (
    AnyCommand,
    Approve,
    Ask,
    Back,
    Clear,
    Cue,
    Decline,
    Edit,
    Move,
    Next,
    Skip,
    Star,
    Take,
    Undo,
    Withdraw,
)
from overlay.show.crew_view import CrewView
from overlay.show.views import AudienceView, FollowedView, OverlayView, PreviewView
from tests.show.story import PRODUCER, Story, airing, asked


class Counted(Story):
    """A show of that many waiting questions, as many asked and as many answered, with all its views."""

    def __init__(self, size: int) -> None:
        super().__init__()
        for status in ("inbox", "queued", "answered"):
            self.given(*(asked(f"{status}{number}", status) for number in range(size)))
        self.given(*airing("a"))
        views: list[FollowedView] = [
            CrewView(self.show, window=5, recent=2),
            *(view(self.show) for view in (OverlayView, PreviewView, AudienceView)),
        ]
        self.watchers += views
        self.views = views

    def carried_out(self, command: AnyCommand) -> int:
        """How many calls, of Python and of C, it took to decide, fold and make the patches."""
        calls = 0

        def count(frame: FrameType, event: str, _: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        gc.disable()  # what others left behind is not this command's work
        sys.setprofile(count)
        try:
            self.does(command, who=PRODUCER)
            for view in self.views:
                view.patch(self.show)
        finally:
            sys.setprofile(None)
            gc.enable()
        return calls


@pytest.fixture(scope="module")
def shows() -> tuple[Counted, Counted]:
    return Counted(10), Counted(100_000)


@pytest.mark.parametrize(
    "command",
    [
        Ask(text="Why?"),
        Approve(id="inbox7"),
        Decline(id="inbox0"),
        Cue(id="queued5"),
        Take(),
        Take(id="queued9"),
        Take(id="answered1"),
        Next(),
        Back(),
        Clear(),
        Skip(),
        Move(id="queued8", before="queued7"),
        Move(id="queued7"),
        Edit(id="queued8", text="Whither?"),
        Star(id="inbox9"),
        Withdraw(id="inbox8"),
    ],
    ids=str,
)
def test_a_command_is_as_much_work_in_a_show_of_100_000(
    shows: tuple[Counted, Counted], command: AnyCommand
) -> None:
    small, large = shows
    assert small.carried_out(command) == large.carried_out(command) > 0


def test_an_undo_too(shows: tuple[Counted, Counted]) -> None:
    small, large = shows
    for show in shows:
        show.carried_out(Move(id="queued6"))
    assert small.carried_out(Undo()) == large.carried_out(Undo()) > 0
