"""Any crew doing anything in any order: what must hold in every show that can be reached."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from overlay.show.commands import Draft, Next, Paste, Undo, type_of
from overlay.show.crew_view import CrewView
from overlay.show.events import Entry, Opened, Tallied
from overlay.show.fold import LASTING, Show, fold
from overlay.show.items import View
from overlay.show.model import QUESTION_LAYERS, Who
from overlay.show.roles import may
from overlay.show.steps import Refusal
from overlay.show.views import AudienceView, FollowedView, OverlayView, PreviewView
from tests.show.page import Page
from tests.show.story import ASKER, HOST, MODERATOR, OTHER, PRODUCER, SOURCE, Story
from tests.show.wishes import WISHES

CREW = (HOST, OTHER, PRODUCER)
EVERYBODY = (*CREW, MODERATOR, ASKER, SOURCE)
LIVELY = st.sampled_from(["order", "air", "air", "latch"])


class Crew(RuleBasedStateMachine):
    """The show, pages that follow it by patches with windows of three, and what undo should restore."""

    @initialize()
    def open(self) -> None:
        self.story = Story()
        show = self.show = self.story.show
        self.views: list[FollowedView] = [
            CrewView(show, window=3, recent=2),
            OverlayView(show),
            PreviewView(show),
            AudienceView(show),
        ]
        self.story.watchers += self.views
        self.pages = [Page(view.whole(show)) for view in self.views]
        self.before: list[tuple[Who, View]] = []
        self.press(Paste(questions=tuple(Draft(f"Why {n}?") for n in range(5)), queue=True), PRODUCER)

    def press(self, command: Any, who: Who) -> bool:
        """Whether it was carried out; the pages are told."""
        events = self.story.when(command, who)
        if isinstance(events, Refusal):
            return False
        assert events
        self.story.given(*events, who=who, command=type_of(command))
        for view, page in zip(self.views, self.pages, strict=True):
            page.apply(view.patch(self.show))
        return True

    def crew_sees(self) -> View:
        return CrewView(self.show).whole(self.show)

    def does(self, command: Any, who: Who) -> None:
        if not may(who.role, command, self.show.settings):
            return
        before = self.crew_sees()
        if not self.press(command, who):
            assert self.crew_sees() == before
        elif who in EVERYBODY[:4] and type_of(command) not in LASTING:
            self.before.append((who, before))
        else:
            self.before.clear()

    @rule(data=st.data(), who=st.sampled_from(EVERYBODY))
    def somebody_asks(self, data: st.DataObject, who: Who) -> None:
        self.does(data.draw(WISHES["intake"](self.show)), who)

    @rule(data=st.data(), who=st.sampled_from(EVERYBODY))
    def somebody_looks_at_a_question(self, data: st.DataObject, who: Who) -> None:
        self.does(data.draw(WISHES["gate"](self.show)), who)

    @rule(data=st.data(), who=st.sampled_from(CREW))
    def somebody_orders_the_queue(self, data: st.DataObject, who: Who) -> None:
        self.does(data.draw(WISHES["order"](self.show)), who)

    @rule(data=st.data(), who=st.sampled_from(CREW))
    def somebody_marks_or_rewords(self, data: st.DataObject, who: Who) -> None:
        self.does(data.draw(WISHES["words"](self.show)), who)

    @rule(data=st.data(), who=st.sampled_from(CREW))
    def somebody_changes_the_air(self, data: st.DataObject, who: Who) -> None:
        self.does(data.draw(WISHES["air"](self.show)), who)

    @rule(data=st.data(), who=st.sampled_from(CREW))
    def somebody_changes_a_layer(self, data: st.DataObject, who: Who) -> None:
        self.does(data.draw(WISHES["layers"](self.show)), who)

    @rule(data=st.data(), who=st.sampled_from(EVERYBODY))
    def somebody_polls(self, data: st.DataObject, who: Who) -> None:
        self.does(data.draw(WISHES["polls"](self.show)), who)

    @precondition(lambda self: self.show.polls and not self.show.closed)
    @rule(data=st.data())
    def votes_are_told(self, data: st.DataObject) -> None:
        poll = data.draw(st.sampled_from(list(self.show.polls.values())))
        counts = tuple(data.draw(st.integers(0, 9)) for _ in poll.options)
        self.story.given(Tallied(poll.id, counts, poll.counts), command="tally", who=PRODUCER)
        for view, page in zip(self.views, self.pages, strict=True):
            page.apply(view.patch(self.show))
        self.before.clear()

    @rule(data=st.data(), who=st.sampled_from(CREW))
    def somebody_panics_or_releases(self, data: st.DataObject, who: Who) -> None:
        self.does(data.draw(WISHES["latch"](self.show)), who)

    @rule(data=st.data(), who=st.sampled_from(CREW))
    def somebody_sets_up(self, data: st.DataObject, who: Who) -> None:
        self.does(data.draw(WISHES["settings"](self.show)), who)

    @rule(data=st.data(), who=st.sampled_from(EVERYBODY))
    def somebody_tries_what_is_not_allowed(self, data: st.DataObject, who: Who) -> None:
        self.does(data.draw(WISHES["nonsense"](self.show)), who)

    @rule(who=st.sampled_from(CREW))
    def somebody_takes_back(self, who: Who) -> None:
        if self.press(Undo(), who):
            self.restored(who)

    @rule(data=st.data(), groups=st.tuples(LIVELY, LIVELY))
    def one_takes_back_though_another_did_something_since(
        self, data: st.DataObject, groups: tuple[str, str]
    ) -> None:
        for group, who in zip(groups, (HOST, OTHER), strict=True):
            self.does(data.draw(WISHES[group](self.show)), who)
        self.somebody_takes_back(HOST)

    def restored(self, who: Who) -> None:
        """The newest command of all, taken back, leaves the show exactly as it was before."""
        if self.before and self.before[-1][0] == who:
            assert self.crew_sees() == self.before.pop()[1]
        else:
            self.before.clear()

    @rule()
    def two_press_next_at_once(self) -> None:
        seen, wanted = self.show.rev, self.show.next
        if self.press(Next(if_rev=seen), HOST):
            assert self.show.on_air == wanted
            assert self.story.refused(Next(if_rev=seen), OTHER) in ("stale", "empty")
            self.before.clear()

    @precondition(lambda self: self.show.closed)
    @rule()
    def opened_again(self) -> None:
        self.story.given(Opened(self.show.settings), command="open", who=PRODUCER)
        for view, page in zip(self.views, self.pages, strict=True):
            page.apply(view.patch(self.show))
        self.before.clear()

    @invariant()
    def every_question_stands_in_the_list_of_its_status_only(self) -> None:
        listed = [(key, status) for status, row in self.show.lists.items() for key in row]
        assert sorted(listed) == sorted((key, q.status) for key, q in self.show.questions.items())

    @invariant()
    def at_most_one_is_cued_and_one_is_on_air(self) -> None:
        assert len(self.show.lists["next"]) <= 1 and len(self.show.lists["on_air"]) <= 1

    @invariant()
    def on_air_is_what_the_one_question_layer_shows(self) -> None:
        shown = [self.show.layers[layer].question for layer in QUESTION_LAYERS if layer in self.show.layers]
        assert shown == ([] if self.show.on_air is None else [self.show.on_air])

    @invariant()
    def at_most_one_poll_is_open_and_none_in_a_closed_show(self) -> None:
        assert sum(p.state == "open" for p in self.show.polls.values()) <= (0 if self.show.closed else 1)

    @invariant()
    def nothing_is_on_air_while_latched_or_closed(self) -> None:
        assert not ((self.show.latched or self.show.closed) and self.show.layers)

    @invariant()
    def a_page_that_followed_sees_what_one_that_comes_now_sees(self) -> None:
        fresh = [CrewView(self.show, window=3, recent=2)]
        for view, page in zip([*fresh, *self.views[1:]], self.pages, strict=True):
            assert page.view == view.whole(self.show)

    def teardown(self) -> None:
        again = Show("show")
        for entry in msgspec.json.decode(msgspec.json.encode(self.story.entries), type=list[Entry]):
            fold(again, entry)
        assert CrewView(again).whole(again) == self.crew_sees()
        assert (again.touched, again.standing) == (self.show.touched, self.show.standing)


TestCrew = Crew.TestCase
TestCrew.settings = settings(max_examples=250, stateful_step_count=30, deadline=None)
