"""What a log may not hold."""

from __future__ import annotations

import logging
import secrets

import pytest

from overlay.redact import BLOT, Redaction


def test_whatever_looks_like_a_token_is_blotted_out() -> None:
    redaction = Redaction()
    for _ in range(200):
        token = secrets.token_urlsafe(24)
        for words in (token, f"/in/{token}/x", f"#{token}", f"Bearer {token}.", f'"{token}"'):
            assert token not in redaction.blotted(words)


@pytest.mark.parametrize(
    "words", ["", "short", "a question about 1234567890?", "8c511f005b1c", "x" * 31, "x" * 33]
)
def test_other_words_stay(words: str) -> None:
    assert Redaction().blotted(words) == words


def test_known_secrets_are_blotted_out_wherever_they_stand(capsys: pytest.CaptureFixture[str]) -> None:
    redaction = Redaction()
    redaction.hide("hunter2")
    redaction.hide("")
    logger = logging.getLogger("test.redact")
    handler = logging.StreamHandler()
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        with redaction.installed():
            logger.warning("password=%s", "hunter2")
            try:
                raise ValueError("hunter2")
            except ValueError:
                logger.exception("It fell with %r", {"key": "hunter2"})
    finally:
        root.removeHandler(handler)
    said = capsys.readouterr().err
    assert "hunter2" not in said
    assert said.count(BLOT) >= 3
    assert handler.filters == []
