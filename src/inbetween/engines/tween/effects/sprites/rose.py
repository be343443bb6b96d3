"""A long-stemmed rose, in red or cut from glass."""

import math
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.effects.kit.clay import GLAZE, Look, Rgba, clay, laid, stacked
from inbetween.engines.tween.effects.kit.distances import Distance, Point, Sheet, ellipse, limb, moved, sheet
from inbetween.engines.tween.effects.kit.light import Colour
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

TALL = 2.3
"""Height of the whole flower over its width; the head fills the upper square."""

_RINGS = ((0.98, 5), (0.80, 5), (0.62, 5), (0.47, 4), (0.34, 3), (0.22, 3), (0.13, 2))
"""Radius of every ring of petals, from the outermost, and how many there are."""

_VELVET = Look(gloss=0.10, rim=0.55, dark=0.6, tight=14)
_GLASS = Look(gloss=1.0, rim=0.8, dark=0.5, tight=46)
_LEAF = Look(gloss=0.22, rim=0.25, dark=0.5)


_LEAVES = ((1.5, -0.5, 0.78), (2.1, math.pi + 0.55, 0.86), (2.75, -0.42, 0.86))
"""How far down the stem a leaf grows, its direction, and its length."""

_SEPALS = (0.5, 1.2, math.pi - 1.2, math.pi - 0.5)
"""Directions of the green leaves under the flower."""


class Rose(NamedTuple):
    """A rose to be stamped, and how thick its head is, (n, n) float32 of 0..1, which is what bends light in glass."""

    sprite: Sprite
    thick: NDArray[np.float32]


@cache
def red_rose(size: int) -> Rose:
    """Return a red rose ``size`` pixels wide and ``TALL`` times as high."""
    return _rose(size, glass=False)


@cache
def glass_rose(size: int) -> Rose:
    """Return the same rose cut from iridescent glass that lets a third of the light through."""
    return _rose(size, glass=True)


def _rose(size: int, *, glass: bool) -> Rose:
    on = sheet(size)
    shapes = _petals(on)
    stem = (150.0, 196.0, 214.0) if glass else (62.0, 124.0, 62.0)
    petals = [
        clay(
            shape,
            _glass_colour(on, ring, petal) if glass else _red(on, ring),
            rounding=0.035 + 0.07 * _RINGS[ring][0],
            look=_GLASS if glass else _VELVET,
        )
        for ring, petal, shape in shapes
    ]
    thick = np.zeros(on.x.shape, np.float32)
    for _, _, shape in shapes:
        thick = np.where(shape < 0, thick * 0.6 + np.sqrt(np.clip(-shape, 0, 1)), thick)
    head = stacked(petals, shadow=0.32 if glass else 0.6, reach=0.03)
    whole = _stem(size, stem, GLAZE if glass else _LEAF)
    canvas = np.zeros_like(whole)
    canvas[:size] = head
    whole = laid(whole, canvas)
    if glass:
        # More colour than cover: glass adds its own light to what is seen through it.
        whole = (whole * np.array([0.86, 0.86, 0.86, 0.66], np.float32)).astype(np.uint8)
    return Rose(sprite(whole), thick / max(float(thick.max()), 1e-6))


def _petals(on: Sheet) -> list[tuple[int, int, Distance]]:
    """Return ring, number and shape of every petal, outermost first.

    The flower is seen a little from above: inner rings stand higher, and all of them are flattened.
    """
    shapes = []
    for ring, (radius, count) in enumerate(_RINGS):
        for petal in range(count):
            turn = (petal + 0.37 * ring) / count * math.tau + 0.4 * ring
            flat = Sheet(on.x, (on.y + np.float32(0.14 * (1 - radius) - 0.02)) / np.float32(0.92))
            own = moved(flat, (0.40 * radius * math.cos(turn), 0.40 * radius * math.sin(turn)), turn)
            angle = np.arctan2(own.y, own.x)
            tip = 0.05 * radius * np.exp(-((angle / 0.3) ** 2)) - 0.02 * radius * np.cos(3 * angle + 2 * petal + ring)
            shapes.append(
                (ring, petal, ellipse(own, (0.0, 0.0), (0.56 * radius, 0.68 * radius)) - tip.astype(np.float32))
            )
    return shapes


