"""A file of questions played: at its own pace, faster, or at a rate."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from overlay.errors import Illegal, Undecodable
from overlay.sources.contract import Message
from overlay.sources.replay import IN_FLIGHT, Replay, due, reason
from tests.studio import Studio, eventually


def messages(*times: float | None) -> list[Message]:
    return [Message(f"Question {number}?", at=at) for number, at in enumerate(times)]


@pytest.mark.parametrize(
    ("times", "speed", "rate", "wanted"),
    [
        ((100.0, 103.0, 110.0), 1.0, None, [0.0, 3.0, 10.0]),
        ((100.0, 103.0, 110.0), 10.0, None, [0.0, 0.3, 1.0]),
        ((100.0, 90.0, 110.0), 1.0, None, [0.0, 0.0, 10.0]),
        ((None, None, None), 2.0, None, [0.0, 0.5, 1.0]),
        ((100.0, None, 104.0), 1.0, None, [0.0, 1.0, 4.0]),
        ((100.0, 103.0, 110.0), 1.0, 4.0, [0.0, 0.25, 0.5]),
        ((), 1.0, None, []),
    ],
)
def test_when_each_is_asked(times: Any, speed: float, rate: float | None, wanted: list[float]) -> None:
    assert due(messages(*times), speed, rate) == pytest.approx(wanted)


async def test_they_are_asked_in_order_and_counted() -> None:
    asked: list[str] = []
    told: list[int] = []

    async def ask(message: Message) -> None:
        asked.append(message.text)

    many = messages(*[None] * 300)
    await Replay("replay", many, rate=100_000.0, told=told.append).run(ask)
    assert asked == [message.text for message in many]
    assert told == list(range(1, 301))


async def test_not_more_than_some_are_on_the_way() -> None:
    flying, most = 0, 0

    async def ask(message: Message) -> None:
        nonlocal flying, most
        flying += 1
        most = max(most, flying)
        await asyncio.sleep(0.001)
        flying -= 1

    await Replay("replay", messages(*[None] * 300), rate=1e6).run(ask)
    assert most == IN_FLIGHT


async def test_a_question_that_does_not_fit_is_passed_over() -> None:
    async def ask(message: Message) -> None:
        if message.text == "Question 1?":
            raise Undecodable("Too long.")

    told: list[int] = []
    await Replay("replay", messages(None, None, None), rate=1e6, told=told.append).run(ask)
    assert told[-1] == 2


async def test_a_closed_show_ends_it_with_the_reason() -> None:
    async def ask(message: Message) -> None:
        raise Illegal("The show takes no questions at the moment.")

    with pytest.raises(ExceptionGroup) as ended:
        await Replay("replay", messages(None, None), rate=1e6).run(ask)
    assert isinstance(reason(ended.value), Illegal)


# -- in the studio

NOTHING = {"name": "show.csv", "sent": 0, "of": 50}
FILE = b"question,name\n" + b"".join(b"Question %d?,Mia\n" % n for n in range(50)) + b",nobody\n"


async def test_a_file_is_played_as_if_the_public_asked(studio: Studio) -> None:
    moderator = studio.token("moderator")
    status, said = await studio.answer(
        "POST", "/api/replay?name=show.csv&rate=5000", data=FILE, token=moderator
    )
    assert (status, said["of"], said["skipped"][0]["line"]) == (200, 50, 52)
    inbox = studio.app.desk.show.lists["inbox"]
    await eventually(lambda: len(inbox) == 50)
    questions = [studio.app.desk.show.questions[question] for question in inbox]
    assert [question.text for question in questions] == [f"Question {n}?" for n in range(50)]
    await eventually(lambda: studio.app.lamps.read("en")["replay"] is None)


async def test_a_replay_tells_how_far_it_is_and_can_be_stopped(studio: Studio) -> None:
    async with studio.live("crew") as crew:
        await studio.answer("POST", "/api/replay?name=show.csv&rate=1", data=FILE)
        told = await crew.until("lamps", lambda said: said["lamps"]["replay"] not in (None, NOTHING))
        assert told["lamps"]["replay"] == {"name": "show.csv", "sent": 1, "of": 50}
        assert await studio.call("DELETE", "/api/replay") == {"ok": True, "ran": True}
        await crew.until("lamps", lambda said: said["lamps"]["replay"] is None)
    assert (await studio.call("DELETE", "/api/replay"))["ran"] is False


async def test_another_replay_takes_the_place_of_the_first(studio: Studio) -> None:
    await studio.answer("POST", "/api/replay?name=slow.csv&rate=0.1", data=FILE)
    await studio.answer("POST", "/api/replay?name=fast.csv&rate=5000", data=b"question\nOther?\n")
    shown = studio.app.desk.show.questions
    await eventually(lambda: any(question.text == "Other?" for question in shown.values()))


async def test_a_closed_intake_ends_the_replay_and_is_told(studio: Studio) -> None:
    await studio.command("configure", intake="closed")
    await studio.answer("POST", "/api/replay?name=show.csv&rate=1000", data=FILE)
    faults = await eventually(lambda: studio.app.lamps.read("en")["faults"])
    assert faults == ["The show takes no questions at the moment."]
    await studio.command("configure", intake="open")
    await studio.answer("POST", "/api/replay?name=show.csv&rate=1000", data=FILE)
    await eventually(lambda: studio.app.lamps.read("en")["faults"] == [])


@pytest.mark.parametrize(
    "query", ["", "name=a.csv&speed=0", "name=a.csv&rate=-1", "name=a.csv&speed=nan", "name=a.exe"]
)
async def test_what_cannot_be_played_is_refused(studio: Studio, query: str) -> None:
    status, answer = await studio.answer("POST", f"/api/replay?{query}", data=FILE)
    assert status == 400
    assert answer["message"]
