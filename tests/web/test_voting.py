"""Votes on the audience's listener: with and without script, limits, secrets, many at once, a crash."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from overlay.config import Limits
from overlay.web.device import Devices
from tests.server import Server
from tests.studio import Phone, Studio, eventually, started
from tests.web.test_public import Browser, Form

DEVICES = 1000
VOTES = 5000
AT_ONCE = 64


async def opened(studio: Studio, *options: str) -> str:
    """An open poll's id."""
    poll = str((await studio.command("poll", question="Shall we?", options=options or ("Yes", "No")))["id"])
    await studio.command("openpoll", id=poll)
    return poll


async def vote(phone: Phone, poll: str, option: str, **more: Any) -> tuple[int, Any]:
    async with phone.session.post(f"{phone.url}/poll", json={"id": poll, "option": option, **more}) as answer:
        return answer.status, await answer.json()


async def come(phone: Phone) -> None:
    """The page is opened: the device is known from now on."""
    async with phone.session.get(phone.url) as answer:
        assert answer.status == 200


def counts(studio: Studio, poll: str) -> tuple[int, ...]:
    return studio.app.desk.show.polls[poll].counts


async def test_a_vote_counts_once_and_may_be_changed_while_the_poll_is_open(studio: Studio) -> None:
    poll = await opened(studio)
    async with studio.phone() as phone:
        await come(phone)
        for option in "aabb":
            assert await vote(phone, poll, option, op="x") == (
                200,
                {"id": poll, "option": option, "ok": True},
            )
        await eventually(lambda: counts(studio, poll) == (0, 1))
        async with phone.session.get(f"{phone.url}/mine") as answer:
            assert (await answer.json())["vote"] == {"id": poll, "option": "b"}
        await studio.command("closepoll", id=poll)
        status, said = await vote(phone, poll, "a")
        assert (status, said["message"]) == (409, "The poll is closed: no more votes are taken.")
        assert counts(studio, poll) == (0, 1)


async def test_voting_without_script_ends_on_the_page_with_ones_vote(studio: Studio) -> None:
    poll = await opened(studio, "Yes", "No", "Perhaps")
    async with studio.phone() as phone:
        browser = Browser(phone.session, phone.url)
        form = Form(await browser.page("/?lang=fr"), "/poll#poll")
        assert form.fields["id"] == poll and form.fields["lang"] == "fr"
        status, _ = await browser.send("/poll", {**form.fields, "option": "c"}, follow=False)
        assert status == 303
        page = await browser.page("/?lang=fr")
        assert pressed(page) == ["c"]
        assert "Votre vote : C. Vous pouvez le changer tant que le sondage est ouvert." in page
        await browser.send("/poll", {**form.fields, "option": "a"})
        assert pressed(await browser.page()) == ["a"]
        await studio.command("publishpoll", id=poll)
        await studio.command("closepoll", id=poll)
        page = await browser.page()
        assert "Your vote: A. The poll is closed." in page and "100%" in page
        status, page = await browser.send("/poll", {**form.fields, "option": "b"})
        assert status == 409
        assert "Le sondage est clos : on ne peut plus voter." in page
        assert pressed(page) == ["a"]


def pressed(page: str) -> list[str]:
    return re.findall(r'value="(\w)" class="choice"[^>]*aria-pressed="true"', page)


async def test_numbers_stay_with_the_crew_until_they_are_published(studio: Studio) -> None:
    poll = await opened(studio)
    async with studio.phone() as mia, studio.phone() as tom, mia.live() as page:
        view = (await page.until("view"))["view"]
        assert view["poll"]["state"] == "open"
        await come(tom)
        await vote(tom, poll, "b")
        await eventually(lambda: counts(studio, poll) == (0, 1))
        browser = Browser(mia.session, mia.url)
        assert 'value="1"' not in (await browser.page()).split('class="vote"')[1].split("</form>")[0]
        async with studio.live("crew") as crew:
            seen = (await crew.until("view"))["view"]["polls"]
            assert [option["votes"] for option in seen[0]["options"]] == [0, 1]
        await studio.command("publishpoll", id=poll)
        (op,) = (await page.until("patch"))["patch"]
        assert op[:2] == ["set", "poll"]
        assert ([option["votes"] for option in op[2]["options"]], op[2]["total"]) == ([0, 1], 1)
        await come(mia)
        await vote(mia, poll, "b")
        (op,) = (await page.until("patch"))["patch"]
        assert op[2]["total"] == 2


async def test_nobody_learns_of_a_draft(studio: Studio) -> None:
    made = await studio.command("poll", question="A secret?", options=("Yes", "No"))
    async with studio.phone() as phone:
        page = await Browser(phone.session, phone.url).page()
        assert "A secret?" not in page
        drafted, none = await vote(phone, made["id"], "a"), await vote(phone, "none", "a")
        assert (drafted[0], none[0]) == (404, 404)
        assert drafted[1]["message"].replace(made["id"], "none") == none[1]["message"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"id": "", "option": "a"}, 400),
        ({"id": "x" * 65, "option": "a"}, 400),
        ({"option": "a"}, 400),
        ({"id": "POLL"}, 400),
        ({"id": "POLL", "option": ""}, 400),
        ({"id": "POLL", "option": "c"}, 404),
        ({"id": "POLL", "option": "A"}, 404),
        ({"id": "POLL", "option": "a" * 600}, 413),
        ({"id": "POLL", "option": "a", "device": "device:other"}, 400),
    ],
)
async def test_what_is_no_vote_is_refused(studio: Studio, body: dict[str, str], status: int) -> None:
    poll = await opened(studio)
    async with studio.phone() as phone:
        await come(phone)
        sent = {key: value.replace("POLL", poll) for key, value in body.items()}
        async with phone.session.post(f"{phone.url}/poll", json=sent) as answer:
            assert (answer.status, bool((await answer.json())["message"])) == (status, True)
    assert studio.app.desk.ballots.untold(studio.app.desk.show) == []


