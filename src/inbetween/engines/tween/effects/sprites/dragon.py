"""A dragon in clay: head, wing and the balls of its neck."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.effects.kit.clay import CLAY, GLAZE, Look, Rgba, clay, flat, sprite_of, stacked
from inbetween.engines.tween.effects.kit.distances import (
    Distance,
    Sheet,
    box,
    carved,
    circle,
    ellipse,
    joined,
    limb,
    polygon,
    sheet,
)
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

HEAD_TALL = 0.78
"""Height of the head's drawing over its width."""

MOUTH_AT = (0.16, 0.66)
"""Where fire comes from, as parts of its width and height."""

NAPE_AT = (0.74, 0.52)
"""Where the neck ends."""

_HIDE = Look(gloss=0.3, rim=0.7, dark=0.62, tight=16)
_HORN = (214.0, 190.0, 150.0)
_FANG = (248.0, 238.0, 214.0)


@cache
def dragon_head(size: int) -> Sprite:
    """Return a roaring head that looks to the left, ``size`` pixels wide."""
    on = sheet(size, HEAD_TALL)
    hide = _hide(on, 36)
    parts = [clay(horn, _HORN, rounding=0.08, look=CLAY) for horn in _horns(on)]
    parts += [*_frill(on), *_jaw(on, hide), *_teeth(on, lower=True)]
    parts += [clay(_skull(on), hide, look=_HIDE), *_teeth(on, lower=False)]
    return sprite(stacked([*parts, *_face(on, hide)], shadow=0.5, reach=0.02))


def _hide(on: Sheet, cells: float) -> NDArray[np.float32]:
    """Return scales: a blue-green hide, mottled, each scale darker at its lower edge."""
    rows = on.y * np.float32(cells)
    along = on.x * np.float32(cells * 0.8) + np.floor(rows) % 2 * 0.5
    edge = np.hypot((along % 1 - 0.5) / 0.62, rows % 1 - 0.15)
    scale = 1.12 - 0.42 * np.clip((edge - 0.45) / 0.45, 0, 1)
    mottled = 0.72 + 0.6 * noise(on.x.shape, 7, np.random.default_rng(4))
    deep, pale = np.array([50, 92, 84], np.float32), np.array([96, 116, 76], np.float32)
    blend = np.clip(0.5 - on.y, 0, 1)[..., None]
    return np.asarray((pale + (deep - pale) * blend) * (scale * mottled)[..., None], np.float32)


def _skull(on: Sheet) -> Distance:
    crown = joined(ellipse(on, (0.22, -0.06), (0.40, 0.29), -0.12), ellipse(on, (0.46, 0.10), (0.26, 0.26)), 0.12)
    snout = limb(on, [(0.08, -0.10), (-0.34, -0.02), (-0.70, 0.02)], [0.25, 0.17, 0.135], 0.06)
    whole = joined(joined(crown, snout, 0.12), ellipse(on, (-0.74, -0.03), (0.155, 0.135)), 0.06)
    return joined(whole, ellipse(on, (-0.02, -0.24), (0.20, 0.08), -0.25), 0.05)


def _horns(on: Sheet) -> list[Distance]:
    return [
        limb(on, [(0.34, -0.26), (0.62, -0.50), (0.96, -0.60)], [0.11, 0.07, 0.01], 0.04),
        limb(on, [(0.24, -0.30), (0.40, -0.56), (0.68, -0.72)], [0.09, 0.06, 0.008], 0.04),
        limb(on, [(0.52, 0.22), (0.70, 0.34), (0.90, 0.36)], [0.08, 0.045, 0.006], 0.03),
        limb(on, [(0.04, -0.32), (0.10, -0.44), (0.20, -0.52)], [0.055, 0.035, 0.005], 0.02),
        limb(on, [(-0.70, -0.10), (-0.72, -0.20), (-0.66, -0.29)], [0.05, 0.035, 0.006], 0.02),
    ]


def _frill(on: Sheet) -> list[Rgba]:
    """Return the webbed ear between three spines."""
    root, tips = (0.50, -0.02), ((0.92, -0.36), (0.99, -0.10), (0.90, 0.14))
    web = polygon(on, [root, tips[0], (0.84, -0.18), tips[1], (0.83, 0.04), tips[2], (0.52, 0.18)])
    spines = [limb(on, [root, tip], [0.05, 0.008]) for tip in tips]
    return [clay(web, (138, 60, 52), rounding=0.05, look=_HIDE), *[clay(s, _HORN, rounding=0.05) for s in spines]]


def _jaw(on: Sheet, hide: NDArray[np.float32]) -> list[Rgba]:
    bone = limb(on, [(0.42, 0.24), (0.02, 0.42), (-0.52, 0.56)], [0.19, 0.125, 0.075], 0.08)
    chin = limb(on, [(-0.50, 0.60), (-0.50, 0.70), (-0.44, 0.76)], [0.05, 0.035, 0.008], 0.02)
    mouth = polygon(on, [(0.34, 0.10), (-0.72, 0.10), (-0.54, 0.50), (0.0, 0.40), (0.34, 0.30)])
    tongue = limb(on, [(0.22, 0.27), (-0.16, 0.34), (-0.42, 0.40), (-0.55, 0.35)], [0.10, 0.08, 0.055, 0.02], 0.05)
    return [
        clay(chin, _HORN, rounding=0.05),
        clay(mouth, (96, 18, 22), rounding=0.2, look=Look(gloss=0.1, rim=0, dark=0.7)),
        clay(bone, hide * np.float32(0.88), look=_HIDE),
        clay(tongue, (206, 74, 74), look=GLAZE),
    ]


