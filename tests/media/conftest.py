from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.media.picture_host import PictureHost


@pytest_asyncio.fixture
async def host() -> AsyncIterator[PictureHost]:
    pictures = PictureHost()
    await pictures.start()
    yield pictures
    await pictures.stop()
