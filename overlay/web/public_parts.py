"""What the handlers of the audience's listener may use, with its limits."""

from __future__ import annotations

from collections.abc import Callable

from overlay.config import Config, Limits
from overlay.desk import Desk
from overlay.errors import Unavailable
from overlay.media.store import Store
from overlay.web.askers import Askers
from overlay.web.limits import Buckets, Counts, Newest, address_key
from overlay.web.live import Live
from overlay.web.pages import Pages
from overlay.web.routes import Parts


class PublicParts(Parts, kw_only=True):
    pages: Pages
    live: Live
    askers: Askers
    ask_device: Buckets
    ask_address: Buckets
    ask_whole: Buckets
    vote_device: Buckets
    sockets_device: Newest
    sockets_address: Counts


def let_in(parts: PublicParts) -> None:
    """The last room on the disk is the studio's."""
    if parts.desk.journal.low:
        raise Unavailable("The disk is nearly full, so nothing new can be kept. Try again soon.")


def public_parts(
    config: Config, desk: Desk, *, media: Store, pages: Pages, live: Live, askers: Askers
) -> PublicParts:
    limits = config.limits
    return PublicParts(
        config=config,
        desk=desk,
        media=media,
        pages=pages,
        live=live,
        askers=askers,
        ask_device=Buckets(
            1 / limits.ask_seconds if limits.ask_seconds else 0.0,
            limits.ask_burst,
            "That was fast. Wait a moment, then send it again (limit ask_seconds).",
        ),
        ask_address=Buckets(
            limits.ask_address_minute / 60,
            limits.ask_address_minute,
            "Many questions come from this network. Wait a moment, then send it again "
            "(limit ask_address_minute).",
        ),
        ask_whole=Buckets(
            limits.ask_whole_second,
            limits.ask_whole_second,
            "Many are asking right now. Wait a moment, then send it again (limit ask_whole_second).",
        ),
        vote_device=Buckets(
            limits.vote_second,
            limits.vote_burst,
            "That was fast. Wait a moment, then vote again (limit vote_second).",
        ),
        sockets_device=Newest(limits.sockets_device),
        sockets_address=Counts(
            limits.sockets_address, "Too many pages are open in this network (limit sockets_address)."
        ),
    )


def new_devices(limits: Limits) -> Callable[[str], None]:
    """What to call with the address of a browser that comes for the first time; Limited if too many do."""
    whole = Buckets(
        limits.device_whole_second,
        limits.device_whole_second,
        "Too many new devices at once (limit device_whole_second). Try again in a moment.",
    )
    address = Buckets(
        limits.device_address_minute / 60,
        limits.device_address_burst,
        "Too many new devices from this network (limit device_address_minute). Try again in a moment.",
    )

    def came(peer: str) -> None:
        whole.spend("")
        address.spend(address_key(peer))

    return came
