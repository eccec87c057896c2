"""No test leaves a journal open behind it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_journal_is_left_open() -> Iterator[None]:
    yield
    assert not {thread.name for thread in threading.enumerate()} & {"journal", "backups"}
