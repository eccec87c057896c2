"""The audience in slices: everything in order, once, and together where it came up together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any, cast

import pytest_asyncio

from overlay.web import crowd as crowds
from overlay.web.crowd import Crowd
from overlay.web.socket import Page
from tests.studio import eventually


class FakePage:
    """A page that keeps what is written to it."""

    def __init__(self, rev: int) -> None:
        self.rev, self.behind, self.buffered = rev, False, 0
        self.writes: list[bytes] = []

    def write_audience(self, data: bytes) -> bool:
        if self.behind:
            return False
        self.writes.append(data)
        return True


Join = Callable[[int], FakePage]


@pytest_asyncio.fixture
async def crowd() -> AsyncIterator[tuple[Crowd, Join]]:
    def whole(page: Page) -> None:
        cast(Any, page).writes.append(b"whole")

    made = Crowd(whole)

    def join(rev: int) -> FakePage:
        page = FakePage(rev)
        made.pages[cast(Page, page)] = None
        return page

    running = asyncio.create_task(made.run())
    yield made, join
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


async def test_what_came_up_together_is_written_together(crowd: tuple[Crowd, Join]) -> None:
    made, join = crowd
    early, late, there = join(1), join(2), join(3)
    made.patch(2, b"two ")
    made.beat(b"beat ")
    made.patch(3, b"three ")
    await eventually(lambda: there.writes)
    assert early.writes == [b"two beat three "]
    assert late.writes == [b"beat three "]
    assert there.writes == [b"beat "]
    assert [page.rev for page in (early, late, there)] == [3, 3, 3]
    made.patch(4, b"four ")
    await eventually(lambda: there.writes[-1] == b"four ")
    assert early.writes[-1] == b"four "


async def test_a_patch_during_the_slices_comes_after_the_one_before(crowd: tuple[Crowd, Join]) -> None:
    made, join = crowd
    pages = [join(1) for _ in range(crowds.SLICE * 3)]
    made.patch(2, b"two ")
    while not pages[0].writes:
        await asyncio.sleep(0)
    assert pages[-1].writes == []
    made.patch(3, b"three ")
    await eventually(lambda: pages[-1].rev == 3)
    assert {tuple(page.writes) for page in pages} == {(b"two ", b"three ")}


async def test_the_whole_stands_for_all_that_was_to_be_told(crowd: tuple[Crowd, Join]) -> None:
    made, join = crowd
    page = join(1)
    made.patch(2, b"two ")
    made.whole()
    await eventually(lambda: page.writes)
    assert page.writes == [b"whole"]


async def test_who_is_behind_is_told_the_whole_once_it_has_read(crowd: tuple[Crowd, Join]) -> None:
    made, join = crowd
    page, other = join(1), join(1)
    page.behind, page.buffered = True, 1
    cast(Any, page).check = lambda now: None
    made.patch(2, b"two ")
    await eventually(lambda: other.writes)
    made.check(0.0)
    assert page.writes == []
    page.buffered = 0
    made.check(0.0)
    assert page.writes == [b"whole"]
    assert not page.behind


async def test_who_leaves_while_others_are_told_is_forgotten(crowd: tuple[Crowd, Join]) -> None:
    made, join = crowd
    first, leaver = [join(1) for _ in range(crowds.SLICE + 1)][:: crowds.SLICE]

    class Parting(list[bytes]):
        """Whoever is told first, the other leaves at that moment."""

        def append(self, data: bytes) -> None:
            made.pages.pop(cast(Page, leaver), None)
            super().append(data)

    first.writes = Parting()
    made.whole()
    await eventually(lambda: first.writes)
    after = join(1)
    made.whole()
    await eventually(lambda: after.writes)
    assert cast(Page, leaver) not in made.pages and leaver.writes == []
