"""Facts in the docs are facts: commands, routes, settings, view fields, links."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from overlay.config import File, Limits
from overlay.show import commands
from overlay.show.fold import Show
from overlay.show.items import asker_item, picture_item, public_show, question_item, show_item
from overlay.show.model import LAYERS, STATUSES, Picture, Poll, PollOption, Question, Settings
from overlay.show.pictures import question_data
from overlay.show.polls import poll_data, poll_item
from overlay.show.views import VIEWS
from overlay.web import public, studio

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
BASE = {"op", "if_rev"}
QUESTION = Question("q", "Why?", "inbox", 0)
POLL = Poll("p", "Shall we?", (PollOption("a", "Yes"), PollOption("b", "No")), 1, (0, 0), "open", 2)


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def rows(text: str) -> dict[str, list[str]]:
    """The tables' rows by what stands in backticks in their first cell."""
    found = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and (name := re.match(r"`([^`]+)`", cells[0].strip())):
            found[name[1]] = cells[1:]
    return found


def test_every_command_is_described_with_its_fields() -> None:
    described = rows(page("commands.md").partition("## Answers")[0])
    kinds = {kind.__name__.lower(): kind for kind in get_args(commands.AnyCommand)}
    assert list(described) == list(kinds)
    for name, kind in kinds.items():
        fields = [field.name for field in msgspec.structs.fields(kind) if field.name not in BASE]
        assert re.findall(r"\w+", described[name][0]) == fields, name


def test_every_reason_is_described() -> None:
    assert set(rows(page("commands.md").partition("## Answers")[2])) == {
        "stale",
        "repeated",
        "empty",
        "latched",
    }


def test_every_route_is_described() -> None:
    described = [line.split("`")[1] for line in page("routes.md").splitlines() if line.startswith("| `")]
    routes = [f"{route.method} {route.path}" for route in (*studio.ROUTES, *public.ROUTES)]
    assert described == [route.replace("{name:.+}", "{name}") for route in routes]


@pytest.mark.parametrize("kind", [File, Limits])
def test_every_setting_is_described_with_its_default(kind: type[msgspec.Struct]) -> None:
    described = rows(page("settings.md"))
    for field in msgspec.structs.fields(kind):
        if field.name != "limits":
            default = described[field.name][0].strip("`")
            told = msgspec.toml.decode(f"value = {default}")["value"]
            assert (tuple(told) if isinstance(told, list) else told) == field.default, field.name


def test_nothing_else_is_called_a_setting() -> None:
    described = set(rows(page("settings.md").partition("## The data folder")[0]))
    assert described == {field.name for kind in (File, Limits) for field in msgspec.structs.fields(kind)} - {
        "limits"
    }


def test_every_view_and_item_is_described_field_by_field() -> None:
    wire, show, polled = page("wire.md"), Show("s"), Show("p")
    polled.polls["p"] = POLL
    for kind, view in VIEWS.items():
        assert f"`{kind}`" in wire
        for key in view(show).whole(show):
            assert re.search(rf"[` ]{key}[` ]", wire), (kind, key)
    items = {
        "question (crew)": question_item(QUESTION),
        "picture": picture_item(Picture("question", "lower-third", 1, 0)),
        "poll (crew)": poll_item(POLL),
        "poll (audience)": poll_data(polled, "p"),
        "show (crew)": show_item(show),
        "show (audience)": public_show(show.settings, closed=False),
        "own question (audience)": asker_item(QUESTION),
    }
    for name, item in items.items():
        line = next(line for line in wire.splitlines() if line.startswith(f"| {name} |"))
        assert line.split("`")[1].split() == list(item), name


def test_the_vocabulary_names_every_status_and_layer() -> None:
    words = page("vocabulary.md")
    for status in STATUSES:
        assert status.replace("_", " ") in words
    for layer in LAYERS:
        assert f"`{layer}`" in words


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


# -- the data of graphics: a promise to designers


def described_data(*graphics: str) -> set[str]:
    """The fields that docs/graphics.md describes for these graphics."""
    table = page("graphics.md").partition("## Data")[2].partition("\n## ")[0]
    found: set[str] = set()
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and set(re.split(r",\s*", cells[1])) & set(graphics):
            found |= set(re.findall(r"`(\w+)`", cells[0]))
    return found


@pytest.mark.parametrize("graphic", ["lower-third", "question-card"])
def test_the_data_of_a_question_is_described_as_its_form_takes_it(graphic: str) -> None:
    manifest = json.loads(
        (ROOT / "overlays_html" / graphic / f"{graphic}.ograf.json").read_text(encoding="utf-8")
    )
    assert set(manifest["schema"]["properties"]) == described_data("questions", "all")


def test_the_data_of_a_question_on_air_is_described() -> None:
    """`id` is for other programs; no graphic of ours shows it."""
    sent = set(question_data(QUESTION, Settings())) - {"id"}
    assert sent <= described_data("questions", "all")
