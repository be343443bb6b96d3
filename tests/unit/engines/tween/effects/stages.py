"""Stages for effects: a drawn bust, a landscape, and what nobody should be asked to animate."""

from functools import cache

import cv2
import numpy as np

from inbetween.engines.tween.effects.scene.stage import Stage
from tests.unit.engines.tween.pictures import texture

WIDE, TALL = (116, 208), (208, 116)
"""Height and width of the two small formats; neither is a multiple of eight."""


def bust(height, width):
    """Return somebody before a blue wall, from the chest up."""
    picture = np.full((height, width, 3), (96, 130, 176), np.uint8)
    picture[: height // 2] = np.uint8([112, 150, 190])
    unit = min(height, width)
    x, y = width // 2, int(height * 0.5 - unit * 0.13)
    cv2.ellipse(picture, (x, height), (int(unit * 0.36), int(height - y - unit * 0.2)), 0, 180, 360, (150, 40, 60), -1)
    cv2.rectangle(picture, (x - unit // 14, y), (x + unit // 14, y + unit // 4), (214, 166, 138), -1)
    cv2.ellipse(picture, (x, y), (int(unit * 0.15), int(unit * 0.19)), 0, 0, 360, (222, 174, 146), -1)
    cv2.ellipse(picture, (x, y - unit // 12), (int(unit * 0.16), int(unit * 0.14)), 0, 180, 360, (60, 40, 30), -1)
    for side in (-1, 1):
        cv2.circle(picture, (x + side * unit // 16, y), max(unit // 60, 1), (30, 30, 40), -1)
    return cv2.GaussianBlur(picture, (0, 0), 0.6)


def landscape(height, width):
    """Return fractal noise without anything that stands out from it."""
    return texture(3, height, width)


def white(height, width):
    """Return an overexposed wall."""
    return np.full((height, width, 3), 250, np.uint8)


def black(height, width):
    """Return the inside of a lens cap."""
    return np.zeros((height, width, 3), np.uint8)


def gradient(height, width):
    """Return a sky."""
    return np.ascontiguousarray(
        np.broadcast_to(np.linspace(10, 245, width)[None, :, None], (height, width, 3)), np.uint8
    )


def noise(height, width):
    """Return what a sensor sees in the dark."""
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)


PICTURES = {made.__name__: made for made in (bust, landscape, white, black, gradient, noise)}


@cache
def stage(name="bust", size=WIDE, seed=5):
    """Return the stage of a picture; what was found in it is kept for the next test."""
    return Stage(picture=PICTURES[name](*size), seed=seed)
