from __future__ import annotations

from tests.cli.conftest import Overlay


def queued(run: Overlay, *texts: str) -> list[str]:
    return [run("ask", text, "--queue").out.strip() for text in texts]


def test_next_takes_one_after_the_other_and_says_how_it_stands(on_show: Overlay) -> None:
    queued(on_show, "One?", "Two?")
    assert on_show("next").out.splitlines() == [
        "on air   One?",
        "next     Two?",
        "queue 1, inbox 0, held 0",
    ]
    assert on_show("next").out.startswith("on air   Two?\nnext     -\n")


def test_take_names_a_question_and_a_form(on_show: Overlay) -> None:
    _, second = queued(on_show, "One?", "Two?")
    reply = on_show("take", second, "--graphic", "question-card", "--json").data
    assert (reply["changed"], reply["on_air"]) == (True, second)


def test_take_plays_a_graphic_without_a_question(on_show: Overlay) -> None:
    assert on_show("take", "--graphic", "join-code").code == 0
    assert on_show("clear", "join").code == 0


def test_clear_takes_off_air(on_show: Overlay) -> None:
    queued(on_show, "One?")
    on_show("next")
    assert on_show("clear").out.startswith("on air   -\n")


def test_nothing_to_do_ends_with_1_and_a_sentence(on_show: Overlay) -> None:
    for words in (("next",), ("take",), ("clear",), ("clear", "join")):
        ran = on_show(*words)
        assert (ran.code, ran.out, ran.err) == (1, "", "There is nothing to do that with.\n")


def test_what_may_not_be_taken_is_told(on_show: Overlay) -> None:
    waiting = on_show("ask", "Why?").out.strip()
    ran = on_show("take", waiting)
    assert ran.code == 1 and "inbox" in ran.err
    assert on_show("take", "nobody").err == "There is no question nobody.\n"
    assert "join-code" in on_show("take", "--graphic", "fireworks").err
    assert "all" in on_show("clear", "roof").err


def test_the_same_graphic_again_is_no_failure(on_show: Overlay) -> None:
    on_show("take", "--graphic", "join-code")
    ran = on_show("take", "--graphic", "join-code")
    assert (ran.code, ran.err) == (0, "")
