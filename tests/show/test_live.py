from __future__ import annotations

from overlay.show.commands import Approve, Decline, OpenPoll, Poll, PublishPoll, Star, Take, Withdraw
from overlay.show.events import Tallied
from overlay.show.live import MOST_ON_WALL, live_data
from overlay.show.views import OverlayView
from tests.show.page import Following
from tests.show.story import Story, asked


class Watched(Following):
    """A story and its overlay view."""

    def __init__(self, story: Story) -> None:
        super().__init__(story, OverlayView(story.show))

    def tiles(self) -> list[str]:
        return [item["id"] for item in self.page.view["layers"][0]["data"]["items"]]


def wall(story: Story) -> list[str]:
    return [item["id"] for item in live_data(story.show, story.show.layers["wall"])["items"]]


def test_on_the_wall_stands_what_a_human_let_through() -> None:
    story = Story().given(asked("a"), asked("b", "approved"), asked("c", "inbox"), asked("d", "held"))
    story.given(asked("e", "answered"), asked("f", "declined")).does(Take(graphic="social-wall"))
    assert sorted(wall(story)) == ["a", "b", "e"]


def test_an_approval_and_a_withdrawal_change_the_wall_that_is_on_air() -> None:
    story = Story().given(asked("a", "inbox"), asked("b")).does(Take(graphic="social-wall"))
    watched, take = Watched(story), story.show.layers["wall"].take
    story.does(Approve(id="a", queue=False))
    ((verb, key, item, before),) = watched.patch()
    assert (verb, key, before, item["take"]) == ("put", "layers", None, take)
    assert sorted(watched.tiles()) == ["a", "b"]
    story.does(Decline(id="a"))
    assert watched.patch() and watched.tiles() == ["b"]
    story.does(Withdraw(id="b"))
    assert watched.patch() and watched.tiles() == []


def test_a_take_and_what_it_changes_on_a_live_layer_come_in_one_patch() -> None:
    watched = Watched(Story().given(asked("a", "approved")))
    watched.story.does(Take(graphic="social-wall"))
    assert len(watched.patch()) == 1 and watched.tiles() == ["a"]


def test_what_the_wall_does_not_show_is_no_news_for_it() -> None:
    watched = Watched(Story().does(Take(graphic="social-wall")))
    watched.story.given(asked("a", "inbox"))
    assert watched.patch() == []


def test_the_newest_stand_on_the_wall() -> None:
    story = Story().does(Take(graphic="social-wall"))
    story.given(*(asked(f"q{number}", "approved") for number in range(MOST_ON_WALL + 5)))
    assert len(wall(story)) == MOST_ON_WALL and "q0" not in wall(story)


def test_credits_and_ticker_show_what_is_starred_in_that_order() -> None:
    story = Story().given(asked("a"), asked("b"), asked("c")).does(Star(id="c"), Star(id="a"))
    story.does(Take(graphic="credits"), Take(graphic="ticker"))
    for layer in ("credits", "ticker"):
        items = live_data(story.show, story.show.layers[layer])["items"]
        assert [item["id"] for item in items] == ["c", "a"]
    story.does(Decline(id="c"), Star(id="a"))
    assert live_data(story.show, story.show.layers["credits"])["items"] == []


def test_other_layers_keep_their_copy() -> None:
    story = Story().given(asked("a")).does(Take())
    assert live_data(story.show, story.show.layers["question"])["text"] == "Why a?"


def test_a_poll_on_air_follows_its_votes_once_they_are_published_and_no_other_poll() -> None:
    made = Poll(question="Shall we?", options=("Yes", "No"))
    watched = Watched(Story().does(made, made, OpenPoll(id="q2-0"), Take(graphic="poll")))
    story = watched.story
    story.given(Tallied("q2-0", (3, 4), (0, 0)), command="tally")
    assert watched.patch() == []
    story.does(PublishPoll(id="q2-0"))
    ((_, _, item, _),) = watched.patch()
    assert [option["votes"] for option in item["data"]["options"]] == [3, 4]
    story.does(OpenPoll(id="q3-0"))
    ((_, _, item, _),) = watched.patch()
    assert (item["data"]["id"], item["data"]["state"], item["take"]) == ("q2-0", "closed", 5)
