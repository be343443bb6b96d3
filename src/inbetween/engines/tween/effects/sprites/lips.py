"""The print of a kiss."""

from functools import cache

import numpy as np

from inbetween.engines.tween.effects.kit.clay import sprite_of
from inbetween.engines.tween.effects.kit.distances import ellipse, joined, sheet
from inbetween.engines.tween.effects.kit.light import Colour
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite


@cache
def kiss(size: int, colour: Colour) -> Sprite:
    """Return the print of two painted lips, ``size`` pixels wide: worn between its lines, full at its edges."""
    on = sheet(size, 0.7)
    x, y = on.x, on.y + np.float32(0.05) - np.float32(0.12) * on.x**2
    bow = 0.06 * np.exp(-((x / 0.14) ** 2))
    upper = joined(
        ellipse(on, (-0.34, -0.17), (0.50, 0.185), -0.34), ellipse(on, (0.34, -0.17), (0.50, 0.185), 0.34), 0.08
    )
    lower = ellipse(on, (0.0, 0.20), (0.64, 0.30))
    gap = np.abs(y - 0.015) - (0.035 - 0.02 * x * x)
    shape = np.maximum(np.minimum(upper + bow, lower), -gap)
    rng = np.random.default_rng(2)
    wander = noise(x.shape, 7, rng, octaves=2)
    lines = 0.5 + 0.5 * np.sin(x * (34 + 8 * (y > 0)) + 3.2 * y * x * 6 + 5 * wander)
    worn = 0.62 * lines + 0.5 * noise(x.shape, 46, rng)
    pressed = np.clip(0.5 + 0.8 * noise(x.shape, 4, rng, octaves=2), 0, 1)
    alpha = np.clip(0.5 - shape * size / 4, 0, 1) * np.clip((worn - 0.16) * 3.4, 0, 1) * pressed
    rich = np.clip(0.72 + 0.5 * np.clip(1 + shape / 0.10, 0, 1), 0, 1)
    return sprite(sprite_of(np.broadcast_to(np.asarray(colour, np.float32), (*x.shape, 3)), alpha * rich * 0.94))
