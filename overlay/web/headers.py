"""What every answer carries, and what a page may do: content security policies by kind of page."""

from __future__ import annotations

from typing import Literal

Page = Literal["none", "studio", "control", "overlay", "public", "foreign"]
"""Kinds of answers: no page at all, a page of the studio, the control page (holds frames), the overlay page
(is framed by it; OBS adds Custom CSS as an inline style), the audience's page (has a form), a foreign graphic
(runs its own scripts in a sandboxed frame, without an origin)."""

_BASE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
_EXCEPTIONS: dict[Page, dict[str, str]] = {
    "none": {},
    "studio": {},
    "control": {"frame-src": "'self'"},
    "overlay": {
        "frame-ancestors": "'self'",
        "frame-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
    },
    "public": {"form-action": "'self'"},
    "foreign": {
        "script-src": "'self' 'unsafe-inline'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "frame-ancestors": "'self'",
        "sandbox": "allow-scripts",
    },
}
_LEFT_OUT: dict[Page, frozenset[str]] = {"foreign": frozenset({"require-trusted-types-for", "trusted-types"})}
_OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""A frame without an origin is another site to us, and must get its own files all the same."""


def policy(page: Page) -> str:
    rules = _BASE | _EXCEPTIONS[page]
    left_out = _LEFT_OUT.get(page, frozenset())
    return "; ".join(f"{name} {value}" for name, value in rules.items() if name not in left_out)


def headers(page: Page, *, public: bool) -> dict[str, str]:
    """Of every answer. A form of a page without a referrer would send `Origin: null`, which is refused:
    so public pages keep it for their own site."""
    return {
        "Server": "overlay",
        "Content-Security-Policy": policy(page),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin" if public else "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        **(_OPEN if page == "foreign" else {}),
    }
