"""The browser source that shows our page: the settings it should have, and how to tell that it is ours.

Setting names and defaults: obs-browser, README and obs-browser-source.cpp.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from overlay.obs.client import Call

KIND = "browser_source"

DEFAULTS: dict[str, object] = {
    "url": "",
    "is_local_file": False,
    "width": 800,
    "height": 600,
    "fps_custom": False,
    "shutdown": False,
    "restart_when_active": False,
    "reroute_audio": False,
    "webpage_control_level": 1,
}
"""obs-websocket leaves out settings that stand at their default."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def right_settings(url: str, width: int, height: int) -> dict[str, object]:
    """Loaded once and kept: never shut down or reloaded by OBS, which would flash on air.

    Page permission 0 (NONE): the page needs nothing of OBS; obs-browser sends obsSourceVisibleChanged and
    obsSourceActiveChanged at every level.
    """
    return {
        "url": url,
        "is_local_file": False,
        "width": width,
        "height": height,
        "fps_custom": False,
        "shutdown": False,
        "restart_when_active": False,
        "reroute_audio": False,
        "webpage_control_level": 0,
    }


def wrong_settings(given: dict[str, object], right: dict[str, object]) -> dict[str, object]:
    """The part of `right` that `given`, as OBS tells it, lacks. A loader.html may stand for the URL."""
    given = DEFAULTS | given
    wrong = {name: value for name, value in right.items() if given.get(name) != value}
    loader = str(given.get("local_file", "")).replace("\\", "/").endswith("/loader.html")
    if given["is_local_file"] and loader:
        wrong.pop("url", None)
        wrong.pop("is_local_file", None)
    elif "url" in wrong and same_page(str(given["url"]), str(right["url"])):
        del wrong["url"]
    return wrong


def points_at(url: str, overlay_url: str) -> bool:
    """True if `url` is the overlay page of the same studio, whatever its query and token."""
    try:
        theirs, ours = urlsplit(url), urlsplit(overlay_url)
        if (theirs.port, theirs.path, theirs.scheme) != (ours.port, ours.path, ours.scheme):
            return False
    except ValueError:
        return False
    hosts = (theirs.hostname or "", ours.hostname or "")
    return hosts[0] == hosts[1] or all(host in LOOPBACK for host in hosts)


def same_page(url: str, overlay_url: str) -> bool:
    """The same page with the same token; a query (layers, output) is the streamer's own business."""
    return points_at(url, overlay_url) and urlsplit(url).fragment == urlsplit(overlay_url).fragment


async def reload_sources(call: Call, overlay_url: str) -> list[str]:
    """Reloads every browser source that points at us, without cache; returns their names."""
    reloaded = []
    for source in (await call("GetInputList", {"inputKind": KIND}))["inputs"]:
        name = source["inputName"]
        settings = (await call("GetInputSettings", {"inputName": name}))["inputSettings"]
        if points_at(settings.get("url", ""), overlay_url):
            await call("PressInputPropertiesButton", {"inputName": name, "propertyName": "refreshnocache"})
            reloaded.append(name)
    return reloaded
