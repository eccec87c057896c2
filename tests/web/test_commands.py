"""Commands over HTTP: once per op, one press is one press, stale is said, never two."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest

from tests.studio import Studio


async def queue_of(studio: Studio, count: int) -> None:
    for start in range(0, count, 500):
        size = min(500, count - start)
        questions = [{"text": f"Question {start + n}?"} for n in range(size)]
        await studio.command("paste", questions=questions, queue=True)


async def test_two_clients_press_next_a_hundred_times_and_it_advances_a_hundred(studio: Studio) -> None:
    await queue_of(studio, 150)
    hosts = [studio.token("host", name) for name in ("Ann", "Ben")]
    tally: Counter[str] = Counter()
    for _ in range(100):
        rev = (await studio.call("GET", "/api/state"))["rev"]
        replies = await asyncio.gather(*(studio.command("next", token=host, if_rev=rev) for host in hosts))
        for reply in replies:
            tally[reply.get("reason", "advanced")] += 1
            if not reply["changed"]:
                assert reply["by"] in ("Ann", "Ben")
    assert tally == {"advanced": 100, "stale": 100}
    assert len(studio.app.desk.show.lists["answered"]) == 99


async def test_a_hundred_ops_of_which_thirty_come_twice_advance_a_hundred(studio: Studio) -> None:
    await queue_of(studio, 150)
    ops = [f"op-{n}" for n in range(100)]
    replies = await asyncio.gather(*(studio.command("next", op=op) for op in [*ops, *ops[:30]]))
    tally = Counter(reply.get("reason", "advanced") for reply in replies)
    assert tally == {"advanced": 100, "repeated": 30}
    assert len(studio.app.desk.show.lists["answered"]) == 99


async def test_an_op_answers_the_same_after_a_question_was_asked(studio: Studio) -> None:
    first = await studio.command("ask", text="Once?", op="a")
    again = await studio.command("ask", text="Once?", op="a")
    assert (again["id"], again["rev"], again["changed"], again["reason"]) == (
        first["id"],
        first["rev"],
        False,
        "repeated",
    )


async def press(studio: Studio, verb: str, token: str, body: Any = None, **headers: str) -> Any:
    _, reply = await studio.answer("POST", f"/api/{verb}", body, token=token, headers=headers)
    return reply


async def test_a_nervous_finger_presses_once(studio: Studio) -> None:
    await queue_of(studio, 10)
    remote = studio.token("remote")
    replies = await asyncio.gather(*(press(studio, "next", remote) for _ in range(5)))
    assert Counter(reply["changed"] for reply in replies) == {True: 1, False: 4}
    assert {reply["on_air"] for reply in replies} == {studio.app.desk.show.on_air}


async def test_two_hands_press_twice(studio: Studio) -> None:
    await queue_of(studio, 10)
    first, second = studio.token("remote"), studio.token("remote")
    replies = [await press(studio, "next", first), await press(studio, "next", second)]
    assert [reply["changed"] for reply in replies] == [True, True]


async def test_a_press_with_an_op_is_never_lost(studio: Studio) -> None:
    await queue_of(studio, 10)
    remote = studio.token("remote")
    replies = [await press(studio, "next", remote, {"op": op}) for op in ("a", "b", "b")]
    assert [reply["changed"] for reply in replies] == [True, True, False]
    keys = [await press(studio, "next", remote, **{"Idempotency-Key": key}) for key in ("c", "d", "d")]
    assert [reply["changed"] for reply in keys] == [True, True, False]


async def test_commands_are_never_debounced(studio: Studio) -> None:
    await queue_of(studio, 10)
    replies = await asyncio.gather(*(studio.command("next") for _ in range(5)))
    assert all(reply["changed"] for reply in replies)


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("next", None),
        ("take", None),
        ("take", {}),
        ("take", {"graphic": "question-card"}),
        ("toggle", None),
        ("clear", {"layer": "all"}),
        ("skip", None),
        ("star", None),
        ("back", None),
        ("panic", None),
        ("release", None),
    ],
)
async def test_every_button_answers(studio: Studio, verb: str, body: Any) -> None:
    await queue_of(studio, 3)
    status, reply = await studio.answer("POST", f"/api/{verb}", body, token=studio.token("remote"))
    assert status == 200
    assert reply["ok"] is True


async def test_a_remote_may_not_choose(studio: Studio) -> None:
    question = await studio.queued("Chosen?")
    status, answer = await studio.answer("POST", "/api/take", {"id": question}, token=studio.token("remote"))
    assert (status, answer["error"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("command", "status", "code"),
    [
        ({"type": "take", "id": "nobody"}, 404, "unknown"),
        ({"type": "take", "graphic": "nothing"}, 404, "unknown"),
        ({"type": "clear", "layer": "nothing"}, 404, "unknown"),
        ({"type": "ask", "text": ""}, 400, "undecodable"),
        ({"type": "ask", "text": "x" * 300}, 400, "undecodable"),
        ({"type": "configure", "intake": "ajar"}, 400, "undecodable"),
        ({"type": "configure", "limit": 141}, 400, "undecodable"),
    ],
)
async def test_what_is_refused_is_refused_in_a_sentence(
    studio: Studio, command: dict[str, Any], status: int, code: str
) -> None:
    got, answer = await studio.answer("POST", "/api/commands", command)
    assert (got, answer["error"]) == (status, code)
    assert answer["message"]


async def test_an_illegal_move_is_told_with_what_would_be_legal(studio: Studio) -> None:
    reply = await studio.command("ask", text="In the inbox?")
    status, answer = await studio.answer("POST", "/api/commands", {"type": "take", "id": reply["id"]})
    assert (status, answer["error"]) == (409, "illegal")
    assert "queued" in answer["message"]


async def test_the_join_code_is_dressed_by_us(studio: Studio) -> None:
    await studio.command("take", graphic="join-code")
    data = studio.app.desk.show.layers["join"].data
    assert data["url"] == studio.public.removeprefix("http://")
    assert data["qr"].startswith("M")
    assert data["modules"] >= 21


async def test_the_state_is_counts_and_lamps(studio: Studio) -> None:
    first = await studio.queued("First?", "Mia")
    await studio.queued("Second?")
    await studio.command("ask", text="In the inbox?")
    await studio.command("next")
    state = await studio.call("GET", "/api/state", token=studio.token("viewer", "Boss"))
    wanted = {"rev", "epoch", "show", "intake", "on_air", "next", "queue", "inbox", "held", "panic", "lock",
              "tally", "obs", "scene", "pages", "lamps"}  # fmt: skip
    assert wanted <= state.keys()
    assert (state["on_air"], state["on_air_text"], state["on_air_name"]) == (first, "First?", "Mia")
    assert (state["queue"], state["inbox"], state["next_text"]) == (1, 1, "Second?")
    assert (state["role"], state["label"]) == ("viewer", "Boss")
    assert state["obs"]["state"] == "off"
    assert state["tally"] == "amber"


async def test_presses_of_different_things_are_different_presses(studio: Studio) -> None:
    first, second = [await studio.queued(text) for text in ("One?", "Two?")]
    for question in (first, second):
        assert (await studio.call("POST", "/api/star", {"id": question}))["changed"]
    assert (await studio.call("POST", "/api/star", {"id": second}))["reason"] == "repeated"
