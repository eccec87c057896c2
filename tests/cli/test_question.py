from __future__ import annotations

from tests.cli.conftest import Overlay


def test_a_question_is_entered_and_its_id_printed(on_show: Overlay) -> None:
    ran = on_show("ask", "  Why now? ", "--name", "Row 3", "--platform", "paper")
    (question,) = on_show("export").data["questions"]
    assert ran.out == f"{question['id']}\n"
    assert (question["text"], question["name"], question["platform"]) == ("Why now?", "Row 3", "paper")
    assert question["status"] == "inbox"


def test_it_may_go_straight_into_the_queue(on_show: Overlay) -> None:
    reply = on_show("ask", "Why?", "--queue", "--json").data
    assert (reply["next"], reply["queue"], reply["verdict"]["action"]) == (reply["id"], 1, "pass")


def test_an_empty_question_is_refused_in_a_sentence(on_show: Overlay) -> None:
    ran = on_show("ask", " ")
    assert (ran.code, ran.out) == (1, "") and ran.err.startswith("The question is empty.")


def test_without_words_it_is_wrong_use(on_show: Overlay) -> None:
    assert on_show("ask").code == 2
