"""Which OBS scene belongs to which moment of the show: `scenes/map.toml`, read and checked."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection

import msgspec

from overlay.errors import ConfigError

MOMENTS = ("opening", "question", "card", "clear", "break", "end", "panic")
TAKEN = ("question", "card")
"""The moments a take begins; they play a graphic."""

STAY = ""
"""As a scene: OBS keeps the scene it has."""
BEFORE = "@before"
"""As the scene of `clear`: the one that was on program before our take."""

INPUT = "Overlay"
LAYER = "Overlay layer"
CONTROLS = "Controls"
KEYS = ("next", "take", "clear", "back", "skip")
"""Our own names in OBS: the browser source, the scene that holds it, the scene of the hotkeys, its items."""


class Moment(msgspec.Struct, frozen=True):
    """`graphic` is the folder of the graphic a take plays when it names none; only for `question`, `card`."""

    scene: str = STAY
    graphic: str = ""


DEFAULTS = {
    "question": Moment(graphic="lower-third"),
    "card": Moment(graphic="question-card"),
    "clear": Moment(BEFORE),
}


class SceneMap(msgspec.Struct, frozen=True):
    """One entry for each of MOMENTS."""

    moments: dict[str, Moment]

    def at(self, moment: str) -> Moment:
        return self.moments[moment]

    def lacking(self, there: Collection[str]) -> tuple[str, str] | None:
        """The first moment whose scene is not among `there`, and that scene; those of a take come first."""
        named = ((moment, self.at(moment).scene) for moment in (*TAKEN, *MOMENTS))
        return next(((moment, scene) for moment, scene in named if scene not in (STAY, BEFORE, *there)), None)

    @property
    def scenes(self) -> tuple[str, ...]:
        """The scenes named in the map, each once, in the order of the show."""
        named = (moment.scene for moment in self.moments.values() if moment.scene not in (STAY, BEFORE))
        return tuple(dict.fromkeys(named))


def parse_scene_map(text: str, where: str = "map.toml") -> SceneMap:
    """The map in `text`. What it leaves out stays: moments without an entry move no scene, `clear` returns.

    Raises ConfigError with one sentence that names the place and what would be right.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("{where}: this is not TOML: {error}.", where=where, error=str(error)) from None
    for name in document:
        if name != "moment":
            raise ConfigError(
                "{where}: {name} is not known here; every entry begins with [moment.…].",
                where=where,
                name=name,
            )
    entries = _table(document.get("moment", {}), "moment", where)
    for name in entries:
        if name not in MOMENTS:
            _unknown(name, "moment", MOMENTS, where)
    moments = {
        name: _moment(name, entries[name], where) if name in entries else DEFAULTS.get(name, Moment())
        for name in MOMENTS
    }
    return SceneMap(moments)


def _moment(name: str, entry: object, where: str) -> Moment:
    place = f"{where}: moment.{name}"
    table = _table(entry, f"moment.{name}", where)
    known = ("scene", "graphic") if name in TAKEN else ("scene",)
    default = DEFAULTS.get(name, Moment())
    for key in table:
        if key == "graphic" and key not in known:
            raise ConfigError(
                "{place} takes no graphic; only moment.question and moment.card play one.", place=place
            )
        if key not in known:
            _unknown(key, "key", known, place)
    scene = _text(table.get("scene", default.scene), "scene", place)
    if scene in (LAYER, CONTROLS):
        raise ConfigError(
            "{place}: the scene {scene} is the overlay's own and never goes on program.",
            place=place,
            scene=scene,
        )
    if scene.startswith("@") and (scene != BEFORE or name != "clear"):
        raise ConfigError(
            '{place}: {scene} is not a scene; "@before" exists, and only for moment.clear.',
            place=place,
            scene=scene,
        )
    return Moment(scene, _text(table.get("graphic", default.graphic), "graphic", place))


def _table(value: object, name: str, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ConfigError("{where}: {name} must be a table, [{name}].", where=where, name=name)
    return value


def _text(value: object, key: str, place: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(
            '{place}: {key} must be a name in quotation marks, such as {key} = "Interview".',
            place=place,
            key=key,
        )
    return value


def _unknown(name: str, what: str, known: tuple[str, ...], where: str) -> None:
    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}."
    raise ConfigError(
        "{where}: there is no {what} {name}; {hint}", where=where, what=what, name=name, hint=hint
    )
