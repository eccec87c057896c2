"""What graphics there are, with the form of each: for whoever fills and takes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from overlay.errors import OverlayError
from overlay.graphics.catalogue import Graphic
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


def _worded(field: Any, lang: Language) -> Any:
    """The form of one of ours with its words in that language; a manifest holds them in English."""
    if not isinstance(field, dict):
        return field
    told = {**field, **{key: translate(lang, field[key]) for key in WORDED if key in field}}
    if isinstance(field.get("default"), str) and "enum" not in field and field["default"]:
        told["default"] = translate(lang, field["default"])
    if "properties" in field:
        told["properties"] = {name: _worded(part, lang) for name, part in field["properties"].items()}
    if labels := field.get("gddOptions", {}).get("labels"):
        told["gddOptions"] = {"labels": {value: translate(lang, label) for value, label in labels.items()}}
    return told


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
