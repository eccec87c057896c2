"""Under which names a listener may be called. Everything else is a trap (DNS rebinding) or a mistake."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = ("0.0.0.0", "::", "")
"""Hosts to listen at that are nobody's name."""


class Names:
    """Under which `host:port` a listener may be called, and from which origins."""

    def __init__(self, extra: Iterable[str] = (), public_url: str = "") -> None:
        self._extra = tuple(extra)
        self._public_url = public_url
        self.hosts: frozenset[str] = frozenset()
        self.origins: frozenset[str] = frozenset()

    def opened(self, port: int, addresses: Iterable[str]) -> None:
        """The listener is reached under that port now, by loopback names and these addresses."""
        reached = [f"[{name}]" if ":" in name else name for name in addresses if name not in EVERYWHERE]
        names = [*LOOPBACK, *reached, *self._extra]
        hosts = {f"{name}:{port}" for name in names}
        if port in (80, 443):
            hosts |= set(names)
        origins = {f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")}
        if self._public_url:
            parts = urlsplit(self._public_url)
            hosts.add(parts.netloc.lower())
            origins.add(f"{parts.scheme}://{parts.netloc}".lower())
        self.hosts, self.origins = frozenset(hosts), frozenset(origins)


def authority(request: web.Request) -> str:
    """The host and port of an absolute target, else the Host header again."""
    named = request.headers["Host"]
    if request.host == named:
        return named.lower()
    try:
        url = request.url
    except ValueError:
        return ""
    host = f"[{url.host}]" if url.host and ":" in url.host else url.host or ""
    return f"{host}:{url.port}".lower()
