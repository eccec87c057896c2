"""The link against a fake that refuses, drops, hangs and is busy on demand; real OBS: test_real_obs.py."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from overlay.obs import client, linked
from overlay.obs.browser import right_settings
from overlay.obs.client import ObsAddress, ObsDown, ObsRefused
from overlay.obs.lamp import SENTENCES, Hand
from overlay.obs.link import ObsLink, visit
from overlay.obs.scene_map import parse_scene_map
from overlay.obs.standing import Surroundings
from tests.obs.fake_obs import FakeObs, fake_obs
from tests.obs.linking import CLEAR, OVERLAY_URL, PANIC, QUESTION, SCENE_MAP, Linking, linking
from tests.obs_studio import eventually, free_port

SCENES = ("Host", "Interview", "Break", "Guest", "Overlay layer", "Controls")


def furnish(obs: FakeObs) -> None:
    obs.add_input("Overlay layer", "Overlay", "browser_source", right_settings(OVERLAY_URL, 1920, 1080))
    for key in ("next", "take", "clear", "back", "skip"):
        obs.add_input("Controls", key, "color_source_v3", {}, enabled=False)


@pytest.fixture(autouse=True)
def quick_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked, "BEAT", 0.15)


@pytest_asyncio.fixture
async def obs() -> AsyncIterator[FakeObs]:
    async with fake_obs(scenes=SCENES) as fake:
        furnish(fake)
        yield fake


@pytest_asyncio.fixture
async def work(obs: FakeObs) -> AsyncIterator[Linking]:
    async with linking(obs.port, "secret") as linked_up:
        await linked_up.until("up")
        yield linked_up


async def test_the_lamp_tells_version_scene_and_that_the_overlay_is_on_program(work: Linking) -> None:
    lamp = await work.until("up", "up")
    assert (lamp.version, lamp.scene, lamp.overlay_active) == ("30.2.3", "Host", True)
    assert lamp.sentence == "OBS 30.2.3 is linked; Host is on program."


async def test_a_take_shows_the_overlay_then_switches_and_clear_returns(obs: FakeObs, work: Linking) -> None:
    await obs.switch("Guest")
    work.link.wish(CLEAR)
    work.link.wish(QUESTION)
    await eventually(lambda: obs.program == "Interview")
    names = [name for name, _ in obs.requests if name.startswith("Set")]
    assert names[:2] == ["SetSceneItemEnabled", "SetCurrentProgramScene"]
    await eventually(lambda: work.link.lamp.scene == "Interview")
    work.link.wish(CLEAR)
    await eventually(lambda: obs.program == "Guest")


async def test_wishes_while_obs_is_away_are_one_wish_when_it_is_back() -> None:
    port = free_port()
    async with linking(port, "secret") as work:
        await work.until("down", "not_running")
        for situation in (CLEAR, QUESTION, CLEAR, QUESTION):
            work.link.wish(situation)
        async with fake_obs(scenes=SCENES, port=port) as obs:
            furnish(obs)
            await eventually(lambda: obs.program == "Interview")
            await work.until("up")
            assert len(obs.named("SetCurrentProgramScene")) == 1
            assert len(obs.named("SetSceneItemEnabled")) == 1


async def test_after_a_drop_the_whole_wish_is_sent_once(obs: FakeObs, work: Linking) -> None:
    work.link.wish(QUESTION)
    await eventually(lambda: obs.program == "Interview")
    obs.requests.clear()
    obs.program = "Host"
    await obs.drop()
    await work.until("down")
    await work.until("up")
    await eventually(lambda: obs.named("SetCurrentProgramScene"))
    await obs.beats()
    assert obs.named("SetCurrentProgramScene") == [{"sceneName": "Interview"}]
    assert len(obs.named("SetSceneItemEnabled")) == 1


async def test_a_hand_on_the_scene_is_noticed_and_clear_respects_it(obs: FakeObs, work: Linking) -> None:
    work.link.wish(QUESTION)
    await eventually(lambda: obs.program == "Interview")
    await obs.switch("Guest")
    await eventually(lambda: work.hands)
    assert work.hands == [Hand("scene", "Guest")]
    assert work.hands[0].sentence == "In OBS, somebody switched to the scene Guest."
    await eventually(lambda: work.link.lamp.scene == "Guest")
    work.link.wish(CLEAR)
    await obs.beats()
    assert obs.program == "Guest"


async def test_a_clear_right_after_a_hand_does_not_race_it(obs: FakeObs, work: Linking) -> None:
    work.link.wish(QUESTION)
    await eventually(lambda: obs.program == "Interview")
    obs.program = "Guest"  # no event has come yet
    work.link.wish(CLEAR)
    await eventually(lambda: work.hands)
    await obs.beats()
    assert obs.program == "Guest"


async def test_the_scene_told_while_leaving_studio_mode_is_no_hand(obs: FakeObs, work: Linking) -> None:
    await obs.emit("CurrentProgramSceneChanged", {"sceneName": "Break"}, 2)
    await obs.beats()
    assert work.hands == []
    assert "Break" not in {lamp.scene for lamp in work.lamps}


async def test_a_hand_on_the_overlay_is_noticed(obs: FakeObs, work: Linking) -> None:
    work.link.wish(QUESTION)
    await eventually(lambda: obs.program == "Interview")
    await obs.enable("Overlay layer", "Overlay", False)
    await eventually(lambda: work.hands == [Hand("hidden")])
    await obs.emit("InputActiveStateChanged", {"inputName": "Overlay", "videoActive": False}, 17)
    await eventually(lambda: work.link.lamp.overlay_active is False)


async def test_panic_hides_and_release_shows(obs: FakeObs, work: Linking) -> None:
    item = obs.scenes["Overlay layer"][0]
    work.link.wish(QUESTION)
    await eventually(lambda: obs.program == "Interview")
    work.link.wish(PANIC)
    await eventually(lambda: not item["sceneItemEnabled"])
    work.link.wish(CLEAR)
    await eventually(lambda: item["sceneItemEnabled"])
    assert obs.program == "Interview"
    assert work.hands == []


async def test_started_on_air_clear_still_returns_to_the_scene_before_the_take(obs: FakeObs) -> None:
    async with linking(obs.port, "secret") as former:
        former.link.wish(CLEAR)
        await former.until("up")
        former.link.wish(QUESTION)
        await eventually(lambda: obs.kept.get("overlay.before") == "Host")
    async with linking(obs.port, "secret") as work:
        work.link.wish(QUESTION)
        await work.until("up")
        work.link.wish(CLEAR)
        await eventually(lambda: obs.program == "Host")


async def test_a_wrong_password_is_told_and_not_hammered(obs: FakeObs) -> None:
    async with linking(obs.port, "wrong") as work:
        lamp = await work.until("refused", "wrong_password")
        assert lamp.retry_in == 10
        assert "refused the password" in lamp.sentence
        assert obs.refused_passwords == 1
        work.password = "secret"
        work.link.try_again()
        await work.until("up")


async def test_a_missing_password_is_told(obs: FakeObs) -> None:
    async with linking(obs.port, None) as work:
        await work.until("refused", "no_password")
    assert obs.refused_passwords == 0


async def test_an_obs_without_password_is_linked_and_warned_of() -> None:
    async with fake_obs(password="", scenes=SCENES) as obs, linking(obs.port, None) as work:
        furnish(obs)
        lamp = await work.until("up", "up_no_password")
        assert "anyone in this network" in lamp.sentence


async def test_a_busy_obs_is_busy_until_it_is_ready(obs: FakeObs) -> None:
    obs.not_ready = True
    async with linking(obs.port, "secret") as work:
        assert (await work.until("busy")).retry_in is not None
        obs.not_ready = False
        await work.until("up")


async def test_busy_in_the_middle_is_told_and_passes(obs: FakeObs, work: Linking) -> None:
    obs.not_ready = True
    await work.until("busy")
    with pytest.raises(ObsDown, match="busy"):
        await work.link.call("GetVersion")
    obs.not_ready = False
    await work.until("up")


async def test_a_silent_obs_is_noticed(obs: FakeObs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TIMEOUT", 0.3)
    async with linking(obs.port, "secret") as work:
        await work.until("up")
        obs.silent = True
        await work.until("down", "frozen")
        obs.silent = False
        await work.until("up")


async def test_a_kick_is_respected_until_somebody_asks(obs: FakeObs, work: Linking) -> None:
    await obs.close_all(4011)
    lamp = await work.until("kicked")
    assert lamp.retry_in is None
    work.link.try_again()
    await work.until("up")


async def test_on_exit_both_sockets_are_dropped_at_once(obs: FakeObs, work: Linking) -> None:
    await obs.emit("ExitStarted", {})
    await eventually(lambda: "exited" in [lamp.code for lamp in work.lamps])


async def test_something_else_on_the_port_is_told() -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    async with server, linking(server.sockets[0].getsockname()[1], "secret") as work:
        await work.until("down", "not_obs")


async def test_a_new_address_is_linked_at_once(obs: FakeObs, work: Linking) -> None:
    async with fake_obs(scenes=SCENES) as other:
        furnish(other)
        work.link.replace_address(ObsAddress("127.0.0.1", other.port))
        await eventually(lambda: len(other.sessions) == 2 and not obs.sessions)
        work.link.replace_address(None)
        await work.until("off")
        await eventually(lambda: not other.sessions)


async def test_a_scene_collection_is_read_anew(obs: FakeObs, work: Linking) -> None:
    work.link.wish(QUESTION)
    await eventually(lambda: obs.program == "Interview")
    await obs.emit("CurrentSceneCollectionChanging", {"sceneCollectionName": "A"}, 1)
    await work.until("busy")
    obs.program, obs.scenes = "Other", {"Other": [], "Interview": [], "Overlay layer": []}
    obs.inputs.clear()
    await obs.emit("CurrentSceneCollectionChanged", {"sceneCollectionName": "B"}, 1)
    await work.until("up", "up_no_overlay")
    assert obs.program == "Interview"


async def test_a_missing_scene_is_told_by_name_and_logged_once(
    obs: FakeObs, caplog: pytest.LogCaptureFixture
) -> None:
    del obs.scenes["Interview"]
    async with linking(obs.port, "secret") as work:
        lamp = await work.until("up", "up_no_scene")
        assert lamp.sentence.startswith(
            "OBS has no scene “Interview”, which scenes/map.toml names for “question”:"
        )
        for situation in (QUESTION, CLEAR, QUESTION):
            work.link.wish(situation)
            await obs.beats()
        assert obs.named("SetCurrentProgramScene")
        assert [told.getMessage() for told in caplog.records if told.levelno >= logging.WARNING] == [
            lamp.sentence
        ]
        await obs._do_CreateScene({"sceneName": "Interview"})
        await work.until("up", "up")


async def test_a_missing_overlay_is_logged_once_and_not_as_obs_says_it(
    obs: FakeObs, caplog: pytest.LogCaptureFixture
) -> None:
    obs.scenes["Overlay layer"].clear()
    async with linking(obs.port, "secret") as work:
        lamp = await work.until("up", "up_no_overlay")
        for situation in (QUESTION, CLEAR, QUESTION):
            work.link.wish(situation)
            await obs.beats()
        assert [told.getMessage() for told in caplog.records if told.levelno >= logging.WARNING] == [
            lamp.sentence
        ]


async def test_an_obs_without_browser_source_is_not_sent_to_the_set_up(obs: FakeObs) -> None:
    obs.kinds.remove("browser_source")
    obs.scenes["Overlay layer"].clear()
    async with linking(obs.port, "secret") as work:
        lamp = await work.until("up", "up_no_browser_source")
        assert lamp.sentence.startswith("This OBS has no browser source") and "set-up" not in lamp.sentence


async def test_another_map_holds_from_the_next_wish_and_moves_nothing(obs: FakeObs, work: Linking) -> None:
    work.link.wish(QUESTION)
    await eventually(lambda: obs.program == "Interview")
    work.link.replace_map(parse_scene_map('[moment.question]\nscene = "Gest"'))
    assert "“Gest”" in (await work.until("up", "up_no_scene")).sentence
    work.link.replace_map(parse_scene_map('[moment.question]\nscene = "Guest"'))
    await work.until("up", "up")
    assert obs.program == "Interview"
    work.link.wish(CLEAR)
    await eventually(lambda: obs.program == "Host")
    work.link.wish(QUESTION)
    await eventually(lambda: obs.program == "Guest")


async def test_obs_keys_press_our_buttons_once(obs: FakeObs, work: Linking) -> None:
    await obs.press("next")
    await eventually(lambda: work.keys == ["next"])
    item = next(item for item in obs.scenes["Controls"] if item["sourceName"] == "next")
    await eventually(lambda: not item["sceneItemEnabled"])
    await obs.press("next")
    await eventually(lambda: not item["sceneItemEnabled"])
    await obs.press("take")
    await eventually(lambda: work.keys == ["next", "take"])


async def test_a_key_left_shown_is_hidden_and_not_pressed(obs: FakeObs) -> None:
    for item in obs.scenes["Controls"]:
        item["sceneItemEnabled"] = True
    async with linking(obs.port, "secret") as work:
        await work.until("up")
        assert not any(item["sceneItemEnabled"] for item in obs.scenes["Controls"])
        await obs.beats()
        assert work.keys == []


async def test_our_blank_sources_are_reloaded_once(obs: FakeObs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked, "BLANK_FOR", 0.05)
    obs.add_input("Host", "Somebody's", "browser_source", {"url": "http://127.0.0.1:9/other"})
    obs.add_input("Host", "Second", "browser_source", {"url": "http://localhost:9/overlay?output=2#token"})
    async with linking(obs.port, "secret") as work:
        work.pages = 0
        await eventually(lambda: len(obs.named("PressInputPropertiesButton")) == 2)
        await obs.drop()
        await work.until("down")
        await work.until("up")
        await obs.beats()
    pressed = [data["inputName"] for data in obs.named("PressInputPropertiesButton")]
    assert pressed == ["Overlay", "Second"]


async def test_a_living_page_is_left_alone(obs: FakeObs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked, "BLANK_FOR", 0.05)
    async with linking(obs.port, "secret") as work:
        await work.until("up")
        await obs.beats()
    assert obs.named("PressInputPropertiesButton") == []


async def test_calls_from_many_sides_each_get_their_own_answer(work: Linking) -> None:
    async def ask(number: int) -> None:
        if number % 2:
            assert "obsVersion" in await work.link.call("GetVersion")
        else:
            assert "scenes" in await work.link.call("GetSceneList")

    await asyncio.gather(*(ask(number) for number in range(60)))


async def test_a_refusal_is_a_sentence_and_the_link_lives(work: Linking) -> None:
    with pytest.raises(ObsRefused, match=r"OBS refused GetInputSettings: .* \(600\)"):
        await work.link.call("GetInputSettings", {"inputName": "none"})
    assert "obsVersion" in await work.link.call("GetVersion")


async def test_a_call_without_obs_says_why() -> None:
    async with linking(free_port(), "secret") as work:
        await work.until("down", "not_running")
        with pytest.raises(ObsDown, match="OBS is not running"):
            await work.link.call("GetVersion")


async def test_who_is_told_may_fail_and_the_link_lives(
    obs: FakeObs, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(key: str) -> None:
        raise RuntimeError("no")

    around = Surroundings(lambda lamp: None, lambda hand: None, fail, lambda: OVERLAY_URL, lambda: 1)
    link = ObsLink(ObsAddress("127.0.0.1", obs.port), lambda: "secret", SCENE_MAP, around)
    task = asyncio.create_task(link.run())
    await eventually(lambda: link.lamp.state == "up")
    await obs.press("next")
    await eventually(lambda: "What OBS told was not taken in: next" in caplog.text)
    sessions = list(obs.sessions)
    await obs.beats()
    assert list(obs.sessions) == sessions
    task.cancel()


async def test_a_proxy_in_the_environment_is_not_asked(obs: FakeObs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("no_proxy", "example.org")
    async with linking(obs.port, "secret") as work:
        await work.until("up")
    assert os.environ["no_proxy"] == "example.org,127.0.0.1"


async def test_the_password_is_in_no_log(obs: FakeObs, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with linking(obs.port, "secret") as work:
        await work.until("up")
        with pytest.raises(ObsRefused):
            await work.link.call("GetInputSettings", {"inputName": "none"})
        assert "secret" not in repr(work.link)
    assert "secret" not in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_visit_needs_no_running_link(obs: FakeObs) -> None:
    async with visit(ObsAddress("127.0.0.1", obs.port), "secret") as call:
        assert (await call("GetVersion", {}))["obsVersion"] == "30.2.3"
    await eventually(lambda: not obs.sessions)
    with pytest.raises(ObsDown, match="refused the password"):
        async with visit(ObsAddress("127.0.0.1", obs.port), "wrong"):
            pass


def test_every_sentence_can_be_filled() -> None:
    params = {"host": "h", "port": 1, "version": "v", "scene": "s", "missing": "m", "moment": "n"}
    assert all("{" not in sentence.format(**params) for sentence in SENTENCES.values())
