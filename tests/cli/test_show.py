from __future__ import annotations

from tests.cli.conftest import Overlay


def test_shows_are_made_listed_closed_and_opened_again(on_show: Overlay) -> None:
    on_show("ask", "Why?")
    first = on_show("show", "list", "--json").data[0]["id"]
    assert on_show("show", "new", "Evening talk").out.startswith("The show “Evening talk” (")
    assert on_show("show", "close").out.endswith("is closed.\n")
    assert on_show("ask", "Why?").code == 1
    assert first in on_show("show", "open", first).out
    shows = on_show("show", "list", "--json").data
    assert [(line["current"], line["closed"], line["questions"]) for line in shows[:2]] == [
        (True, False, 1),
        (False, True, 0),
    ]
    table = on_show("show", "list").out
    assert "Evening talk" in table and "current" in table and "closed" in table


def test_an_unknown_show_is_told(on_show: Overlay) -> None:
    ran = on_show("show", "open", "nowhere")
    assert (ran.code, ran.err) == (1, "There is no show nowhere.\n")


def test_a_show_is_not_left_on_air(on_show: Overlay) -> None:
    on_show("ask", "Why?", "--queue")
    on_show("next")
    ran = on_show("show", "new", "Another")
    assert ran.code == 1 and ran.err.startswith("Something is on air")


def test_as_data_a_show_is_told_with_its_settings(on_show: Overlay) -> None:
    show = on_show("show", "close", "--json").data
    assert show["closed"] and show["title"] == "test_as_data_a_show_is_told_with_its_settings"
