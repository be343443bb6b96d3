"""The subject rides a night carousel: striped canopy, running bulbs, painted horses, a world that turns."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.camera import seen
from inbetween.engines.tween.effects.kit.easing import TURN, arrive, clamp, lerp, ramp, smooth, smoother
from inbetween.engines.tween.effects.kit.grading import curves, grade, vignette
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, shade
from inbetween.engines.tween.effects.kit.light import centres, coarse, lit, screen
from inbetween.engines.tween.effects.kit.shapes import size_class, soft_dot
from inbetween.engines.tween.effects.kit.stamp import Sprite, marks, put, stamp
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.horse import canopy, horse, pole

_NIGHT = curves(
    ((0, 28), (128, 154), (255, 255)),
    ((0, 14), (128, 112), (255, 232)),
    ((0, 34), (128, 96), (255, 200)),
)

_FAIR = curves(
    ((0, 26), (128, 132), (255, 255)),
    ((0, 12), (128, 78), (255, 186)),
    ((0, 48), (128, 112), (255, 176)),
)
"""What passes behind: a summer night, violet in its shadows."""

_COATS = (
    ((252.0, 246.0, 238.0), (206.0, 60.0, 92.0)),
    ((246.0, 196.0, 206.0), (84.0, 120.0, 206.0)),
    ((196.0, 222.0, 244.0), (240.0, 150.0, 64.0)),
)
"""Coat and trim of the horses."""

_HORSES = 5
_SPEED = 0.9
"""Radians a second at which the horses ride round."""

_BEYOND = 0.25
"""How far beyond the frame, in units, the circle of the horses reaches: more than half a horse, since each becomes
small there when it passes to the far side."""

_WIDE = 0.47
"""Width of a horse that is nearest, over 1.08 units."""

_BOB = 2.6
"""Radians a second at which everybody goes up and down."""

_SUNK = 0.035
"""How far down the subject sits, in frame heights: the cut at its foot stays below the frame as it bobs."""

_BOKEH = (
    (255.0, 170.0, 90.0),
    (255.0, 120.0, 120.0),
    (255.0, 150.0, 205.0),
    (255.0, 226.0, 130.0),
    (150.0, 190.0, 255.0),
)
_LIGHTS = 26


def prepare(stage: Stage) -> Paint:
    """Set a carousel round the subject; where it cannot be told apart, before the whole picture."""
    stage.prepared()
    behind, before = _prepare_world(stage), _prepare_subject(stage)
    horses, roof, lights = _prepare_horses(stage), _prepare_roof(stage), _prepare_lights(stage)
    corners = vignette((stage.height, stage.width), (0.5, 0.5), 1.0, 0.5)

    def paint(t: float) -> Rgb:
        frame = behind(t)
        lights(frame, t)
        if stage.subject.trusted:
            horses(frame, t, near=False)
            before(frame, t)
        horses(frame, t, near=True)
        roof(frame, t)
        shade(frame, corners, smooth(t, 0.0, 1.0))
        return frame

    return paint


def _prepare_world(stage: Stage) -> Callable[[float], Rgb]:
    """Return what passes behind: the plate out of focus, again and again; or the picture itself, which only bobs."""
    if not stage.subject.trusted:
        return lambda t: grade(_bobbing(stage, t), _NIGHT, 0.65 * smooth(t, 0.0, 1.0))
    size = max(stage.width // 4, 2), max(stage.height // 4, 2)
    small = cv2.resize(stage.plate, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), max(stage.unit / 240, 0.5))
    dim = cv2.resize(cv2.convertScaleAbs(grade(small, _FAIR, 0.9), alpha=0.78), (stage.width, stage.height))
    strip = np.hstack([dim, dim[:, ::-1], dim])

    def world(t: float) -> Rgb:
        start = -round(1.3 * stage.width * smoother(t / 5)) % (2 * stage.width)
        passing = np.ascontiguousarray(strip[:, start : start + stage.width])
        return mixed(stage.picture, passing, smooth(t, 0.0, 0.7))

    return world


def _bobbing(stage: Stage, t: float) -> Rgb:
    rise = 0.018 * stage.height * math.sin(_BOB * (t - 0.5)) * smooth(t, 0.4, 1.4)
    about = stage.width / 2, stage.height / 2
    return seen(stage.picture, 1 + 0.06 * smooth(t, 0.0, 1.0), about, shift=(0.0, rise))


def _prepare_subject(stage: Stage) -> Callable[[Rgb, float], None]:
    """Return what lays the subject over a frame: a little smaller, going up and down."""
    subject, lit_up, smaller = stage.subject, grade(stage.picture, _NIGHT, 0.35), _below_roof(stage)

    def lay(frame: Rgb, t: float) -> None:
        here = smooth(t, 0.0, 1.0)
        bob = math.sin(_BOB * (t - 0.5)) * 0.028 * stage.height * smooth(t, 0.4, 1.4)
        scale, about = lerp(1, smaller, here), (subject.x, subject.foot)
        shift = 0.0, bob + _SUNK * stage.height * here
        dressed = mixed(stage.picture, lit_up, here) if here < 1 else lit_up
        mask = seen(subject.mask, scale, about, shift=shift, border=cv2.BORDER_REPLICATE)
        lay_over(frame, seen(dressed, scale, about, shift=shift), mask)

    return lay


def _roof_height(stage: Stage) -> int:
    return round(min(0.20 * stage.height, 0.24 * stage.unit))


def _below_roof(stage: Stage) -> float:
    """Return how much of its size the subject keeps: nine tenths, or what stays below the canopy."""
    subject, height = stage.subject, stage.height
    room = subject.foot + (_SUNK - 0.03) * height - _roof_height(stage)
    return clamp(room / max(subject.foot - subject.top, 1.0), 0.72, 0.90)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ride:
    """A horse on its way: where it is, in pixels, how large, how bright, and whether it is on the near side."""

    x: float
    y: float
    size: float
    light: float
    near: bool


def _ride(number: int, t: float, size: tuple[int, int]) -> _Ride:
    """Return where a horse is: on a circle seen from a little above, which comes in from both sides."""
    height, width = size
    radius = 0.5 + _BEYOND * min(size) / width
    phase = TURN * number / _HORSES - _SPEED * t
    depth, entering = math.cos(phase), 1.3 * (1 - arrive(ramp(t, 0.15, 1.5)))
    x = 0.5 + radius * math.sin(phase) + 0.4 * entering * (1 if number % 2 else -1)
    y = 0.60 + 0.13 * depth + (0.10 if depth > 0 else -0.06)
    bob = 0.045 * height * math.sin(_BOB * t + 1.9 * number)
    large = (0.78 + 0.30 * depth) * (1.0 if depth > 0 else 0.75)
    return _Ride(x=x * width, y=y * height + bob, size=large, light=0.81 + 0.19 * depth, near=depth > 0)


def _prepare_horses(stage: Stage) -> Callable[..., None]:
    """Return what puts the horses of one side on a frame, the furthest first."""
    wide = _WIDE * stage.unit
    herd, lower = [horse(size_class(1.08 * wide), *colours) for colours in _COATS], _below_chins(stage)
    rod = pole(16)

    def ride(frame: Rgb, t: float, *, near: bool) -> None:
        rides = [(_ride(number, t, (stage.height, stage.width)), herd[number % 3]) for number in range(_HORSES)]
        here = smooth(t, 0.0, 0.6)
        for one, animal in sorted(rides, key=lambda ride: ride[0].size):
            # A pole before a face hides its middle: those of near horses pass behind the subject.
            if not near or (one.near and not stage.subject.trusted):
                high, wide_rod = 1.2 * stage.height, 0.026 * stage.unit * one.size
                row = marks(one.x, stage.height / 2, wide_rod, height=high, alpha=here, light=one.light)
                stamp(frame, rod, row)
            if one.near is near:
                at = one.x, one.y + (lower if near else 0.0)
                put(frame, animal, at, wide * one.size * (1 if near else -1), alpha=here, light=one.light)

    return ride


def _below_chins(stage: Stage) -> float:
    """Return how much lower near horses ride than usual, in pixels, so that no face is hidden."""
    subject = stage.subject
    if not subject.trusted:
        return 0.0
    lowest = max(head.y + head.r for head in subject.pair or (subject.head,))
    chin = subject.foot + _below_roof(stage) * (lowest - subject.foot) + _SUNK * stage.height
    tops = 0.83 * stage.height - 0.475 * 1.08 * _WIDE * stage.unit
    return clamp(chin - tops, 0.0, 0.17 * stage.height)


def _prepare_roof(stage: Stage) -> Callable[[Rgb, float], None]:
    """Return what lets the canopy down and runs the light of its bulbs along it."""
    high = _roof_height(stage)
    count = max(6, round(stage.width / (0.16 * stage.unit)))
    cloth, bulb = canopy(stage.width, high, count), soft_dot((255.0, 226.0, 150.0), 1.6)
    number = np.arange(2 * count)
    x = (number + 0.5) * stage.width / (2 * count)
    down = centres((stage.height, stage.width))[1]
    below = np.repeat(np.exp(-(((down / high - 0.8) / 0.9) ** 2)), coarse((stage.height, stage.width))[1], axis=1)

    def roof(frame: Rgb, t: float) -> None:
        y = lerp(-0.8, 0.5, arrive(ramp(t, 0.1, 1.1))) * high
        put(frame, cloth, (stage.width / 2, y), stage.width + 2)
        on = 0.45 + 0.55 * np.clip(2 * np.sin(2.1 * number - 9 * t), 0, 1)
        wide = 0.075 * stage.unit * (0.8 + 0.3 * on)
        where = marks(x, y + 0.18 * high, wide, height=wide, alpha=on * smooth(t, 0.2, 1.0))
        screen(frame, lit(below, (255, 176, 96), 0.30 * smooth(t, 0.4, 1.3)))
        stamp(frame, bulb, where, ink="light")
        where[:, 2:4] *= 0.3
        stamp(frame, bulb, where, ink="light")

    return roof


def _prepare_lights(stage: Stage) -> Callable[[Rgb, float], None]:
    """Return the lights of the fair, out of focus, which pass with the world."""
    chance = stage.chance("lights").random((_LIGHTS, 5))
    discs: list[Sprite] = [soft_dot(colour, 0.5) for colour in _BOKEH]

    def shine(frame: Rgb, t: float) -> None:
        x = ((1.2 * chance[:, 0] + 0.10 * t * (0.5 + chance[:, 1])) % 1.2 - 0.1) * stage.width
        wide = (0.035 + 0.10 * chance[:, 3]) * stage.unit
        glow: NDArray[np.float64] = smooth(t, 0.0, 1.0) * (0.22 + 0.33 * np.sin(3 * t + 20 * chance[:, 4]) ** 2)
        where = marks(x, 0.75 * stage.height * chance[:, 2], wide, height=wide, alpha=glow)
        for number, disc in enumerate(discs):
            stamp(frame, disc, where[number :: len(discs)], ink="light")

    return shine
