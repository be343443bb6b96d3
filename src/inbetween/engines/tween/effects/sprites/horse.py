"""Carousel things: a painted horse, its pole, and the canopy."""

import math
from functools import cache, lru_cache

import numpy as np

from inbetween.engines.tween.effects.kit.clay import (
    CLAY,
    GLAZE,
    METAL,
    Look,
    Rgba,
    clay,
    flat,
    sprite_of,
    stacked,
    toned,
)
from inbetween.engines.tween.effects.kit.distances import (
    Distance,
    Point,
    Sheet,
    capsule,
    carved,
    circle,
    ellipse,
    joined,
    limb,
    sheet,
)
from inbetween.engines.tween.effects.kit.light import Colour
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

_GOLD = (238.0, 188.0, 84.0)
_HOOF = (84.0, 62.0, 58.0)
_LACQUER = Look(gloss=0.45, rim=0.25, dark=0.45, tight=40)

_FAR_LEGS = (
    ((-0.26, 0.20), (-0.52, 0.34), (-0.44, 0.56)),
    ((0.46, 0.20), (0.66, 0.40), (0.60, 0.66)),
)
_NEAR_LEGS = (
    ((-0.20, 0.24), (-0.56, 0.22), (-0.62, 0.48)),
    ((0.40, 0.22), (0.50, 0.46), (0.34, 0.70)),
)


@cache
def horse(size: int, coat: Colour, trim: Colour) -> Sprite:
    """Return a galloping carousel horse that looks to the left, ``size`` pixels wide and .95 as high."""
    on = sheet(size, 0.95)
    parts = [_tail(on), *(part for leg in _FAR_LEGS for part in _leg(on, leg, toned(coat, 0.82)))]
    parts.append(clay(_body(on), coat, look=_LACQUER))
    parts += [part for leg in _NEAR_LEGS for part in _leg(on, leg, coat)]
    parts += [*_saddle(on, trim), *_head(on, coat, trim), *_mane(on)]
    return sprite(stacked(parts, shadow=0.3, reach=0.014))


def _body(on: Sheet) -> Distance:
    barrel = joined(ellipse(on, (0.10, 0.10), (0.48, 0.235)), ellipse(on, (0.42, 0.05), (0.23, 0.235)), 0.12)
    chest = joined(barrel, ellipse(on, (-0.24, 0.04), (0.23, 0.26)), 0.12)
    return joined(chest, limb(on, [(-0.26, -0.02), (-0.42, -0.28), (-0.50, -0.50)], [0.21, 0.155, 0.12], 0.06), 0.14)


def _head(on: Sheet, coat: Colour, trim: Colour) -> list[Rgba]:
    face = limb(on, [(-0.50, -0.50), (-0.66, -0.37), (-0.79, -0.25)], [0.145, 0.105, 0.088], 0.05)
    ears = [capsule(on, (-0.47, -0.60), (x, -0.78), (0.05, 0.012)) for x in (-0.40, -0.50)]
    parts = [clay(ears[0], toned(coat, 0.85), rounding=0.06, look=_LACQUER)]
    parts += [clay(face, coat, look=_LACQUER), clay(ears[1], coat, rounding=0.06, look=_LACQUER)]
    straps = (
        ((-0.72, -0.40), (-0.62, -0.25)),
        ((-0.62, -0.62), (-0.46, -0.38)),
        ((-0.66, -0.32), (-0.50, -0.44)),
        ((-0.62, -0.28), (-0.16, -0.12)),
    )
    parts += [clay(capsule(on, *ends, (0.017, 0.017)), trim, rounding=0.02, look=CLAY) for ends in straps]
    parts.append(clay(circle(on, (-0.665, -0.325), 0.03), _GOLD, rounding=0.03, look=METAL))
    parts.append(clay(ellipse(on, (-0.575, -0.475), (0.034, 0.042)), (38, 26, 30), rounding=0.05, look=GLAZE))
    parts.append(flat(ellipse(on, (-0.84, -0.255), (0.016, 0.024), 0.5), (120, 84, 84), 0.8))
    return parts


def _leg(on: Sheet, points: tuple[Point, Point, Point], coat: Colour) -> list[Rgba]:
    leg = limb(on, points, [0.125, 0.066, 0.050], 0.05)
    (kx, ky), (fx, fy) = points[1:]
    angle = math.atan2(fy - ky, fx - kx)
    foot = (fx + 0.03 * math.cos(angle), fy + 0.03 * math.sin(angle))
    hoof = joined(
        ellipse(on, foot, (0.062, 0.07), angle), ellipse(on, (foot[0] - 0.03, foot[1] + 0.015), (0.05, 0.045)), 0.03
    )
    band = capsule(
        on,
        (fx + 0.055 * math.sin(angle), fy - 0.055 * math.cos(angle)),
        (fx - 0.055 * math.sin(angle), fy + 0.055 * math.cos(angle)),
        (0.022, 0.022),
    )
    return [
        clay(leg, coat, rounding=0.1, look=_LACQUER),
        clay(hoof, _HOOF, rounding=0.06, look=GLAZE),
        clay(band, _GOLD, rounding=0.024, look=METAL),
    ]


