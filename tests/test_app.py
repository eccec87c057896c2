"""The whole program: how it starts, what it leaves behind, what it keeps to itself."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import stat
from pathlib import Path
from typing import Any

import pytest

from overlay.address import Address
from overlay.app import serve
from overlay.config import Config, Limits
from overlay.errors import ConfigError, FolderInUse, PortTaken
from overlay.process import RUN_FILE
from tests.studio import ANY, Socket, Studio, eventually, started

# -- start and end


async def test_the_picture_is_there_again_after_a_restart(tmp_path: Path) -> None:
    async with started(tmp_path) as studio:
        question = await studio.queued("Still on air?", "Mia")
        await studio.command("next")
        before = await studio.call("GET", "/api/state")
        token = studio.producer
    async with started(tmp_path) as studio:
        after = await studio.call("GET", "/api/state", token=token)
        assert (after["on_air"], after["epoch"]) == (question, before["epoch"])
        assert after["rev"] == before["rev"]
        async with studio.live("overlay", studio.app.tokens.overlay) as page:
            whole = await page.until("view")
            assert whole["view"]["layers"][0]["data"]["text"] == "Still on air?"


async def test_a_port_that_is_taken_is_told_and_the_folder_is_free_again(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for name in ("studio", "public"):
            with pytest.raises(PortTaken) as refusal:
                async with started(tmp_path, **{name: Address("127.0.0.1", port)}):
                    pass
            assert f"Port {port} is taken" in str(refusal.value)
            assert f"--{name} 127.0.0.1:PORT" in str(refusal.value)
            assert refusal.value.exit_code == 3
            assert not (tmp_path / RUN_FILE).exists()
    async with started(tmp_path):
        pass


async def test_a_second_program_on_the_folder_is_refused(studio: Studio) -> None:
    with pytest.raises(FolderInUse) as refusal:
        async with started(studio.app.config.data):
            pass
    assert refusal.value.exit_code == 3
    assert await studio.queued("The first goes on?")


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
async def test_a_host_that_is_not_ours_is_told(tmp_path: Path, host: str) -> None:
    with pytest.raises(ConfigError, match="no address of this computer"):
        async with started(tmp_path, studio=Address(host, 0)):
            pass


async def test_a_mistake_in_the_scene_map_is_told_at_start(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "map.toml").write_text("[moment.qestion]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="qestion"):
        async with started(tmp_path):
            pass


async def test_run_json_leads_the_command_line_here_and_goes_with_us(tmp_path: Path) -> None:
    path = tmp_path / RUN_FILE
    async with started(tmp_path) as studio:
        run = json.loads(path.read_text())
        assert run["pid"] == os.getpid()
        assert (run["studio"], run["public"]) == (studio.url, studio.public)
        assert (await studio.call("GET", "/api/state", token=run["token"]))["role"] == "producer"
        if os.name != "nt":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
        token = run["token"]
    assert not path.exists()
    async with started(tmp_path) as studio:
        assert (await studio.answer("GET", "/api/state", token=token))[0] == 401


async def test_every_start_makes_a_control_link_that_is_good_once(studio: Studio) -> None:
    address, _, code = studio.run.control.partition("#once=")
    assert address == f"{studio.url}/control"
    joined = await studio.call("POST", "/api/join", {"code": code}, token="")
    assert joined["role"] == "producer"
    assert (await studio.answer("POST", "/api/join", {"code": code}, token=""))[0] == 401


async def test_without_an_audience_there_is_no_public_listener(tmp_path: Path) -> None:
    async with started(tmp_path, public=None) as studio:
        assert studio.public == ""
        assert (await studio.call("GET", "/api/links"))["audience"] == []
        status, answer = await studio.answer("POST", "/api/lan", {"on": True})
        assert (status, answer["error"]) == (409, "illegal")
        await studio.command("take", graphic="join-code")
        async with studio.session.get(f"{studio.url}/qr.svg") as qr:
            assert qr.status == 200


async def test_the_lines_are_announced_in_order_and_a_signal_ends_it(tmp_path: Path) -> None:
    lines: list[str] = []
    serving = asyncio.create_task(
        serve(Config(data=tmp_path, studio=ANY, public=ANY, use_obs=False), announce=lines.append)
    )
    await eventually(lambda: lines[-1:] == ["overlay: ready"])
    assert [line.split(":")[0] for line in lines] == ["control", "overlay", "audience", "overlay"]
    os.kill(os.getpid(), 15)
    await asyncio.wait_for(serving, 20)
    assert not (tmp_path / RUN_FILE).exists()


# -- the network


async def test_the_audiences_page_opens_to_the_network_and_closes_again(studio: Studio) -> None:
    port = studio.public.rpartition(":")[2]
    async with studio.phone() as phone, phone.live() as page:
        await page.until("view")
        opened = await studio.call("POST", "/api/lan", {"on": True})
        assert opened["on"] is True
        assert "not encrypted" in opened["warning"]
        for url in opened["urls"]:
            assert url.endswith(f":{port}")
            assert url in (await studio.call("GET", "/api/links"))["audience"]
        assert studio.app.public.address.host == "0.0.0.0"
        lamps = (await studio.call("GET", "/api/state"))["lamps"]["lan"]
        assert lamps == {"on": True, "urls": opened["urls"]}
        closed = await studio.call("POST", "/api/lan", {"on": False})
        assert (closed["on"], closed["urls"], closed["warning"]) == (False, [], "")
        assert studio.app.public.address.host == "127.0.0.1"
        await studio.queued("Do open pages live on?")
        await studio.command("next")
        assert await page.until("patch")
    assert studio.app.studio.address.host == "127.0.0.1"


async def test_in_the_network_only_a_producer_stays_at_this_computer(tmp_path: Path) -> None:
    async with started(tmp_path, studio_lan=True) as studio:
        assert studio.app.studio.address.host == "0.0.0.0"
        hosts = studio.app.addresses.studio_lan_hosts
        for role in ("host", "producer"):
            link = await studio.call("POST", "/api/links", {"role": role})
            here = "127.0.0.1" if role == "producer" or not hosts else hosts[0]
            assert link["url"].startswith(f"http://{here}:{studio.app.addresses.studio_port}/control#once=")
        assert studio.run.control.startswith("http://127.0.0.1:")


async def test_the_public_url_is_the_address_that_is_given_away(tmp_path: Path) -> None:
    async with started(tmp_path, public_url="https://ask.example.org") as studio:
        assert studio.app.addresses.public == "https://ask.example.org"
        port = studio.app.addresses.public_port
        url = f"http://127.0.0.1:{port}/ask"
        for host, origin, status in [
            ("ask.example.org", "https://ask.example.org", 201),
            ("ask.example.org", "https://evil.example", 403),
            ("evil.example", "https://ask.example.org", 421),
        ]:
            headers = {"Host": host, "Origin": origin}
            async with studio.session.post(url, json={"text": "Why?"}, headers=headers) as answer:
                assert answer.status == status


async def test_behind_a_trusted_proxy_each_phone_has_its_own_address(tmp_path: Path) -> None:
    limits = Limits(ask_seconds=0, ask_waiting=0, ask_address_minute=1)
    async with started(tmp_path, limits=limits, trusted_proxies=("127.0.0.1",)) as studio:

        async def ask(forwarded: str) -> int:
            headers = {"X-Forwarded-For": forwarded}
            async with studio.phone() as phone:
                url = f"{phone.url}/ask"
                async with phone.session.post(url, json={"text": "Why?"}, headers=headers) as answer:
                    return answer.status

        assert [await ask("10.0.0.1"), await ask("10.0.0.1")] == [201, 429]
        assert await ask("10.0.0.2") == 201
        assert await ask("1.1.1.1, 10.0.0.2") == 429  # the last hop counts; the first is anybody's claim
        assert await ask("nonsense") == 400


async def test_a_client_that_drips_its_headers_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("overlay.web.listener.HEADERS_SECONDS", 0.5)
    async with started(tmp_path) as studio:
        host, _, port = studio.public.removeprefix("http://").partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET / HTTP/1.1\r\n")
        assert await asyncio.wait_for(reader.read(), 20) == b""
        writer.close()


async def test_when_the_audiences_room_is_full_the_studio_still_answers(tmp_path: Path) -> None:
    async with started(tmp_path) as studio:
        studio.app.public.most = 5
        host, _, port = studio.public.removeprefix("http://").partition(":")
        idle = [await asyncio.open_connection(host, int(port)) for _ in range(20)]
        assert await studio.queued("Does the studio answer?")
        shut = 0
        for reader, _ in idle[5:]:
            shut += await _is_shut(reader)
        assert shut == 15
        for _, writer in idle:
            writer.close()


async def _is_shut(reader: asyncio.StreamReader) -> bool:
    try:
        return await asyncio.wait_for(reader.read(), 10) == b""
    except ConnectionResetError:
        return True


# -- secrets

PASSWORD = "correct horse battery"


async def test_no_secret_shows_in_logs_pages_answers_and_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Everything is said and asked, at the lowest log level; then all of it is searched for secrets."""
    handler = logging.StreamHandler()
    root = logging.getLogger()
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.DEBUG)
    heard: list[str] = []
    try:
        async with started(tmp_path, use_obs=True, obs=Address("127.0.0.1", 1)) as studio:
            secrets = [studio.producer, studio.run.token, studio.run.control.partition("#once=")[2], PASSWORD]
            await collect(studio, heard)
            secrets += [studio.token("source"), studio.app.secrets.device_key.reveal()]
            logging.getLogger("any.library").warning("token %s password %s", secrets[0], PASSWORD)
            try:
                raise ValueError(f"holds {PASSWORD} and {secrets[0]}")
            except ValueError:
                logging.getLogger("any.library").exception("It fell.")
            status, _ = await studio.answer("GET", f"/nowhere/{secrets[0]}?token={secrets[0]}")
            assert status == 404
            heard.append(repr(studio.app.secrets.obs_password) + repr(studio.app.config))
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    logs = "".join(capfd.readouterr())
    assert "It fell." in logs
    for secret in secrets:
        assert secret not in logs
        assert secret not in "".join(heard)


