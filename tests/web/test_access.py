"""Every route against every caller, cell by cell; hosts, origins, bodies."""

from __future__ import annotations

import asyncio
import io
import re
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import pytest

from overlay.config import Limits
from overlay.show.model import Role
from overlay.web import public, studio
from overlay.web.routes import Form, Raw, Route
from tests.studio import Studio, started

ROLES: tuple[Role, ...] = ("producer", "host", "moderator", "viewer", "remote", "overlay", "source")
OPEN = "open"

STUDIO = """
GET    /                        open
GET    /control                 open
GET    /settings                open
GET    /look                    open
GET    /overlay                 open
GET    /preview                 open
GET    /static/{name}           open
GET    /graphics/{name}         open
GET    /foreign/{name}          open
GET    /media/{name}            open
GET    /qr.svg                  open
GET    /here                    open
GET    /api/openapi.json        open
GET    /live                    open
POST   /api/join                open
POST   /api/commands            producer host moderator remote source
POST   /api/next                producer host remote
POST   /api/take                producer host remote
POST   /api/clear               producer host remote
POST   /api/toggle              producer host remote
POST   /api/back                producer host remote
POST   /api/skip                producer host remote
POST   /api/star                producer host remote
POST   /api/panic               producer host remote
POST   /api/release             producer host remote
GET    /api/state               producer host moderator viewer remote
GET    /api/polls               producer host moderator viewer
GET    /api/questions           producer host moderator viewer
GET    /api/shows               producer host moderator viewer
POST   /api/shows               producer
POST   /api/shows/{id}/open     producer
GET    /api/export              producer host
POST   /api/import              producer host moderator
POST   /api/replay              producer host moderator
DELETE /api/replay              producer host moderator
GET    /api/tokens              producer
POST   /api/tokens              producer
DELETE /api/tokens/{id}         producer
POST   /api/links               producer
GET    /api/links               producer host
POST   /api/obs                 producer
POST   /api/obs/setup           producer
GET    /api/obs/doctor          producer
POST   /api/lan                 producer
GET    /api/graphics            producer host moderator viewer
GET    /api/themes              producer host moderator viewer
POST   /api/themes              producer
POST   /api/themes/{name}       producer
DELETE /api/themes/{name}       producer
GET    /api/themes/{name}/zip   producer
POST   /api/logos               producer
"""
"""What is decided (design pages 4), written by hand: a route that is not here fails the test."""

PUBLIC = """
GET    /                        open
POST   /ask                     open
POST   /withdraw                open
POST   /edit                    open
POST   /poll                    open
GET    /mine                    open
GET    /live                    open
GET    /media/{name}            open
GET    /static/{name}           open
POST   /in/{token}              source
"""


def table(text: str) -> dict[str, set[str]]:
    rows = [line.split() for line in text.strip().splitlines()]
    return {f"{method} {path}": set(roles) for method, path, *roles in rows}


def key(route: Route) -> str:
    return f"{route.method} {re.sub(r':[^}]*', '', route.path)}"


def test_the_tables_name_every_route() -> None:
    assert [key(route) for route in studio.ROUTES if key(route) not in table(STUDIO)] == []
    assert len(table(STUDIO)) == len(studio.ROUTES)
    assert {key(route) for route in public.ROUTES} == set(table(PUBLIC))


CALLERS = (*ROLES, "no token", "bad token")


@pytest.mark.parametrize("route", studio.ROUTES, ids=key)
async def test_who_may_call_a_route_of_the_studio(studio: Studio, route: Route) -> None:
    allowed = table(STUDIO)[key(route)]
    path = re.sub(r"\{[^}]*\}", "nothing-here", route.path)
    for caller in CALLERS:
        token = studio.token(caller) if caller in ROLES else "x" * 32 if caller == "bad token" else ""
        status, answer = await studio.answer(route.method, path, token=token)
        code = answer.get("error") if isinstance(answer, dict) else None
        if OPEN in allowed or caller in allowed:
            assert code not in ("unauthorised", "forbidden") or path == "/api/join", (caller, status, answer)
        elif caller in ROLES:
            assert (status, code) == (403, "forbidden"), caller
        else:
            assert (status, code) == (401, "unauthorised"), caller


@pytest.mark.parametrize("route", public.ROUTES, ids=key)
async def test_who_may_call_a_route_of_the_audience(studio: Studio, route: Route) -> None:
    for caller in CALLERS:
        token = studio.token(caller) if caller in ROLES else "x" * 32 if caller == "bad token" else "nothing"
        path = route.path.replace("{token}", token).replace("{name:.+}", "nothing-here")
        headers = {"Authorization": f"Bearer {token}"}
        async with studio.session.request(
            route.method, studio.public + path, headers=headers, allow_redirects=False
        ) as answer:
            if route.access != "source":
                assert answer.status not in (401, 403), caller
            elif caller == "source":
                assert answer.status == 400  # admitted; it said nothing
            else:
                assert answer.status == (403 if caller in ROLES else 401), caller


