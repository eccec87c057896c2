from __future__ import annotations

from pathlib import Path

import pytest

from overlay.errors import ConfigError
from overlay.obs.scene_map import BEFORE, MOMENTS, Moment, parse_scene_map

SHIPPED = (Path(__file__).parents[2] / "scenes" / "map.toml").read_text("utf-8")


def test_the_shipped_map_names_every_moment() -> None:
    scene_map = parse_scene_map(SHIPPED)
    assert tuple(scene_map.moments) == MOMENTS
    assert scene_map.at("question") == Moment("Interview", "lower-third")
    assert scene_map.at("card") == Moment("Interview", "question-card")
    assert scene_map.at("clear").scene == BEFORE
    assert scene_map.scenes == ("Interview", "Break", "End")


def test_what_a_map_leaves_out_moves_no_scene_and_clear_returns() -> None:
    scene_map = parse_scene_map('[moment.question]\nscene = "Two shot"')
    assert scene_map.at("question") == Moment("Two shot", "lower-third")
    assert scene_map.at("clear").scene == BEFORE
    assert {scene_map.at(name).scene for name in ("opening", "card", "break", "end", "panic")} == {""}
    assert parse_scene_map("") == parse_scene_map("[moment]")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[moment.question\n", "map.toml: this is not TOML: Expected ']' at the end of a table declaration"),
        ("[scene.question]", "map.toml: scene is not known here; every entry begins with [moment.…]."),
        ("[moment.qestion]", "map.toml: there is no moment qestion; did you mean question?"),
        ("[moment.xyz]", "map.toml: there is no moment xyz; known: opening, question, card,"),
        (
            "[moment.question]\nscen = 'A'",
            "map.toml: moment.question: there is no key scen; did you mean scene?",
        ),
        ("[moment.end]\ngraphic = 'a'", "map.toml: moment.end takes no graphic; only moment.question and"),
        ("[moment.end]\nscene = 3", "map.toml: moment.end: scene must be a name in quotation marks, such as"),
        ("[moment]\nend = 'End'", "map.toml: moment.end must be a table, [moment.end]."),
        ("moment = 1", "map.toml: moment must be a table, [moment]."),
        (
            "[moment.end]\nscene = 'Overlay layer'",
            "the scene Overlay layer is the overlay's own and never goes",
        ),
        ("[moment.clear]\nscene = '@befor'", 'moment.clear: @befor is not a scene; "@before" exists'),
        (
            "[moment.end]\nscene = '@before'",
            'moment.end: @before is not a scene; "@before" exists, and only for',
        ),
        (
            "[moment.end]\nscene = '{0.x}{'\nfoo = 1",
            "map.toml: moment.end: there is no key foo; known: scene.",
        ),
    ],
)
def test_a_mistake_is_told_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse_scene_map(text)
    assert sentence in refused.value.message
    assert "\n" not in refused.value.message
