"""The small fold beside the entries says the same as the large one."""

from __future__ import annotations

import pytest

from overlay.journal.standing import after
from tests.journal.entries import asked
from tests.journal.story import STATES, told


@pytest.mark.parametrize("commands", STATES)
def test_the_standing_is_what_the_show_shows(commands: int) -> None:
    standing, show = told(commands)
    assert standing.pictures == show.layers
    assert (standing.settings, standing.closed, standing.latched) == (
        show.settings,
        show.closed,
        show.latched,
    )
    assert standing.question == (show.questions[show.on_air] if show.on_air else None)
    assert standing.opened == 1001


@pytest.mark.parametrize("commands", STATES)
def test_what_does_not_concern_it_leaves_it_as_it_is(commands: int) -> None:
    standing, show = told(commands)
    assert after(standing, asked(show.rev + 1)) is standing