async def test_a_browser_that_keeps_no_cookie_cannot_vote_again_and_again(studio: Studio) -> None:
    poll = await opened(studio)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        browser = Browser(session, studio.public)
        for _ in range(3):
            status, page = await browser.send("/poll", {"id": poll, "option": "a"})
            assert status == 409 and "Allow cookies for this page" in page
    assert studio.app.desk.ballots.untold(studio.app.desk.show) == []


async def test_a_device_votes_as_fast_as_the_limit_allows(tmp_path: Path) -> None:
    assert (Limits().vote_second, Limits().vote_burst) == (2.0, 5)
    async with started(tmp_path, limits=Limits()) as studio:
        poll = await opened(studio)
        async with studio.phone() as quick, studio.phone() as other:
            await come(quick)
            await come(other)
            answers = [await vote(quick, poll, "ab"[n % 2]) for n in range(6)]
            while answers[-1][0] == 200:
                answers.append(await vote(quick, poll, "a"))
            assert [status for status, _ in answers[:5]] == [200] * 5
            assert answers[-1][0] == 429 and "vote_second" in answers[-1][1]["message"]
            assert (await vote(other, poll, "a"))[0] == 200


async def test_on_a_disk_that_is_nearly_full_nobody_votes(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll = await opened(studio)
    async with studio.phone() as phone:
        await come(phone)
        monkeypatch.setattr(type(studio.app.desk.journal), "low", property(lambda journal: True))
        status, said = await vote(phone, poll, "a")
        assert status == 503 and "The disk is nearly full" in said["message"]


async def many(url: str, poll: str, key: str, count: int) -> tuple[Counter[int], dict[str, str]]:
    """Votes by that many requests of `DEVICES` devices, many at once; statuses, and what each chose last.

    A device's own requests come one after the other, so that it is known which was the last.
    """
    devices = Devices(key)
    statuses: Counter[int] = Counter()
    newest: dict[str, str] = {}

    async def one(session: aiohttp.ClientSession, number: int) -> None:
        device = f"device-{number}"
        for turn in range(count // DEVICES):
            option = "abc"[(number * 7 + turn * number) % 3]
            cookie = {"Cookie": f"device={devices.cookie(device)}"}
            async with session.post(
                f"{url}/poll", json={"id": poll, "option": option}, headers=cookie
            ) as answer:
                statuses[answer.status] += 1
                if answer.status == 200:
                    newest[device] = option

    jar = aiohttp.DummyCookieJar()
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(cookie_jar=jar, connector=connector) as session:
        await asyncio.gather(*[one(session, number) for number in range(DEVICES)])
    return statuses, newest


@pytest.mark.timeout(180)
async def test_5000_votes_of_1000_devices_are_counted_to_the_last_one(tmp_path: Path) -> None:
    async with started(tmp_path) as studio:
        poll = await opened(studio, "Yes", "No", "Perhaps")
        before = studio.app.desk.show.rev
        key = studio.app.secrets.device_key.reveal()
        statuses, newest = await many(studio.public, poll, key, VOTES)
        assert statuses == {200: VOTES}
        counted = Counter(newest.values())
        wanted = tuple(counted[option] for option in "abc")
        await studio.command("closepoll", id=poll)
        assert counts(studio, poll) == wanted and sum(wanted) == DEVICES
        entries = list(studio.app.desk.journal.entries(studio.app.desk.show.id))
        assert {entry.command for entry in entries if entry.rev > before} == {"tally", "closepoll"}
        assert len(entries) < 200
    async with started(tmp_path) as studio:
        assert counts(studio, poll) == wanted
        assert studio.app.desk.ballots.untold(studio.app.desk.show) == []


async def test_what_was_acknowledged_before_a_crash_is_counted_after_it(tmp_path: Path) -> None:
    server = Server(tmp_path)
    await server.start()
    try:
        await server.join()
        made = await server.command("poll", question="Shall we?", options=["Yes", "No"])
        await server.command("openpoll", id=made["id"])
        url, acknowledged = server.audience, Counter[str]()
        jar = aiohttp.DummyCookieJar()
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            for number in range(60):
                async with session.get(url) as answer:
                    cookie = answer.cookies["device"].value
                option = "ab"[number % 3 == 0]
                async with session.post(
                    urlsplit(url)._replace(path="/poll").geturl(),
                    json={"id": made["id"], "option": option},
                    headers={"Cookie": f"device={cookie}"},
                ) as answer:
                    assert answer.status == 200
                acknowledged[option] += 1
        await server.kill()
        await server.start()
        await server.join()
        closed = await server.command("closepoll", id=made["id"])
        assert closed["changed"]
        found = await server.call("GET", "/api/export?format=json")
        (poll,) = found["polls"]
        assert [option["votes"] for option in poll["options"]] == [acknowledged["a"], acknowledged["b"]]
    finally:
        await server.stop()
