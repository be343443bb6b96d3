"""A blade of light: a long feather with a bright spine and bright edges, rooted at its left end."""

from functools import cache

import numpy as np

from inbetween.engines.tween.effects.kit.clay import sprite_of
from inbetween.engines.tween.effects.kit.distances import sheet
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite


@cache
def blade() -> Sprite:
    """Return a golden blade that points to the right, to be stamped as light."""
    on = sheet(420, 0.22)
    wide = 0.105 * np.abs(np.sin(np.pi * ((on.x + 1) / 2) ** 0.7)) ** 0.8
    fades = np.clip((1 - on.x) * 0.9, 0, 1)
    body = np.clip((wide - np.abs(on.y)) * 90, 0, 1) * fades
    spine = np.exp(-((on.y / 0.012) ** 2)) * fades
    edge = np.exp(-(((np.abs(on.y) - wide) / 0.012) ** 2)) * fades
    colour = np.array([225, 112, 24], np.float32) * np.ones((*on.x.shape, 1), np.float32)
    colour = colour + np.array([30, 110, 150], np.float32) * (spine + 0.8 * edge)[..., None]
    return sprite(sprite_of(colour, np.clip(0.62 * body + 0.5 * spine * body + 0.3 * edge, 0, 1)))
