"""Whatever was acknowledged is there after a crash, once."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROUNDS = 12
ASKERS = 4
ENOUGH = 25
"""Acknowledged questions of a round after which the server is killed, in the middle of further ones."""


async def test_every_acknowledged_question_survives_twelve_kills(server: Server) -> None:
    acknowledged: list[str] = []
    for number in range(ROUNDS):
        acknowledged += await _ask_until_killed(server, number)
        await server.start()
    exported = json.loads(await _export(server))
    held = [question["text"] for question in exported["questions"]]
    assert len(held) == len(set(held)), "no question stands there twice"
    assert set(acknowledged) <= set(held)
    assert len(acknowledged) >= ROUNDS * ENOUGH


async def _ask_until_killed(server: Server, number: int) -> list[str]:
    done: list[str] = []
    enough = asyncio.Event()

    async def asker(which: int) -> None:
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {server.producer}"}) as session:
            for count in range(10_000):
                text = f"Round {number}, asker {which}, question {count}?"
                body = {"type": "ask", "text": text, "op": f"{number}-{which}-{count}"}
                try:
                    async with session.post(f"{server.studio}/api/commands", json=body) as answer:
                        if answer.status == 200 and (await answer.json())["ok"]:
                            done.append(text)
                except (aiohttp.ClientError, ConnectionError):
                    return
                if len(done) >= ENOUGH:
                    enough.set()

    askers = [asyncio.create_task(asker(which)) for which in range(ASKERS)]
    await enough.wait()
    await server.kill()
    await asyncio.gather(*askers)
    return done


async def _export(server: Server) -> str:
    headers = {"Authorization": f"Bearer {server.producer}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.get(f"{server.studio}/api/export?format=json") as answer,
    ):
        assert answer.status == 200
        return await answer.text()


async def test_two_clients_press_next_a_hundred_times(server: Server) -> None:
    for number in range(101):
        await server.queue(f"Question {number}?")
    changed, stale = 0, 0
    for _ in range(100):
        rev = (await server.call("GET", "/api/state"))["rev"]
        answers = await asyncio.gather(*(server.command("next", if_rev=rev) for _ in range(2)))
        changed += sum(answer["changed"] for answer in answers)
        stale += sum(answer.get("reason") == "stale" for answer in answers)
    assert (changed, stale) == (100, 100)


async def test_a_hundred_presses_thirty_sent_twice(server: Server) -> None:
    for number in range(101):
        await server.queue(f"Question {number}?")
    ops = [f"press-{number}" for number in range(100)]
    answers = await asyncio.gather(*(server.command("next", op=op) for op in ops + ops[:30]))
    assert sum(answer["changed"] for answer in answers) == 100
    assert sum(answer.get("reason") == "repeated" for answer in answers) == 30
    assert (await server.call("GET", "/api/state"))["queue"] == 1
