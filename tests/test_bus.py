from __future__ import annotations

import logging

import pytest

from overlay.bus import Bus


def test_listeners_hear_what_they_asked_for_in_the_order_they_came() -> None:
    bus, heard = Bus(), list[object]()
    bus.listen(str, lambda news: heard.append(("first", news)))
    bus.listen(str, lambda news: heard.append(("second", news)))
    bus.listen(int, heard.append)
    bus.publish("news")
    assert heard == [("first", "news"), ("second", "news")]


def test_nobody_listening_is_fine() -> None:
    Bus().publish("news")


def test_listening_can_be_ended() -> None:
    bus, heard = Bus(), list[str]()
    end = bus.listen(str, heard.append)
    end()
    bus.publish("news")
    assert heard == []


def test_ending_while_the_news_goes_round_spoils_it_for_nobody() -> None:
    bus, heard = Bus(), list[str]()
    end = bus.listen(str, lambda news: end())
    bus.listen(str, heard.append)
    bus.publish("news")
    assert heard == ["news"]


def test_one_that_fails_is_logged_and_the_others_hear(caplog: pytest.LogCaptureFixture) -> None:
    def failing(news: str) -> None:
        raise ValueError("broken")

    bus, heard = Bus(), list[str]()
    bus.listen(str, failing)
    bus.listen(str, heard.append)
    with caplog.at_level(logging.ERROR, logger="overlay.bus"):
        bus.publish("news")
    assert heard == ["news"] and "A listener failed on str" in caplog.text
