"""docs/http.md and docs/settings.md say what is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from overlay.config import File, Limits
from tests.studio import Studio
from tests.web.test_access import PUBLIC, STUDIO, table

DOCS = Path(__file__).parent.parent.parent / "docs"
HTTP = (DOCS / "http.md").read_text(encoding="utf-8")
SETTINGS = (DOCS / "settings.md").read_text(encoding="utf-8")


def routes_of(section: str) -> dict[str, set[str]]:
    """The table under that heading: several routes may stand in one row."""
    found: dict[str, set[str]] = {}
    block = HTTP.split(f"## {section}\n")[1].split("\n## ")[0]
    for names, roles in re.findall(r"^\| (`(?:GET|POST|DELETE) [^|]*) \| ([^|]*) \|", block, re.MULTILINE):
        method = ""
        for name in re.findall(r"`([^`]*)`", names):
            method, path = name.split(" ") if " " in name else (method, name)
            found[f"{method} {path}"] = set(roles.split())
    return found


@pytest.mark.parametrize(("section", "decided"), [("Studio", STUDIO), ("Audience", PUBLIC)])
def test_every_route_is_told_with_who_may(section: str, decided: str) -> None:
    assert routes_of(section) == table(decided)


def rows(section: str) -> dict[str, str]:
    """Each key and its default."""
    return dict(re.findall(r"^\| `(\w+)` \| `([^`]*)` \|", section, re.MULTILINE))


def test_every_setting_is_told_with_its_default() -> None:
    keys, limits = SETTINGS.split("`[limits]` bind")
    told = {key: json.loads(value) for key, value in rows(keys).items()}
    names = [name for name in File.__struct_fields__ if name != "limits"]
    assert told == {name: _plain(getattr(File(), name)) for name in names}
    told = {key: json.loads(value) for key, value in rows(limits.split("## ")[0]).items()}
    assert told == {name: getattr(Limits(), name) for name in Limits.__struct_fields__}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


async def test_every_lamp_is_told(studio: Studio) -> None:
    lamps = studio.app.lamps.read("en")
    told = HTTP.split("## Lamps")[1]
    for name, lamp in lamps.items():
        assert f'"{name}"' in told
        for part in lamp if isinstance(lamp, dict) else ():
            assert f'"{part}"' in told
