"""docs/lamps.md names every lamp and its fields."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from overlay.obs.lamp import Hand, ObsLamp
from overlay.web.lamps import Pictures, Replaying
from tests.studio import Studio

PAGE = (Path(__file__).parents[2] / "docs" / "lamps.md").read_text(encoding="utf-8")


async def test_every_lamp_is_described_field_by_field(studio: Studio) -> None:
    studio.app.lamps.replay(Replaying("a.csv", 1, 2))
    rows = re.findall(r"^\| `(\w+)` \|([^|]*)\|", PAGE, re.MULTILINE)
    told = {name: fields.replace("`", "").split() for name, fields in rows}
    lamps = studio.app.lamps.read("en")
    assert list(told) == list(lamps)
    for name, lamp in lamps.items():
        fields = lamp if isinstance(lamp, dict) else getattr(lamp, "__struct_fields__", ())
        assert told[name] == list(fields), name


async def test_the_crew_hears_when_the_disk_is_nearly_full(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = studio.app.desk.journal
    async with studio.live("crew") as crew:
        await crew.until("lamps", lambda said: not said["lamps"]["disk"]["low"])
        monkeypatch.setattr(type(journal), "low", property(lambda journal: True))
        journal.on_low(True)
        await crew.until("lamps", lambda said: said["lamps"]["disk"]["low"])


async def test_lamps_speak_the_language_of_who_reads(studio: Studio) -> None:
    studio.app.lamps.obs(ObsLamp("down", "not_running"))
    studio.app.lamps.hand(Hand("scene", "Interview"))
    english, french = studio.app.lamps.read("en")["obs"], studio.app.lamps.read("fr")["obs"]
    assert english["sentence"].startswith("OBS is not running")
    assert french["sentence"].startswith("OBS n’est pas lancé")
    assert "Interview" in french["hand"]
    assert english["state"] == french["state"] == "down"


async def test_the_tally_waits_for_the_newest_picture_to_be_drawn(studio: Studio) -> None:
    await studio.queued("Why?")
    taken = await studio.command("next")
    lamps = studio.app.lamps

    def tally() -> str:
        return lamps.tally

    lamps.pictures = lambda: Pictures(overlay=1, seen=taken["rev"])
    assert tally() == "red"
    await studio.command("edit", id=taken["on_air"], text="Why not?")
    assert tally() == "red"
    updated = await studio.command("update")
    assert tally() == "amber"
    lamps.pictures = lambda: Pictures(overlay=1, seen=updated["rev"])
    assert tally() == "red"


async def test_a_page_on_which_the_graphic_broke_does_not_show_it(studio: Studio) -> None:
    await studio.queued("Why?")
    async with studio.live("overlay") as overlay:
        await overlay.until("view")
        taken = await studio.command("next")
        await overlay.until("patch")
        await overlay.say({"fault": {"graphic": "lower-third", "sentence": "It broke."}})
        await overlay.say({"seen": taken["rev"]})
        async with studio.live("crew") as crew:
            await crew.until("lamps", lambda said: "It broke." in said["lamps"]["faults"])
            assert studio.app.lamps.tally == "amber"
        await studio.command("clear")
        taken = await studio.command("take", id=taken["on_air"], graphic="question-card")
        await overlay.say({"seen": taken["rev"]})
        async with studio.live("crew") as crew:
            await crew.until("lamps", lambda said: said["lamps"]["tally"] == "red")
