"""From where pictures of strangers are fetched: the networks' own picture hosts, and those the user adds.

`*.name` stands for every host below that name; a port other than 443 is part of the name.
"""

from __future__ import annotations

from collections.abc import Iterable

from yarl import URL

HOSTS: dict[str, tuple[str, ...]] = {
    "Bluesky": ("cdn.bsky.app",),
    "Discord": ("cdn.discordapp.com", "media.discordapp.net"),
    "Facebook, Instagram": ("*.fbcdn.net", "*.cdninstagram.com"),
    "Kick": ("files.kick.com",),
    "Slack": ("avatars.slack-edge.com", "emoji.slack-edge.com"),
    "TikTok": ("*.tiktokcdn.com", "*.tiktokcdn-eu.com", "*.tiktokcdn-us.com"),
    "Twitch": ("static-cdn.jtvnw.net",),
    "X": ("pbs.twimg.com", "abs.twimg.com"),
    "YouTube": ("*.ggpht.com", "*.googleusercontent.com"),
    "BetterTTV, 7TV, FrankerFaceZ": ("cdn.betterttv.net", "cdn.7tv.app", "cdn.frankerfacez.com"),
}
"""Telegram is missing on purpose: the address of its files holds the bot's token."""


class Hosts:
    """The list that holds; `more` comes from `media_hosts` in overlay.toml."""

    def __init__(self, more: Iterable[str] = ()) -> None:
        names = {name for group in HOSTS.values() for name in group} | {name.lower() for name in more}
        self._names = frozenset(name for name in names if not name.startswith("*."))
        self._below = tuple(name[1:] for name in names if name.startswith("*."))

    def allow(self, url: URL) -> bool:
        """Whether a picture may be fetched from there: https, no login in it, a host of the list."""
        host = url.raw_host or ""
        if url.scheme != "https" or url.user is not None or url.password is not None or not host:
            return False
        name = host if url.port == 443 else f"{host}:{url.port}"
        return name in self._names or name.endswith(self._below)
