"""The overlay's delay while an audience is served."""

from __future__ import annotations

import asyncio
import sys

import aiohttp

from benchmarks import table
from benchmarks.take import messages, ours

SOCKETS = 2_000
AT_ONCE = 100


async def crowd(address: str, count: int, ready: asyncio.Event) -> None:
    """So many phones that only listen, each with a cookie of its own."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
        gate = asyncio.Semaphore(AT_ONCE)

        async def phone() -> aiohttp.ClientWebSocketResponse:
            async with gate, session.get(address) as answer:
                cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
            async with gate:
                socket = await session.ws_connect(f"{address}live", headers={"Cookie": cookie})
                await socket.send_json({"view": "audience"})
                await socket.receive()
                return socket

        sockets = await asyncio.gather(*(phone() for _ in range(count)))
        ready.set()
        await asyncio.gather(*(listen(socket) for socket in sockets))


async def listen(socket: aiohttp.ClientWebSocketResponse) -> None:
    async for _ in socket:
        pass


async def run() -> None:
    async with (
        aiohttp.ClientSession() as session,
        ours(session) as (server, press),
        session.ws_connect(f"{server.studio}/live") as socket,
    ):
        await socket.send_json({"token": server.overlay.partition("#")[2], "view": "overlay"})
        await socket.receive()
        alone = await messages(socket, press)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.audience", server.audience, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        await process.stdout.readline()
        beside = await messages(socket, press)
        process.terminate()
        await process.wait()
    rows = [
        ["overlay alone", table.median(alone), table.p99(alone), 1.0],
        [f"beside {SOCKETS:,} audience sockets", table.median(beside), table.p99(beside),
         table.p99(beside) / table.p99(alone)],
    ]  # fmt: skip
    table.show("The overlay while the audience is served, ms", ["", "p50", "p99", "ratio of p99"], rows)


async def main(address: str) -> None:
    ready = asyncio.Event()
    task = asyncio.ensure_future(crowd(address, SOCKETS, ready))
    await ready.wait()
    print("ready", flush=True)
    await task


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
