"""The tally: is the public really seeing it?"""

from __future__ import annotations

from typing import Literal

Tally = Literal["off", "amber", "red"]


def tally(on_air: bool, obs_up: bool, overlay_active: bool | None, echoed: bool, pages: int) -> Tally:
    """Red: seen. Amber: taken, not yet (or not provably) seen. Off: nothing is on air.

    `overlay_active` is OBS's word that the input is on program, `echoed` the overlay page's word that it drew
    this take, `pages` how many overlay pages are alive. Without OBS the echo alone counts.
    """
    if not on_air:
        return "off"
    drawn = echoed and pages > 0
    seen = drawn and bool(overlay_active) if obs_up else drawn
    return "red" if seen else "amber"
