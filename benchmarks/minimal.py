"""The least a server can do: a POST is written to every open page. Beside it our own figures are read.

`python -m benchmarks.minimal` prints its address and serves until it is ended.
"""

from __future__ import annotations

import asyncio

from aiohttp import WSMsgType, web

PAGE = """<!doctype html><meta charset="utf-8"><title>minimal</title><p id="words"></p>
<script>
const socket = new WebSocket(`ws://${location.host}/live`);
socket.onmessage = (message) => {
  const { rev, text } = JSON.parse(message.data);
  document.getElementById("words").textContent = text;
  requestAnimationFrame(() => requestAnimationFrame(() => socket.send(JSON.stringify({ seen: rev }))));
};
</script>"""


async def serve() -> None:
    pages: set[web.WebSocketResponse] = set()
    revs = iter(range(1, 10**9))

    async def page(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    async def live(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"rev": 0, "text": ""})
        pages.add(socket)
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
        pages.discard(socket)
        return socket

    async def take(request: web.Request) -> web.Response:
        words = (await request.json())["text"]
        rev = next(revs)
        for socket in pages:
            await socket.send_json({"rev": rev, "text": words})
        return web.json_response({"rev": rev})

    app = web.Application()
    app.add_routes([web.get("/", page), web.get("/live", live), web.post("/take", take)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(f"minimal: {site.name}", runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
