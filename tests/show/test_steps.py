from __future__ import annotations

import pytest

from overlay.show.events import Formed, Moved
from overlay.show.model import Who
from overlay.show.steps import author_of, by, formed, is_own, is_plain, moved, refuse_form
from tests.show.story import ASKER, HOST, SOURCE, STRANGER, Story, asked, question

SHOW = Story().show


def test_a_move_remembers_the_neighbours_it_leaves() -> None:
    story = Story().given(asked("a"), asked("b"), asked("c"))
    assert moved(story.show, "b", "skipped") == Moved("b", "skipped", "queued", was_before="c", was_after="a")


def test_a_move_remembers_the_reason_it_replaces() -> None:
    story = Story().given(asked("a")).given(Moved("a", "declined", "queued", reason="long"))
    assert moved(story.show, "a", "queued").was_reason == "long"


def test_a_form_is_noted_once() -> None:
    story = Story().given(asked("a"))
    assert formed(story.show, "a", "question-card") == [Formed("a", "question-card", "")]
    story.given(Formed("a", "question-card", ""))
    assert formed(story.show, "a", "question-card") == formed(story.show, "a", "") == []


@pytest.mark.parametrize(
    ("graphic", "plain"),
    [("", False), ("lower-third", False), ("question-card", False), ("join-code", True), ("nonsense", True)],
)
def test_graphics_without_a_question_are_plain(graphic: str, plain: bool) -> None:
    assert is_plain(SHOW, graphic) is plain
    assert (refuse_form(SHOW, graphic) is not None) is plain


def test_the_refusal_of_a_form_names_those_that_would_do() -> None:
    refusal = refuse_form(SHOW, "join-code")
    assert refusal is not None and refusal.params["forms"] == "question-card, lower-third"


def test_who_was_faster_has_a_name_else_a_role() -> None:
    story = Story().given(asked("a"), who=HOST).given(asked("b"), who=Who("x", "host"))
    assert (by(story.show, "a"), by(story.show, "b"), by(story.show, "unheard")) == ("Host", "host", "")


def test_an_asker_owns_what_the_device_asked() -> None:
    mine = question("a", author=author_of(ASKER))
    assert is_own(mine, ASKER) and not is_own(mine, STRANGER)


def test_a_source_owns_what_it_brought_whoever_wrote_it_there() -> None:
    brought = question("a", author=author_of(SOURCE, "someone@example.org"))
    assert is_own(brought, SOURCE) and not is_own(brought, Who("s2", "source"))


def test_a_source_cannot_bring_a_question_in_a_devices_name() -> None:
    assert not is_own(question("a", author=author_of(SOURCE, ASKER.id)), ASKER)
