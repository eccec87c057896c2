"""Acknowledged questions a second: durable at FULL, beside the same server in memory."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import table
from tests.server import Server

CLIENTS = 64
SECONDS = 5.0
ROUNDS = 3


async def ask_on(server: Server, client: int, until: float) -> int:
    """One keep-alive connection that asks, one question after the other; how many were acknowledged."""
    parts = urlsplit(server.studio)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = (
        f"POST /api/commands HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {server.producer}\r\n"
        "Content-Type: application/json\r\nContent-Length: "
    )
    done = 0
    while time.perf_counter() < until:
        body = json.dumps(
            {"type": "ask", "text": f"Question {done} of {client}?", "op": f"{client}-{done}-{until}"}
        )
        writer.write(f"{head}{len(body)}\r\n\r\n{body}".encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer.decode())
        done += 1
    writer.close()
    return done


async def rate(program: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), "--obs", "off", program=program)
        await server.start()
        try:
            await server.join()
            until = time.perf_counter() + SECONDS
            done = await asyncio.gather(*(ask_on(server, client, until) for client in range(CLIENTS)))
            return sum(done) / SECONDS
        finally:
            await server.stop()


async def run() -> None:
    rounds = [(await rate("overlay"), await rate("benchmarks.in_memory")) for _ in range(ROUNDS)]
    rows = [
        [f"round {n}", round(full), round(memory), full / memory]
        for n, (full, memory) in enumerate(rounds, 1)
    ]
    table.show(
        f"Acknowledged questions a second, {CLIENTS} connections",
        ["", "on disk (FULL)", "in memory", "ratio"],
        rows,
    )
