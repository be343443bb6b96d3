"""A magic circle, drawn once: rings, two triangles, and runes of random strokes."""

import math

import cv2
import numpy as np

from inbetween.domain.frames import Plane
from inbetween.engines.tween.effects.kit.easing import TURN

_RINGS = ((0.97, 3), (0.90, 2), (0.66, 2), (0.62, 5), (0.30, 2))
"""Radius, as a share of the circle's, and pixels of width at 700."""

_RUNES, _STROKES = 36, 3


def magic_circle(size: int, rng: np.random.Generator) -> Plane:
    """Return a circle that fills a square of ``size`` pixels, as strength of light (uint8), with its own soft glow."""
    drawn, middle = np.zeros((size, size), np.uint8), size / 2
    for share, width in _RINGS:
        centre = (round(middle), round(middle))
        cv2.circle(drawn, centre, round(share * middle), 255, _wide(width, size), cv2.LINE_AA)
    for number in range(2):
        corners = (np.arange(3) / 3 + number / 6) * TURN - math.pi / 2
        points = middle + 0.9 * middle * np.stack([np.cos(corners), np.sin(corners)], 1)
        cv2.polylines(drawn, [np.rint(points).astype(np.int32)], True, 255, _wide(2, size), cv2.LINE_AA)
    for number in range(_RUNES):
        _draw_rune(drawn, number / _RUNES * TURN, rng)
    glowing: Plane = cv2.add(drawn, cv2.GaussianBlur(drawn, (0, 0), size / 100))
    return glowing


def _draw_rune(drawn: Plane, angle: float, rng: np.random.Generator) -> None:
    """Draw one rune on the outer band, in place: strokes between random corners of its box."""
    middle, tall = drawn.shape[0] / 2, 0.018 * drawn.shape[0]
    out = np.array([math.cos(angle), math.sin(angle)])
    aside = np.array([-out[1], out[0]])
    at = middle + 0.78 * middle * out
    for start, end in rng.uniform(-1, 1, (_STROKES, 2, 2)):
        stroke = np.rint([at + tall * (spot[0] * out + spot[1] * aside) for spot in (start, end)]).astype(np.int32)
        cv2.polylines(drawn, [stroke], False, 255, _wide(2, drawn.shape[0]), cv2.LINE_AA)
    if rng.random() < 0.25:
        cv2.circle(
            drawn, np.rint(at).astype(int).tolist(), round(0.8 * tall), 255, _wide(2, drawn.shape[0]), cv2.LINE_AA
        )


def _wide(width: float, size: int) -> int:
    return max(round(width * size / 700), 1)
