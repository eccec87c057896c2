"""OBS: where it is, set-up and doctor; and the switch that opens the audience's page to the network."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from overlay.address import obs_address
from overlay.errors import Unavailable
from overlay.i18n import translate
from overlay.obs.client import ObsAddress
from overlay.secrets_file import Secret
from overlay.show.model import Role
from overlay.web.parts import StudioParts
from overlay.web.routes import Call, Route

PRODUCER: frozenset[Role] = frozenset({"producer"})
LAN_WARNING = (
    "Everybody in this network can open the audience's page now. It is not encrypted: who is in the network "
    "can read along what is asked. The studio stays on this computer."
)


class ObsWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays. The password is kept and never told again."""

    address: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET
    password: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET


class ObsTold(msgspec.Struct, frozen=True):
    obs: dict[str, Any]
    ok: bool = True


class SetUp(msgspec.Struct, frozen=True):
    ok: bool
    done: list[str]


class Findings(msgspec.Struct, frozen=True):
    """Each `{"sentence", "mend"}`; empty: all is well."""

    findings: list[dict[str, Any]]


class LanWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    on: bool


class Lan(msgspec.Struct, frozen=True):
    on: bool
    urls: list[str]
    warning: str


async def use_obs(call: Call) -> ObsTold:
    parts: StudioParts = call.parts
    wish: ObsWish = call.body
    secrets, address = parts.secrets, None
    before = secrets.obs_address, secrets.obs_password
    if wish.address is not UNSET:
        told = obs_address(wish.address)
        secrets.obs_address = f"ws://{told}"
        address = ObsAddress(told.host, told.port)
    if wish.password is not UNSET:
        secrets.obs_password = Secret(wish.password)
    try:
        await secrets.save()
    except Unavailable:
        secrets.obs_address, secrets.obs_password = before
        raise
    parts.obs.use(address)
    return ObsTold(parts.lamps.read(call.lang)["obs"])


async def set_up(call: Call) -> SetUp:
    return SetUp(*await call.parts.obs.set_up(call.lang))


async def doctor(call: Call) -> Findings:
    return Findings(await call.parts.obs.examine(call.lang))


async def lan(call: Call) -> Lan:
    parts: StudioParts = call.parts
    await parts.open_lan(call.body.on)
    on: bool = call.body.on
    return Lan(on, parts.addresses.lan, translate(call.lang, LAN_WARNING) if on else "")


ROUTES = (
    Route(
        method="POST",
        path="/api/obs",
        access=PRODUCER,
        handler=use_obs,
        summary="Where OBS is and its password; links anew.",
        takes=ObsWish,
        answers={200: ObsTold},
    ),
    Route(
        method="POST",
        path="/api/obs/setup",
        access=PRODUCER,
        handler=set_up,
        summary="Make in OBS what is missing and put right what is wrong; a second time does nothing.",
        answers={200: SetUp},
    ),
    Route(
        method="GET",
        path="/api/obs/doctor",
        access=PRODUCER,
        handler=doctor,
        summary="What is wrong in OBS, and how to mend it.",
        answers={200: Findings},
    ),
    Route(
        method="POST",
        path="/api/lan",
        access=PRODUCER,
        handler=lan,
        summary="Open the audience's page to the network, or close it.",
        takes=LanWish,
        answers={200: Lan},
        refusals=(409,),
    ),
)
