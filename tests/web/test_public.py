"""The audience's listener: asking with and without script, one's own questions, limits."""

# ruff: noqa: SIM117
from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from overlay.config import Limits
from overlay.errors import Unavailable
from tests.studio import NO_LIMITS, Studio, started

KIB50 = 50 * 1024


class Form(HTMLParser):
    """The fields of the form with that action, as a browser would send them."""

    def __init__(self, page: str, action: str) -> None:
        super().__init__()
        self.action, self.inside, self.field = action, False, ""
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form":
            self.inside = values.get("action") == self.action
        elif self.inside and (name := values.get("name")):
            self.fields.setdefault(name, values.get("value") or "")
            self.field = name if tag == "textarea" else ""

    def handle_endtag(self, tag: str) -> None:
        self.field = ""

    def handle_data(self, data: str) -> None:
        if self.inside and self.field:
            self.fields[self.field] += data


class Browser:
    """A phone without script: pages and forms."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session, self.url = session, url

    async def page(self, path: str = "/", **headers: str) -> str:
        async with self.session.get(self.url + path, headers=headers) as answer:
            assert answer.status == 200
            return await answer.text()

    async def send(self, action: str, fields: dict[str, str], *, follow: bool = True) -> tuple[int, str]:
        async with self.session.post(
            self.url + action, data=fields, headers={"Origin": self.url}, allow_redirects=follow
        ) as answer:
            return answer.status, await answer.text()


async def test_asking_without_script_ends_on_the_page_with_the_question(studio: Studio) -> None:
    async with studio.phone() as phone:
        browser = Browser(phone.session, phone.url)
        form = Form(await browser.page(), "/ask")
        assert form.fields["op"]
        status, _ = await browser.send("/ask", {**form.fields, "text": "Why?", "name": "Mia"}, follow=False)
        assert status == 303
        page = await browser.page()
        assert 'data-status="inbox"' in page
        question = (await phone.mine())[0]
        status, page = await browser.send("/withdraw", {"id": question["id"]})
        assert status == 200
        assert 'data-status="withdrawn"' in page


async def test_the_same_draft_again_is_the_same_question(studio: Studio) -> None:
    async with studio.phone() as phone:
        browser = Browser(phone.session, phone.url)
        fields = {**Form(await browser.page(), "/ask").fields, "text": "Twice?"}
        for _ in range(3):
            await browser.send("/ask", fields)
        assert len(await phone.mine()) == 1
        first = await phone.ask("Thrice?", op="draft-1")
        again = await phone.ask("Thrice?", op="draft-1")
        assert (first[0], again[0]) == (201, 200)
        assert first[1] == again[1]
        assert first[1].keys() == {"ok", "id", "status"}
        assert len(await phone.mine()) == 2


async def test_a_draft_that_does_not_fit_comes_back_with_the_sentence(studio: Studio) -> None:
    async with studio.phone() as phone:
        browser = Browser(phone.session, phone.url)
        op = Form(await browser.page(), "/ask").fields["op"]
        text = "é" * 141
        status, page = await browser.send(
            "/ask", {"text": text, "name": "<b>Mia</b>", "op": op, "lang": "fr"}
        )
        form = Form(page, "/ask")
        assert status == 400
        assert (form.fields["text"].strip(), form.fields["name"], form.fields["op"]) == (
            text,
            "<b>Mia</b>",
            op,
        )
        assert "141 caractères" in page
        assert '<html lang="fr"' in page
        assert "<b>Mia" not in page
        status, page = await browser.send("/ask", {"text": " \u202e ", "op": op})
        assert status == 400
        assert await phone.mine() == []


async def test_a_closed_intake_is_told_on_the_page(studio: Studio) -> None:
    async with studio.phone() as phone:
        browser = Browser(phone.session, phone.url)
        fields = {**Form(await browser.page(), "/ask").fields, "text": "Too late?"}
        await studio.command("configure", intake="closed")
        status, page = await browser.send("/ask", fields)
        assert status == 409
        assert "The show takes no questions at the moment." in page
        assert (await phone.ask("Too late?"))[0] == 409


async def test_the_language_stays_as_chosen(studio: Studio) -> None:
    async with studio.phone() as phone:
        browser = Browser(phone.session, phone.url)
        page = await browser.page("/?lang=fr", **{"Accept-Language": "en"})
        fields = Form(page, "/ask").fields
        assert fields["lang"] == "fr"
        async with phone.session.post(
            f"{phone.url}/ask", data={**fields, "text": "Pourquoi ?"}, allow_redirects=False
        ) as answer:
            assert answer.headers["Location"] == "/?lang=fr"
        assert '<html lang="fr"' in await browser.page("/", **{"Accept-Language": "fr-CH, en;q=0.3"})


async def test_the_page_and_its_files_are_light(studio: Studio) -> None:
    """At most 50 kB until one can ask, by the wire's own count (style and page; scripts come later)."""
    async with studio.session.get(studio.public) as answer:
        page = await answer.read()
    names = set(re.findall(rb'(?:href|src)="/static/([^"]+)"', page))
    total = len(page)
    for name in names:
        async with studio.session.get(f"{studio.public}/static/{name.decode()}") as answer:
            assert answer.status == 200, name
            total += len(await answer.read())
    assert total <= KIB50


