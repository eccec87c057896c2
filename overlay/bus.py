"""News inside the process: who publishes does not know who listens.

Listeners are called at once, in the order they came, on the event loop. One that raises is logged and the
others still hear the news.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

Heard = TypeVar("Heard")
log = logging.getLogger(__name__)


class Bus:
    """Listeners by the type of what they want to hear."""

    def __init__(self) -> None:
        self._listeners: dict[type, list[Callable[[Any], None]]] = {}

    def listen(self, kind: type[Heard], listener: Callable[[Heard], None]) -> Callable[[], None]:
        """Hear everything of that type from now on; the returned call ends it."""
        listeners = self._listeners.setdefault(kind, [])
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    def publish(self, news: object) -> None:
        for listener in tuple(self._listeners.get(type(news), ())):
            try:
                listener(news)
            except Exception:
                log.exception("A listener failed on %s; the show goes on.", type(news).__name__)