def _teeth(on: Sheet, *, lower: bool) -> list[Rgba]:
    teeth = []
    for k in range(7):
        share = k / 6
        if lower:
            x, y, length = -0.55 + 0.62 * share, 0.50 - 0.135 * share, -(0.16 - 0.09 * share)
        else:
            x, y, length = -0.76 + 0.84 * share, 0.125 + 0.05 * share, 0.19 - 0.11 * share + 0.06 * (k == 1)
        tooth = limb(on, [(x, y), (x - 0.005, y + 0.6 * length), (x + 0.012, y + length)], [0.042, 0.03, 0.004])
        teeth.append(clay(tooth, _FANG, rounding=0.045, look=GLAZE))
    return teeth


def _face(on: Sheet, hide: NDArray[np.float32]) -> list[Rgba]:
    """Return nostril, glowing eye and the brow over it."""
    eye = carved(ellipse(on, (0.00, -0.10), (0.115, 0.075), 0.16), box(on, (0.0, -0.27), (0.3, 0.13)))
    iris = np.array([255, 178, 36], np.float32) * (1.15 - 5 * np.abs(on.y + 0.09))[..., None]
    brow = limb(on, [(0.24, -0.24), (0.02, -0.185), (-0.16, -0.10)], [0.075, 0.065, 0.03], 0.03)
    cheek = [circle(on, (0.30 + 0.11 * k, 0.16 - 0.02 * k), 0.05 - 0.006 * k) for k in range(3)]
    return [
        clay(eye, iris, rounding=0.05, look=GLAZE),
        flat(ellipse(on, (-0.008, -0.10), (0.017, 0.062), 0.1), (24, 6, 4)),
        clay(brow, hide * np.float32(0.72), rounding=0.07, look=_HIDE),
        clay(ellipse(on, (-0.80, -0.04), (0.036, 0.022), 0.5), (18, 14, 14), rounding=0.02),
        *[clay(one, hide * np.float32(1.2), rounding=0.05, look=_HIDE) for one in cheek],
    ]


@cache
def neck_ball(size: int) -> Sprite:
    """Return a ball of the same hide, a paler belly below, to be strung into a neck."""
    on = sheet(size)
    belly = np.clip((on.y - 0.2) * 4, 0, 1)[..., None]
    colour = _hide(on, 5) * (1 - belly) + np.array([168, 150, 104], np.float32) * belly
    ridge = limb(on, [(0.05, -0.75), (0.25, -0.98)], [0.12, 0.02])
    return sprite(
        stacked([clay(ridge, _HORN, rounding=0.1), clay(circle(on, (0.0, 0.08), 0.84), colour, look=_HIDE)], reach=0.03)
    )


WING_TALL = 0.8
"""Height of the wing's drawing over its width."""

WING_ROOT_AT = (0.06, 0.86)
"""Where the wing is tied to the body, as parts of its width and height."""


@cache
def dragon_wing(size: int) -> Sprite:
    """Return an open wing that spreads to the right from its root at the lower left."""
    on = sheet(size, WING_TALL)
    root = (-0.88, 0.58)
    fingers = [(-1.42, 1.10), (-1.08, 1.52), (-0.74, 1.74), (-0.40, 1.72), (-0.08, 1.34)]
    x, y = on.x - np.float32(root[0]), on.y - np.float32(root[1])
    angle, far = np.arctan2(y, x), np.hypot(x, y)
    place = np.interp(angle, [a for a, _ in fingers], range(5)).astype(np.float32)
    span = np.interp(angle, [a for a, _ in fingers], [length for _, length in fingers])
    sag = np.sin(place % 1 * math.pi)
    web = np.maximum(far - span * (1 - 0.2 * sag), np.maximum(-1.42 - angle, angle + 0.08) * far).astype(
        np.float32
    ) * np.float32(0.7)
    tone = np.array([206, 84, 62], np.float32) * (0.66 + 0.44 * np.abs(2 * (place % 1) - 1) - 0.12 * far)[..., None]
    veins = noise(on.x.shape, 26, np.random.default_rng(5))[..., None]
    parts = [clay(web, tone * (0.8 + 0.4 * veins), rounding=0.06, look=_HIDE)]
    bone = (64.0, 92.0, 84.0)
    for turn, length in fingers:
        tip = (root[0] + length * math.cos(turn), root[1] + length * math.sin(turn))
        bent = (root[0] + 0.5 * length * math.cos(turn) - 0.03, root[1] + 0.5 * length * math.sin(turn) - 0.05)
        parts.append(clay(limb(on, [root, bent, tip], [0.055, 0.038, 0.010], 0.02), bone, rounding=0.05, look=_HIDE))
    claw = limb(on, [(-0.72, -0.50), (-0.70, -0.62), (-0.62, -0.70)], [0.05, 0.035, 0.006], 0.02)
    return sprite(stacked([*parts, clay(claw, _HORN, rounding=0.04)], shadow=0.4, reach=0.012))


@cache
def flame(size: int) -> Sprite:
    """Return a soft tongue of fire, pale at its heart, to be stamped as light."""
    on = sheet(size)
    far = np.hypot(on.x, on.y) + 0.25 * (noise(on.x.shape, 4, np.random.default_rng(6)) - 0.5)
    heat = np.clip(1 - far, 0, 1)
    colour = np.stack([np.full_like(heat, 255), 70 + 210 * heat, 10 + 170 * heat**2], -1)
    return sprite(sprite_of(colour, heat**1.4))
