"""Puts a live page, with its transparency, into an OBS that has no browser source.

    async with page_into_obs(obs, browser):
        ...  what the program under test does to the input Overlay, the picture follows

Debian's OBS keeps an input of the kind browser_source, with its settings, and draws nothing. This stands in:
a page of the given Chromium opens the input's URL, and its pictures (PNG with alpha) run over a local socket
into a media source right above the input, in every scene that holds it. It follows the input's URL and each
item's show and hide. OBS composes as obs-browser does, to 1/255; speed (some 8 pictures a second), fonts and
what a page may ask of window.obsstudio are not the same. To be called "composed by real OBS, rendered by
headless Chromium", never "tested in the OBS browser source".
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from playwright.async_api import Browser, Page

from tests.obs_studio import ObsStudio, Witness, eventually

PLACE = ("positionX", "positionY", "rotation", "scaleX", "scaleY", "alignment")


class Feed:
    """Serves the newest picture, and every later one, to whoever connects."""

    def __init__(self) -> None:
        self.picture = b""
        self.readers: set[asyncio.StreamWriter] = set()

    def show(self, picture: bytes) -> None:
        self.picture = picture
        for reader in self.readers:
            if reader.transport.get_write_buffer_size() < 4 * len(picture):
                reader.write(picture)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.readers.add(writer)
        writer.write(self.picture)
        try:
            with contextlib.suppress(OSError):
                await reader.read()
        finally:
            self.readers.discard(writer)
            writer.close()


@contextlib.asynccontextmanager
async def page_into_obs(obs: ObsStudio, browser: Browser, source: str = "Overlay") -> AsyncIterator[Feed]:
    """The page is on air when the block is entered, and gone from OBS after it."""
    async with obs.witness() as witness, contextlib.AsyncExitStack() as stack:
        settings = (await witness.ask("GetInputSettings", inputName=source))["inputSettings"]
        size = {"width": int(settings.get("width", 800)), "height": int(settings.get("height", 600))}
        context = await browser.new_context(viewport={"width": size["width"], "height": size["height"]})
        stack.push_async_callback(context.close)
        page = await context.new_page()
        feed = Feed()
        server = await asyncio.start_server(feed.serve, "127.0.0.1", 0)
        stack.callback(server.close)
        port = server.sockets[0].getsockname()[1]
        stand_in = f"{source} (page)"
        pairs = await _place(witness, source, stand_in, port)
        stack.push_async_callback(witness.ask, "RemoveInput", inputName=stand_in)

        jobs = [
            asyncio.create_task(_follow_items(witness, pairs)),
            asyncio.create_task(_photograph(witness, source, page, feed)),
        ]
        stack.push_async_callback(_stop, jobs)
        await eventually(lambda: (feed.picture and feed.readers) or any(job.done() for job in jobs))
        yield feed


async def _place(witness: Witness, source: str, stand_in: str, port: int) -> dict[tuple[str, int], int]:
    """The stand-in right above the source wherever that is: (scene, item of the source) → item of ours."""
    media = {
        "is_local_file": False,
        "input": f"tcp://127.0.0.1:{port}",
        "input_format": "png_pipe",
        "reconnect_delay_sec": 1,
        "buffering_mb": 0,
        "hw_decode": False,
        "restart_on_activate": False,
        "close_when_inactive": False,
    }
    pairs: dict[tuple[str, int], int] = {}
    for scene in (await witness.ask("GetSceneList"))["scenes"]:
        name = scene["sceneName"]
        for item in (await witness.ask("GetSceneItemList", sceneName=name))["sceneItems"]:
            if item["sourceName"] != source:
                continue
            if pairs:
                new = await witness.ask("CreateSceneItem", sceneName=name, sourceName=stand_in)
            else:
                made: dict[str, Any] = {"inputName": stand_in, "inputKind": "ffmpeg_source"}
                new = await witness.ask("CreateInput", sceneName=name, inputSettings=media, **made)
            ours: dict[str, Any] = {"sceneName": name, "sceneItemId": new["sceneItemId"]}
            place = {key: item["sceneItemTransform"][key] for key in PLACE}
            await witness.ask("SetSceneItemTransform", sceneItemTransform=place, **ours)
            await witness.ask("SetSceneItemIndex", sceneItemIndex=item["sceneItemIndex"] + 1, **ours)
            await witness.ask("SetSceneItemEnabled", sceneItemEnabled=item["sceneItemEnabled"], **ours)
            pairs[name, item["sceneItemId"]] = new["sceneItemId"]
    assert pairs, f"no scene holds {source}"
    return pairs


async def _follow_items(witness: Witness, pairs: dict[tuple[str, int], int]) -> None:
    done = 0
    while True:
        changes = witness.heard("SceneItemEnableStateChanged")
        for change in changes[done:]:
            ours = pairs.get((change["sceneName"], change["sceneItemId"]))
            if ours is not None:
                enabled = change["sceneItemEnabled"]
                where: dict[str, Any] = {"sceneName": change["sceneName"], "sceneItemId": ours}
                await witness.ask("SetSceneItemEnabled", sceneItemEnabled=enabled, **where)
        done = len(changes)
        await asyncio.sleep(0.02)


async def _photograph(witness: Witness, source: str, page: Page, feed: Feed) -> None:
    """captureScreenshot gives straight alpha, as OBS wants it; screencast pictures are premultiplied.

    One thing after the other: a picture asked for while the page goes elsewhere never comes.
    """
    chromium = await page.context.new_cdp_session(page)
    ground = {"r": 0, "g": 0, "b": 0, "a": 0}
    await chromium.send("Emulation.setDefaultBackgroundColorOverride", {"color": ground})
    shown = ""
    while True:
        settings = (await witness.ask("GetInputSettings", inputName=source))["inputSettings"]
        if settings.get("url", "") != shown:
            shown = settings.get("url", "")
            await page.goto(shown)
        shot = await chromium.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
        feed.show(base64.b64decode(shot["data"]))
        await asyncio.sleep(0.05)


async def _stop(jobs: list[asyncio.Task[None]]) -> None:
    for job in jobs:
        job.cancel()
    ended = await asyncio.gather(*jobs, return_exceptions=True)
    for end in ended:
        if isinstance(end, Exception):
            raise end