def _tail(on: Sheet) -> Rgba:
    locks = [
        limb(
            on,
            [(0.56, -0.02), (0.76 + 0.05 * k, 0.02 + 0.05 * k), (0.80 + 0.04 * k, 0.3), (0.72 + 0.07 * k, 0.54)],
            [0.06, 0.085, 0.08, 0.015],
            0.04,
        )
        for k in (-1, 0, 1)
    ]
    return stacked([clay(lock, _GOLD, rounding=0.08, look=_LACQUER) for lock in locks], reach=0.012)


def _mane(on: Sheet) -> list[Rgba]:
    locks = []
    for k in range(7):
        share = k / 6
        x, y = -0.50 + 0.36 * share, -0.66 + 0.60 * share
        curl = [(x, y), (x + 0.10, y + 0.02), (x + 0.17, y + 0.11)]
        locks.append(clay(limb(on, curl, [0.06, 0.068, 0.018], 0.04), _GOLD, rounding=0.07, look=_LACQUER))
    forelock = limb(on, [(-0.50, -0.64), (-0.60, -0.62), (-0.66, -0.54)], [0.05, 0.045, 0.012], 0.03)
    return [*reversed(locks), clay(forelock, _GOLD, rounding=0.05, look=_LACQUER)]


def _saddle(on: Sheet, trim: Colour) -> list[Rgba]:
    cloth = carved(ellipse(on, (0.11, -0.02), (0.30, 0.27)), ellipse(on, (0.11, -0.52), (0.50, 0.36)))
    seat = carved(ellipse(on, (0.11, -0.10), (0.22, 0.15)), ellipse(on, (0.12, -0.32), (0.20, 0.17)))
    beads = [
        circle(on, (0.11 + 0.29 * math.sin(a), -0.02 + 0.255 * math.cos(a)), 0.022)
        for a in np.linspace(-1.25, 1.25, 11)
    ]
    girth = limb(on, [(0.12, 0.20), (0.12, 0.335)], [0.03, 0.03])
    collar = limb(on, [(-0.20, -0.20), (-0.36, 0.02), (-0.42, 0.16)], [0.026, 0.026, 0.026], 0.01)
    jewels = [circle(on, at, 0.04) for at in ((-0.29, -0.08), (-0.37, 0.04), (-0.425, 0.17))]
    parts = [clay(girth, trim, rounding=0.03), clay(cloth, trim, rounding=0.08, look=_LACQUER)]
    parts += [clay(bead, _GOLD, rounding=0.022, look=METAL) for bead in beads]
    parts += [clay(seat, (150, 84, 52), rounding=0.10, look=_LACQUER), clay(collar, trim, rounding=0.026)]
    return parts + [clay(jewel, _GOLD, rounding=0.04, look=METAL) for jewel in jewels]


@cache
def pole(size: int) -> Sprite:
    """Return a twisted gold pole ``size`` pixels wide and 32 times as high."""
    on = sheet(size, 32.0)
    stripe = np.sin((on.y * 0.8 + np.arcsin(np.clip(on.x, -1, 1)) * 0.7) * np.float32(math.pi / 1.2))
    tone = np.clip(0.5 + stripe * 2.2, 0, 1)[..., None]
    colour = np.array([255, 224, 140], np.float32) * tone + np.array([196, 128, 54], np.float32) * (1 - tone)
    light = (
        0.42
        + 0.62 * np.sqrt(np.clip(1 - (on.x + 0.28) ** 2 / 1.64, 0, 1))
        + 0.5 * np.exp(-(((on.x + 0.4) / 0.16) ** 2))
    )
    return sprite(sprite_of(colour * light[..., None], np.clip((1 - np.abs(on.x)) * size / 2, 0, 1)))


@lru_cache(maxsize=4)
def canopy(width: int, height: int, scallops: int) -> Sprite:
    """Return the striped edge of a carousel's roof, with a golden band and one scallop per stripe."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    y, place = (y + 0.5) / height, (x + 0.5) * scallops / width
    own = place % 1
    hem = 0.76 + 0.22 * np.sqrt(np.clip(1 - (2 * own - 1) ** 2, 0, 1))
    red = (np.floor(place) % 2 == 0)[..., None]
    colour = np.where(red, np.array([208, 46, 62], np.float32), np.array([255, 244, 226], np.float32))
    folds = 0.80 + 0.20 * np.sin(own * math.pi) + 0.10 * (own < 0.5)
    colour = colour * (folds * (0.50 + 0.50 * np.clip(y / 0.7, 0, 1)))[..., None]
    rolled = np.clip(1 - np.abs((y - 0.68) / 0.085), 0, 1)
    gold = np.array([246, 190, 88], np.float32) * (0.52 + 0.60 * np.sqrt(rolled) * (1.15 - (y - 0.60) * 2.4))[..., None]
    colour = np.where((rolled > 0)[..., None], gold, colour)
    edge = np.clip((hem - y) / 0.03, 0, 1)
    colour = np.where(((edge < 1) & (rolled <= 0))[..., None], np.array([246, 200, 110], np.float32), colour)
    return sprite(sprite_of(colour, np.clip((hem - y) * height, 0, 1)))
