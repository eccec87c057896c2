"""That `obs setup` reaches the server and ends as it says; what it does in OBS: tests/obs/."""

from __future__ import annotations

from tests.cli.conftest import Overlay


def test_without_obs_it_ends_with_1_and_the_reason(on_show: Overlay) -> None:
    ran = on_show("obs", "setup")
    assert (ran.code, ran.out) == (1, "OBS is not used.\n")


def test_alone_it_shows_what_there_is(on_show: Overlay) -> None:
    assert on_show("obs").code == 2