async def test_only_the_audiences_files_are_there(studio: Studio) -> None:
    for name, status in (("audience.js", 200), ("live.js", 200), ("control.js", 404), ("crew.js", 404)):
        async with studio.session.get(f"{studio.public}/static/{name}") as answer:
            assert answer.status == status, name


async def test_nobody_touches_the_questions_of_others(studio: Studio) -> None:
    async with studio.phone() as mia, studio.phone() as tom:
        _, asked = await mia.ask("Mine?")
        assert await tom.mine() == []
        for path, body in (
            ("/withdraw", {"id": asked["id"]}),
            ("/edit", {"id": asked["id"], "text": "Not yours"}),
        ):
            async with tom.session.post(tom.url + path, json=body) as answer:
                assert answer.status == 404
        async with mia.session.post(
            f"{mia.url}/edit", json={"id": asked["id"], "text": "Mine, reworded?"}
        ) as answer:
            assert answer.status == 200
        assert studio.app.desk.show.questions[asked["id"]].text == "Mine, reworded?"


@pytest.mark.parametrize(
    "cookie", ["", "x", "a.b", "é.é", "." * 3000, "AAAAAAAAAAAAAAAA.0123456789abcdef0123456789abcdef"]
)
async def test_a_cookie_that_is_not_ours_is_a_new_device(studio: Studio, cookie: str) -> None:
    async with studio.phone() as mia:
        await mia.ask("Mine?")
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        async with session.get(f"{studio.public}/mine", headers={"Cookie": f"device={cookie}"}) as answer:
            assert (await answer.json()) == {"questions": [], "vote": None}
            assert answer.cookies["device"].value != cookie
            assert answer.cookies["device"]["httponly"]
            assert answer.cookies["device"]["samesite"] == "Lax"


async def test_the_device_is_known_again_after_a_restart(tmp_path: Path) -> None:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        async with started(tmp_path) as studio:
            async with session.post(f"{studio.public}/ask", json={"text": "Still mine?"}) as answer:
                assert answer.status == 201
        async with started(tmp_path) as studio, session.get(f"{studio.public}/mine") as answer:
            assert [q["text"] for q in (await answer.json())["questions"]] == ["Still mine?"]


# -- limits


async def refused(studio: Studio, phone: Any) -> str:
    """The limit that refuses the next question, out of its sentence; the answer says when to come again."""
    async with phone.session.post(f"{phone.url}/ask", json={"text": "One more?"}) as answer:
        if answer.status == 201:
            return ""
        assert answer.status == 429
        assert int(answer.headers["Retry-After"]) >= 1
        said = await answer.json()
        assert said["error"] == "limited"
        return str(said["message"])


async def test_a_device_asks_as_often_as_the_limit_allows(tmp_path: Path) -> None:
    async with started(tmp_path, limits=Limits(ask_seconds=1000, ask_burst=2, ask_waiting=0)) as studio:
        async with studio.phone() as phone, studio.phone() as other:
            assert [await refused(studio, phone) for _ in range(2)] == ["", ""]
            assert "ask_seconds" in await refused(studio, phone)
            assert await refused(studio, other) == ""


async def test_a_draft_that_was_refused_costs_nothing_and_a_repeated_one_neither(tmp_path: Path) -> None:
    async with started(tmp_path, limits=Limits(ask_seconds=1000, ask_burst=1, ask_waiting=0)) as studio:
        async with studio.phone() as phone:
            for _ in range(5):
                assert (await phone.ask("x" * 141))[0] == 400
            assert (await phone.ask("Fits?", op="one"))[0] == 201
            assert (await phone.ask("Fits?", op="one"))[0] == 200
            assert (await phone.ask("And this?", op="two"))[0] == 429


