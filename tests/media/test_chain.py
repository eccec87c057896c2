"""From an ask to the pages: the pictures are ours, and nobody sees where they came from."""

from __future__ import annotations

from pathlib import Path

from overlay.media.address import media_name, media_path
from tests.media.picture_host import PictureHost, drawing
from tests.studio import eventually, started


async def test_pages_see_our_addresses_only(tmp_path: Path, host: PictureHost) -> None:
    host.answers["/face.png"] = host.answers["/badge.png"] = drawing()
    face, badge = host.url("/face.png?v=1"), host.url("/badge.png")
    async with started(tmp_path / "data") as studio, host.fetcher() as fetcher:
        studio.app.collector.fetcher = fetcher
        async with studio.live("overlay") as overlay, studio.live("crew") as crew:
            await overlay.until("view")
            await crew.until("view")
            asked = await studio.command(
                "ask", text="Why?", avatar=face, badges=[{"name": "Moderator", "url": badge}], queue=True
            )
            await eventually(lambda: media_name(face) in studio.app.media)
            await eventually(lambda: media_name(badge) in studio.app.media)
            await studio.command("take", id=asked["id"])
            told = str(await overlay.until("patch"))
            told_crew = str(await crew.until("patch"))
        async with studio.session.get(studio.url + media_path(face)) as answer:
            assert (await answer.read())[8:12] == b"WEBP"
    assert media_path(face) in told
    assert media_path(badge) in told
    assert "pictures.test" not in told + told_crew
