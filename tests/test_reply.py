from __future__ import annotations

import msgspec

from overlay.reply import reply
from tests.show.story import Story, airing, asked


def test_a_reply_says_how_the_show_stands() -> None:
    story = Story().given(*airing("a"), asked("b"), asked("c"))
    told = msgspec.to_builtins(reply(story.show, changed=True))
    assert told == {"changed": True, "ok": True, "rev": 2, "on_air": "a", "next": "b", "queue": 2}


def test_a_reply_to_an_entry_has_its_rev_and_says_why_nothing_changed() -> None:
    answer = reply(Story().show, changed=False, rev=7, reason="stale", by="Ann")
    assert (answer.rev, answer.reason, answer.by, answer.on_air) == (7, "stale", "Ann", None)
