"""What the set-up finds, does and tells; against real OBS: test_real_obs.py."""

from __future__ import annotations

from overlay.obs.browser import right_settings
from overlay.obs.client import ObsAddress
from overlay.obs.link import visit
from overlay.obs.scene_map import parse_scene_map
from overlay.obs.setup import DONE, FOUND, Done, Finding, examine, set_up
from tests.obs.fake_obs import FakeObs, fake_obs

URL = "http://127.0.0.1:4747/overlay#token"
SCENE_MAP = parse_scene_map('[moment.question]\nscene = "Interview"\n[moment.end]\nscene = "End"')
KEYS = "next, take, clear, back, skip"


async def run(obs: FakeObs) -> list[Done]:
    async with visit(ObsAddress("127.0.0.1", obs.port), "secret") as call:
        return await set_up(call, SCENE_MAP, URL)


async def look(obs: FakeObs) -> list[Finding]:
    async with visit(ObsAddress("127.0.0.1", obs.port), "secret") as call:
        return await examine(call, SCENE_MAP, URL)


async def test_a_bare_obs_gets_everything_once() -> None:
    async with fake_obs(scenes=("Host", "End")) as obs:
        done = await run(obs)
        assert [one.sentence for one in done] == [
            "Made the scene Interview. It is empty: put your camera in it, or name one of your own scenes in "
            "scenes/map.toml.",
            "Made the scene Overlay layer.",
            "Made the scene Controls.",
            "Made the browser source Overlay, 1920 × 1080, in the scene Overlay layer.",
            "Put the Overlay layer on top of the scene Interview.",
            "Put the Overlay layer on top of the scene End.",
            f"Made hidden items in the scene Controls for OBS's hotkeys: {KEYS}.",
        ]
        assert obs.inputs["Overlay"]["settings"] == right_settings(URL, 1920, 1080)
        assert not any(item["sceneItemEnabled"] for item in obs.scenes["Controls"])
        assert [item["sourceName"] for item in obs.scenes["Host"]] == []
        obs.add_item("Interview", "Host")
        assert [one.sentence for one in await run(obs)] == ["Nothing to do: OBS is ready."]
        assert await look(obs) == []


async def test_a_scene_that_a_take_would_show_empty_is_told_until_something_is_in_it() -> None:
    async with fake_obs(scenes=("Host", "Interview")) as obs:
        assert [one.code for one in await run(obs)][-1] == "scene_empty"
        (told,) = await run(obs)
        assert told.sentence.startswith("The scene Interview is empty") and not told.failed
        (found,) = await look(obs)
        assert (found.code, found.params, found.is_warning) == ("scene_empty", {"scene": "Interview"}, True)
        assert "scenes/map.toml" in found.mend
        obs.add_input("Interview", "Camera", "image_source", {})
        assert await look(obs) == []


async def test_to_examine_changes_nothing_and_tells_the_same() -> None:
    async with fake_obs(scenes=("Host",)) as obs:
        found = await look(obs)
        assert not any(name.startswith(("Create", "Set")) for name, _ in obs.requests)
        assert [one.code for one in found] == [one.code for one in await run(obs)]
        assert found[0].sentence == "OBS has no scene Interview."
        assert found[0].mend.startswith("Run the set-up")


async def test_wrong_settings_are_put_right_and_named_and_others_left_alone() -> None:
    async with fake_obs(scenes=("Host",)) as obs:
        await run(obs)
        obs.add_item("Interview", "Host")
        settings = obs.inputs["Overlay"]["settings"]
        settings |= {
            "url": "http://127.0.0.1:4747/overlay#former",
            "width": 800,
            "shutdown": True,
            "css": "x{}",
        }
        assert [one.sentence for one in await run(obs)] == [
            "Put right in the browser source Overlay: url, width, shutdown."
        ]
        assert settings == right_settings(URL, 1920, 1080) | {"css": "x{}"}


