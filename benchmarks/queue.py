"""What a take costs with 10, 1,000 and 100,000 questions in the queue."""

from __future__ import annotations

import aiohttp

from benchmarks import table
from benchmarks.take import messages, ours

SIZES = (10, 1_000, 100_000)
BATCH = 500


async def run() -> None:
    medians: list[float] = []
    rows: list[list[object]] = []
    async with aiohttp.ClientSession() as session, ours(session) as (server, press):
        held = 2
        for size in SIZES:
            while held < size:
                more = min(BATCH, size - held)
                questions = [{"text": f"Question number {held + n}, is it long enough?"} for n in range(more)]
                await server.command("paste", questions=questions, queue=True)
                held += more
            async with session.ws_connect(f"{server.studio}/live") as socket:
                await socket.send_json({"token": server.producer, "view": "crew"})
                await socket.receive()
                taken = await messages(socket, press)
            medians.append(table.median(taken))
            rows.append([f"{size:,}", table.median(taken), table.p99(taken), medians[-1] / medians[0]])
    table.show(
        "A take as the queue grows, ms until the crew's page has it",
        ["questions", "p50", "p99", "ratio"],
        rows,
    )
