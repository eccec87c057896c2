"""The audience's cookie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlay.web.device import Devices

DEVICES = Devices("a key")


def test_a_cookie_of_ours_names_its_device() -> None:
    device = DEVICES.new()
    assert DEVICES.read(DEVICES.cookie(device)) == device
    assert DEVICES.new() != device


@given(st.text(max_size=60))
def test_no_other_words_name_one(words: str) -> None:
    assert DEVICES.read(words) is None


@pytest.mark.parametrize(
    "change", [lambda c: c[:-1], lambda c: "x" + c, lambda c: c + "0", lambda c: c.upper()]
)
def test_a_changed_cookie_names_none(change: object) -> None:
    assert callable(change)
    assert DEVICES.read(change(DEVICES.cookie("abc"))) is None
    assert Devices("another key").read(DEVICES.cookie("abc")) is None
