from __future__ import annotations

import pytest

from overlay.obs.browser import points_at, right_settings, same_page, wrong_settings

OURS = "http://127.0.0.1:4747/overlay#token"
RIGHT = right_settings(OURS, 1920, 1080)


@pytest.mark.parametrize(
    ("url", "ours", "same"),
    [
        ("http://127.0.0.1:4747/overlay#token", True, True),
        ("http://localhost:4747/overlay?layers=question#token", True, True),
        ("http://[::1]:4747/overlay#token", True, True),
        ("http://127.0.0.1:4747/overlay#former", True, False),
        ("http://127.0.0.1:4747/overlay", True, False),
        ("http://127.0.0.1:4748/overlay#token", False, False),
        ("http://127.0.0.1:4747/control#token", False, False),
        ("http://192.168.0.9:4747/overlay#token", False, False),
        ("http://127.0.0.1:port/overlay#token", False, False),
        ("", False, False),
    ],
)
def test_which_address_is_ours(url: str, ours: bool, same: bool) -> None:
    assert points_at(url, OURS) is ours
    assert same_page(url, OURS) is same


def test_right_settings_are_right() -> None:
    assert wrong_settings(dict(RIGHT), RIGHT) == {}


def test_settings_that_obs_leaves_out_stand_at_their_default() -> None:
    assert wrong_settings({"url": OURS}, RIGHT) == {"width": 1920, "height": 1080, "webpage_control_level": 0}


def test_what_flashes_on_air_is_wrong() -> None:
    given = RIGHT | {"shutdown": True, "restart_when_active": True, "reroute_audio": True, "fps_custom": True}
    assert set(wrong_settings(given, RIGHT)) == {
        "shutdown",
        "restart_when_active",
        "reroute_audio",
        "fps_custom",
    }


def test_a_query_of_the_streamer_and_a_loader_stay() -> None:
    assert wrong_settings(RIGHT | {"url": "http://localhost:4747/overlay?output=wide#token"}, RIGHT) == {}
    local = {"url": "", "is_local_file": True, "local_file": "C:\\show\\loader.html"}
    assert wrong_settings(RIGHT | local, RIGHT) == {}
    strange = {"is_local_file": True, "local_file": "/home/me/other.html"}
    assert wrong_settings(RIGHT | strange, RIGHT) == {"is_local_file": False}
