"""The guards before any route: Host, Origin, Sec-Fetch-Site. Around them: refusals, headers, the log."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from overlay.errors import BadHost, BadOrigin, OverlayError
from overlay.web.headers import Page, headers
from overlay.web.names import Names, authority
from overlay.web.refusal import Fault, of_aiohttp, refused

log = logging.getLogger(__name__)
access_log = logging.getLogger("overlay.access")


class Trace:
    """What the log says of a request; `page` decides on its headers."""

    __slots__ = ("id", "page", "role", "started")

    def __init__(self) -> None:
        self.id = secrets.token_hex(4)
        self.started = time.monotonic()
        self.page: Page = "none"
        self.role = "-"


TRACE = web.RequestKey("trace", Trace)


def gate(names: Names, *, public: bool) -> Middleware:
    """Around every request of an application, also where there is no route."""

    @web.middleware
    async def pass_(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        trace = request[TRACE] = Trace()
        try:
            check_host(request, names)
            check_origin(request, names)
            response = await handler(request)
        except OverlayError as error:
            response = refused(request, error)
        except web.HTTPException as error:
            response = refused(request, of_aiohttp(error), error.headers)
        except (ConnectionResetError, asyncio.CancelledError):
            raise
        except Exception:
            log.exception("Request %s failed.", trace.id)
            response = refused(request, Fault())
        if not response.prepared:
            for name, value in headers(trace.page, public=public).items():
                response.headers.setdefault(name, value)
        _note(request, response.status)
        return response

    return pass_


def check_host(request: web.Request, names: Names) -> None:
    """Also of absolute targets and upgrades. Without this a foreign name that leads here would be ours."""
    named = request.headers.getall("Host", [])
    if len(named) != 1 or not {named[0].lower(), authority(request)} <= names.hosts:
        raise BadHost("This server does not answer to that address. Open it under one that the studio shows.")


def check_origin(request: web.Request, names: Names) -> None:
    """Of every unsafe method and every upgrade. Origin and Host are each compared to the list."""
    route = getattr(request.match_info.handler, "route", None)
    if route is not None and route.any_origin:
        return
    upgrade = "upgrade" in request.headers.get("Connection", "").lower()
    origin = request.headers.get("Origin")
    unsafe = request.method not in ("GET", "HEAD") or upgrade
    foreign = unsafe and origin is not None and origin.lower() not in names.origins
    cross = request.headers.get("Sec-Fetch-Site") == "cross-site"
    if foreign or (cross and request.headers.get("Sec-Fetch-Mode") != "navigate"):
        raise BadOrigin("Another site asked for this; only our own pages may.")


def _note(request: web.Request, status: int) -> None:
    """Method, the route's template, status, time, role: no query, no token, no words of anybody."""
    if access_log.isEnabledFor(logging.INFO):
        trace, resource = request[TRACE], request.match_info.route.resource
        path = resource.canonical if resource else "-"
        ms = (time.monotonic() - trace.started) * 1000
        access_log.info("%s %s %d %.1f ms %s %s", request.method, path, status, ms, trace.role, trace.id)
