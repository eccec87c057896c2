"""Pages are told how things are, then what changes: no gap, nothing twice, nobody waited for."""

from __future__ import annotations

from tests.studio import Studio


async def test_a_page_gets_the_whole_view_then_patches(studio: Studio) -> None:
    first = await studio.queued("First?")
    async with studio.live("crew") as page:
        whole = await page.until("view")
        assert [item["id"] for item in whole["view"]["queued"]] == [first]
        reply = await studio.command("next")
        patch = await page.until("patch")
        assert (patch["rev"], patch["after"]) == (reply["rev"], whole["rev"])


async def test_the_overlay_gets_the_picture_and_nothing_else(studio: Studio) -> None:
    async with studio.live("overlay", studio.app.tokens.overlay) as page:
        whole = await page.until("view")
        assert whole["view"]["layers"] == []
        question = await studio.queued("What is it?", "Mia")
        await studio.command("next")
        patch = await page.until("patch")
        (op,) = patch["patch"]
        assert op[:2] == ["put", "layers"]
        assert op[2]["data"]["id"] == question
        assert patch["after"] == whole["rev"]
