"""Token buckets and counts, on a clock of our own."""

from __future__ import annotations

from functools import partial

import pytest

from overlay.errors import Limited
from overlay.web import limits
from overlay.web.limits import Buckets, Counts, Newest, address_key


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_gives_its_burst_and_then_fills_again() -> None:
    clock = Clock()
    bucket = Buckets(1 / 20, 2, "Wait.", clock)
    bucket.spend("a")
    bucket.spend("a")
    with pytest.raises(Limited) as refusal:
        bucket.spend("a")
    assert refusal.value.retry_after == pytest.approx(20)
    bucket.spend("b")
    clock.now = 19.9
    with pytest.raises(Limited):
        bucket.check("a")
    clock.now = 20.0
    bucket.spend("a")
    clock.now = 1e9
    bucket.spend("a")
    bucket.spend("a")
    with pytest.raises(Limited):
        bucket.spend("a")


def test_a_check_takes_nothing_and_what_came_to_nothing_is_given_back() -> None:
    bucket = Buckets(0.001, 1, "Wait.", Clock())
    for _ in range(5):
        bucket.check("a")
    bucket.spend("a")
    bucket.give_back("a")
    bucket.give_back("a")
    bucket.give_back("nobody")
    bucket.spend("a")
    with pytest.raises(Limited):
        bucket.spend("a")


def test_zero_is_no_limit() -> None:
    bucket = Buckets(0, 0, "Never.", Clock())
    counts = Counts(0, "Never.")
    for _ in range(1000):
        bucket.spend("a")
        counts.enter("a")


def test_the_longest_unused_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BUCKETS", 3)
    bucket = Buckets(0.001, 1, "Wait.", Clock())
    for key in "abcd":
        bucket.spend(key)
    bucket.spend("a")  # forgotten, so full again
    with pytest.raises(Limited):
        bucket.spend("d")


def test_only_so_many_at_the_same_time() -> None:
    counts = Counts(2, "Full.")
    with counts.held("a"), counts.held("a"):
        with pytest.raises(Limited):
            counts.enter("a")
        counts.enter("b")
    with counts.held("a"):
        pass
    counts.leave("never entered")


def test_one_too_many_lets_the_oldest_go() -> None:
    newest = Newest(2)
    gone: list[int] = []
    first = newest.held("a", lambda: gone.append(1))
    with first, newest.held("other", lambda: gone.append(0)), newest.held("a", lambda: gone.append(2)):
        assert gone == []
        for number in (3, 4):
            with newest.held("a", partial(gone.append, number)):
                assert gone == [1]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("nonsense", "nonsense"),
    ],
)
def test_an_ipv6_household_is_one_address(address: str, key: str) -> None:
    assert address_key(address) == key


def test_several_are_spent_together_or_none_of_them() -> None:
    bucket = Buckets(1, 5, "Wait.", Clock())
    bucket.spend("a", 3)
    with pytest.raises(Limited) as refusal:
        bucket.spend("a", 3)
    assert refusal.value.retry_after == pytest.approx(1)
    bucket.spend("a", 2)


def test_more_than_the_burst_is_lent_and_paid_back() -> None:
    clock = Clock()
    bucket = Buckets(1, 5, "Wait.", clock)
    bucket.spend("a", 8)
    clock.now = 3.5
    with pytest.raises(Limited):
        bucket.spend("a")
    clock.now = 4.0
    bucket.spend("a")
