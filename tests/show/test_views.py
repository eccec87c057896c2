"""Whole views and patches of every kind; that both always agree is also what test_machine.py tries."""

from __future__ import annotations

import typing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overlay.show.commands import (
    Approve,
    Clear,
    Configure,
    Cue,
    Edit,
    Next,
    OpenPoll,
    Panic,
    Poll,
    PublishPoll,
    Star,
    Take,
    type_of,
)
from overlay.show.events import Tallied
from overlay.show.items import Op
from overlay.show.model import Settings
from overlay.show.steps import Refusal
from overlay.show.views import VIEWS, AudienceView, FollowedView, Kind, OverlayView, PreviewView
from tests.show.page import Page
from tests.show.story import PRODUCER, Story, airing, asked
from tests.show.wishes import WISHES


def watched(view: type[OverlayView | PreviewView | AudienceView], story: Story) -> FollowedView:
    followed = view(story.show)
    story.watchers.append(followed)
    return followed


def patch(view: FollowedView, story: Story) -> list[Op]:
    return view.patch(story.show)


def test_there_is_a_view_of_every_kind() -> None:
    assert set(VIEWS) == set(typing.get_args(Kind))


# -- overlay


def test_the_overlay_sees_what_is_on_air_and_nothing_else() -> None:
    story = Story(Settings(title="T", language="fr")).given(*airing("a"), asked("b"), asked("c", "inbox"))
    view = OverlayView(story.show).whole(story.show)
    assert (view["title"], view["lang"], view["panic"]) == ("T", "fr", False)
    assert [item["question"] for item in view["layers"]] == ["a"] and "Why b?" not in str(view)


def test_the_overlay_hears_nothing_of_the_queue() -> None:
    story = Story().given(asked("a"), asked("b", "inbox"))
    view = watched(OverlayView, story)
    story.does(Approve(id="b"), Cue(id="b"), Star(id="a"), Edit(id="a", text="?"))
    assert patch(view, story) == []


def test_a_take_is_one_operation_for_the_overlay() -> None:
    story = Story().given(*airing("a"), asked("b"))
    view = watched(OverlayView, story)
    story.does(Next())
    ((op, name, item, before),) = patch(view, story)
    assert (op, name, item["question"], item["take"], before) == ("put", "layers", "b", story.show.rev, None)


def test_panic_empties_the_overlay_and_says_so() -> None:
    story = Story().given(*airing("a"))
    view = watched(OverlayView, story)
    story.does(Panic())
    assert patch(view, story) == [["cut", "layers", "question"], ["set", "panic", True]]


def test_a_patch_is_given_once() -> None:
    story = Story().given(*airing("a"))
    view = watched(OverlayView, story)
    story.does(Clear())
    assert patch(view, story) and patch(view, story) == []


# -- preview


def test_the_preview_shows_what_next_would_take() -> None:
    story = Story().given(*airing("a"), asked("b"), asked("c"))
    view = watched(PreviewView, story)
    assert view.whole(story.show)["layers"][0]["question"] == "b"
    story.does(Cue(id="c", graphic="question-card"))
    assert [op[:2] for op in patch(view, story)] == [["cut", "layers"], ["put", "layers"]]
    assert view.whole(story.show)["layers"][0]["id"] == "card"


def test_the_preview_follows_the_words_of_the_next_one() -> None:
    story = Story().given(asked("a"))
    view = watched(PreviewView, story)
    story.does(Edit(id="a", text="Whither?"))
    assert patch(view, story)[0][2]["data"]["text"] == "Whither?"


def test_the_preview_is_empty_when_nothing_is_next() -> None:
    story = Story().given(asked("a"))
    view = watched(PreviewView, story)
    story.does(Take())
    assert patch(view, story) == [["cut", "layers", "question"]]
    assert view.whole(story.show)["layers"] == []


# -- audience


def test_the_audience_sees_the_show_and_the_words_on_air() -> None:
    story = Story().given(*airing("a"), asked("b"))
    view = AudienceView(story.show).whole(story.show)
    assert set(view) == {"show", "on_air", "poll"} and view["on_air"] == {"text": "Why a?", "name": "Na"}
    assert "Why b?" not in str(view)


def test_the_audience_hears_of_the_poll_and_of_votes_only_where_the_numbers_are_published() -> None:
    story = Story().does(Poll(question="Shall we?", options=("Yes", "No")))
    view = watched(AudienceView, story)
    story.does(OpenPoll(id="q2-0"))
    ((_, key, poll),) = patch(view, story)
    assert (key, poll["state"], poll["total"]) == ("poll", "open", 0)
    story.given(Tallied("q2-0", (3, 4), (0, 0)), command="tally")
    assert patch(view, story) == []
    story.does(PublishPoll(id="q2-0"))
    ((_, _, poll),) = patch(view, story)
    assert [option["votes"] for option in poll["options"]] == [3, 4]
    story.given(Tallied("q2-0", (4, 4), (3, 4)), command="tally")
    ((_, _, poll),) = patch(view, story)
    assert poll["total"] == 8
    story.does(Poll(question="And this?", options=("Yes", "No")))
    assert patch(view, story) == []


def test_the_audience_hears_of_the_air_once_an_entry() -> None:
    story = Story().given(*airing("a"), asked("b"))
    view = watched(AudienceView, story)
    story.does(Take(graphic="question-card"))
    assert patch(view, story) == [["set", "on_air", {"text": "Why b?", "name": "Nb"}]]


# -- all


@pytest.mark.parametrize("kind", VIEWS)
def test_settings_reach_every_page(kind: Kind) -> None:
    story = Story()
    view = VIEWS[kind](story.show)
    story.watchers.append(view)
    page = Page(view.whole(story.show))
    story.does(Configure(title="New", language="fr"), who=PRODUCER)
    page.apply(patch(view, story))
    assert page.view == view.whole(story.show) and "New" in str(page.view)


@given(data=st.data(), kind=st.sampled_from(list(VIEWS)), late=st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_a_page_that_comes_late_and_follows_sees_what_all_see(
    data: st.DataObject, kind: Kind, late: int
) -> None:
    story = Story().given(*(asked(key) for key in "abcdef"), asked("g", "inbox"))
    view = VIEWS[kind](story.show)
    story.watchers.append(view)
    page = Page(view.whole(story.show))
    for number in range(25):
        command = data.draw(st.sampled_from([*WISHES.values()]).flatmap(lambda wishes: wishes(story.show)))
        events = story.when(command, PRODUCER)
        if not isinstance(events, Refusal):
            story.given(*events, who=PRODUCER, command=type_of(command))
            page.apply(view.patch(story.show))
        if number == late:
            page = Page(view.whole(story.show))
    assert page.view == VIEWS[kind](story.show).whole(story.show)


def test_views_only_read() -> None:
    alone, watched_one = Story().given(asked("a"), asked("b")), Story().given(asked("a"), asked("b"))
    watched_one.watchers += [view(watched_one.show) for view in VIEWS.values()]
    for story in (watched_one, alone):
        story.does(Cue(id="b"), Next(), Star(), Clear())
    assert watched_one.entries == alone.entries and watched_one.show.layers == alone.show.layers
