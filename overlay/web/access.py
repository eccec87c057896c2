"""The guards inside a route, in this order: who may, then deadline, size and decoding. Before: gate.py."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

from aiohttp import web

from overlay.errors import (
    Forbidden,
    Limited,
    OverlayError,
    Unauthorised,
    Undecodable,
)
from overlay.i18n import language_of
from overlay.show.model import Who
from overlay.web.device import COOKIE, YEAR, Devices
from overlay.web.gate import TRACE, gate
from overlay.web.limits import Buckets, address_key
from overlay.web.names import Names
from overlay.web.refusal import (
    Late,
    accepted,
    is_form,
    json_response,
    language,
    say_when,
)
from overlay.web.routes import (
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

T = TypeVar("T")
DEADLINE = 10.0
SLOWED = 1.0


async def slowed() -> None:
    await asyncio.sleep(SLOWED)


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
        app = web.Application(middlewares=[gate(self.names, public=self.devices is not None)])
        for route in routes:
            app.router.add_route(route.method, route.path, self.handle(route))
        return app

    def handle(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handler(request: web.Request) -> web.StreamResponse:
            request[TRACE].page = route.page
            call = Call(request, route, self.parts, self, language(request))
            call.address = self._address(request)
            await self._admit(call)
            request[TRACE].role = call.who.role
            if route.socket:
                return await self._answer(call)
            try:
                await self._read(call)
                response = await self._timely(call)
            except OverlayError as error:
                if route.again is None or not is_form(request):
                    raise
                response = route.again(call, error)
                say_when(response, error)
            self._give_cookie(call, response)
            return response

        handler.route = route  # type: ignore[attr-defined]
        return handler

    async def _timely(self, call: Call) -> web.StreamResponse:
        try:
            async with asyncio.timeout(None if isinstance(call.route.takes, Raw) else DEADLINE):
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
        call.who = await self.answered_late(call.address, lambda: self.tokens.who(words.strip()))
        if call.who.role not in ({"source"} if access == "source" else access):
            raise Forbidden("A {role} may not do that.", role=call.who.role)

    async def answered_late(self, address: str, check: Callable[[], T]) -> T:
        try:
            return check()
        except Unauthorised:
            try:
                self._bad_tokens.spend(address_key(address))
            except Limited:
                await slowed()
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
                body = await read_body(call.request, route.size * (3 if is_form(call.request) else 1))
        except TimeoutError:
            raise Slow("The request did not arrive within {seconds} s.", seconds=int(DEADLINE)) from None
        except web.PayloadAccessError:
            raise Undecodable("The body broke off.") from None
        if isinstance(route.takes, Raw):
            call.body = body
        elif isinstance(route.takes, Form) and is_form(call.request):
            call.fields = form_fields(body)
            call.lang = language_of(accepted(call.request), call.fields.get("lang", ""))
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
