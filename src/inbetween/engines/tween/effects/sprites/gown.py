"""Things of a graduation: a mortarboard, its tassel's end, a rolled diploma, confetti."""

from functools import cache

import numpy as np

from inbetween.engines.tween.effects.kit.clay import CLAY, FELT, METAL, PAPER, Look, clay, stacked, toned
from inbetween.engines.tween.effects.kit.distances import (
    box,
    capsule,
    carved,
    circle,
    ellipse,
    joined,
    polygon,
    sheet,
)
from inbetween.engines.tween.effects.kit.light import Colour
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

CAP_TALL = 0.66
"""Height of the cap's drawing over its width."""

BUTTON_AT = (0.5, 0.30)
"""Where the tassel is tied, as parts of the drawing's width and height."""

CORNER_AT = (0.965, 0.325)
"""Where it hangs over the board's edge."""

_CLOTH = (44.0, 46.0, 70.0)
_FABRIC = Look(gloss=0.16, rim=0.55, dark=0.5, tight=12)
_SCROLL = Look(gloss=0.05, rim=0.1, dark=0.42)
_GOLD = (240.0, 190.0, 80.0)
_CREAM = (250.0, 238.0, 212.0)


@cache
def mortarboard(size: int) -> Sprite:
    """Return a graduate's cap without its tassel, seen a little from below, ``size`` pixels wide."""
    on = sheet(size, CAP_TALL)
    y0 = -0.25
    skull = joined(
        carved(ellipse(on, (0.0, 0.08), (0.53, 0.44)), box(on, (0.0, -0.5), (1.0, 0.42))),
        box(on, (0.0, 0.2), (0.5, 0.16), 0.1),
        0.05,
    )
    band = carved(ellipse(on, (0.0, 0.36), (0.525, 0.175)), ellipse(on, (0.0, 0.22), (0.62, 0.17)))
    board = [(-0.96, y0 + 0.05), (0.0, y0 - 0.30), (0.96, y0 + 0.05), (0.0, y0 + 0.34)]
    edge = [(x, y + 0.055) for x, y in board]
    cloth = np.asarray(_CLOTH, np.float32) * (1.3 - 0.35 * on.x - 0.8 * (on.y - y0))[..., None]
    parts = [
        clay(skull, _CLOTH, look=_FABRIC),
        clay(band, toned(_CLOTH, 1.35), rounding=0.06, look=_FABRIC),
        clay(polygon(on, edge) - np.float32(0.02), toned(_CLOTH, 0.62), rounding=0.03, look=FELT),
        clay(polygon(on, board) - np.float32(0.02), cloth, rounding=0.035, look=_FABRIC),
        clay(ellipse(on, (0.0, y0 - 0.012), (0.07, 0.042)), _GOLD, rounding=0.045, look=METAL),
    ]
    return sprite(stacked(parts, shadow=0.45, reach=0.03))


@cache
def tassel(size: int) -> Sprite:
    """Return the end of a tassel that hangs down: a knot and its fringe, ``size`` pixels wide and 2.6 times as high."""
    on = sheet(size, 2.6)
    threads = [
        capsule(on, (0.16 * k, -1.2), (0.215 * k, 2.15 - 0.05 * k * k + 0.09 * (k % 2)), (0.13, 0.15))
        for k in (-3, 3, -2, 2, -1, 1, 0)
    ]
    tones = (0.82, 0.82, 0.92, 0.92, 1.0, 1.0, 1.06)
    parts = [
        clay(thread, toned(_GOLD, tone), rounding=0.15, look=CLAY) for thread, tone in zip(threads, tones, strict=True)
    ]
    knot = joined(ellipse(on, (0.0, -1.75), (0.52, 0.6)), box(on, (0.0, -1.2), (0.58, 0.2), 0.1), 0.08)
    parts += [
        clay(knot, _GOLD, look=METAL),
        clay(box(on, (0.0, -1.1), (0.64, 0.12), 0.1), (204, 142, 50), rounding=0.12),
    ]
    return sprite(stacked(parts, shadow=0.25, reach=0.05))


@cache
def diploma(size: int) -> Sprite:
    """Return a rolled scroll with a ribbon, ``size`` pixels wide and half as high."""
    on = sheet(size, 0.5)
    roll = box(on, (0.0, 0.0), (0.88, 0.215), 0.04)
    lines = 1 - 0.05 * (np.abs(np.sin(on.y * 24)) < 0.2)
    ends = [ellipse(on, (side * 0.87, 0.0), (0.075, 0.215)) for side in (-1, 1)]
    spiral = [ellipse(on, (0.872, 0.0), radii) for radii in ((0.05, 0.15), (0.03, 0.085))]
    bow = [ellipse(on, (-0.08, -0.13), (0.13, 0.075), 0.5), ellipse(on, (0.12, -0.14), (0.13, 0.075), -0.5)]
    tails = [
        polygon(on, [(0.0, -0.08), (side * 0.16, 0.22), (side * 0.07, 0.225), (-side * 0.04, 0.0)]) for side in (-1, 1)
    ]
    red = (206.0, 42.0, 60.0)
    parts = [
        clay(ends[0], (226, 208, 176), rounding=0.08),
        clay(roll, np.asarray(_CREAM) * lines[..., None], rounding=0.215, look=_SCROLL),
    ]
    parts += [clay(ends[1], (236, 220, 190), rounding=0.05)]
    parts += [
        clay(one, tone, rounding=0.03) for one, tone in zip(spiral, ((196, 172, 134), (238, 222, 194)), strict=True)
    ]
    parts += [clay(box(on, (0.02, 0.0), (0.085, 0.235), 0.03), red, rounding=0.235)]
    parts += [clay(one, red, rounding=0.03) for one in tails] + [clay(one, red) for one in bow]
    return sprite(stacked([*parts, clay(circle(on, (0.02, -0.10), 0.055), red)], shadow=0.35, reach=0.012))


@cache
def confetto(colour: Colour) -> Sprite:
    """Return a slip of coloured paper."""
    return sprite(clay(box(sheet(40, 0.6), (0.0, 0.0), (0.92, 0.52), 0.1), colour, rounding=0.12, look=PAPER))
