"""The print of a kiss."""

from functools import cache

import numpy as np

from inbetween.engines.tween.effects.kit.clay import sprite_of
from inbetween.engines.tween.effects.kit.distances import Distance, Sheet, capsule, ellipse, joined, sheet
from inbetween.engines.tween.effects.kit.light import Colour
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite


@cache
def kiss(size: int, colour: Colour) -> Sprite:
    """Return the print of two painted lips, ``size`` pixels wide: worn along fine lines, full where they pressed."""
    on = sheet(size, 0.72)
    shape = _lips(on)
    rng = np.random.default_rng(2)
    wander = noise(on.x.shape, 6, rng, octaves=2)
    # The lines of lips fan out from the mouth's middle, closer at its corners.
    fan = np.arctan2(on.x * 0.55, 0.35 + np.abs(on.y)) * 34 + 7 * wander
    worn = 0.5 + 0.5 * np.sin(fan) + 0.75 * (noise(on.x.shape, 60, rng) - 0.5)
    pressed = 0.5 + 0.7 * noise(on.x.shape, 3.5, rng, octaves=2)
    lines = np.clip((worn + pressed - 0.52) * 2.4, 0.0, 1)
    edge = np.clip(1.0 + shape / 0.07, 0, 1)
    alpha = np.clip(0.5 - shape * size / 4, 0, 1) * np.clip(lines + 0.45 * edge, 0, 1)
    return sprite(sprite_of(np.broadcast_to(np.asarray(colour, np.float32), (*on.x.shape, 3)), 0.92 * alpha))


def _lips(on: Sheet) -> Distance:
    """Return the distance from two lips, a little apart."""
    bowed = Sheet(on.x, on.y - np.float32(0.10) * on.x**2 * (1 - on.x**2))
    upper = joined(
        ellipse(bowed, (-0.27, -0.16), (0.36, 0.235), -0.42), ellipse(bowed, (0.27, -0.16), (0.36, 0.235), 0.42), 0.03
    )
    upper = joined(upper, capsule(bowed, (-0.88, 0.0), (0.88, 0.0), (0.02, 0.02)), 0.22)
    upper = np.maximum(upper, bowed.y + 0.035 - 0.03 * np.cos(bowed.x * 9) * np.exp(-((bowed.x / 0.3) ** 2)))
    lower = joined(
        ellipse(bowed, (0.0, 0.10), (0.58, 0.36)), capsule(bowed, (-0.80, 0.02), (0.80, 0.02), (0.02, 0.02)), 0.2
    )
    lower = np.maximum(lower, 0.045 - bowed.y - 0.03 * np.abs(bowed.x))
    return np.asarray(np.minimum(upper, lower))
