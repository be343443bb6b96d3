"""A neon city at night, drawn once: two rows of towers with lit windows over a dark plain."""

import cv2
import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.light import Colour

HORIZON = 0.72
"""Row where the plain begins, as a share of the height."""

_ZENITH, _HAZE = np.array([48, 14, 70], np.float32) * 0.5, np.array([150, 36, 150], np.float32)
_PLAIN: Colour = (26.0, 6.0, 40.0)
_ROWS: tuple[tuple[Colour, float, float], ...] = (((58.0, 26.0, 84.0), 0.6, 1.15), ((34.0, 14.0, 52.0), 1.0, 0.85))
"""Colour, width and height of the far and the near towers."""

_NEON: tuple[Colour, ...] = ((90.0, 220.0, 255.0), (255.0, 90.0, 220.0), (255.0, 200.0, 120.0))
_LIT = 0.36


def neon_city(size: tuple[int, int], rng: np.random.Generator) -> Rgb:
    """Return the city for a frame of ``size`` (height, width), out of focus: it is drawn at half the size."""
    height, width = size[0] // 2, size[1] // 2
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None] / HORIZON
    sky = _ZENITH + (_HAZE - _ZENITH) * np.clip(down, 0, 1) ** 3
    city = np.broadcast_to(np.clip(sky, 0, 255).astype(np.uint8), (height, width, 3)).copy()
    horizon, unit = round(HORIZON * height), min(height, width)
    for colour, wide, tall in _ROWS:
        x = -0.04 * unit
        while x < width:
            across = unit * rng.uniform(0.07, 0.15) * wide
            _draw_tower(city, (x, across, height * rng.uniform(0.22, 0.62) * tall, horizon), colour, rng)
            x += across * rng.uniform(1.0, 1.35)
    city[horizon:] = np.array(_PLAIN, np.uint8)
    soft: Rgb = cv2.GaussianBlur(cv2.resize(city, (size[1], size[0])), (0, 0), max(0.0018 * min(size), 0.5))
    return soft


def _draw_tower(city: Rgb, box: tuple[float, float, float, int], colour: Colour, rng: np.random.Generator) -> None:
    """Draw a tower (left, width, height, foot), in place, with windows of one colour and perhaps a mast."""
    left, right, foot = round(box[0]), round(box[0] + box[1]), box[3]
    top = max(round(foot - box[2]), 0)
    cv2.rectangle(city, (left, top), (right, foot), colour, -1)
    step = max(round(0.014 * min(city.shape[:2])), 4)
    neon = np.array(_NEON[rng.integers(len(_NEON))])
    for y in range(top + step, foot - step, step):
        for x in range(left + step // 2, right - step, step):
            if rng.random() < _LIT:
                window = np.minimum(neon * rng.uniform(0.7, 1.4), 255).tolist()
                cv2.rectangle(city, (x, y), (x + step // 2, y + step // 3), window, -1)
    if rng.random() < 0.35:
        middle = (left + right) // 2
        cv2.line(city, (middle, top), (middle, max(top - 3 * step, 0)), colour, 2)
