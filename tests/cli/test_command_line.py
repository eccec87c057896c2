"""That every command and option stands on its page, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import typer.main

from overlay.cli.command_line import app
from tests.cli.overlay import overlay

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def commands(command: Any, name: str = "overlay") -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its whole name."""
    parts = getattr(command, "commands", None)
    if parts is None:
        yield name, command
    for part, inner in (parts or {}).items():
        yield from commands(inner, f"{name} {part}")


ALL = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_option_is_on_its_page(name: str) -> None:
    assert re.search(rf"`{name}\b", PAGE)
    for option in ALL[name].params:
        for flag in (flag for flag in option.opts if flag.startswith("--")):
            assert f"{flag}" in PAGE, flag


@pytest.mark.parametrize("name", ALL)
def test_every_command_says_what_it_is_for_and_takes_a_folder(name: str) -> None:
    assert (ALL[name].help or "").strip().endswith(".")
    assert "--data" in [flag for option in ALL[name].params for flag in option.opts]


def test_the_page_names_no_command_that_is_none() -> None:
    groups = {name.split()[1] for name in ALL}
    assert set(re.findall(r"`overlay ([a-z]+)", PAGE)) <= groups


def test_the_version_is_that_of_the_package() -> None:
    ran = overlay("--version")
    assert (ran.code, ran.out) == (0, f"overlay {version('overlay')}\n")


def test_help_is_for_everybody() -> None:
    ran = overlay("--help")
    assert ran.code == 0 and "serve" in ran.out and "Without a command: serve." in ran.out
