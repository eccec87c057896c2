"""OBS's lamp: how the link is, in a word for the light and a sentence for people."""

from __future__ import annotations

from typing import Literal

import msgspec

State = Literal["off", "down", "refused", "kicked", "busy", "up"]

SENTENCES = {
    "off": "OBS is not used.",
    "looking": "Looking for OBS at {host}:{port}.",
    "not_running": "OBS is not running, or its WebSocket server is off. In OBS: Tools, WebSocket Server "
    "Settings, Enable. (In Safe Mode OBS has none.)",
    "no_such_host": "There is no computer called {host}: check the address of OBS.",
    "not_obs": "Something else than OBS answers at {host}:{port}: compare the port with OBS, Tools, "
    "WebSocket Server Settings.",
    "frozen": "OBS at {host}:{port} does not answer: it hangs, or a firewall is in between.",
    "lost": "The link to OBS broke.",
    "exited": "OBS was closed.",
    "no_password": "OBS asks for a password and none is set here. Copy it from OBS: Tools, WebSocket Server "
    "Settings, Show Connect Info.",
    "wrong_password": "OBS refused the password. Copy it again from OBS: Tools, WebSocket Server Settings, "
    "Show Connect Info.",
    "too_different": "This OBS speaks another version of the WebSocket protocol (28 or newer is needed).",
    "kicked": "Somebody ended our link inside OBS (WebSocket Server Settings). It comes back when you ask.",
    "busy": "OBS is busy (it starts, or changes its scene collection).",
    "up": "OBS {version} is linked; {scene} is on program.",
    "up_no_password": "OBS {version} is linked, but asks for no password: anyone in this network can control "
    "it.",
    "up_no_overlay": "OBS is linked, but has no source Overlay in a scene Overlay layer: run the set-up.",
    "up_no_browser_source": "This OBS has no browser source, so it cannot show the overlay. Install OBS from "
    "obsproject.com; the packages of some systems lack it.",
    "up_no_scene": "OBS has no scene “{missing}”, which scenes/map.toml names for “{moment}”: run the "
    "set-up, or name a scene that OBS has.",
}


class ObsLamp(msgspec.Struct, frozen=True):
    """`retry_in`: seconds to the next attempt, None if there is none. `overlay_active`: OBS's word that the
    overlay is on program, None if not known (no link, no such source)."""

    state: State = "off"
    code: str = "off"
    params: dict[str, object] = {}
    scene: str = ""
    version: str = ""
    retry_in: float | None = None
    overlay_active: bool | None = None

    @property
    def lacks(self) -> bool:
        """The link holds, but OBS lacks something the show needs."""
        return self.code in ("up_no_overlay", "up_no_scene", "up_no_browser_source")

    @property
    def sentence(self) -> str:
        """In English; an edge translates `SENTENCES[code]` and fills in `params`."""
        return SENTENCES[self.code].format(**self.params)


class Hand(msgspec.Struct, frozen=True):
    """Somebody did something in OBS itself."""

    code: Literal["scene", "hidden", "shown"]
    scene: str = ""

    @property
    def sentence(self) -> str:
        return HANDS[self.code].format(scene=self.scene)


HANDS = {
    "scene": "In OBS, somebody switched to the scene {scene}.",
    "hidden": "In OBS, somebody hid the overlay.",
    "shown": "In OBS, somebody showed the overlay.",
}
