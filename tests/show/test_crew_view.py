from __future__ import annotations

from overlay.show.commands import (
    Approve,
    Clear,
    Cue,
    Decline,
    DropPoll,
    Edit,
    Move,
    Next,
    OpenPoll,
    Poll,
    PublishPoll,
    Skip,
    Star,
    Take,
    Undo,
)
from overlay.show.crew_view import RECENT, RECENT_FIRST, WINDOW, CrewView
from overlay.show.events import Tallied
from overlay.show.items import View
from overlay.show.model import STATUSES
from tests.show.page import Following, Page
from tests.show.story import Story, airing, asked


class Crew(Following):
    """A story and its crew view with small windows."""

    def __init__(self, story: Story, window: int = 3, recent: int = 2) -> None:
        super().__init__(story, CrewView(story.show, window, recent))

    def row(self, status: str) -> list[str]:
        return [item["id"] for item in self.page.view[status]]


def crew(story: Story) -> View:
    return CrewView(story.show).whole(story.show)


def test_the_crew_sees_every_list_its_count_and_what_is_next() -> None:
    view = crew(Story().given(*airing("a"), asked("b"), asked("c", "held")))
    counts = {f"n_{status}" for status in STATUSES}
    assert set(view) >= {"show", "panic", "next_id", "layers", "prepared", *STATUSES, *counts}
    assert (view["next_id"], view["n_queued"], view["n_held"], view["n_inbox"]) == ("b", 1, 1, 0)


def test_pages_hold_windows_of_long_lists() -> None:
    story = Story().given(*(asked(f"q{n}") for n in range(WINDOW + 1)))
    story.given(*(asked(f"d{n}", "declined") for n in range(RECENT + 1)))
    view = crew(story)
    assert [len(view["queued"]), view["n_queued"]] == [WINDOW, WINDOW + 1]
    assert [item["id"] for item in view["declined"]] == [f"d{n}" for n in range(1, RECENT + 1)]


def test_of_past_lists_the_newest_are_held() -> None:
    assert set(RECENT_FIRST) == {"answered", "skipped", "declined", "withdrawn"}


def test_one_more_question_beyond_the_window_is_a_count() -> None:
    following = Crew(Story().given(*(asked(key) for key in "abc")))
    following.story.given(asked("d"))
    assert following.patch() == [["set", "n_queued", 4]]


def test_taking_the_head_lets_the_next_into_the_window() -> None:
    following = Crew(Story().given(*(asked(key) for key in "abcde")))
    following.story.does(Take())
    assert (
        following.patch() and following.row("queued") == ["b", "c", "d"] and following.row("on_air") == ["a"]
    )
    assert following.page.view["next_id"] == "b"


def test_moves_within_the_window_and_over_its_edge() -> None:
    following = Crew(Story().given(*(asked(key) for key in "abcde")))
    for command, row in (
        (Move(id="c", before="a"), ["c", "a", "b"]),
        (Move(id="e", before="a"), ["c", "e", "a"]),
        (Move(id="c"), ["e", "a", "b"]),
        (Move(id="e", before="d"), ["a", "b", "e"]),
    ):
        following.story.does(command)
        following.patch()
        assert following.row("queued") == row


def test_a_move_is_told_as_one_put() -> None:
    following = Crew(Story().given(*(asked(key) for key in "abc")))
    following.story.does(Move(id="c", before="b"))
    assert [op[0] for op in following.patch()] == ["put", "set"]


def test_a_mark_beyond_the_window_is_not_told() -> None:
    following = Crew(Story().given(*(asked(key) for key in "abcd")))
    following.story.does(Star(id="d"), Edit(id="d", text="?"))
    assert following.patch() == []
    following.story.does(Star(id="a"))
    ((op, _, item, before),) = following.patch()
    assert (op, item["starred"], before) == ("put", True, "b")


def test_past_lists_let_the_oldest_go() -> None:
    following = Crew(Story().given(*(asked(key) for key in "abcd")))
    for _ in range(4):
        following.story.does(Next())
        following.patch()
    following.story.does(Clear())
    following.patch()
    assert following.row("answered") == ["c", "d"] and following.page.view["n_answered"] == 4
    following.story.does(Take(id="d"))
    following.patch()
    assert following.row("answered") == ["b", "c"]


def test_a_busy_gate() -> None:
    following = Crew(Story().given(*(asked(key, "inbox") for key in "abcdef")))
    for command in (Approve(id="a"), Decline(id="b"), Approve(id="f"), Cue(id="f"), Skip(), Decline(id="c")):
        following.story.does(command)
        following.patch()
    assert following.row("inbox") == ["d", "e"] and following.row("declined") == ["b", "c"]


def test_polls_are_told_in_the_order_they_were_made_in() -> None:
    story = Story()
    view = CrewView(story.show)
    story.watchers.append(view)
    page = Page(view.whole(story.show))
    made = Poll(question="Shall we?", options=("Yes", "No"))
    story.does(made, made, DropPoll(id="q2-0"), Undo(), OpenPoll(id="q3-0"), OpenPoll(id="q2-0"))
    story.given(Tallied("q2-0", (1, 0), (0, 0)), command="tally").does(PublishPoll(id="q2-0"))
    page.apply(view.patch(story.show))
    assert page.view == view.whole(story.show)
    assert [(poll["id"], poll["state"], poll["total"]) for poll in page.view["polls"]] == [
        ("q2-0", "open", 1),
        ("q3-0", "closed", 0),
    ]
