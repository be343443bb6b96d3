"""A hydraulic arm of steel with two joints and a pincer; it points to the right."""

from functools import cache

from inbetween.engines.tween.effects.kit.clay import METAL, Rgba, clay, stacked
from inbetween.engines.tween.effects.kit.distances import Point, Sheet, capsule, circle, sheet
from inbetween.engines.tween.effects.kit.light import Colour
from inbetween.engines.tween.effects.kit.stamp import Sprite, sprite

TALL = 0.6
TIP = (0.84, 0.18)
"""Where it works, on the sheet."""

_DARK: Colour = (74.0, 84.0, 96.0)
_STEEL: Colour = (128.0, 140.0, 154.0)
_BRIGHT: Colour = (190.0, 200.0, 212.0)
_AMBER: Colour = (245.0, 180.0, 50.0)


@cache
def robot_arm() -> Sprite:
    """Return the arm; it begins beyond the sheet's left edge."""
    on = sheet(420, TALL)
    parts = [
        _rod(on, ((-1.2, -0.12), (-0.25, -0.32)), (0.13, 0.11), _DARK),
        _rod(on, ((-1.2, -0.02), (-0.38, -0.18)), (0.045, 0.045), _BRIGHT),
        _rod(on, ((-0.25, -0.32), (0.50, 0.08)), (0.10, 0.07), _STEEL),
        _rod(on, ((-0.12, -0.36), (0.36, -0.06)), (0.03, 0.03), _BRIGHT),
        _disc(on, (-0.25, -0.32), 0.155, _DARK),
        _disc(on, (-0.25, -0.32), 0.075, _AMBER),
        _disc(on, (0.50, 0.08), 0.105, _DARK),
        _disc(on, (0.50, 0.08), 0.045, _AMBER),
        _rod(on, ((0.50, 0.06), (0.84, 0.10)), (0.05, 0.018), _BRIGHT),
        _rod(on, ((0.50, 0.12), (0.80, 0.26)), (0.05, 0.018), _BRIGHT),
    ]
    return sprite(stacked(parts))


def _rod(on: Sheet, ends: tuple[Point, Point], radii: Point, colour: Colour) -> Rgba:
    return clay(capsule(on, *ends, radii), colour, rounding=max(radii), look=METAL)


def _disc(on: Sheet, centre: Point, radius: float, colour: Colour) -> Rgba:
    return clay(circle(on, centre, radius), colour, rounding=0.6 * radius, look=METAL)