async def collect(studio: Studio, heard: list[str]) -> None:
    told = await studio.call("POST", "/api/obs", {"password": PASSWORD, "address": "ws://127.0.0.1:1"})
    heard.append(json.dumps(told))
    for path in (
        *("/api/state", "/api/tokens", "/api/links", "/api/shows", "/api/questions", "/api/export"),
        *("/api/obs/doctor", "/api/openapi.json", "/control", "/settings", "/overlay", "/qr.svg"),
    ):
        heard.append(str(await studio.answer("GET", path)))
    heard.append(str(await studio.answer("POST", "/api/obs", {"password": 3, "x": PASSWORD})))
    async with studio.live("crew") as crew:
        heard.append(str(await crew.until("lamps")))
    async with studio.session.ws_connect(f"{studio.url}/live") as ws:
        await ws.send_json({"view": "crew", "token": "wrong"})
        await Socket(ws).closed()
        heard.append(str(ws.close_code))


async def test_the_password_of_obs_is_kept_and_never_told(tmp_path: Path) -> None:
    async with started(tmp_path) as studio:
        await studio.call("POST", "/api/obs", {"password": PASSWORD})
        assert studio.app.secrets.obs_password.reveal() == PASSWORD
    async with started(tmp_path) as studio:
        assert studio.app.secrets.obs_password.reveal() == PASSWORD
        told: Any = await studio.call("POST", "/api/obs", {})
        assert PASSWORD not in json.dumps(told)


async def test_a_fault_of_ours_is_told_without_its_traceback(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> Any:
        raise KeyError(PASSWORD)

    monkeypatch.setattr(studio.app.desk, "shows", broken)
    status, answer = await studio.answer("GET", "/api/shows")
    assert (status, answer["error"]) == (500, "fault")
    assert PASSWORD not in str(answer)
    assert "KeyError" not in str(answer)
    assert await studio.queued("The show goes on?")
