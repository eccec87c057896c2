"""HOST:PORT, ws://HOST:PORT and https://…, as people write them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

import msgspec

from overlay.errors import ConfigError


class Address(msgspec.Struct, frozen=True):
    """Where something listens. `port` 0: any free one."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def address_of(key: str, text: str) -> Address:
    parts = _parted(f"//{text}")
    if parts is None or not parts.hostname or parts.port is None or parts.path or parts.username:
        raise ConfigError(
            "{key} = {value} cannot be; expected is HOST:PORT, such as 127.0.0.1:4747.", key=key, value=text
        )
    return Address(parts.hostname, parts.port)


def obs_address(text: str) -> Address:
    """`ws://HOST:PORT`, also without the scheme or the port. Raises ConfigError."""
    parts = _parted(text if "://" in text else f"ws://{text}")
    if parts is None or parts.scheme != "ws" or not parts.hostname or parts.username or parts.path.strip("/"):
        # not repeated: OBS's own connect link holds the password
        raise ConfigError("obs: expected is ws://HOST:PORT, such as ws://127.0.0.1:4455, or off.")
    return Address(parts.hostname, parts.port or 4455)


def checked_url(text: str) -> str:
    parts = _parted(text)
    if text and (parts is None or parts.scheme not in ("http", "https") or not parts.hostname):
        raise ConfigError(
            "public_url = {value} cannot be; expected is an address such as https://ask.example.org.",
            value=text,
        )
    return text.rstrip("/")


def _parted(text: str) -> SplitResult | None:
    """The parts of an address; None if it is none."""
    try:
        parts = urlsplit(text)
        return parts if parts.port is None or parts.port >= 0 else None
    except ValueError:
        return None
