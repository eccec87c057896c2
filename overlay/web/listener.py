"""A listening socket with its application: opened, moved to other addresses, closed."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from typing import Any

from aiohttp import http_exceptions, http_parser, web

from overlay.address import Address
from overlay.errors import ConfigError, PortTaken, Undecodable

BACKLOG = 64
"""Sockets the system accepts before we are asked: the reserve of descriptors is larger than this."""
HEADERS_SECONDS = 10.0
"""For the headers of a request, from accept on and between two requests; dripping buys no time."""
TAKEN = {errno.EADDRINUSE, errno.EACCES, 10048, 10013}
"""10048 and 10013 are what Windows says."""
CONNECTION: dict[str, Any] = {
    "access_log": None,
    "keepalive_timeout": HEADERS_SECONDS,
    "lingering_time": 2.0,
    "auto_decompress": False,
}


def check_parser() -> None:
    """Only the compiled parser is fast and strict enough. ConfigError where it is missing."""
    if http_parser.HttpRequestParser is http_parser.HttpRequestParserPy:
        raise ConfigError("aiohttp lacks its compiled parts here; install it again, from a wheel.")


class _Full(asyncio.Protocol):
    """Nobody more gets in."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            transport.abort()


class _Connection(web.RequestHandler):
    """What is no HTTP is refused without a word of it, and is no fault of ours: nothing to log."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        if not isinstance(exc, http_exceptions.HttpProcessingError):
            return super().handle_error(request, status, exc, message)
        why = "The request cannot be read: it is not HTTP."
        refusal = {"error": Undecodable.code, "message": why}
        response = web.json_response(
            refusal, status=Undecodable.status, headers={"Cache-Control": "no-store"}
        )
        response.force_close()
        return response


class Listener:
    """`most` connections at a time; 0: as many as the system gives."""

    def __init__(self, name: str, app: web.Application, most: int = 0) -> None:
        check_parser()
        self._name, self.most = name, most
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=2.0)
        self._listening: asyncio.Server | None = None
        self.address = Address("", 0)

    async def open(self, address: Address) -> None:
        """PortTaken if somebody has it; ConfigError if the host is none of ours."""
        if self._runner.server is None:
            await self._runner.setup()
        loop = asyncio.get_running_loop()
        try:
            self._listening = await loop.create_server(
                self._accepted, address.host, address.port, backlog=BACKLOG
            )
        except socket.gaierror:
            raise _no_host(address) from None
        except OSError as error:
            if error.errno in TAKEN:
                raise PortTaken(
                    "Port {port} is taken, maybe by another overlay: stop that one, or choose another port "
                    "with --{name} {host}:PORT.",
                    port=address.port,
                    name=self._name,
                    host=address.host,
                ) from None
            raise _no_host(address) from None
        self.address = Address(address.host, self._listening.sockets[0].getsockname()[1])

    def _accepted(self) -> asyncio.Protocol:
        server = self._runner.server
        if server is None or 0 < self.most <= len(server.connections):
            return _Full()
        return _Connection(server, loop=asyncio.get_running_loop(), **CONNECTION)

    async def move(self, host: str) -> None:
        """Listen there, on the same port; open connections live on."""
        before = self.address
        if host == before.host:
            return
        self._stop_listening()
        try:
            await self.open(Address(host, before.port))
        except (PortTaken, ConfigError):
            await self.open(before)
            raise

    def _stop_listening(self) -> None:
        if self._listening is not None:
            self._listening.close()
            self._listening = None

    async def close(self) -> None:
        """Requests that run may end; nothing new comes in."""
        self._stop_listening()
        await self._runner.cleanup()


def _no_host(address: Address) -> ConfigError:
    return ConfigError("{host} is no address of this computer.", host=address.host)


def raise_descriptors(most: int = 65536) -> int:
    """Let this process open as many files as it may; how many that is (0: no such limit here)."""
    try:
        import resource
    except ImportError:
        return 0
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    if soft < wanted:
        with contextlib.suppress(ValueError, OSError):  # macOS allows less than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return soft