async def test_a_device_waits_when_three_of_its_questions_do(tmp_path: Path) -> None:
    async with started(tmp_path, limits=Limits(ask_seconds=0, ask_waiting=3)) as studio:
        async with studio.phone() as phone:
            assert [await refused(studio, phone) for _ in range(3)] == ["", "", ""]
            assert "waiting" in await refused(studio, phone)
            await studio.command("approve", id=(await phone.mine())[0]["id"])
            assert await refused(studio, phone) == ""


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        (Limits(ask_seconds=0, ask_waiting=0, ask_address_minute=2), "ask_address_minute"),
        (Limits(ask_seconds=0, ask_waiting=0, ask_whole_second=2), "ask_whole_second"),
    ],
)
async def test_a_network_and_the_house_have_limits_too(tmp_path: Path, limits: Limits, name: str) -> None:
    async with started(tmp_path, limits=limits) as studio:
        seen = []
        for _ in range(3):
            async with studio.phone() as phone:
                seen.append(await refused(studio, phone))
        assert any(name in sentence for sentence in seen)


async def test_new_devices_are_limited_and_known_ones_are_not(tmp_path: Path) -> None:
    async with started(tmp_path, limits=Limits(device_address_minute=1, device_address_burst=2)) as studio:
        async with studio.phone() as phone, studio.phone() as second, studio.phone() as third:
            await phone.mine()
            await second.mine()
            async with third.session.get(third.url) as answer:
                assert answer.status == 429
            await phone.mine()


async def test_limits_bind_the_public_only(tmp_path: Path) -> None:
    async with started(tmp_path, limits=Limits(ask_seconds=1000, ask_burst=1)) as studio:
        for number in range(5):
            await studio.queued(f"{number}?")


# -- the disk


async def test_while_the_disk_refuses_the_public_is_told_and_the_crew_goes_on(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    await studio.queued("Before?")
    monkeypatch.setattr(studio.app.desk.journal, "recorded", False)
    async with studio.phone() as phone:
        status, said = await phone.ask("Now?")
        assert (status, said["error"]) == (503, "unavailable")
        assert "disk" in said["message"]
    assert Unavailable.status == 503


async def test_the_last_room_on_the_disk_is_the_crews(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(studio.app.desk.journal), "low", property(lambda journal: True))
    async with studio.phone() as phone:
        assert (await phone.ask("Now?"))[0] == 503
    assert await studio.queued("The crew's?")


# -- from elsewhere


async def feed(studio: Studio, token: str, body: Any) -> tuple[int, Any]:
    async with studio.session.post(f"{studio.public}/in/{token}", json=body) as answer:
        return answer.status, await answer.json()


async def test_another_program_feeds_questions_once_each(studio: Studio) -> None:
    token = studio.token("source", "chat")
    lines = [
        {"text": "From chat?", "name": "Kim", "author": "u1", "id": "m1"},
        {"text": "And this?", "id": "m2"},
    ]
    status, said = await feed(studio, token, lines)
    assert (status, len(said["ids"])) == (200, 2)
    assert await feed(studio, token, lines) == (200, said)
    assert len(studio.app.desk.show.questions) == 2
    question = studio.app.desk.show.questions[said["ids"][0]]
    assert (question.platform, question.name, question.status) == ("chat", "Kim", "inbox")
    assert not question.author.startswith("device:")


async def test_a_feed_is_taken_whole_or_not_at_all(studio: Studio) -> None:
    status, said = await feed(studio, studio.token("source"), [{"text": "Fits?"}, {"text": "x" * 141}])
    assert (status, said["error"]) == (400, "undecodable")
    assert studio.app.desk.show.questions == {}


async def test_a_feed_that_the_limit_does_not_hold_is_not_taken_in_part(tmp_path: Path) -> None:
    async with started(tmp_path, limits=Limits(ask_whole_second=2)) as studio:
        token = studio.token("source")
        statuses = [(await feed(studio, token, [{"text": f"{n}?"} for n in range(60)]))[0] for _ in range(2)]
        assert statuses == [200, 429]
        assert len(studio.app.desk.show.questions) == 60


async def test_a_feed_cannot_speak_for_a_phone(studio: Studio) -> None:
    async with studio.phone() as phone:
        await phone.ask("Mine?")
        (device,) = {question.author for question in studio.app.desk.show.questions.values()}
        await feed(studio, studio.token("source"), {"text": "Forged?", "author": device})
        assert len(await phone.mine()) == 1
    assert NO_LIMITS.ask_waiting == 0


async def test_rewording_is_limited_as_asking_is(tmp_path: Path) -> None:
    async with started(tmp_path, limits=Limits(ask_seconds=1000, ask_burst=2, ask_waiting=0)) as studio:
        async with studio.phone() as phone:
            _, asked = await phone.ask("Why?")
            for words, status in (("x" * 141, 400), ("Why not?", 200), ("Why, then?", 429)):
                body = {"id": asked["id"], "text": words}
                async with phone.session.post(f"{phone.url}/edit", json=body) as answer:
                    assert answer.status == status
