"""Hands: a cartoon glove that points, one that grips, and the arm of a plush bear."""

from functools import cache, lru_cache

import numpy as np

from inbetween.engines.tween.effects.kit.clay import CLAY, FELT, Look, Rgba, clay, stacked
from inbetween.engines.tween.effects.kit.distances import Sheet, box, capsule, ellipse, joined, sheet
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

_GLOVE = (248.0, 243.0, 232.0)
_CUFF = (214.0, 58.0, 66.0)
_SKIN = Look(gloss=0.1, rim=0.25, dark=0.42)
_PAD = (238.0, 172.0, 168.0)


@cache
def pointing_glove(size: int) -> Sprite:
    """Return a glove that points to the left, ``size`` pixels wide; its fingertip is at 2.5 % of the width, mid-height.

    Its height is .9 of its width.
    """
    on = sheet(size, 0.9)
    palm = joined(ellipse(on, (0.30, 0.18), (0.36, 0.36)), ellipse(on, (0.46, 0.16), (0.28, 0.30)), 0.12)
    finger = joined(
        capsule(on, (-0.80, 0.0), (0.10, -0.02), (0.135, 0.165)), ellipse(on, (0.18, 0.04), (0.24, 0.2)), 0.1
    )
    curled = [
        capsule(on, (0.02 + 0.05 * row, 0.215 + 0.165 * row), (0.30, 0.20 + 0.15 * row), (0.118, 0.13))
        for row in range(3)
    ]
    thumb = capsule(on, (0.00, -0.19), (0.40, -0.13), (0.115, 0.16))
    parts = [*_cuff(on, 0.82), clay(palm, _GLOVE, look=_SKIN), clay(finger, _GLOVE, look=_SKIN)]
    parts += [clay(one, _GLOVE, look=_SKIN) for one in reversed(curled)]
    return sprite(stacked([*parts, clay(thumb, _GLOVE, look=_SKIN)], shadow=0.4, reach=0.018))


@cache
def gripping_glove(size: int) -> Sprite:
    """Return a glove that comes from the left and grips with its fingers to the right; as high as wide."""
    on = sheet(size)
    palm = ellipse(on, (-0.38, 0.02), (0.42, 0.48))
    fingers = [
        capsule(on, (-0.28, start), (reach, end), (0.155, 0.14))
        for start, end, reach in ((0.34, 0.37, 0.36), (0.13, 0.13, 0.56), (-0.10, -0.12, 0.60), (-0.33, -0.37, 0.44))
    ]
    thumb = joined(capsule(on, (-0.45, 0.42), (0.0, 0.66), (0.17, 0.135)), ellipse(on, (-0.42, 0.36), (0.2, 0.2)), 0.1)
    parts = [*_cuff(on, -0.85), clay(palm, _GLOVE, look=_SKIN)]
    parts += [clay(joined(one, palm + np.float32(0.12), 0.1), _GLOVE, look=_SKIN) for one in fingers]
    return sprite(stacked([*parts, clay(thumb, _GLOVE, look=_SKIN)], shadow=0.4, reach=0.018))


def _cuff(on: Sheet, x: float) -> list[Rgba]:
    """Return a sleeve's end and its rolled edge at ``x``; the hand is on the side of the sheet's middle."""
    middle = 0.16 if x > 0 else 0.02
    inner = x - 0.12 * np.sign(x)
    return [
        clay(box(on, (x + 0.06 * np.sign(x), middle), (0.115, 0.34), 0.05), _CUFF, look=CLAY),
        clay(box(on, (float(inner), middle), (0.075, 0.40), 0.07), _GLOVE, rounding=0.08, look=_SKIN),
    ]


@lru_cache(maxsize=4)
def plush_arm(width: int, height: int) -> Sprite:
    """Return a plush arm from the left with its paw, palm forward, at the right end.

    The arm is cut off at the left edge, so it is as long as what it has to reach across. The middle of the paw is half
    the height from the right end.
    """
    paper, tall = sheet(width, height / width), np.float32(height / width)
    on, reach = Sheet(paper.x / tall, paper.y / tall), width / height
    fur = noise(on.x.shape, width / 3.2, np.random.default_rng(1), octaves=2) - np.float32(0.5)
    tufts = noise(on.x.shape, width / 14, np.random.default_rng(2), octaves=2) - np.float32(0.5)
    arm = capsule(on, (-reach - 1, 0.06), (reach - 1.4, 0.0), (0.66, 0.58))
    arm = joined(arm, ellipse(on, (reach - 1, 0.0), (0.82, 0.80)), 0.3)
    coat = np.array([214, 164, 112], np.float32) * (1 + 0.24 * fur + 0.22 * tufts)[..., None]
    parts = [clay((arm + fur * 0.07 + tufts * 0.05) * tall, coat, look=FELT)]
    pads = [ellipse(on, (reach - 1.02, 0.14), (0.36, 0.30))]
    pads += [
        ellipse(on, (reach + x, y), (0.155, 0.145))
        for x, y in ((-1.46, -0.24), (-1.14, -0.44), (-0.78, -0.40), (-0.52, -0.12))
    ]
    parts += [clay(pad * tall, _PAD, look=Look(gloss=0.06, rim=0.2, dark=0.4)) for pad in pads]
    return sprite(stacked(parts, shadow=0.3, reach=0.006))
