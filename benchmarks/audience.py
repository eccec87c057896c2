"""The overlay's delay while an audience is served."""

from __future__ import annotations

import asyncio
import sys

import aiohttp

from benchmarks import table
from benchmarks.take import Press, messages, ours, overlay_socket
from tests.server import Server

SOCKETS = 2_000
AT_ONCE = 100


async def crowd(address: str, count: int) -> None:
    """So many phones that only listen, each with a cookie of its own; says `ready` once all have the view."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
        gate = asyncio.Semaphore(AT_ONCE)

        async def phone() -> aiohttp.ClientWebSocketResponse:
            async with gate, session.get(address) as answer:
                cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
            async with gate:
                socket = await session.ws_connect(f"{address}/live", headers={"Cookie": cookie})
                await socket.send_json({"view": "audience"})
                await socket.receive()
                return socket

        sockets = await asyncio.gather(*(phone() for _ in range(count)))
        print("ready", flush=True)
        await asyncio.gather(*(listen(socket) for socket in sockets))


async def listen(socket: aiohttp.ClientWebSocketResponse) -> None:
    async for _ in socket:
        pass


async def overlay_messages(session: aiohttp.ClientSession, server: Server, press: Press) -> list[float]:
    async with overlay_socket(session, server) as socket:
        return await messages(socket, press)


async def run() -> None:
    async with aiohttp.ClientSession() as session, ours(session) as (server, press):
        alone = await overlay_messages(session, server, press)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.audience", server.audience, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        await process.stdout.readline()
        beside = await overlay_messages(session, server, press)
        process.terminate()
        await process.wait()
    rows = [
        ["overlay alone", table.median(alone), table.p99(alone), 1.0],
        [f"beside {SOCKETS:,} audience sockets", table.median(beside), table.p99(beside),
         table.p99(beside) / table.p99(alone)],
    ]  # fmt: skip
    table.show("The overlay while the audience is served, ms", ["", "p50", "p99", "ratio of p99"], rows)


if __name__ == "__main__":
    asyncio.run(crowd(sys.argv[1].rstrip("/"), SOCKETS))
