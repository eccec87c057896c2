"""What a refusal looks like on the wire: a code, a sentence in the caller's language, the right status."""

from __future__ import annotations

import math
from typing import Any

import msgspec
from aiohttp import web

from overlay.errors import Limited, OverlayError, Undecodable, Unknown
from overlay.i18n import explain, language_of
from overlay.show.model import Language
from overlay.web.routes import FORM


class Fault(OverlayError):
    """A mistake of ours. The log knows more, the caller does not."""

    code = "fault"
    status = 500

    def __init__(self) -> None:
        super().__init__("Something is broken here; the show goes on. The log says more.")


class Late(OverlayError):
    """We were too slow."""

    code = "late"
    status = 503


class NotAllowed(OverlayError):
    code = "not_allowed"
    status = 405


def language(request: web.Request) -> Language:
    return language_of(accepted(request), request.query.get("lang", ""))


def accepted(request: web.Request) -> str:
    return request.headers.get("Accept-Language", "")


def is_form(request: web.Request) -> bool:
    return request.content_type == FORM


def of_aiohttp(error: web.HTTPException) -> OverlayError:
    if error.status == 404:
        return Unknown("There is nothing at this address.")
    if error.status == 405:
        return NotAllowed("This address is not for {method}.", method=getattr(error, "method", "that"))
    return Undecodable("The request cannot be read: {why}.", why=error.reason)


def json_response(value: Any, status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(value),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def refused(request: web.Request, error: OverlayError, more: Any = None) -> web.Response:
    """The refusal in the caller's language."""
    sentence = explain(language(request), error)
    response = json_response({"error": error.code, "message": sentence}, error.status)
    say_when(response, error)
    if more and "Allow" in more:
        response.headers["Allow"] = more["Allow"]
    if error.status in (408, 413):
        response.force_close()
    return response


def say_when(response: web.Response, error: OverlayError) -> None:
    if isinstance(error, Limited):
        response.headers["Retry-After"] = str(math.ceil(error.retry_after))