async def test_the_audience_reaches_nothing_of_the_studio(studio: Studio) -> None:
    headers = {"Authorization": f"Bearer {studio.producer}"}
    for row in table(STUDIO):
        method, path = row.split()
        if row in table(PUBLIC):
            continue
        async with studio.session.request(method, studio.public + path, headers=headers) as answer:
            assert answer.status == 404, row


# -- hosts and origins


@pytest.mark.parametrize("which", ["url", "public"])
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("LOCALHOST:{port}", 200),
        ("127.0.0.1", 421),
        ("127.0.0.1:1", 421),
        ("evil.example:{port}", 421),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:{port}", 421),
        ("localhost:{port}@evil.example", 421),
        ("", 421),
    ],
)
async def test_only_our_own_names_are_answered(studio: Studio, which: str, host: str, status: int) -> None:
    url = getattr(studio, which)
    port = url.rpartition(":")[2]
    path = "/settings" if which == "url" else "/"
    answered = await raw(url, f"GET {path} HTTP/1.1\r\nHost: {host.format(port=port)}\r\n")
    assert answered == (status if host else 421)


async def test_an_absolute_target_needs_our_name_too(studio: Studio) -> None:
    host = studio.url.removeprefix("http://")
    assert await raw(studio.url, f"GET http://{host}/settings HTTP/1.1\r\nHost: {host}\r\n") == 200
    for line in (
        f"GET http://evil.example/settings HTTP/1.1\r\nHost: {host}\r\n",
        f"GET http://{host}/settings HTTP/1.1\r\nHost: evil.example\r\n",
        f"GET /settings HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n",
    ):
        assert await raw(studio.url, line) in (400, 421)


async def raw(url: str, head: str) -> int:
    """The status of a request written by hand."""
    host, _, port = url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"{head}Connection: close\r\n\r\n".encode())
    line = await asyncio.wait_for(reader.readline(), 10)
    writer.close()
    return int(line.split()[1])


async def test_no_other_site_may_change_anything(studio: Studio) -> None:
    own = {"Origin": studio.url}
    for origin, status in [
        (studio.url, 200),
        (studio.url.replace("127.0.0.1", "localhost"), 200),
        ("null", 403),
        ("http://evil.example", 403),
        ("file://", 403),
        (studio.public, 403),
        (f"{studio.url}.evil.example", 403),
    ]:
        got, answer = await studio.answer("POST", "/api/clear", headers={**own, "Origin": origin})
        assert got == status, (origin, answer)


async def test_no_other_site_may_open_a_socket(studio: Studio) -> None:
    for url in (studio.url, studio.public):
        for origin in ("null", "http://evil.example"):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
                await studio.session.ws_connect(f"{url}/live", headers={"Origin": origin})
            assert refusal.value.status == 403
        async with studio.session.ws_connect(f"{url}/live", headers={"Origin": url}):
            pass


async def test_the_phone_of_another_site_may_not_ask(studio: Studio) -> None:
    for origin, status in (("http://evil.example", 403), (studio.public, 201)):
        async with studio.session.post(
            f"{studio.public}/ask", json={"text": "Why?"}, headers={"Origin": origin}
        ) as answer:
            assert answer.status == status


async def test_cross_site_reading_is_refused_but_links_lead_here(studio: Studio) -> None:
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert (await studio.answer("GET", "/control", headers=cross))[0] == 403
    assert (await studio.answer("GET", "/control", headers={**cross, "Sec-Fetch-Mode": "navigate"}))[0] == 200


async def test_a_feed_may_come_from_anywhere(studio: Studio) -> None:
    token = studio.token("source")
    headers = {"Origin": "https://chat.example", "Sec-Fetch-Site": "cross-site"}
    async with studio.session.post(
        f"{studio.public}/in/{token}", json={"text": "From the chat?"}, headers=headers
    ) as answer:
        assert answer.status == 200


