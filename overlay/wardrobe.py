"""What this computer adds to a show's pictures: graphics, themes, and what the server fills in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from overlay.errors import Illegal
from overlay.show.commands import AnyCommand, Configure, Take
from overlay.show.model import SHIPPED, Placed


class Wardrobe:
    """`dress`: by graphic, what the server knows better than a hand, such as the audience's address."""

    def __init__(self) -> None:
        self.graphics: Mapping[str, Placed] = SHIPPED
        self.themes: Callable[[], Collection[str]] = tuple
        self.dress: dict[str, Callable[[], dict[str, Any]]] = {}

    def dressed(self, command: AnyCommand) -> dict[str, Any]:
        """What the server adds to that take. `Illegal` if the command names a theme that is not there."""
        match command:
            case Take() if command.graphic in self.dress:
                return self.dress[command.graphic]()
            case Configure(theme=str(theme)) if theme:
                self._known(theme)
        return {}

    def _known(self, theme: str) -> None:
        themes = self.themes()
        if themes and theme not in themes:
            raise Illegal(
                "There is no theme “{theme}”; there are: {known}.",
                theme=theme,
                known=", ".join(sorted(themes)),
            )
