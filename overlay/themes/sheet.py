"""A theme as a file: `:host { --ov-…: value; }` and nothing else. What each property means: docs/themes.md.

A theme is data. Properties that are not known here, and values that are not of their kind, are refused: so a
stranger's theme can bring no address, no rule and no script with it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import msgspec

from overlay.errors import ConfigError

NUMBER = r"\d{1,3}(?:\.\d{1,3})?"
COLOUR = r"#[0-9a-f]{6}"
MAY_SHINE = r"#[0-9a-f]{6}(?:[0-9a-f]{2})?"
SHADE = r"rgba\(\d{1,3}, \d{1,3}, \d{1,3}, (?:0|1|0?\.\d{1,3})\)"
LENGTH = rf"(?:0px|calc\({NUMBER} \* var\(--u\)\))"
EM = rf"(?:0px|-?{NUMBER}em)"
GRADIENT = rf"linear-gradient\(\d{{1,3}}deg(?:, {MAY_SHINE} \d{{1,3}}%){{2,4}}\)"
WEIGHT = r"[1-9]00"
FONT = r'"[A-Za-z0-9 ]{1,40}"'
SHARE = r"\d{2,3}%"


class Kind(msgspec.Struct, frozen=True):
    """What values it takes, and one of them for people."""

    pattern: str
    such_as: str


KINDS: dict[str, Kind] = {
    "--ov-motion": Kind("wipe|rise|pop", "wipe"),
    "--ov-accent-c": Kind(rf"var\(--ov-accent, {COLOUR}\)", "var(--ov-accent, #ffb81c)"),
    "--ov-accent-ink": Kind(rf"var\(--ov-accent-words, {COLOUR}\)", "var(--ov-accent-words, #ffb81c)"),
    "--ov-on-accent": Kind(rf"var\(--ov-accent-over, {COLOUR}\)", "var(--ov-accent-over, #10161f)"),
    "--ov-plate": Kind(f"{MAY_SHINE}|{GRADIENT}", "#0c1524"),
    "--ov-plate-2": Kind(COLOUR, "#1d2b42"),
    "--ov-ink": Kind(COLOUR, "#ffffff"),
    "--ov-ink-2": Kind(COLOUR, "#c3cfdf"),
    "--ov-edge": Kind(f"none|{LENGTH} solid (?:{COLOUR}|{SHADE})", "calc(3 * var(--u)) solid #ffffff"),
    "--ov-radius": Kind(LENGTH, "calc(28 * var(--u))"),
    "--ov-shadow": Kind(f"none|0 {LENGTH} {LENGTH} {SHADE}", "none"),
    "--ov-bar-wide": Kind(f"100%|{LENGTH}", "calc(12 * var(--u))"),
    "--ov-bar-high": Kind(f"100%|{LENGTH}", "100%"),
    "--ov-label-bg": Kind(rf"transparent|{COLOUR}|var\(--ov-accent-c\)", "var(--ov-accent-c)"),
    "--ov-label-ink": Kind(
        rf"{COLOUR}|var\(--ov-(?:on-accent|accent-ink|ink|ink-2)\)", "var(--ov-on-accent)"
    ),
    "--ov-label-radius": Kind(f"999px|{LENGTH}", "0px"),
    "--ov-label-start": Kind(rf"var\(--pad\)|{LENGTH}", "var(--pad)"),
    "--ov-label-end": Kind(rf"var\(--pad\)|{LENGTH}", "var(--pad)"),
    "--ov-label-block": Kind(f"{EM}(?: {EM})?", "0px"),
    "--ov-label-room": Kind(LENGTH, "0px"),
    "--ov-label-weight": Kind(WEIGHT, "700"),
    "--ov-label-stretch": Kind(SHARE, "100%"),
    "--ov-label-track": Kind(EM, "0.055em"),
    "--ov-label-case": Kind("uppercase|none", "uppercase"),
    "--ov-font-text": Kind(FONT, '"OV Archivo"'),
    "--ov-font-ui": Kind(FONT, '"OV Archivo"'),
    "--ov-weight": Kind(WEIGHT, "600"),
    "--ov-by-weight": Kind(WEIGHT, "500"),
    "--ov-stretch": Kind(SHARE, "100%"),
    "--ov-track": Kind(EM, "-0.005em"),
    "--ov-logo": Kind(r'none|"logo-[0-9a-f]{16}\.png"', "none"),
}
FONTS = ("--ov-font-text", "--ov-font-ui")
LOGO = "--ov-logo"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
WHOLE = re.compile(r"\s*:host\s*\{([^{}]*)\}\s*")
LONGEST = 64 * 1024
FAMILY = re.compile(r'font-family:\s*"([^"]+)"')


def properties_of(sheet: bytes) -> dict[str, str]:
    """The properties of a theme's file. ConfigError if there is anything else in it."""
    try:
        words = COMMENT.sub("", sheet[: LONGEST + 1].decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError("This theme is not UTF-8.") from None
    body = WHOLE.fullmatch(words)
    if body is None or len(sheet) > LONGEST:
        raise ConfigError(
            "This is no theme: one block “:host { … }” with properties is expected, nothing else."
        )
    found: dict[str, str] = {}
    for declaration in body[1].split(";"):
        name, colon, value = declaration.partition(":")
        if not declaration.strip():
            continue
        if not colon:
            raise ConfigError(
                "This is no theme: “{words}” is no property with a value.",
                words=" ".join(declaration.split())[:60],
            )
        found[name.strip()] = " ".join(value.split())
    return found


def check(properties: Mapping[str, str], fonts: Collection[str]) -> None:
    """ConfigError with one sentence: property, value, what would be right. `fonts`: the faces there are.

    After it all properties are there, and no others.
    """
    for name, value in properties.items():
        kind = KINDS.get(name)
        if kind is None:
            raise ConfigError(
                "“{property}” is no property of a theme; they stand in docs/themes.md.", property=name[:60]
            )
        if not re.fullmatch(kind.pattern, value):
            raise ConfigError(
                "“{property}” is “{value}”; something such as “{right}” is expected.",
                property=name,
                value=value[:60],
                right=kind.such_as,
            )
        if name in FONTS and value.strip('"') not in fonts:
            raise ConfigError(
                "The font {font} is not here; there are: {known}.", font=value, known=", ".join(sorted(fonts))
            )
    if missing := [name for name in KINDS if name not in properties]:
        raise ConfigError(
            "“{property}” is missing: a theme has all {n} properties of docs/themes.md.",
            property=missing[0],
            n=len(KINDS),
        )


def written(properties: Mapping[str, str]) -> bytes:
    """The file of these properties, which have been checked; in our order."""
    lines = [f"  {name}: {properties[name]};" for name in KINDS if name in properties]
    return "\n".join([":host {", *lines, "}", ""]).encode()


def faces(fonts: bytes) -> tuple[str, ...]:
    """The families that a font sheet makes known, each once."""
    return tuple(dict.fromkeys(FAMILY.findall(fonts.decode("utf-8", "replace"))))