async def test_a_file_that_waits_for_us_may_ask_whether_we_are_here(studio: Studio) -> None:
    headers = {"Origin": "null", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    async with studio.session.get(f"{studio.url}/here", headers=headers) as answer:
        assert (answer.status, await answer.read()) == (204, b"")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    async with studio.session.get(f"{studio.url}/here", headers={"Host": "evil.example"}) as answer:
        assert answer.status == 421


async def test_a_proxy_that_is_not_trusted_is_told_so(studio: Studio) -> None:
    status, answer = await studio.answer("GET", "/control", headers={"X-Forwarded-For": "10.0.0.1"})
    assert (status, answer["error"]) == (400, "undecodable")
    assert "trusted_proxies" in answer["message"]


async def test_after_too_many_wrong_tokens_the_refusal_comes_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[str] = []

    async def slowed() -> None:
        late.append("late")

    monkeypatch.setattr("overlay.web.access.slowed", slowed)
    async with started(tmp_path, limits=Limits(bad_tokens_minute=3)) as studio:
        for _ in range(3):
            assert (await studio.answer("GET", "/api/state", token="wrong"))[0] == 401
        assert late == []
        assert (await studio.answer("GET", "/api/state", token="wrong"))[0] == 401
        assert (await studio.answer("POST", "/api/join", {"code": "wrong"}, token=""))[0] == 401
        async with studio.live("crew", "wrong") as page:
            assert await page.closed() == 4401
        assert late == ["late"] * 3
        assert (await studio.answer("GET", "/api/state"))[0] == 200
        assert late == ["late"] * 3


# -- bodies

HOSTILE = {
    "empty": b"",
    "cut off": b'{"type": "ask"',
    "no object": b"[1]",
    "no type": b"{}",
    "unknown type": b'{"type": "nope"}',
    "unknown field": b'{"type": "next", "extra": 1}',
    "wrong field": b'{"type": "ask", "text": 3}',
    "lone surrogate": b'{"type": "ask", "text": "\\ud800"}',
    "bad UTF-8": b'{"type": "ask", "text": "\xff"}',
    "NaN": b'{"type": "take", "graphic": "join-code", "data": {"a": NaN}}',
    "deep nesting": b'{"type": "take", "graphic": "join-code", "data": {"a": %s}}'
    % (b"[" * 30000 + b"]" * 30000),
    "nested": b'{"type": "take", "graphic": "join-code", "data": {"a": %s}}' % (b"[" * 300 + b"]" * 300),
    "big number": b'{"type": "next", "if_rev": %s}' % (b"9" * 5000),
    "big float": b'{"type": "next", "if_rev": 1e999}',
    "big number in data": b'{"type": "take", "graphic": "join-code", "data": {"a": %s}}' % (b"9" * 5000),
    "NUL": b'\x00{"type": "next"}',
    "UTF-16": '{"type": "next"}'.encode("utf-16"),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
async def test_what_cannot_be_read_is_refused_in_a_sentence(studio: Studio, body: bytes) -> None:
    status, answer = await studio.answer("POST", "/api/commands", data=body)
    assert (status, answer["error"]) == (400, "undecodable")
    assert answer["message"].endswith(".")
    before = studio.app.desk.show.rev
    async with studio.session.post(f"{studio.public}/ask", data=body) as public_answer:
        assert public_answer.status in (400, 413)
    assert studio.app.desk.show.rev == before


async def test_control_characters_in_a_question_do_no_harm(studio: Studio) -> None:
    reply = await studio.command("ask", text="A\u202e\x00\x07B?", name="\u0000")
    question = studio.app.desk.show.questions[reply["id"]]
    assert (question.text, question.name) == ("A B?", "")


LARGE = [route for route in (*studio.ROUTES, *public.ROUTES) if route.takes is not None]


@pytest.mark.parametrize("route", LARGE, ids=key)
async def test_a_body_over_the_limit_is_refused(studio: Studio, route: Route) -> None:
    url = studio.public if route in public.ROUTES else studio.url
    token = studio.token("source") if route.access == "source" else studio.producer
    headers = {"Authorization": f"Bearer {token}"}
    query = "?name=a.csv" if isinstance(route.takes, Raw) else ""
    path = route.path.replace("{token}", token).replace("{id}", "x").replace("{name}", "x")
    body = b'"' + b"a" * route.size + b'"'

    async def slices() -> Any:
        for start in range(0, len(body), 65536):
            yield body[start : start + 65536]

    for data in (io.BytesIO(body), slices()):
        try:
            async with studio.session.request(
                route.method, url + path + query, data=data, headers=headers
            ) as answer:
                assert answer.status == 413
        except aiohttp.ClientOSError:
            continue  # it was refused before all of it was sent
    if isinstance(route.takes, Form):
        form = {"text": "a" * route.size * 4}
        async with studio.session.post(url + path, data=form) as answer:
            assert answer.status == 413
            assert answer.content_type == "text/html"


async def test_a_packed_body_is_not_unpacked(studio: Studio) -> None:
    headers = {"Content-Encoding": "gzip"}
    status, answer = await studio.answer("POST", "/api/commands", data=b"\x1f\x8b", headers=headers)
    assert (status, answer["error"]) == (400, "undecodable")


async def test_refusals_speak_the_callers_language(studio: Studio) -> None:
    headers = {"Accept-Language": "fr-FR, en;q=0.5"}
    _, french = await studio.answer("GET", "/api/state", token="", headers=headers)
    _, english = await studio.answer("GET", "/api/state", token="")
    assert french["error"] == english["error"]
    assert french["message"] != english["message"]


async def test_unknown_places_and_methods_are_refused_like_everything_else(studio: Studio) -> None:
    for method, path, status in [
        ("GET", "/nowhere", 404),
        ("DELETE", "/control", 405),
        ("GET", "/api/next", 405),
    ]:
        got, answer = await studio.answer(method, path)
        assert got == status
        assert msgspec.convert(answer, dict[str, str]).keys() == {"error", "message"}


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../config.py",
        "/static/..%2f..%2fconfig.py",
        "/static/..%5c..%5cconfig.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/C:%5Cwindows",
        "/graphics/_pages/control.html",
        "/graphics/..%2f_pages%2fcontrol.html",
    ],
)
async def test_no_path_leads_out_of_the_table(studio: Studio, path: str) -> None:
    host = studio.url.removeprefix("http://")
    assert await raw(studio.url, f"GET {path} HTTP/1.1\r\nHost: {host}\r\n") in (400, 404)
