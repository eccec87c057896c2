"""One source that falls stops nothing else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest

from overlay.errors import OverlayError, Unavailable
from overlay.sources.contract import Message
from overlay.sources.registry import Sources
from tests.studio import Studio, eventually

Asking = Callable[[Message], Awaitable[None]]


class Falls:
    """Asks once, then raises."""

    def __init__(self, name: str, error: Exception | None) -> None:
        self.name, self._error = name, error

    async def run(self, ask: Asking) -> None:
        await ask(Message(f"From {self.name}?", author="a1", id="m1"))
        if self._error is None:
            await asyncio.Event().wait()
        else:
            raise self._error


async def test_a_source_that_falls_is_told_and_the_others_go_on(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    ended: dict[str, OverlayError | None] = {}
    sources = Sources(studio.app.desk, lambda name, why: ended.update({name: why}))
    with caplog.at_level(logging.CRITICAL):
        async with sources.running():
            for source in (
                Falls("good", None),
                Falls("bad", KeyError("x")),
                Falls("full", Unavailable("Full.")),
            ):
                sources.start(source)
            await eventually(lambda: len(ended) == 2)
            assert str(ended["bad"]) == "The source bad fell; the log says more."
            assert str(ended["full"]) == "Full."
            assert len(studio.app.desk.show.questions) == 3
    assert ended["good"] is None


async def test_the_same_message_again_is_the_same_question(studio: Studio) -> None:
    sources = Sources(studio.app.desk, lambda name, why: None)
    async with sources.running():
        sources.start(Falls("chat", None))
        await eventually(lambda: studio.app.desk.show.questions)
        assert await sources.stop("chat")
        sources.start(Falls("chat", None))
        await asyncio.wait_for(sources.stop("chat"), 5)
    (question,) = studio.app.desk.show.questions.values()
    assert question.author == "source:chat/a1"
    assert not await sources.stop("chat")
