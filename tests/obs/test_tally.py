from __future__ import annotations

import pytest

from overlay.obs.tally import Tally, tally


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((False, True, True, True, 1), "off"),
        ((True, True, True, True, 1), "red"),
        ((True, True, True, False, 1), "amber"),
        ((True, True, False, True, 1), "amber"),
        ((True, True, None, True, 1), "amber"),
        ((True, True, True, True, 0), "amber"),
        ((True, False, None, True, 2), "red"),
        ((True, False, True, False, 2), "amber"),
        ((True, False, None, True, 0), "amber"),
    ],
)
def test_red_means_seen(facts: tuple[bool, bool, bool | None, bool, int], expected: Tally) -> None:
    on_air, obs_up, overlay_active, echoed, pages = facts
    assert tally(on_air, obs_up, overlay_active, echoed, pages) == expected
