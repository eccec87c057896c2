"""Who may in: tokens, links that are used up, addresses to give away."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from overlay.secrets_file import TokenLine
from overlay.show.model import Role
from overlay.web.parts import StudioParts
from overlay.web.routes import Call, Route

Label = Annotated[str, Meta(max_length=60)]
Given = Literal["producer", "host", "moderator", "viewer", "remote", "overlay", "source"]
PRODUCER: frozenset[Role] = frozenset({"producer"})


class JoinCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: Annotated[str, Meta(min_length=1, max_length=64)]


class Joined(msgspec.Struct, frozen=True):
    """The token is told this once."""

    token: str
    role: str
    label: str


class TokenWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    role: Given
    label: Label = ""


class NewToken(msgspec.Struct, frozen=True):
    id: str
    token: str


class TokenItem(msgspec.Struct, frozen=True):
    """Times are wall ms; `used` 0 is never."""

    id: str
    role: str
    label: str
    created: int
    used: int


class TokenItems(msgspec.Struct, frozen=True):
    tokens: list[TokenItem]


class Revocation(msgspec.Struct, frozen=True):
    ok: bool = True


class Link(msgspec.Struct, frozen=True):
    """Good for one use within `expires_s` seconds."""

    url: str
    expires_s: float


class Links(msgspec.Struct, frozen=True):
    """`overlay`: for OBS; it shows what viewers see anyway. `loader`: the same, by a file that waits."""

    overlay: str
    audience: list[str]
    loader: str


async def join(call: Call) -> Joined:
    """A code becomes a token; a wrong one is answered like a wrong token, late after too many."""
    tokens = call.parts.tokens
    code = call.body.code
    offered = await call.guard.answered_late(call.address, lambda: tokens.redeem(code))
    return Joined(await tokens.admit(code, offered), offered.role, offered.label)


async def list_tokens(call: Call) -> TokenItems:
    return TokenItems([_item(line) for line in call.parts.tokens.lines()])


def _item(line: TokenLine) -> TokenItem:
    return TokenItem(line.id, line.role, line.label, line.created, line.used)


async def make_token(call: Call) -> NewToken:
    return NewToken(*await call.parts.tokens.give(call.body.role, call.body.label))


async def revoke_token(call: Call) -> Revocation:
    await call.parts.tokens.revoke(call.request.match_info["id"])
    return Revocation()


async def make_link(call: Call) -> Link:
    parts: StudioParts = call.parts
    code, seconds = parts.tokens.invite(call.body.role, call.body.label)
    return Link(parts.addresses.control(code, call.body.role), seconds or 0.0)


async def links(call: Call) -> Links:
    parts: StudioParts = call.parts
    overlay = parts.addresses.overlay(parts.tokens.overlay)
    return Links(overlay, parts.addresses.audience, f"{parts.loader.as_uri()}#{overlay}")


ROUTES = (
    Route(
        method="POST",
        path="/api/join",
        access="open",
        handler=join,
        summary="A single-use code becomes a token.",
        takes=JoinCode,
        answers={200: Joined},
        refusals=(401,),
    ),
    Route(
        method="GET",
        path="/api/tokens",
        access=PRODUCER,
        handler=list_tokens,
        summary="Who may in.",
        answers={200: TokenItems},
    ),
    Route(
        method="POST",
        path="/api/tokens",
        access=PRODUCER,
        handler=make_token,
        summary="Make a token; its words are told this once.",
        takes=TokenWish,
        answers={200: NewToken},
    ),
    Route(
        method="DELETE",
        path="/api/tokens/{id}",
        access=PRODUCER,
        handler=revoke_token,
        summary="Revoke a token; its pages are let go.",
        answers={200: Revocation},
        refusals=(404,),
    ),
    Route(
        method="POST",
        path="/api/links",
        access=PRODUCER,
        handler=make_link,
        summary="A link to the control page that is good once, for five minutes.",
        takes=TokenWish,
        answers={200: Link},
    ),
    Route(
        method="GET",
        path="/api/links",
        access=frozenset({"producer", "host"}),
        handler=links,
        summary="The addresses to give away: for OBS and for the audience.",
        answers={200: Links},
    ),
)
