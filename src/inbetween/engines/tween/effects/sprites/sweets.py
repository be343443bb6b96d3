"""Sweets: a waffle cone, glaze, cream, a cherry, and planets of candy."""

import math
from functools import cache, lru_cache

import numpy as np

from inbetween.engines.tween.effects.kit.clay import CLAY, GLAZE, Look, Rgba, clay, sprite_of, stacked
from inbetween.engines.tween.effects.kit.distances import (
    Distance,
    capsule,
    carved,
    circle,
    ellipse,
    joined,
    limb,
    polygon,
    sheet,
)
from inbetween.engines.tween.effects.kit.light import Colour
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

CONE_TALL = 1.75
"""Height of the cone over its width."""

_WAFFLE = Look(gloss=0.06, rim=0.15, dark=0.5)
_SOFT = Look(gloss=0.35, rim=0.3, dark=0.38)


@cache
def cone(size: int) -> Sprite:
    """Return a waffle cone that tapers downwards, ``size`` pixels wide."""
    on = sheet(size, CONE_TALL)
    body = (
        polygon(
            on, [(-0.86, 0.25 - CONE_TALL), (0.86, 0.25 - CONE_TALL), (0.05, CONE_TALL - 0.1), (-0.05, CONE_TALL - 0.1)]
        )
        - 0.05
    )
    u, v = on.x * 3.6 + on.y * 2.0, on.x * 3.6 - on.y * 2.0
    rib = np.maximum(_ridge(u), _ridge(v))
    rolled = np.exp(-(((on.x - 0.30 + 0.08 * on.y) / 0.02) ** 2))
    toasted = 0.92 + 0.16 * noise(on.x.shape, 9, np.random.default_rng(7))
    colour = np.array([224, 160, 92], np.float32) * ((0.80 + 0.30 * rib - 0.12 * rolled) * toasted)[..., None]
    bow = [(x, 0.34 - 0.11 * x * x - CONE_TALL) for x in np.linspace(-0.88, 0.88, 9)]
    rim = limb(on, bow, [0.11] * 9, 0.02)
    parts = [
        clay(body.astype(np.float32), colour, look=_WAFFLE),
        clay(rim, (232, 176, 110), rounding=0.11, look=_WAFFLE),
    ]
    return sprite(stacked(parts, shadow=0.3, reach=0.03))


def _ridge(place: np.ndarray) -> np.ndarray:
    """Return the raised lines of a waffle iron, 0..1, one per unit."""
    return np.clip(1 - np.abs(place % 1 - 0.5) / 0.16, 0, 1) ** 0.6


_DRIPS = (
    (-0.74, -0.16, 0.09),
    (-0.47, -0.02, 0.11),
    (-0.20, -0.24, 0.09),
    (0.06, -0.08, 0.11),
    (0.34, -0.22, 0.09),
    (0.60, 0.02, 0.10),
)
"""Where glaze runs down a ball of radius 1: across, how far down, and how thick."""

_EVEN = -0.42
"""How far down glaze covers such a ball between its drips."""


@lru_cache(maxsize=4)
def glaze(size: int, colour: Colour) -> Rgba:
    """Return the glaze of a ball that fills its sheet but for a margin of 4 %."""
    on = sheet(size)
    cover: Distance = on.y - np.float32(_EVEN)
    for x, y, thick in _DRIPS:
        cover = joined(cover, capsule(on, (x, _EVEN - 0.2), (x, y - thick), (1.15 * thick, thick)), 0.16)
    return clay(np.maximum(cover, circle(on, (0.0, 0.0), 0.985)), colour, rounding=0.11, look=GLAZE)


@cache
def cream(size: int) -> Sprite:
    """Return a collar of whipped cream, ``size`` pixels wide and a third as high."""
    on = sheet(size, 0.34)
    parts: list[Rgba] = []
    for number in sorted(range(9), key=lambda k: -abs(k - 4)):
        x = (number - 4) * 0.205
        puff = joined(ellipse(on, (x, 0.02 - 0.12 * x * x), (0.17, 0.19)), ellipse(on, (x, -0.10), (0.12, 0.10)), 0.05)
        swirl = 1 - 0.05 * np.sin((on.x - x) * 26 + on.y * 34)
        parts.append(clay(puff, np.array([255, 244, 232], np.float32) * swirl[..., None], look=_SOFT))
    return sprite(stacked(parts, shadow=0.22, reach=0.02))