async def test_an_overlay_taken_out_of_its_places_is_put_back() -> None:
    async with fake_obs(scenes=("Host",)) as obs:
        await run(obs)
        obs.scenes["Overlay layer"].clear()
        obs.scenes["End"].clear()
        obs.scenes["Interview"][0]["sceneItemEnabled"] = False
        obs.add_item("Interview", "Host")
        assert [one.code for one in await run(obs)] == ["overlay_misplaced", "layer_hidden", "layer_missing"]
        assert await look(obs) == []


async def test_an_obs_without_browser_source_gets_the_rest_and_is_told() -> None:
    async with fake_obs(scenes=("Host",)) as obs:
        obs.kinds.remove("browser_source")
        done = await run(obs)
        assert [one.code for one in done if one.failed] == ["no_browser_source"]
        assert done[4].sentence == "This OBS has no browser source: the overlay cannot be shown in it."
        assert [item["sourceName"] for item in obs.scenes["Interview"]] == ["Overlay layer"]
        assert obs.named("CreateInput")[0]["inputName"] == "next"
        assert [one.code for one in await run(obs)] == ["no_browser_source", "scene_empty"]
        assert "obsproject.com" in (await look(obs))[0].mend


async def test_a_kind_that_obs_lists_and_then_refuses_is_told_alike() -> None:
    async with fake_obs(scenes=("Host",)) as obs:
        async with visit(ObsAddress("127.0.0.1", obs.port), "secret") as call:

            async def refusing(name: str, data: dict[str, object]) -> dict[str, object]:
                if name == "CreateInput":
                    obs.kinds = []
                return await call(name, data)

            done = await set_up(refusing, SCENE_MAP, URL)
        assert "no_browser_source" in [one.code for one in done if one.failed]


async def test_a_source_of_another_kind_under_our_name_is_left_alone() -> None:
    async with fake_obs(scenes=("Host",)) as obs:
        obs.add_input("Host", "Overlay", "image_source", {"file": "a.png"})
        failed = [one for one in await run(obs) if one.failed]
        assert [one.sentence for one in failed] == [
            "The source called Overlay is no browser source but image_source; it was left alone."
        ]
        assert obs.inputs["Overlay"]["settings"] == {"file": "a.png"}


async def test_a_key_whose_name_is_taken_uses_that_source() -> None:
    async with fake_obs(scenes=("Host",)) as obs:
        obs.add_input("Host", "next", "image_source", {})
        assert not any(one.failed for one in await run(obs))
        hidden = {item["sourceName"]: item["sceneItemEnabled"] for item in obs.scenes["Controls"]}
        assert hidden == dict.fromkeys(KEYS.split(", "), False)


async def test_what_obs_refuses_is_told_and_the_rest_done() -> None:
    async with fake_obs(scenes=("Host",)) as obs:
        async with visit(ObsAddress("127.0.0.1", obs.port), "secret") as call:
            obs.scenes["Controls"] = []
            listed = obs._do_GetSceneList

            def without_controls(data: dict[str, object]) -> dict[str, object]:
                answer = listed(data)
                return answer | {"scenes": [s for s in answer["scenes"] if s["sceneName"] != "Controls"]}

            obs._do_GetSceneList = without_controls  # type: ignore[method-assign]
            done = await set_up(call, SCENE_MAP, URL)
        refused = [one for one in done if one.failed]
        assert refused[0].sentence.startswith("OBS refused CreateScene (601):")
        assert "Overlay" in obs.inputs


def test_every_code_has_its_sentences() -> None:
    names = ["scene", "width", "height", "settings", "keys", "kind", "request", "number", "comment"]
    params = dict.fromkeys(names, "x")
    for code in FOUND:
        assert "{" not in Finding(code, dict(params)).sentence + Finding(code).mend
    for code in DONE:
        assert "{" not in Done(code, dict(params)).sentence
    assert set(FOUND) < set(DONE)
