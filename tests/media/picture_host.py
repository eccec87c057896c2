"""A picture host of our own: real HTTPS on loopback, with a certificate of a CA of our own."""

from __future__ import annotations

import asyncio
import io
import socket
import ssl
from collections.abc import Awaitable, Callable

import trustme
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from PIL import Image

from overlay.media.fetch import Fetcher
from overlay.media.hosts import Hosts

NAME = "pictures.test"
HERE = "127.0.0.1"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PictureHost:
    """`answers`: what it says at a path. `asked`: the paths it was asked for, with the headers of each."""

    def __init__(self) -> None:
        self.authority = trustme.CA()
        self.answers: dict[str, Handler | bytes] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.connections = 0
        self.port = 0
        self._server: asyncio.Server | None = None
        self._runner: web.ServerRunner | None = None

    async def start(self) -> None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(NAME).configure_cert(tls)
        self._runner = web.ServerRunner(web.Server(self._answer, access_log=None), shutdown_timeout=0.1)
        await self._runner.setup()
        self._server = await asyncio.get_running_loop().create_server(self._accepted, HERE, 0, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        assert self._server is not None
        assert self._runner is not None
        self._server.close()
        await self._runner.cleanup()

    def _accepted(self) -> asyncio.Protocol:
        self.connections += 1
        assert self._runner is not None
        assert self._runner.server is not None
        return self._runner.server()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append((request.path_qs, dict(request.headers)))
        said = self.answers.get(request.path)
        if said is None:
            return web.Response(status=404)
        if isinstance(said, bytes):
            return web.Response(body=said, content_type="image/png")
        return await said(request)  # type: ignore[arg-type]

    def url(self, path: str, name: str = NAME) -> str:
        return f"https://{name}:{self.port}{path}"

    @property
    def tls(self) -> ssl.SSLContext:
        """Trusts this host's CA and nobody else."""
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def fetcher(self, names: AbstractResolver | None = None, seconds: float = 10.0) -> Fetcher:
        """With this host on the list, and loopback for an address of the internet."""
        return Fetcher(
            Hosts([f"{NAME}:{self.port}"]),
            names=names or FakeNames(),
            reachable=lambda address: address == HERE,
            tls=self.tls,
            seconds=seconds,
        )


class FakeNames(AbstractResolver):
    """Answers for every name in turn; the last answer stays."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self._answers = list(answers) or [(HERE,)]
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        addresses = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        return


def drawing(
    size: tuple[int, int] = (88, 88), kind: str = "PNG", colour: tuple[int, ...] = (30, 120, 200)
) -> bytes:
    """A plain picture as a network might send it."""
    made = io.BytesIO()
    Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour).save(made, kind)
    return made.getvalue()
