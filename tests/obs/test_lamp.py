from __future__ import annotations

from pathlib import Path

import pytest

from overlay.obs.lamp import HANDS, SENTENCES, Hand, ObsLamp
from overlay.obs.scene_map import MOMENTS

PAGE = (Path(__file__).parents[2] / "docs" / "obs.md").read_text("utf-8")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_of_the_lamp_stands_in_the_docs(code: str) -> None:
    assert f"| {SENTENCES[code]} |" in PAGE


def test_the_docs_name_every_moment() -> None:
    assert all(f"`{moment}`" in PAGE for moment in MOMENTS)


def test_a_lamp_fills_its_sentence() -> None:
    assert ObsLamp().sentence == "OBS is not used."
    lamp = ObsLamp("up", "up", {"version": "30.2.3", "scene": "{Host}"})
    assert lamp.sentence == "OBS 30.2.3 is linked; {Host} is on program."


def test_a_hand_is_a_sentence() -> None:
    assert Hand("hidden").sentence == "In OBS, somebody hid the overlay."
    assert {Hand(code).code for code in ("scene", "hidden", "shown")} == set(HANDS)
