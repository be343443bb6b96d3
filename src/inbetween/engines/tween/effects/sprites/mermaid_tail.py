"""The tail of a mermaid: a scaled body that curves up out of the deep, and a fluke of two lobes with rays."""

import math
from functools import cache

import numpy as np

from inbetween.engines.tween.effects.kit.clay import Look, Rgba, clay, laid, sprite_of
from inbetween.engines.tween.effects.kit.distances import Distance, Sheet, moved, sheet
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite
from inbetween.engines.tween.effects.sprites.scales import pearl, scales_on

_SIDE = 460
_ROOT = (0.16, -0.18)
"""Where the fluke grows from the body, on the sheet."""


@cache
def mermaid_tail() -> Sprite:
    """Return the tail, a square whose lower edge cuts the body off."""
    on = sheet(_SIDE)
    return sprite(laid(laid(_lobe(on, -0.62, 0.86), _lobe(on, 0.58, 0.92)), _body(on)))


def _body(on: Sheet) -> Rgba:
    """Return the body: circles along a curve, wide at the lower edge, in scales."""
    share = np.linspace(0, 1, 48)
    x = (1 - share) ** 2 * -0.62 + 2 * share * (1 - share) * 0.62 + share**2 * _ROOT[0]
    y = (1 - share) ** 2 * 1.15 + 2 * share * (1 - share) * 0.95 + share**2 * _ROOT[1]
    distance = np.full(on.x.shape, np.inf, np.float32)
    for cx, cy, r in zip(x, y, 0.30 - 0.225 * share**0.8, strict=True):
        distance = np.minimum(distance, np.hypot(on.x - np.float32(cx), on.y - np.float32(cy)) - np.float32(r))
    scales = scales_on(on.x - 0.5 * on.y, on.y, 0.085)
    colour = (
        pearl(0.75 + 0.3 * on.x + 0.3 * on.y + 0.12 * scales.chance)
        * np.clip(1.15 * scales.shade, 0.25, 1.3)[..., None]
    )
    return clay(distance, colour, rounding=0.2, look=Look(gloss=0.35))


def _lobe(on: Sheet, angle: float, length: float) -> Rgba:
    """Return a lobe of the fluke that points up, ``angle`` radians to the right, ``length`` long."""
    own = moved(on, _ROOT, angle)
    along = np.clip(-own.y / np.float32(length), 0, 1)
    bow = own.x - np.float32(0.22 * math.copysign(1, angle)) * along**2
    wide = np.float32(0.30) * np.abs(np.sin(np.pi * along**0.75)) ** 0.8 + np.float32(0.02)
    ray = np.float32(0.5) + np.float32(0.5) * np.cos(bow / wide * np.float32(15))
    edge = _edge(bow, wide, own.y, length)
    colour = (
        pearl(0.4 * along + 0.66 + 0.05 * ray) * (0.62 + 0.5 * ray + 0.25 * along)[..., None] + 30 * along[..., None]
    )
    return sprite_of(colour, np.clip(-edge * _SIDE / 4, 0, 1) * (0.92 - 0.30 * along) * (0.75 + 0.25 * ray))


def _edge(bow: Distance, wide: Distance, y: Distance, length: float) -> Distance:
    distance: Distance = np.maximum(np.abs(bow) - wide, np.maximum(y, -y - np.float32(length)))
    return distance
