"""What may stand behind a graphic, and how the graphic lies over it: in a browser, and on air.

Colours are sRGB from 0 to 1, last axis red, green, blue.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Colours = NDArray[np.float64]


def decoded(colour: Colours) -> Colours:
    """sRGB as light."""
    return np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)


def encoded(light: Colours) -> Colours:
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light.clip(0, 1) ** (1 / 2.4) - 0.055)


def in_browser(rgba: NDArray[np.uint8], ground: Colours) -> Colours:
    picture = rgba / 255
    alpha = picture[..., 3:]
    return picture[..., :3] * alpha + ground * (1 - alpha)


def in_obs(rgba: NDArray[np.uint8], ground: Colours) -> Colours:
    """As OBS does: it blends light, after decoding the premultiplied colour (obs-browser#469)."""
    picture = rgba / 255
    alpha = picture[..., 3:]
    return encoded(decoded(picture[..., :3] * alpha) + decoded(ground) * (1 - alpha))


def luminance(colours: Colours) -> Colours:
    light: Colours = decoded(colours) @ np.array([0.2126, 0.7152, 0.0722])
    return light


def contrast(one: Colours, other: Colours) -> Colours:
    """Of each pair of luminances (WCAG 2)."""
    ratio: Colours = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return ratio


def plain(shade: float, size: tuple[int, int]) -> Colours:
    return np.full((size[1], size[0], 3), shade)


def checkerboard(size: tuple[int, int], side: int = 16) -> Colours:
    down, across = np.indices((size[1], size[0])) // side
    return np.repeat(np.where((down + across) % 2, 0.62, 0.38)[..., None], 3, axis=2)


@cache
def photo(size: tuple[int, int]) -> Colours:
    """Like a camera's picture of a lit room: a bright window, skin and wood tones, grain; always the same."""
    chance = np.random.default_rng(4747)
    down, across = np.indices((size[1], size[0]), dtype=np.float64)
    down, across = down / size[1], across / size[0]
    picture = np.array([0.30, 0.26, 0.24]) + (1 - down)[..., None] * np.array([0.10, 0.12, 0.16])
    spots: list[tuple[float, float, float, float, tuple[float, float, float]]] = [
        (0.78, 0.25, 0.16, 0.30, (0.75, 0.78, 0.80)),  # a window
        (0.36, 0.40, 0.09, 0.20, (0.55, 0.36, 0.26)),  # a face
        (0.36, 0.92, 0.20, 0.36, (-0.18, -0.14, -0.04)),  # a dark jacket
        (0.62, 0.88, 0.30, 0.12, (0.30, 0.18, 0.06)),  # a table
    ]
    for _ in range(14):  # lamps out of focus
        x, y, r = chance.uniform(0, 1), chance.uniform(0, 0.5), chance.uniform(0.01, 0.03)
        warm = chance.uniform(0.1, 0.4)
        spots.append((x, y, r, r * 16 / 9, (warm, warm * 0.8, warm * 0.4)))
    for x, y, wide, high, colour in spots:
        strength = np.exp(-((((across - x) / wide) ** 2 + ((down - y) / high) ** 2) ** 2))
        picture = picture + strength[..., None] * np.array(colour)
    grainy: Colours = picture + chance.normal(0, 0.012, picture.shape)
    return grainy.clip(0, 1)
