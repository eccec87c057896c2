from __future__ import annotations

import json
from pathlib import Path

from overlay.show.model import LAYERS, QUESTION_LAYERS, SHIPPED, STATUSES, Settings

GRAPHICS = Path(__file__).parents[2] / "overlays_html"


def test_layers_stand_in_order_of_height() -> None:
    heights = [layer.z for layer in LAYERS.values()]
    assert heights == sorted(set(heights))


def test_the_forms_of_a_question_are_layers_of_different_groups() -> None:
    assert len({LAYERS[layer].group for layer in QUESTION_LAYERS}) == len(QUESTION_LAYERS)


def test_every_graphic_has_one_layer_and_a_folder_with_its_name() -> None:
    assert len(SHIPPED) == len(LAYERS)
    for graphic in SHIPPED:
        (manifest,) = (GRAPHICS / graphic).glob("*.ograf.json")
        assert json.loads(manifest.read_text(encoding="utf-8"))["id"] == f"overlay-{graphic}"


def test_the_life_of_a_question_is_as_in_the_words() -> None:
    words = (Path(__file__).parents[2] / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    assert ", ".join(status.replace("_", " ") for status in STATUSES) in words


def test_a_new_show_takes_questions_of_140_characters() -> None:
    settings = Settings()
    assert (settings.intake, settings.limit, settings.solo) == ("open", 140, False)
