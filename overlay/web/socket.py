"""One page's socket as the fan-out sees it: bytes go to its transport, and nobody ever waits for it."""

from __future__ import annotations

import time
from asyncio import Transport
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta

from overlay.show.model import Language, Who
from overlay.show.views import Kind

MAILBOX = 256
"""Messages a page of the studio may have unsent; one more and it is dropped."""
STUDIO_BYTES = 4 * 1024 * 1024
STUDIO_STUCK = 5.0
"""Seconds in which something must have been sent to a page of the studio."""
AUDIENCE_BYTES = 256 * 1024
AUDIENCE_STUCK = 40.0
HEARD_SECOND, HEARD_BURST = 20.0, 60.0
"""What a page may say a second; a page of ours says a few words a minute."""
MONITOR = "program-monitor"
"""The output of the control page's own monitor: no page that viewers see."""


def frame(text: bytes) -> bytes:
    """A whole text message as RFC 6455 frames it, server to client: the same bytes for everybody."""
    size = len(text)
    if size < 126:
        return b"\x81" + size.to_bytes(1, "big") + text
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + text
    return b"\x81\x7f" + size.to_bytes(8, "big") + text


def close_frame(code: int) -> bytes:
    """The end of a socket, as RFC 6455 frames it, without a reason."""
    return b"\x88\x02" + code.to_bytes(2)


class Hello(msgspec.Struct, frozen=True):
    """A page's first message."""

    view: Kind
    token: str = ""
    rev: int | None = None
    epoch: str = ""
    output: str = "main"
    build: str = ""


class GraphicFault(msgspec.Struct, frozen=True):
    graphic: str
    sentence: str


class Said(msgspec.Struct, frozen=True):
    """A page's later messages; one of the three."""

    seen: Annotated[int, Meta(ge=0, le=2**53)] | None = None
    again: bool = False
    fault: GraphicFault | None = None


class Page:
    """A joined page. `rev` is that of the newest numbered message it was sent; `seen` what it drew.

    `faults`: of each graphic that broke on it the sentence, and the rev the page stood at.
    """

    __slots__ = (
        "_heard",
        "_heard_at",
        "_unsent",
        "behind",
        "device",
        "engine",
        "faults",
        "kind",
        "lang",
        "output",
        "rev",
        "seen",
        "stuck_since",
        "transport",
        "who",
        "ws",
    )

    def __init__(self, ws: web.WebSocketResponse, transport: Transport, who: Who, hello: Hello) -> None:
        self.ws = ws
        self.who = who
        self.kind: Kind = hello.view
        self.output = hello.output[:40]
        self.device = who.id if who.role == "audience" else ""
        self.lang: Language = "en"
        self.engine = ""
        self.rev = -1
        self.seen: int | None = None
        self.faults: dict[str, tuple[str, int]] = {}
        self.behind = False
        self.stuck_since: float | None = None
        self.transport = transport
        self._unsent = 0
        self._heard, self._heard_at = HEARD_BURST, time.monotonic()

    @property
    def buffered(self) -> int:
        return self.transport.get_write_buffer_size()

    @property
    def is_picture(self) -> bool:
        """Whether viewers may see it: an overlay page, and not the control page's monitor."""
        return self.kind == "overlay" and self.output != MONITOR

    def lacks(self, standing: Mapping[str, int]) -> bool:
        """Whether one of these graphics broke here since the rev it was put on air with."""
        return any(
            graphic in self.faults and self.faults[graphic][1] >= rev for graphic, rev in standing.items()
        )

    def write(self, data: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(data)

    def write_studio(self, data: bytes) -> None:
        """Write, or let the page go: its mailbox is full."""
        buffered = self.buffered
        self._unsent = self._unsent + 1 if buffered else 1
        if self._unsent > MAILBOX or buffered > STUDIO_BYTES:
            self.drop()
        else:
            self.write(data)

    def write_audience(self, data: bytes) -> bool:
        """Write, or skip the page: then it is behind, and gets the whole view once it has drained."""
        if self.behind or self.buffered > AUDIENCE_BYTES:
            self.behind = True
            return False
        self.write(data)
        return True

    def check(self, now: float) -> None:
        """Drop it if nothing went out for too long."""
        if not self.buffered:
            self.stuck_since = None
        elif self.stuck_since is None:
            self.stuck_since = now
        elif now - self.stuck_since > (AUDIENCE_STUCK if self.kind == "audience" else STUDIO_STUCK):
            self.drop()

    def may_speak(self) -> bool:
        """False when it says more than a page of ours ever would."""
        now = time.monotonic()
        self._heard = min(HEARD_BURST, self._heard + (now - self._heard_at) * HEARD_SECOND) - 1
        self._heard_at = now
        return self._heard >= 0

    def drop(self) -> None:
        """At once, without a word: whoever does not read would not hear it."""
        self.transport.abort()


def encoded(message: Any) -> bytes:
    return frame(msgspec.json.encode(message))
