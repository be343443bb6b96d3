"""Money of no country: a note and a coin of our own design."""

import math
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.effects.kit.clay import METAL, Rgba, clay, flat, laid, sprite_of, stacked
from inbetween.engines.tween.effects.kit.distances import (
    Distance,
    Point,
    Sheet,
    box,
    carved,
    circle,
    ellipse,
    heart,
    moved,
    polygon,
    sheet,
)
from inbetween.engines.tween.effects.kit.lettering import letters
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

_TALL = 0.46
_INK = (38.0, 96.0, 66.0)
_PAPER = (214.0, 236.0, 212.0)


@cache
def note(size: int, curl: float, blur: float = 0.0) -> Sprite:
    """Return a note that is bent like paper, ``size`` pixels wide; ``curl`` is the phase of its wave, in radians.

    ``blur`` (a part of its width) puts it out of focus.
    """
    bent = _bent(_printed(size), curl)
    if blur:
        pad = round(3 * blur * size)
        bent = cv2.copyMakeBorder(bent, pad, pad, pad, pad, cv2.BORDER_CONSTANT)
        bent = cv2.GaussianBlur(bent, (0, 0), blur * size)
    return sprite(np.ascontiguousarray(bent))


def _printed(size: int) -> Rgba:
    """Return the note, flat: guilloche, a frame, a medallion with a heart, and the number 100."""
    on = sheet(size, _TALL)
    angle, far = np.arctan2(on.y, on.x), np.hypot(on.x, on.y * 1.5)
    waves = np.sin(58 * (far + 0.045 * np.sin(angle * 14))) * np.sin(46 * (far - 0.04 * np.sin(angle * 10)) + 1)
    edge = box(on, (0.0, 0.0), (0.985, _TALL - 0.015), 0.02)
    paper = np.asarray(_PAPER, np.float32) * (0.94 + 0.07 * waves)[..., None]
    drawn = sprite_of(paper, np.clip(0.5 - edge * size / 2, 0, 1))
    border = np.abs(box(on, (0.0, 0.0), (0.91, _TALL - 0.09), 0.03))
    for shape, colour, strength in (
        (border - 0.016, _INK, 0.85),
        (np.abs(border - 0.034) - 0.004, _INK, 0.7),
        (ellipse(on, (0.0, 0.0), (0.30, 0.33)), (176, 214, 178), 1.0),
        (np.abs(ellipse(on, (0.0, 0.0), (0.29, 0.32))) - 0.012, _INK, 0.9),
        (heart(moved(on, (0.0, 0.012), 0.0, 0.17)) * 0.17, (196, 70, 84), 0.95),
        (_rays(on), _INK, 0.4),
    ):
        drawn = laid(drawn, flat(shape.astype(np.float32), colour, strength))
    for x, y in ((-0.62, 0.0), (0.62, 0.0)):
        drawn = laid(drawn, _number(on, (x, y), size))
    return drawn


def _rays(on: Sheet) -> Distance:
    """Return thin rays between the medallion and the numbers."""
    angle, far = np.arctan2(on.y, on.x), np.hypot(on.x / 0.30, on.y / 0.33)
    return np.where((far > 1.08) & (far < 1.24) & (np.cos(angle * 40) > 0.2), -0.01, 0.01).astype(np.float32)


def _number(on: Sheet, centre: Point, size: int) -> Rgba:
    mask = letters("100", 0.15 * size, "masthead")
    canvas = np.zeros(on.x.shape, np.float32)
    top = round((centre[1] + _TALL) * size / 2 - mask.shape[0] / 2)
    left = round((centre[0] + 1) * size / 2 - mask.shape[1] / 2)
    canvas[top : top + mask.shape[0], left : left + mask.shape[1]] = mask * np.float32(1 / 255)
    return sprite_of(np.broadcast_to(np.asarray(_INK, np.float32), (*canvas.shape, 3)), canvas * 0.95)


def _bent(drawn: Rgba, curl: float) -> Rgba:
    """Return a note with a wave along it, lighter where it faces the lamp."""
    height, width = drawn.shape[:2]
    pad = round(0.32 * height)
    room = cv2.copyMakeBorder(drawn, pad, pad, 0, 0, cv2.BORDER_CONSTANT)
    y, x = np.mgrid[0 : room.shape[0], 0:width].astype(np.float32)
    phase = x * np.float32(4.4 / width) + np.float32(curl) + y * np.float32(0.5 / height)
    moved_ = cv2.remap(room, x, y - np.sin(phase) * np.float32(0.72 * pad), cv2.INTER_LINEAR)
    light: NDArray[np.float32] = (0.90 + 0.20 * np.cos(phase) + 0.10 * np.cos(2 * phase + 1)).astype(np.float32)
    return np.dstack([np.minimum(moved_[..., :3] * light[..., None], moved_[..., 3:]), moved_[..., 3]]).astype(np.uint8)


@cache
def coin(size: int) -> Sprite:
    """Return a gold coin with a milled edge and a star."""
    on = sheet(size)
    far, angle = np.hypot(on.x, on.y), np.arctan2(on.y, on.x)
    milled = circle(on, (0.0, 0.0), 0.955) + (0.016 * np.cos(angle * 48)).astype(np.float32)
    star = [(r * math.sin(k * math.pi / 5), -r * math.cos(k * math.pi / 5)) for k, r in enumerate([0.54, 0.225] * 5)]
    gold = np.array([250, 186, 58], np.float32) * (1 - 0.16 * np.clip(far - 0.2, 0, 1))[..., None]
    rim = carved(circle(on, (0.0, 0.0), 0.93), circle(on, (0.0, 0.0), 0.76))
    parts = [
        clay(milled, (214, 146, 40), rounding=0.1, look=METAL),
        clay(circle(on, (0.0, 0.0), 0.80), gold, rounding=0.03, look=METAL),
        clay(rim, (255, 204, 84), rounding=0.085, look=METAL),
        clay(polygon(on, star) - np.float32(0.03), (255, 212, 96), rounding=0.12, look=METAL),
    ]
    return sprite(stacked(parts, shadow=0.4, reach=0.03))
