"""Names to addresses, public ones only: a name that leads into our own network leads nowhere.

The connection is made to exactly the address that was looked at; nothing asks for the name a second time.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: an IPv4 address seen from a network that has IPv6 only."""


class NotPublic(OSError):
    """The name has no address outside."""


def is_public(host: str) -> bool:
    """Whether that address is one of the internet, also where it is written inside an IPv6 one."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.sixtofour is not None or address.teredo is not None or address.is_site_local:
            return False
        address = _inside(address)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: IPv6Address) -> IPv4Address | IPv6Address:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else address


class PublicResolver(AbstractResolver):
    """Asks `names`, and passes on what is `reachable`. NotPublic if nothing is left."""

    def __init__(
        self, names: AbstractResolver | None = None, reachable: Callable[[str], bool] = is_public
    ) -> None:
        self._names = names or ThreadedResolver()
        self._reachable = reachable

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        public = [result for result in found if self._reachable(result["host"])]
        if not public:
            raise NotPublic("its name leads to no public address")
        return public

    async def close(self) -> None:
        await self._names.close()
