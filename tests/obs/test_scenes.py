"""Given what OBS shows and what the show did, these are the requests."""

from __future__ import annotations

import msgspec
import pytest

from overlay.obs.scene_map import SceneMap, parse_scene_map
from overlay.obs.scenes import (
    Memory,
    Situation,
    Wanted,
    difference,
    moment_of,
    remember,
    settled,
    wanted,
)

SHIPPED = parse_scene_map(
    """
    [moment.opening]
    scene = "Starting soon"
    [moment.question]
    scene = "Interview"
    [moment.card]
    scene = "Full"
    [moment.break]
    scene = "Break"
    """
)

OPENING = Situation("opening")
CLEAR = Situation("clear")
BREAK = Situation("break")
QUESTION = Situation("clear", anything_on_air=True, question_on_air=True, graphic="lower-third")
CARD = Situation("clear", anything_on_air=True, question_on_air=True, graphic="question-card")
JOIN_CODE = Situation("clear", anything_on_air=True)
PANIC = Situation("clear", panic=True)


class Obs:
    """OBS as the pure part sees it: a program scene and an item, moved by requests or by hand."""

    def __init__(self, program: str, scene_map: SceneMap = SHIPPED) -> None:
        self.memory = Memory(program)
        self.scene_map = scene_map
        self.sent: Wanted | None = None

    def hand(self, scene: str) -> Obs:
        self.memory = msgspec.structs.replace(self.memory, program=scene)
        return self

    def linked_anew(self, scene: str) -> Obs:
        self.sent = None
        return self.hand(scene)

    def show(self, *situations: Situation) -> list[str]:
        """Goes through the situations; the requests of the last one, in short."""
        done: list[str] = []
        for situation in situations:
            self.memory = remember(self.memory, situation, self.scene_map)
            after = wanted(situation, self.scene_map, self.memory)
            requests = difference(self.sent, after)
            self.sent = after
            for request in requests:
                assert request.reason.endswith(".")
                if request.name == "SetCurrentProgramScene":
                    self.hand(str(request.data["sceneName"]))
            self.memory = settled(self.memory, situation, self.scene_map)
            done = [
                str(request.data.get("sceneItemEnabled", request.data["sceneName"])) for request in requests
            ]
        return done


def test_a_take_shows_the_overlay_and_then_its_scene() -> None:
    assert Obs("Host").show(CLEAR, QUESTION) == ["True", "Interview"]


def test_clear_returns_to_the_scene_before_the_take_and_leaves_the_overlay_shown() -> None:
    assert Obs("Host").show(CLEAR, QUESTION, CLEAR) == ["Host"]


def test_the_next_question_moves_nothing_and_clear_still_returns() -> None:
    obs = Obs("Host")
    assert obs.show(CLEAR, QUESTION, msgspec.structs.replace(QUESTION)) == []
    assert obs.show(CLEAR) == ["Host"]


def test_a_long_question_has_a_scene_of_its_own() -> None:
    obs = Obs("Host")
    assert obs.show(CLEAR, QUESTION, CARD) == ["Full"]
    assert obs.show(CLEAR) == ["Host"]


def test_clear_does_not_drag_back_a_scene_moved_by_hand() -> None:
    obs = Obs("Host")
    obs.show(CLEAR, QUESTION)
    assert obs.hand("Guest").show(CLEAR) == []
    assert obs.show(QUESTION) == ["True", "Interview"]
    assert obs.show(CLEAR) == ["Guest"]


def test_a_hand_that_came_back_is_no_hand() -> None:
    obs = Obs("Host")
    obs.show(CLEAR, QUESTION)
    assert obs.hand("Guest").hand("Interview").show(CLEAR) == ["Host"]


def test_a_question_that_stays_in_its_scene_needs_no_way_back() -> None:
    obs = Obs("Host", parse_scene_map(""))
    assert obs.show(CLEAR, QUESTION) == ["True"]
    assert obs.show(CLEAR) == []


def test_a_scene_named_for_clear_is_gone_to_from_our_own_take_only() -> None:
    scene_map = parse_scene_map("[moment.question]\nscene = 'Interview'\n[moment.clear]\nscene = 'Wide'")
    assert Obs("Host", scene_map).show(CLEAR, QUESTION, CLEAR) == ["Wide"]
    obs = Obs("Host", scene_map)
    obs.show(CLEAR, QUESTION)
    assert obs.hand("Guest").show(CLEAR) == []


def test_a_join_code_shows_the_overlay_and_stays() -> None:
    assert Obs("Host").show(CLEAR, JOIN_CODE) == ["True"]


def test_a_take_shows_an_overlay_that_was_hidden_by_hand_between_two_takes() -> None:
    assert Obs("Host").show(QUESTION, CLEAR, QUESTION)[0] == "True"


def test_panic_hides_at_once_and_stays_in_its_scene() -> None:
    obs = Obs("Host")
    assert obs.show(CLEAR, QUESTION, PANIC) == ["False"]
    assert obs.memory.program == "Interview"


def test_release_shows_the_overlay_again_and_moves_no_scene() -> None:
    assert Obs("Host").show(CLEAR, QUESTION, PANIC, CLEAR) == ["True"]


def test_a_take_after_a_panic_returns_to_where_it_came_from() -> None:
    obs = Obs("Host")
    obs.show(CLEAR, QUESTION, PANIC, CLEAR)
    assert obs.hand("Guest").show(QUESTION) == ["True", "Interview"]
    assert obs.show(CLEAR) == ["Guest"]


def test_starting_the_program_moves_nothing() -> None:
    assert Obs("Host").show(OPENING) == []
    assert Obs("Host").show(BREAK) == []


def test_starting_with_a_question_on_air_sends_the_whole_wish() -> None:
    assert Obs("Host").show(QUESTION) == ["True", "Interview"]


def test_a_moment_that_is_entered_moves_its_scene() -> None:
    obs = Obs("Host")
    assert obs.show(OPENING, BREAK) == ["Break"]
    assert obs.show(OPENING) == ["Starting soon"]


def test_a_new_link_gets_the_whole_wish_once() -> None:
    obs = Obs("Host")
    obs.show(CLEAR, QUESTION)
    assert obs.linked_anew("Starting soon").show(QUESTION) == ["True", "Interview"]
    assert obs.show(QUESTION) == []
    assert obs.show(CLEAR) == ["Host"]


def test_a_clear_while_obs_was_away_is_made_up_for() -> None:
    obs = Obs("Host")
    obs.show(CLEAR, QUESTION)
    assert obs.linked_anew("Interview").show(CLEAR) == ["Host"]
    again = Obs("Host")
    again.show(CLEAR, QUESTION)
    assert again.linked_anew("Starting soon").show(CLEAR) == []


@pytest.mark.parametrize(
    ("situation", "moment"),
    [(OPENING, "opening"), (QUESTION, "question"), (CARD, "card"), (PANIC, "panic"), (JOIN_CODE, "clear")],
)
def test_the_moment(situation: Situation, moment: str) -> None:
    assert moment_of(situation, SHIPPED) == moment
