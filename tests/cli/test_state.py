from __future__ import annotations

from overlay.cli.state import lines
from tests.cli.conftest import Overlay


def test_the_show_stands_in_a_few_lines(on_show: Overlay) -> None:
    on_show("ask", "Why now?", "--name", "Row 3", "--queue")
    on_show("next")
    on_show("ask", "And then?", "--queue")
    told = on_show("state").out.splitlines()
    assert told[0].startswith("test_the_show_stands_in_a_few_lines (intake open), rev ")
    assert told[1:4] == ["on air   Why now? (Row 3)", "next     And then?", "queue 1, inbox 0, held 0"]
    assert told[-1] == "OBS      OBS is not used."


def test_what_is_out_of_order_is_in_it(on_show: Overlay) -> None:
    state = on_show("state", "--json").data
    state["panic"] = True
    state["lamps"]["disk"]["recorded"] = False
    state["lamps"]["faults"] = ["The source x fell."]
    told = lines(state)
    assert told[1].startswith("panic") and "not recorded" in told[-2] and told[-1].endswith("x fell.")


def test_as_data_it_is_what_the_api_answers(on_show: Overlay) -> None:
    state = on_show("state", "--json").data
    assert {"rev", "epoch", "show", "on_air", "next", "queue", "inbox", "panic", "tally", "obs"} <= set(state)
