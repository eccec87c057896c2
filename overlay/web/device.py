"""The audience's one cookie: which browser this is, signed, and nothing else."""

from __future__ import annotations

import hashlib
import hmac
import secrets

COOKIE = "device"
YEAR = 365 * 24 * 3600


class Devices:
    """`id.mac`: no row anywhere until the device asks something."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def new(self) -> str:
        return secrets.token_urlsafe(12)

    def cookie(self, device: str) -> str:
        return f"{device}.{self._mac(device)}"

    def read(self, cookie: str) -> str | None:
        """The device's id; None if the cookie is not one of ours."""
        device, _, mac = cookie.partition(".")
        if device and mac.isascii() and hmac.compare_digest(mac, self._mac(device)):
            return device
        return None

    def _mac(self, device: str) -> str:
        return hmac.new(self._key, device.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]
