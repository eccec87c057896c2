from __future__ import annotations

from tests.cli.conftest import Overlay


def test_a_poll_is_made_opened_published_and_closed(on_show: Overlay) -> None:
    poll = on_show("poll", "new", "Shall we?", "Yes", "No").out.strip()
    assert on_show("poll", "open", poll).out == "Shall we? (open): Yes 0, No 0\n"
    assert on_show("poll", "publish", poll).out == "Shall we? (open, published): Yes 0, No 0\n"
    assert on_show("poll", "publish", poll, "--off").out == "Shall we? (open): Yes 0, No 0\n"
    closed = on_show("poll", "close", poll, "--json").data
    assert (closed["id"], closed["state"], closed["total"]) == (poll, "closed", 0)
    table = on_show("poll", "list").out
    assert "Shall we?" in table and "closed" in table
    assert on_show("poll", "list", "--json").data[-1] == closed


def test_what_cannot_be_done_with_a_poll_is_told_in_a_sentence(on_show: Overlay) -> None:
    ran = on_show("poll", "new", "Shall we?", "Yes", "yes")
    assert (ran.code, ran.err) == (1, "The answer “Yes” stands twice.\n")
    ran = on_show("poll", "open", "nowhere")
    assert (ran.code, ran.err) == (1, "There is no poll nowhere.\n")
    draft = on_show("poll", "new", "Shall we?", "Yes", "No", "--json").data["id"]
    ran = on_show("poll", "close", draft)
    assert (ran.code, ran.err) == (1, "This poll has not been opened yet.\n")
