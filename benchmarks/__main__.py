"""`make bench`: every benchmark in turn. Read the ratios; the milliseconds are this machine's."""

from __future__ import annotations

import asyncio

from benchmarks import audience, frames, intake, queue, take


async def run() -> None:
    for benchmark in (take, frames, intake, queue, audience):
        await benchmark.run()


if __name__ == "__main__":
    asyncio.run(run())
