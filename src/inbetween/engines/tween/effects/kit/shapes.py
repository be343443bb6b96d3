"""Sprites that many effects share: hearts, stars, petals, soft dots, sprinkles."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.effects.kit.clay import CLAY, GLAZE, Look, Rgba, clay, sprite_of
from inbetween.engines.tween.effects.kit.distances import capsule, heart, sheet
from inbetween.engines.tween.effects.kit.light import Colour
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

_CLASSES = (32, 48, 64, 96, 128, 192, 256, 384, 512, 640)


def size_class(pixels: float) -> int:
    """Return the width at which to draw what is shown ``pixels`` wide: drawings are kept, one per class."""
    return next((size for size in _CLASSES if size >= pixels), _CLASSES[-1])


@cache
def soft_dot(colour: Colour, power: float = 2.0) -> Sprite:
    """Return a dot that fades from its middle; a ``power`` below 1 makes the disc of a lens out of focus."""
    on = sheet(64)
    return sprite(_even(colour, np.clip(1 - np.hypot(on.x, on.y), 0, 1) ** power))


@cache
def star(colour: Colour, thin: float = 0.03) -> Sprite:
    """Return a glint with four rays, ``thin`` of half its size wide."""
    on = sheet(96)
    far = np.hypot(on.x, on.y)
    rays = [
        np.clip(1 - np.abs(along), 0, 1) ** 2 * np.exp(-((aside / thin) ** 2))
        for along, aside in ((on.x, on.y), (on.y, on.x))
    ]
    alpha = np.clip(np.exp(-((far / 0.12) ** 2)) + rays[0] + rays[1], 0, 1) * np.clip((1 - far) * 4, 0, 1)
    return sprite(_even(colour, alpha))


@cache
def heart_sprite(colour: Colour, size: int = 128) -> Sprite:
    """Return a glossy heart."""
    return sprite(clay(heart(sheet(size)) + np.float32(0.03), colour, look=GLAZE))


@cache
def petal(colour: Colour, strength: float = 1.0) -> Sprite:
    """Return a petal, cupped and lighter at its tip; a ``strength`` below 1 makes it glass."""
    on = sheet(96, 1.15)
    notch = np.float32(0.16) * np.exp(-((on.x / np.float32(0.22)) ** 2)) * (on.y < 0)
    y = (on.y + notch * on.y) / np.float32(1.08)
    distance = (np.hypot(on.x / (np.float32(0.72) * (1 - np.float32(0.36) * y)), y) - np.float32(1)) * np.float32(0.7)
    veins = 0.028 * np.cos(np.arctan2(on.x, 1.3 - y) * 30) * np.clip(0.6 + y, 0, 1)
    shade = np.clip(0.92 - 0.26 * y + veins, 0.3, 1.3)
    drawn = clay(distance, np.asarray(colour, np.float32) * shade[..., None], rounding=0.5, look=Look(gloss=0.12))
    return sprite((drawn * np.float32(strength)).astype(np.uint8))


@cache
def sprinkle(colour: Colour) -> Sprite:
    """Return a sugar sprinkle that lies across."""
    return sprite(clay(capsule(sheet(64, 0.36), (-0.66, 0), (0.66, 0), (0.28, 0.28)), colour, rounding=0.28, look=CLAY))


def _even(colour: Colour, alpha: NDArray[np.floating[Any]]) -> Rgba:
    return sprite_of(np.broadcast_to(np.asarray(colour, np.float32), (*alpha.shape, 3)), alpha)
