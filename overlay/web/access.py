"""The guards of every request, in this order: Host, Origin, Sec-Fetch-Site, who may, deadline, decoding.

What is refused is answered with `{"error": code, "message": sentence}` in the caller's language.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import math
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import msgspec
from aiohttp import web

from overlay.errors import (
    BadHost,
    BadOrigin,
    Forbidden,
    Limited,
    OverlayError,
    Unauthorised,
    Undecodable,
    Unknown,
)
from overlay.i18n import explain, language_of
from overlay.show.model import Language, Who
from overlay.web.device import COOKIE, YEAR, Devices
from overlay.web.headers import headers
from overlay.web.limits import Buckets, address_key
from overlay.web.routes import (
    FORM,
    Call,
    Form,
    Raw,
    Route,
    Slow,
    converted,
    decoded,
    form_fields,
    read_body,
)
from overlay.web.tokens import Tokens

DEADLINE = 10.0
SLOWED = 1.0
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
log = logging.getLogger(__name__)
access_log = logging.getLogger("overlay.access")


class Names:
    """Under which `host:port` a listener may be called, and from which origins."""

    def __init__(self, extra: Iterable[str] = (), public_url: str = "") -> None:
        self._extra = tuple(extra)
        self._public_url = public_url
        self.hosts: frozenset[str] = frozenset()
        self.origins: frozenset[str] = frozenset()

    def opened(self, port: int, addresses: Iterable[str]) -> None:
        """The listener is reached under that port now, by loopback names and these addresses."""
        names = (*LOOPBACK, *addresses, *self._extra)
        hosts = {name if ":" in name.rpartition("]")[2] else f"{name}:{port}" for name in names}
        hosts |= {name for name in names if port in (80, 443)}
        origins = {f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")}
        if self._public_url:
            parts = urlsplit(self._public_url)
            hosts.add(parts.netloc.lower())
            origins.add(f"{parts.scheme}://{parts.netloc}".lower())
        self.hosts, self.origins = frozenset(hosts), frozenset(origins)


class Guard:
    """The guards of one application; `handle` makes a handler of aiohttp's of each route."""

    def __init__(
        self,
        parts: Any,
        names: Names,
        tokens: Tokens,
        *,
        proxies: tuple[str, ...] = (),
        devices: Devices | None = None,
        new_device: Callable[[str], None] = lambda address: None,
        bad_tokens_minute: float = 0.0,
    ) -> None:
        self.parts, self.names, self.tokens, self.devices = parts, names, tokens, devices
        self._proxies = frozenset(proxies)
        self._new_device = new_device
        self._bad_tokens = Buckets(bad_tokens_minute / 60, bad_tokens_minute, "Too many wrong tokens.")

    def application(self, routes: Iterable[Route]) -> web.Application:
        app = web.Application(middlewares=[self._outermost])
        for route in routes:
            app.router.add_route(route.method, route.path, self.handle(route))
        return app

    # -- outside of all routes

    @property
    def _outermost(self) -> Any:
        @web.middleware
        async def outermost(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            started = time.monotonic()
            request["id"] = secrets.token_hex(4)
            try:
                self._check_host(request)
                self._check_origin(request)
                response = await handler(request)
            except OverlayError as error:
                response = refused(request, error)
            except web.HTTPException as error:
                response = refused(request, _of_aiohttp(error), error.headers)
            except (ConnectionResetError, asyncio.CancelledError):
                raise
            except Exception:
                log.exception("Request %s failed.", request["id"])
                response = refused(request, Fault())
            if not response.prepared:
                for name, value in headers(
                    request.get("page", "none"), public=self.devices is not None
                ).items():
                    response.headers.setdefault(name, value)
            self._note(request, response.status, time.monotonic() - started)
            return response

        return outermost

    def _note(self, request: web.Request, status: int, seconds: float) -> None:
        if access_log.isEnabledFor(logging.INFO):
            resource = request.match_info.route.resource
            path = resource.canonical if resource else "-"
            role = request.get("role", "-")
            access_log.info(
                "%s %s %d %.1f ms %s %s", request.method, path, status, seconds * 1000, role, request["id"]
            )

    def _check_host(self, request: web.Request) -> None:
        named = request.headers.getall("Host", [])
        if len(named) != 1 or not {named[0].lower(), _authority(request)} <= self.names.hosts:
            raise BadHost(
                "This server does not answer to that address. Open it under one that the studio shows."
            )

    def _check_origin(self, request: web.Request) -> None:
        route = getattr(request.match_info.handler, "route", None)
        if route is not None and route.any_origin:
            return
        upgrade = "upgrade" in request.headers.get("Connection", "").lower()
        origin = request.headers.get("Origin")
        unsafe = request.method not in ("GET", "HEAD") or upgrade
        foreign = unsafe and origin is not None and origin.lower() not in self.names.origins
        cross = request.headers.get("Sec-Fetch-Site") == "cross-site"
        if foreign or (cross and request.headers.get("Sec-Fetch-Mode") != "navigate"):
            raise BadOrigin("Another site asked for this; only our own pages may.")

    # -- inside of a route

    def handle(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handler(request: web.Request) -> web.StreamResponse:
            request["page"] = route.page
            call = Call(request, route, self.parts, language(request))
            call.address = self._address(request)
            await self._admit(call)
            request["role"] = call.who.role
            if route.socket:
                return await self._answer(call)
            try:
                await self._read(call)
                response = await self._timely(call)
            except OverlayError as error:
                if route.again is None or not _is_form(request):
                    raise
                response = route.again(call, error)
                _say_when(response, error)
            self._give_cookie(call, response)
            return response

        handler.route = route  # type: ignore[attr-defined]
        return handler

    async def _timely(self, call: Call) -> web.StreamResponse:
        try:
            async with asyncio.timeout(DEADLINE):
                return await self._answer(call)
        except TimeoutError:
            raise Late("That took longer than {seconds} s; try again.", seconds=int(DEADLINE)) from None

    async def _admit(self, call: Call) -> None:
        access = call.route.access
        if access == "open" or (call.route.socket and access != "device"):
            return  # a socket's token comes in its first message
        if access == "device":
            self._admit_device(call)
            return
        if access == "source":
            words = call.request.match_info["token"]
        else:
            scheme, _, words = call.request.headers.get("Authorization", "").partition(" ")
            if scheme.lower() != "bearer" or not words:
                raise Unauthorised("A token is needed: open this from a link of the studio.")
        call.who = await self.known(words.strip(), call.address)
        if call.who.role not in ({"source"} if access == "source" else access):
            raise Forbidden("A {role} may not do that.", role=call.who.role)

    async def known(self, words: str, address: str) -> Who:
        """Whose token it is; after too many wrong ones from an address the refusal comes late."""
        try:
            return self.tokens.who(words)
        except Unauthorised:
            try:
                self._bad_tokens.spend(address_key(address))
            except Limited:
                await asyncio.sleep(SLOWED)
            raise

    def _admit_device(self, call: Call) -> None:
        if self.devices is None:
            raise Forbidden("This listener knows no devices.")
        device = self.devices.read(call.request.cookies.get(COOKIE, ""))
        if device is None:
            self._new_device(call.address)
            device, call.new_device = self.devices.new(), True
        call.who = Who(f"device:{device}", "audience")

    def _give_cookie(self, call: Call, response: web.StreamResponse) -> None:
        if call.new_device and self.devices is not None:
            response.set_cookie(
                COOKIE,
                self.devices.cookie(call.device),
                max_age=YEAR,
                path="/",
                httponly=True,
                samesite="Lax",
                secure=call.request.secure,
            )

    async def _read(self, call: Call) -> None:
        route = call.route
        if route.query is not None:
            call.query = converted(dict(call.request.query), route.query)
        if route.takes is None:
            return
        try:
            async with asyncio.timeout(DEADLINE):
                body = await read_body(call.request, route.size * (3 if _is_form(call.request) else 1))
        except TimeoutError:
            raise Slow("The request did not arrive within {seconds} s.", seconds=int(DEADLINE)) from None
        except web.PayloadAccessError:
            raise Undecodable("The body broke off.") from None
        if isinstance(route.takes, Raw):
            call.body = body
        elif isinstance(route.takes, Form) and _is_form(call.request):
            call.fields = form_fields(body)
            call.lang = language_of(_accepted(call.request), call.fields.get("lang", ""))
            call.body = converted(call.fields, route.takes.kind)
        elif isinstance(route.takes, Form):
            call.body = decoded(body, route.takes.kind)
        elif body or not route.bare:
            call.body = decoded(body, route.takes)

    async def _answer(self, call: Call) -> web.StreamResponse:
        answer = await call.route.handler(call)
        return answer if isinstance(answer, web.StreamResponse) else json_response(answer)

    def _address(self, request: web.Request) -> str:
        """Who calls; behind a proxy that is trusted, whom it names."""
        peer = request.remote or ""
        forwarded = [name for name in ("Forwarded", "X-Forwarded-For") if name in request.headers]
        if not forwarded:
            return peer
        if peer not in self._proxies:
            raise Undecodable("A proxy passed this on, and it is not among trusted_proxies of overlay.toml.")
        for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
            try:
                address = str(ipaddress.ip_address(hop.strip()))
            except ValueError:
                raise Undecodable("The proxy named no address that can be read.") from None
            if address not in self._proxies:
                return address
        return peer


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
    return language_of(_accepted(request), request.query.get("lang", ""))


def _accepted(request: web.Request) -> str:
    return request.headers.get("Accept-Language", "")


def _is_form(request: web.Request) -> bool:
    return request.content_type == FORM


def _authority(request: web.Request) -> str:
    """The host of an absolute target, else the Host header again."""
    try:
        url = request.url
        host = f"[{url.host}]" if url.host and ":" in url.host else url.host or ""
        return host.lower() if _bare(request) else f"{host}:{url.port}".lower()
    except ValueError:
        return ""


def _bare(request: web.Request) -> bool:
    host = request.headers.get("Host", "")
    return ":" not in host.rpartition("]")[2]


def _of_aiohttp(error: web.HTTPException) -> OverlayError:
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
    _say_when(response, error)
    if more and "Allow" in more:
        response.headers["Allow"] = more["Allow"]
    if error.status in (408, 413):
        response.force_close()
    return response


def _say_when(response: web.Response, error: OverlayError) -> None:
    if isinstance(error, Limited):
        response.headers["Retry-After"] = str(math.ceil(error.retry_after))