@cache
def cherry(size: int) -> Sprite:
    """Return a cherry with its stalk, ``size`` pixels wide and 1.5 times as high."""
    on = sheet(size, 1.5)
    stalk = limb(on, [(0.0, -0.22), (0.10, -0.8), (0.42, -1.40)], [0.05, 0.04, 0.065], 0.02)
    fruit = joined(circle(on, (-0.24, 0.56), 0.70), circle(on, (0.26, 0.58), 0.69), 0.12)
    dimple = sprite_of(
        np.full((*on.x.shape, 3), 60.0), 0.5 * np.exp(-((on.x / 0.3) ** 2) - ((on.y + 0.12) / 0.12) ** 2) * (fruit < 0)
    )
    parts = [clay(fruit, (222, 24, 52), look=GLAZE), dimple, clay(stalk, (92, 130, 58), rounding=0.06)]
    return sprite(stacked(parts, shadow=0.3, reach=0.03))


@cache
def planet(size: int, colour: Colour, *, ringed: bool = False) -> Sprite:
    """Return a striped ball of candy; ``ringed`` like Saturn."""
    on = sheet(size, 0.8 if ringed else 1.0)
    radius = 0.6 if ringed else 0.95
    bands = 1 + 0.10 * np.sin(on.y / radius * 9 + 2 * np.sin(on.x / radius * 2)) + 0.05 * np.sin(on.y / radius * 23)
    ball = clay(circle(on, (0.0, 0.0), radius), np.asarray(colour, np.float32) * bands[..., None], look=_SOFT)
    if not ringed:
        return sprite(ball)
    ring = carved(ellipse(on, (0.0, 0.0), (0.97, 0.27), -0.3), ellipse(on, (0.0, 0.0), (0.76, 0.17), -0.3))
    front = ring + 10 * np.clip(-(on.y + 0.3 * on.x), 0, 1)
    pale = (255.0, 236.0, 210.0)
    parts = [
        clay(ring, pale, rounding=0.06, look=CLAY),
        ball,
        clay(front.astype(np.float32), pale, rounding=0.06, look=CLAY),
    ]
    return sprite(stacked(parts, shadow=0.25, reach=0.02))


@cache
def lollipop(size: int, colour: Colour) -> Sprite:
    """Return a swirled lollipop on its stick, ``size`` pixels wide and 1.9 times as high."""
    on = sheet(size, 1.9)
    x, y = on.x, on.y + np.float32(0.92)
    swirl = np.sin(np.arctan2(y, x) * 3 + np.hypot(x, y) * 7)
    tone = np.clip(0.5 + 3 * swirl, 0, 1)[..., None]
    coat = np.asarray(colour, np.float32) * tone + np.array([255, 246, 236], np.float32) * (1 - tone)
    stick = capsule(on, (0.0, 0.0), (0.0, 1.82), (0.065, 0.065))
    parts = [
        clay(stick, (250, 240, 226), rounding=0.065),
        clay(circle(on, (0.0, -0.92), 0.92), coat, rounding=0.3, look=GLAZE),
    ]
    return sprite(stacked(parts, shadow=0.3, reach=0.03))


_TRIES = 300
"""Places that are tried for sprinkles, which keep apart from each other."""


def sprinkled(chance: np.random.Generator, count: int) -> list[tuple[float, float, float]]:
    """Return up to ``count`` sprinkles on the glaze of a ball of radius 1: x, y, and how each is turned, in radians."""
    spots: list[tuple[float, float, float]] = []
    tried = chance.uniform((-0.8, -0.92, 0.0), (0.8, _EVEN - 0.05, math.pi), (_TRIES, 3))
    for x, y, turn in tried.tolist():
        clear = all(math.hypot(x - a, y - b) > 0.13 for a, b, _ in spots)
        if clear and x * x + y * y < 0.84:
            spots.append((x, y, turn))
    return spots[:count]
