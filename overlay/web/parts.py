"""What the studio's handlers may use."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

from overlay.obs.client import ObsAddress
from overlay.secrets_file import SecretsFile
from overlay.show.model import Language
from overlay.sources.contract import Message
from overlay.web.addresses import Addresses
from overlay.web.foreign import Foreign
from overlay.web.lamps import Lamps
from overlay.web.live import Live
from overlay.web.pages import Pages
from overlay.web.presses import Presses
from overlay.web.routes import Parts
from overlay.web.tokens import Tokens


class ObsDesk(Protocol):
    """OBS, as far as the studio's settings page goes."""

    def use(self, address: ObsAddress | None) -> None:
        """Link to that OBS from now on; with None again to the one it had."""
        ...

    async def set_up(self, lang: Language) -> tuple[bool, list[str]]:
        """Make what is missing; whether all is well, and what was done."""
        ...

    async def examine(self, lang: Language) -> list[dict[str, Any]]:
        """What is wrong and how to mend it."""
        ...


class ReplayDesk(Protocol):
    """The source that plays a file."""

    async def start(self, name: str, messages: list[Message], speed: float, rate: float | None) -> None:
        """Play it from now on, instead of one that runs."""
        ...

    async def stop(self) -> bool:
        """Whether there was one to stop."""
        ...


class StudioParts(Parts, kw_only=True):
    pages: Pages
    foreign: Foreign
    live: Live
    lamps: Lamps
    tokens: Tokens
    secrets: SecretsFile
    presses: Presses
    addresses: Addresses
    loader: Path
    obs: ObsDesk
    replay: ReplayDesk
    open_lan: Callable[[bool], Awaitable[None]]
    reload: Callable[[], Awaitable[None]]
    described: Callable[[str], bytes]
