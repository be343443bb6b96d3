"""The bell of a jellyfish: a glassy dome with ribs, four rings of light inside, and a frilled hem."""

from functools import cache

import numpy as np

from inbetween.engines.tween.effects.kit.clay import sprite_of
from inbetween.engines.tween.effects.kit.distances import ellipse, sheet
from inbetween.engines.tween.effects.kit.light import Colour
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

_WIDTH, TALL = 256, 0.66
"""Pixels across, and height over width."""

_BODY = 0.45
"""How much of its cover a bell really hides: the rest of it is light."""


@cache
def bell(crown: Colour, hem: Colour) -> Sprite:
    """Return a bell that goes from one colour at its crown to another at its hem; half light, half paint."""
    on = sheet(_WIDTH, TALL)
    frill = 0.42 + 0.035 * np.cos(22 * on.x) - 0.10 * on.x**2
    dome = np.maximum(ellipse(on, (0.0, 0.42), (0.94, 1.0)), on.y - frill)
    depth = np.clip(-dome / 0.5, 0, 1)
    turn = np.arctan2(on.x, 0.62 - on.y)
    ribs = (0.5 + 0.5 * np.cos(15 * turn)) * np.clip(on.y + 0.55, 0, 1)
    edge = (1 - depth) ** 2.4
    rings = sum(
        np.exp(-(((np.hypot((on.x - cx) / 1.1, on.y + 0.02) - 0.13) / 0.045) ** 2)) for cx in (-0.45, -0.15, 0.15, 0.45)
    )
    shine = np.exp(-(((on.x + 0.36) / 0.22) ** 2) - (((on.y + 0.28) + 0.4 * (on.x + 0.36)) / 0.07) ** 2)
    alpha = np.clip(0.24 + 0.60 * edge + 0.16 * ribs + 0.30 * rings + 0.45 * shine, 0, 1) * np.clip(
        -dome * _WIDTH / 3, 0, 1
    )
    share = np.clip(1.1 * (on.y + 0.5), 0, 1)[..., None]
    colour = np.asarray(crown, np.float32) * (1 - share) + np.asarray(hem, np.float32) * share
    drawn = sprite_of(colour * 1.05 + (90 * shine + 50 * rings)[..., None], alpha)
    drawn[..., 3] = (drawn[..., 3] * _BODY).astype(np.uint8)
    return sprite(drawn)
