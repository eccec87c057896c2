"""Who holds a token: 192 random bits, kept as a hash, with a role. Single-use codes that become tokens."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import time
from collections.abc import Callable

import msgspec

from overlay.bus import Bus
from overlay.clock import wall_ms
from overlay.errors import Forbidden, Unauthorised, Unavailable, Unknown
from overlay.secrets_file import Secret, SecretsFile, TokenLine
from overlay.show.model import Role, Who

CODE_SECONDS = 300.0
CODE_TRIES = 10
USED_EVERY_MS = 60_000
"""`used` of a token is kept this exact."""


class Revoked(msgspec.Struct, frozen=True):
    """News: the token of that id holds no more; its sockets go."""

    id: str


class Code(msgspec.Struct):
    """A single-use code. `until` is monotonic seconds; None: until the program ends."""

    role: Role
    label: str
    until: float | None
    tries: int = 0


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Tokens:
    """The book of tokens. What `give`, `admit` and `revoke` change is durable when they return."""

    def __init__(self, kept: SecretsFile, bus: Bus, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept, self._bus, self._clock = kept, bus, clock
        self._by_hash = {line.hash: line for line in kept.tokens.values() if not line.revoked}
        self._own: dict[str, Who] = {}
        self._codes: dict[str, Code] = {}
        if not kept.overlay_token or hashed(kept.overlay_token.reveal()) not in self._by_hash:
            kept.overlay_token = Secret(self.make("overlay", "overlay")[1])
            kept.write()

    @property
    def overlay(self) -> str:
        """The overlay page's token, in clear: who reads it sees what the viewers see anyway."""
        return self._kept.overlay_token.reveal()

    def lines(self) -> list[TokenLine]:
        """All that hold, the oldest first."""
        return [line for line in self._kept.tokens.values() if not line.revoked]

    def make(self, role: Role, label: str) -> tuple[str, str]:
        """A new token's id and its words, which are told this once."""
        token = secrets.token_urlsafe(24)
        line = TokenLine(secrets.token_hex(4), role, hashed(token), label, created=wall_ms())
        self._kept.tokens[line.id] = line
        self._by_hash[line.hash] = line
        return line.id, token

    async def give(self, role: Role, label: str) -> tuple[str, str]:
        """A new token that is kept. Unavailable, and there is none, where the disk refuses."""
        token_id, token = self.make(role, label)
        try:
            await self._kept.save()
        except Unavailable:
            del self._by_hash[self._kept.tokens.pop(token_id).hash]
            raise
        return token_id, token

    def make_own(self) -> str:
        """A producer's token for the command line of this computer; it ends with the process."""
        token = secrets.token_urlsafe(24)
        self._own[hashed(token)] = Who("cli", "producer", "command line")
        return token

    async def revoke(self, token_id: str) -> None:
        """It holds no more, and its sockets are dropped. `Unknown` if there is none of that id.

        Where the disk refuses it is Unavailable, and listed still: it would hold again after a restart.
        """
        line = self._kept.tokens.get(token_id)
        if line is None or line.revoked:
            raise Unknown("There is no token {id}.", id=token_id)
        if line.hash == hashed(self.overlay):
            raise Forbidden("The overlay's own token stays: OBS shows the page by it.")
        self._kept.tokens[token_id] = msgspec.structs.replace(line, revoked=wall_ms())
        self._by_hash.pop(line.hash, None)
        self._bus.publish(Revoked(token_id))
        try:
            await self._kept.save()
        except Unavailable:
            self._kept.tokens[token_id] = line
            raise

    def who(self, token: str) -> Who:
        """Whose token that is. `Unauthorised` if it is nobody's."""
        digest = hashed(token)
        if own := self._own.get(digest):
            return own
        line = self._by_hash.get(digest)
        if line is None:
            raise Unauthorised("This token is not known here; it may have been revoked. Ask for a new link.")
        if (now := wall_ms()) - line.used > USED_EVERY_MS:
            line = msgspec.structs.replace(line, used=now)
            self._kept.tokens[line.id] = self._by_hash[digest] = line
        return Who(line.id, line.role, line.label)

    def close(self) -> None:
        """Keep when which token was used last; no loss if the disk refuses."""
        with contextlib.suppress(Unavailable):
            self._kept.write()

    # -- codes

    def invite(self, role: Role, label: str, *, short: bool = True) -> tuple[str, float | None]:
        """A single-use code for a token of that role, and its seconds.

        A short one has 40 bits and lives five minutes; a long one as long as the program.
        """
        code = secrets.token_hex(5) if short else secrets.token_urlsafe(24)
        seconds = CODE_SECONDS if short else None
        self._codes[code] = Code(role, label, None if seconds is None else self._clock() + seconds)
        return code, seconds

    def redeem(self, code: str) -> Code:
        """What was offered. A code is used up by this; ten wrong ones use up all short ones."""
        now = self._clock()
        self._codes = {c: i for c, i in self._codes.items() if i.until is None or i.until > now}
        invitation = self._codes.pop(code, None)
        if invitation is None:
            for other, pending in list(self._codes.items()):
                pending.tries += pending.until is not None
                if pending.tries >= CODE_TRIES:
                    del self._codes[other]
            raise Unauthorised(
                "This link is used up or too old. Make a new one in the studio, or start the server again."
            )
        return invitation

    async def admit(self, code: str, invitation: Code) -> str:
        """The token for a redeemed code. Unavailable where the disk refuses; the code is good again then."""
        try:
            return (await self.give(invitation.role, invitation.label))[1]
        except Unavailable:
            self._codes[code] = invitation
            raise
