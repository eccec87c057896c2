"""What failed is left alone."""

from __future__ import annotations

from overlay.media.pauses import Pauses


class FakeClock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_pause_doubles_up_to_a_limit() -> None:
    clock = FakeClock()
    pauses = Pauses(5, 12, clock=clock)
    assert not pauses.hold("x")
    for pause in (5, 10, 12, 12):
        pauses.failed("x")
        clock.now += pause - 0.1
        assert pauses.hold("x")
        clock.now += 0.2
        assert not pauses.hold("x")


def test_what_works_again_begins_anew() -> None:
    clock = FakeClock()
    pauses = Pauses(5, 100, clock=clock)
    pauses.failed("x")
    pauses.failed("x")
    pauses.worked("x")
    assert not pauses.hold("x")
    pauses.failed("x")
    clock.now = 5.1
    assert not pauses.hold("x")


def test_only_the_newest_are_known() -> None:
    pauses = Pauses(5, 100, kept=2)
    for key in "abc":
        pauses.failed(key)
    assert [pauses.hold(key) for key in "abc"] == [False, True, True]
