"""A route with everything that is said about it: who may call it, what it takes, what it answers.

A list of these is an application's whole surface: it is served, tested and described from the same lines.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Literal, Protocol, TypeVar
from urllib.parse import parse_qsl

import msgspec
from aiohttp import web

from overlay.config import Config
from overlay.desk import Desk
from overlay.errors import OverlayError, TooLarge, Undecodable
from overlay.media.store import Store
from overlay.show.model import Language, Role, Who
from overlay.web.headers import Page

CREW: frozenset[Role] = frozenset({"producer", "host", "moderator", "viewer"})
Access = Literal["open", "device", "source"] | frozenset[Role]
"""`open`: anybody · `device`: anybody, known by a signed cookie · `source`: a source's token in the path ·
else the roles of which a bearer token is needed."""

T = TypeVar("T")
COMMAND_BYTES = 64 * 1024
UPLOAD_BYTES = 8 * 1024 * 1024
FORM = "application/x-www-form-urlencoded"
FORM_FIELDS = 20
NOBODY = Who("", "audience")


class Raw(msgspec.Struct, frozen=True):
    """An answer or a body that is no JSON of ours, by its media type."""

    media: str


class Form(msgspec.Struct, frozen=True):
    """A body that is JSON, or the fields of a form on a page without script."""

    kind: type[msgspec.Struct]


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """`takes`: what the body is decoded as, or a `Form`, or `Raw`: the bytes as they come; None: nothing.

    `bare`: the body may be missing. `answers`: each status of success, and with what; `refusals`: each
    status the handler refuses with by itself (those of the guards come on top: web/openapi.py).
    `socket`: the handler upgrades the connection. `again`: the page to answer a refused form with.
    """

    method: Literal["GET", "POST", "DELETE"]
    path: str
    access: Access
    handler: Callable[[Call], Awaitable[Any]]
    summary: str
    answers: dict[int, Any]
    takes: Any = None
    bare: bool = False
    query: type[msgspec.Struct] | None = None
    size: int = COMMAND_BYTES
    refusals: tuple[int, ...] = ()
    page: Page = "none"
    socket: bool = False
    any_origin: bool = False
    again: Callable[[Call, OverlayError], web.Response] | None = None


class Doorkeeper(Protocol):
    """What a handler that checks credentials by itself needs of the guards."""

    async def answered_late(self, address: str, check: Callable[[], T]) -> T:
        """What `check` returns. Its Unauthorised comes late when that address has been wrong too often."""
        ...


class Parts(msgspec.Struct, kw_only=True):
    """What every handler may use; an application adds its own."""

    config: Config
    desk: Desk
    media: Store


class Call:
    """One request, guarded and decoded."""

    __slots__ = (
        "address",
        "body",
        "fields",
        "guard",
        "lang",
        "new_device",
        "parts",
        "query",
        "request",
        "route",
        "who",
    )

    def __init__(
        self, request: web.Request, route: Route, parts: Any, guard: Doorkeeper, lang: Language
    ) -> None:
        self.request = request
        self.route = route
        self.parts = parts
        self.guard = guard
        self.lang: Language = lang
        self.who = NOBODY
        self.address = ""
        self.new_device = False
        self.body: Any = None
        self.fields: dict[str, str] | None = None
        self.query: Any = None

    @property
    def device(self) -> str:
        """The id behind `device:…`."""
        return self.who.id.removeprefix("device:")


class Slow(OverlayError):
    """The request did not arrive in time."""

    code = "slow"
    status = 408


async def read_body(request: web.Request, size: int) -> bytes:
    """The whole body. TooLarge over `size` bytes; it is never unpacked."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Undecodable("The body is compressed; send it as it is.")
    if (request.content_length or 0) > size:
        raise _too_large(size)
    read = bytearray()
    async for chunk in request.content.iter_any():
        read += chunk
        if len(read) > size:
            raise _too_large(size)
    return bytes(read)


def _too_large(size: int) -> TooLarge:
    return TooLarge("That is too large: at most {limit} bytes are taken here.", limit=size)


def decoded(body: bytes, kind: Any) -> Any:
    """The JSON body as that type, strictly. Undecodable says where it fails."""
    try:
        return _decoder(kind).decode(body)
    except RecursionError:
        raise Undecodable("The body is nested too deeply.") from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise Undecodable("The body cannot be read: {why}.", why=_plain(error)) from None


def form_fields(body: bytes) -> dict[str, str]:
    """The fields of a sent form."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=FORM_FIELDS
        )
    except ValueError:
        raise Undecodable("The form cannot be read: it is not UTF-8, or has too many fields.") from None
    return dict(pairs)


def converted(values: dict[str, str], kind: Any) -> Any:
    """Fields of a form or a query as that type."""
    try:
        return msgspec.convert(values, kind, strict=False)
    except (msgspec.MsgspecError, ValueError) as error:
        raise Undecodable("The fields cannot be read: {why}.", why=_plain(error)) from None


_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}


def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.json.Decoder(kind)
    return _DECODERS[kind]


def _plain(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return str(error).rstrip(".")[:300].encode("utf-8", "replace").decode()
