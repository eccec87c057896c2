"""Under which addresses people and programs find us, now that the listeners are open."""

from __future__ import annotations

import contextlib
import ipaddress
import socket

from overlay.config import Config
from overlay.show.model import Role

DOCUMENTATION = "192.0.2.1"
"""RFC 5737: nobody's address. A datagram socket aimed at it shows our own address; nothing is sent."""


class Addresses:
    """Ports (0: not open) and hosts in the network are set by whoever opens the listeners."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self.studio_port = 0
        self.public_port = 0
        self.lan_hosts: list[str] = []
        self.studio_lan_hosts: list[str] = []

    @property
    def studio(self) -> str:
        return f"http://{_named(self._config.studio.host)}:{self.studio_port}"

    @property
    def public(self) -> str:
        """Where the audience asks: the address that leads here, else the LAN's, else this computer's."""
        return (self.audience or [""])[0]

    @property
    def audience(self) -> list[str]:
        """All addresses of the audience's page, the best first."""
        if not self.public_port or self._config.public is None:
            return [self._config.public_url] if self._config.public_url else []
        urls = [self._config.public_url] if self._config.public_url else []
        return [*urls, *self.lan, f"http://{_named(self._config.public.host)}:{self.public_port}"]

    @property
    def lan(self) -> list[str]:
        """The audience's page in this network; none while it is not open to it."""
        return [f"http://{host}:{self.public_port}" for host in self.lan_hosts]

    def control(self, code: str, role: Role = "producer") -> str:
        """A link that is good once. A producer's stays on this computer: a network could read along."""
        base = self.studio
        if role != "producer" and self.studio_lan_hosts:
            base = f"http://{self.studio_lan_hosts[0]}:{self.studio_port}"
        return f"{base}/control#once={code}"

    def overlay(self, token: str) -> str:
        return f"{self.studio}/overlay#{token}"


def _named(host: str) -> str:
    """A listener on all addresses is reached by loopback."""
    if host in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def lan_addresses() -> list[str]:
    """This computer's IPv4 addresses in its network, the one it would speak from first."""
    found: list[str] = []
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((DOCUMENTATION, 9))
        found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += [info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]  # type: ignore[misc]
    return list(dict.fromkeys(a for a in found if not ipaddress.ip_address(a).is_loopback))
