"""Commands to try in a show: mostly such as would be carried out, now and then one that is not."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

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
    PublishPoll,
    Release,
    Skip,
    Star,
    Take,
    Toggle,
    Update,
    Withdraw,
)
from overlay.show.fold import Show
from overlay.show.model import LAYERS, SHIPPED
from overlay.show.rules import FROM

Wishes = st.SearchStrategy[AnyCommand]

TEXTS = st.sampled_from(["Why?", "Whither?"])
FORMS = st.sampled_from(["", "lower-third", "question-card"])


def ids(show: Show, verb: str) -> st.SearchStrategy[str]:
    """Questions that this command may act on; any, or one that is not, where there are none."""
    right = [key for key, question in show.questions.items() if question.status in FROM[verb]]
    return st.sampled_from(right or [*show.questions, "nobody"])


def intake(show: Show) -> Wishes:
    drafts = st.lists(st.builds(Draft, TEXTS), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Ask, text=TEXTS, queue=st.booleans()),
        st.builds(Paste, questions=drafts, queue=st.just(value=True)),
    )


def gate(show: Show) -> Wishes:
    return st.one_of(
        st.builds(Approve, id=ids(show, "approve"), queue=st.booleans()),
        st.builds(Decline, id=ids(show, "decline"), reason=st.sampled_from(["", "long"])),
        st.builds(Withdraw, id=ids(show, "withdraw")),
    )


def order(show: Show) -> Wishes:
    queued = st.sampled_from([None, *show.lists["queued"]])
    return st.one_of(
        st.builds(Cue, id=ids(show, "cue"), graphic=FORMS),
        st.builds(Move, id=ids(show, "move"), before=queued),
        st.builds(Skip, id=st.none() | ids(show, "skip")),
    )


def words(show: Show) -> Wishes:
    return st.one_of(
        st.builds(Star, id=st.none() | ids(show, "star")),
        st.builds(Edit, id=ids(show, "edit"), text=TEXTS),
        st.just(Update()),
    )


def air(show: Show) -> Wishes:
    return st.one_of(
        st.builds(Take, id=st.none() | ids(show, "take"), graphic=FORMS),
        st.builds(Next, if_rev=st.none() | st.integers(1, show.rev)),
        st.just(Clear()),
        st.just(Toggle()),
        st.just(Back()),
    )


def layers(show: Show) -> Wishes:
    data: st.SearchStrategy[dict[str, object]] = st.sampled_from([{}, {"title": "Ask"}])
    return st.one_of(
        st.builds(Take, graphic=st.just("join-code"), data=data),
        st.builds(Clear, layer=st.sampled_from(["all", *LAYERS])),
    )


def polls(show: Show) -> Wishes:
    key = st.sampled_from([*show.polls, "nobody"])
    made = st.builds(Poll, question=TEXTS, options=st.sampled_from([("Yes", "No"), ("A", "B", "C")]))
    return st.one_of(
        made,
        made,
        st.builds(OpenPoll, id=key),
        st.builds(ClosePoll, id=key),
        st.builds(PublishPoll, id=key, on=st.booleans()),
        st.builds(DropPoll, id=key),
        st.builds(Take, graphic=st.just("poll")),
    )


def latch(show: Show) -> Wishes:
    return st.just(Release()) if show.latched else st.just(Panic())


def settings(show: Show) -> Wishes:
    configured = st.builds(Configure, solo=st.booleans(), title=st.sampled_from(["A", "B"]))
    return configured | st.just(Close())


def nonsense(show: Show) -> Wishes:
    """What the rules should refuse: ids, layers and graphics that are not, moves that are not allowed."""
    key = st.sampled_from([*show.questions, "nobody"])
    return st.one_of(
        st.builds(Approve, id=key, if_rev=st.integers(1, show.rev)),
        st.builds(Take, id=st.none() | key, graphic=st.sampled_from([*SHIPPED, "fireworks"])),
        st.builds(Clear, layer=st.just("roof")),
        st.builds(Move, id=key, before=key),
        st.builds(Cue, id=key, graphic=st.just("join-code")),
    )


WISHES: dict[str, Callable[[Show], Wishes]] = {
    wishes.__name__: wishes
    for wishes in (intake, gate, order, words, air, layers, polls, latch, settings, nonsense)
}
