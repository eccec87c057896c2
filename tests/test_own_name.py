"""A name of the user's becomes a file's, on every system."""

from __future__ import annotations

import pytest

from overlay.own_name import fits


@pytest.mark.parametrize("name", ["a", "my-show", "com", "console", "x" * 40])
def test_what_can_be_a_name(name: str) -> None:
    assert fits(name)


@pytest.mark.parametrize(
    "name",
    ["", "A", "1st", "-x", "a/b", "a\\b", "../x", "/etc/x", "a.b", "é", "con", "lpt1", "x" * 41, "a\n"],
)
def test_what_cannot_be_a_name(name: str) -> None:
    assert not fits(name)
