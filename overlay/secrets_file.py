"""`secrets.toml`: what nobody else may read. Mode 0600, replaced as a whole, never half written."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import os
import secrets
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from overlay.errors import ConfigError, Unavailable
from overlay.show.model import Role

NAME = "secrets.toml"


class Secret:
    """Words that show nowhere by accident: not in repr, str, format, comparison times or a pickle."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def reveal(self) -> str:
        return self._words

    def __bool__(self) -> bool:
        return bool(self._words)

    def __repr__(self) -> str:
        return "Secret(…)" if self._words else "Secret()"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._words.encode(), other._words.encode())

    def __hash__(self) -> int:
        return hash(self._words)

    def __reduce__(self) -> str:
        raise TypeError("A secret is not pickled.")


class TokenLine(msgspec.Struct, frozen=True):
    """One token as it is kept: `hash` is the SHA-256 of its words in hex. Times are wall ms, 0 is never."""

    id: str
    role: Role
    hash: str
    label: str = ""
    created: int = 0
    used: int = 0
    revoked: int = 0


class _Kept(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    device_key: str = ""
    obs_address: str = ""
    obs_password: str = ""
    overlay_token: str = ""
    tokens: list[TokenLine] = []


class SecretsFile:
    """The secrets of a data folder in memory; `write` puts them on the disk."""

    def __init__(self, folder: Path) -> None:
        """Read them; what is missing is made, and written with the first `write`."""
        self.path = folder / NAME
        self._saving = asyncio.Lock()
        kept = _read(self.path)
        self.device_key = Secret(kept.device_key or secrets.token_urlsafe(32))
        self.obs_address = kept.obs_address
        self.obs_password = Secret(kept.obs_password)
        self.overlay_token = Secret(kept.overlay_token)
        self.tokens = {line.id: line for line in kept.tokens}

    def write(self) -> None:
        """Durable when it returns; Unavailable where the disk refuses. Blocking."""
        self._write(self._text())

    async def save(self) -> None:
        """`write`, without holding up the loop; one after the other."""
        async with self._saving:
            await asyncio.to_thread(self._write, self._text())

    def _write(self, text: bytes) -> None:
        try:
            write_private(self.path, text)
        except OSError as error:
            raise Unavailable(
                "The disk does not take {file}: {reason}. Mend that, then try again.",
                file=self.path,
                reason=error.strerror or error,
            ) from None

    def _text(self) -> bytes:
        document: dict[str, Any] = msgspec.to_builtins(
            _Kept(
                device_key=self.device_key.reveal(),
                obs_address=self.obs_address,
                obs_password=self.obs_password.reveal(),
                overlay_token=self.overlay_token.reveal(),
                tokens=list(self.tokens.values()),
            )
        )
        return tomli_w.dumps(document).encode()


def write_private(path: Path, data: bytes) -> None:
    """Replace the file by one that only this user can read; a crash leaves the old or the new one."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _read(path: Path) -> _Kept:
    try:
        text = path.read_text(encoding="utf-8")
        with contextlib.suppress(OSError):
            path.chmod(0o600)
        return msgspec.convert(tomllib.loads(text), _Kept)
    except FileNotFoundError:
        return _Kept()
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError):
        # the error itself could quote a secret
        raise ConfigError(
            "{file} cannot be read as secrets. Put it right, or move it away: new secrets are made then, "
            "and links and tokens given out before stop working.",
            file=path,
        ) from None
