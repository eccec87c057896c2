"""What graphics there are, with the form of each: for whoever fills and takes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from overlay.errors import OverlayError
from overlay.graphics.catalogue import Graphic
from overlay.graphics.form import DEEPEST
from overlay.i18n import explain, translate
from overlay.show.model import Language
from overlay.web.parts import StudioParts
from overlay.web.routes import CREW, Call, Route


class Listed(msgspec.Struct, frozen=True):
    """`schema`: the form of its data (GDD), null where only the graphic knows it. `faults`: sentences."""

    name: str
    title: str
    layer: str
    frame: Literal["", "ograf", "spx"]
    question: bool
    version: str
    steps: int
    schema: dict[str, Any] | None
    faults: list[str]
    thumb: str
    plays: bool


class Catalogue(msgspec.Struct, frozen=True):
    graphics: list[Listed]


async def listed(call: Call) -> Catalogue:
    parts: StudioParts = call.parts
    return Catalogue(
        [_told(graphic, call.lang, parts.pages.faults) for graphic in parts.foreign.graphics.values()]
    )


def _told(graphic: Graphic, lang: Language, broken: Mapping[str, OverlayError]) -> Listed:
    """`broken`: files that stay as they were before somebody broke them; such a graphic plays on."""
    stays = [broken[graphic.page]] if graphic.plays and graphic.page in broken else []
    return Listed(
        name=graphic.name,
        title=graphic.title,
        layer=graphic.layer,
        frame=graphic.frame,
        question=graphic.question,
        version=graphic.version,
        steps=graphic.steps,
        schema=graphic.schema if graphic.frame or graphic.question else _worded(graphic.schema, lang),
        faults=[explain(lang, flaw) for flaw in (*stays, *graphic.flaws)],
        thumb=graphic.thumb,
        plays=graphic.plays,
    )


WORDED = ("title", "description")


def _worded(field: Any, lang: Language, depth: int = 0) -> Any:
    """The form of one of ours with its words in that language; a manifest holds them in English.

    The user's manifest may stand over ours, so anything may be in it.
    """
    if not isinstance(field, dict):
        return field
    told = {**field, **{key: _said(field[key], lang) for key in WORDED if key in field}}
    if isinstance(field.get("default"), str) and "enum" not in field and field["default"]:
        told["default"] = translate(lang, field["default"])
    properties, options = field.get("properties"), field.get("gddOptions")
    if isinstance(properties, dict) and depth < DEEPEST:
        told["properties"] = {name: _worded(part, lang, depth + 1) for name, part in properties.items()}
    labels = options.get("labels") if isinstance(options, dict) else None
    if isinstance(labels, dict):
        told["gddOptions"] = {"labels": {value: _said(label, lang) for value, label in labels.items()}}
    return told


def _said(words: Any, lang: Language) -> Any:
    return translate(lang, words) if isinstance(words, str) else words


ROUTES = (
    Route(
        method="GET",
        path="/api/graphics",
        access=CREW,
        handler=listed,
        summary="All graphics: ours and the user's, with the form of each and what is wrong with it.",
        answers={200: Catalogue},
    ),
)
