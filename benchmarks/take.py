"""From the press of TAKE to the page: the message on a bare WebSocket, and the frame in Chromium."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from playwright.async_api import async_playwright

from benchmarks import table
from tests.browser import FLAGS, executable
from tests.server import Server

TAKES = 300
FRAMES = 120
ECHOED = """
const send = WebSocket.prototype.send;
window.echoes = {};
WebSocket.prototype.send = function (text) {
  const { seen } = JSON.parse(text);
  if (seen !== undefined) window.echoes[seen] = performance.timeOrigin + performance.now();
  return send.call(this, text);
};
"""
"""Notes when the page tells that it has drawn a rev: after the frame, as both pages do it."""

Press = Callable[[], Awaitable[int]]
"""One take; answers with its rev."""


@asynccontextmanager
async def ours(session: aiohttp.ClientSession) -> AsyncIterator[tuple[Server, Press]]:
    """Our server with two questions that are taken in turns."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        await server.start()
        try:
            token = await server.join()
            turns = [await server.queue("Will the recording be online afterwards?", "Mia"),
                     await server.queue("Who pays for the new bridge, and when?", "Jonas")]  # fmt: skip
            session.headers["Authorization"] = f"Bearer {token}"

            async def press() -> int:
                turns.reverse()
                body = {"type": "take", "id": turns[0]}
                async with session.post(f"{server.studio}/api/commands", json=body) as answer:
                    return int((await answer.json())["rev"])

            yield server, press
        finally:
            await server.stop()


@asynccontextmanager
async def minimal(session: aiohttp.ClientSession) -> AsyncIterator[tuple[str, Press]]:
    """The least a server can do, on its own process."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.minimal", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().split()[1]

    async def press() -> int:
        async with session.post(f"{address}/take", json={"text": "Will the recording be online?"}) as answer:
            return int((await answer.json())["rev"])

    try:
        yield address, press
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def overlay_socket(
    session: aiohttp.ClientSession, server: Server
) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """What the overlay page listens on, its whole view received."""
    async with session.ws_connect(f"{server.studio}/live") as socket:
        await socket.send_json({"token": server.overlay.partition("#")[2], "view": "overlay"})
        await socket.receive()
        yield socket


async def messages(socket: aiohttp.ClientWebSocketResponse, press: Press) -> list[float]:
    """Milliseconds from the press to the message, one press at a time."""
    taken = []
    for _ in range(TAKES):
        began = time.perf_counter()
        pressed = asyncio.ensure_future(press())
        while "rev" not in (message := json.loads((await socket.receive()).data)) or "view" in message:
            pass
        taken.append((time.perf_counter() - began) * 1000)
        await pressed
    return taken


async def frames(address: str, press: Press) -> list[float]:
    """Milliseconds from the press to the frame that shows it, as the page itself tells.

    Ours plays without animation here: with it the old words take 140 ms to leave, by design.
    """
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=executable(), args=FLAGS)
        page = await browser.new_page(viewport={"width": 1920, "height": 1080})
        await page.add_init_script(ECHOED)
        await page.goto(address)
        await press()
        await page.wait_for_function("() => Object.keys(window.echoes).length > 0")
        taken = []
        for _ in range(FRAMES):
            began = time.time() * 1000
            rev = await press()
            drawn = await page.wait_for_function("rev => window.echoes[rev]", arg=rev, polling=5)
            taken.append(float(await drawn.json_value()) - began)
        await browser.close()
        return taken


async def run() -> None:
    async with aiohttp.ClientSession() as session, ours(session) as (server, press):
        async with overlay_socket(session, server) as socket:
            own_messages = await messages(socket, press)
        own_frames = await frames(server.overlay.replace("#", "?motion=cut#"), press)
    async with aiohttp.ClientSession() as session, minimal(session) as (address, press):
        async with session.ws_connect(f"{address}/live") as socket:
            await socket.receive()
            least_messages = await messages(socket, press)
        least_frames = await frames(address, press)
    rows = []
    for what, own, least in (
        ("message on a bare WebSocket", own_messages, least_messages),
        ("frame drawn in Chromium", own_frames, least_frames),
    ):
        rows.append([what, table.median(own), table.p99(own), table.median(least), table.p99(least),
                     table.median(own) / table.median(least)])  # fmt: skip
    table.show(
        "Take → page, ms (ours is durable before it is told)",
        ["", "ours p50", "p99", "minimal p50", "p99", "ratio of p50"],
        rows,
    )