def _red(on: Sheet, ring: int) -> NDArray[np.float32]:
    """Return velvet: dark towards the heart of the flower, bright where a petal rolls over."""
    radius = _RINGS[ring][0]
    share = np.clip(np.hypot(on.x, on.y + 0.14 * (1 - radius)) / radius, 0, 1) ** 2.6
    deep, bright = np.array([112, 4, 26], np.float32), np.array([236, 44, 70], np.float32)
    return np.asarray(deep + (bright - deep) * share[..., None] * (1 - 0.03 * ring), np.float32)


def _glass_colour(on: Sheet, ring: int, petal: int) -> NDArray[np.float32]:
    """Return glass: the hue goes through cyan, violet and pink from petal to petal and along each."""
    share = np.clip(np.hypot(on.x, on.y) / _RINGS[ring][0], 0, 1)
    phase = (0.13 * ring + 0.21 * petal + 0.3 * share) * np.float32(math.tau)
    middle, swing = (182, 158, 214), (66, 62, 40)
    waves = [m + s * np.cos(phase + k * math.tau / 3) for k, (m, s) in enumerate(zip(middle, swing, strict=True))]
    return np.asarray(np.stack(waves, -1) * (0.5 + 0.6 * share)[..., None], np.float32)


def _stem(size: int, colour: Colour, look: Look) -> Rgba:
    """Return stem, leaves and sepals, which the head covers partly."""
    on = sheet(size, TALL)
    top = 1 - TALL
    along = np.linspace(0.6, 2 * TALL + 0.1, 9)
    points: list[Point] = [(0.07 * math.sin(1.5 * a), top + float(a) - 0.1) for a in along]
    parts = [clay(limb(on, points, [0.042] * 9, 0.01), colour, rounding=0.042, look=look)]
    grown = [((0.07 * math.sin(1.5 * (y + 0.5)), top + y + 0.4), turn, length) for y, turn, length in _LEAVES]
    grown += [((0.55 * math.cos(turn), top + 0.55 * math.sin(turn)), turn, 0.55) for turn in _SEPALS]
    parts += [_leaf(on, *one, clay_of=(colour, look)) for one in grown]
    return stacked(parts, shadow=0.3, reach=0.015)


def _leaf(on: Sheet, foot: Point, turn: float, length: float, *, clay_of: tuple[Colour, Look]) -> Rgba:
    """Return a leaf that grows from ``foot``: two arcs that meet in a tip, and veins."""
    own = moved(
        on, (foot[0] + 0.5 * length * math.cos(turn), foot[1] + 0.5 * length * math.sin(turn)), turn, length / 2
    )
    bend = own.y + np.float32(0.12) * (1 - own.x**2)
    shape = np.maximum(np.hypot(own.x, bend - 0.66) - 1.2, np.hypot(own.x, bend + 0.66) - 1.2) * np.float32(length / 2)
    ribs = np.abs((np.abs(bend) * 1.5 - own.x) * 4 % 1 - 0.5)
    veins = np.exp(-((bend / 0.03) ** 2)) + 0.45 * np.exp(-(((ribs - 0.5) / 0.09) ** 2))
    colour, look = clay_of
    shade = np.asarray(colour, np.float32) * (1 + 0.22 * veins - 0.10 * (bend > 0))[..., None]
    return clay(shape.astype(np.float32), shade, rounding=0.12, look=look)


def slopes(thick: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return how steep the glass is across and down, each (n, n) float32 of -1..1."""
    soft = cv2.GaussianBlur(thick, (0, 0), max(1.0, thick.shape[0] / 160))
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    most = max(float(np.hypot(across, down).max()), 1e-6)
    return across / np.float32(most), down / np.float32(most)
