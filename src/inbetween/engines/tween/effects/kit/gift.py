"""A flower that is held out to whoever looks, and petals that fall around."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import Spot, seen
from inbetween.engines.tween.effects.kit.drift import Pace, beside, drift, drifting, stamp_drift
from inbetween.engines.tween.effects.kit.easing import lerp, ramp, smooth, smoother, spring
from inbetween.engines.tween.effects.kit.grading import Curves, grade, vignette
from inbetween.engines.tween.effects.kit.laying import shade
from inbetween.engines.tween.effects.kit.light import Colour, glow, lit, screen
from inbetween.engines.tween.effects.kit.stamp import Sprite, put
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.rose import TALL

Touch = Callable[[Rgb, Spot, float, float], None]
"""Adds to a frame, in place: where the flower's head is, how wide it is, and the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """What is given: the flower, its petals, the colour of the scene, and the light behind the flower.

    ``beneath`` and ``above`` add to the frame before and after the flower is laid on it.
    """

    flower: Sprite
    petals: tuple[Sprite, ...]
    look: Curves
    shine: Colour
    beneath: Touch | None = None
    above: Touch | None = None


WIDE = 0.45
"""Width of the flower's head when it has come near, in units."""

_PETALS = 22
_FAR = Pace(since=1.0, speed=0.28, size=0.0, sway=0.05)
_NEAR = Pace(since=1.1, speed=0.34, size=0.0, sway=0.05)


def given(stage: Stage, gift: Gift) -> Paint:
    """Return what paints a gift."""
    subject, head, unit = stage.subject, stage.subject.head, stage.unit
    size = stage.height, stage.width
    chance = stage.chance("petals")
    far = drift(chance, _PETALS, depth=(0.0, 0.5))
    near = beside(drift(chance, _PETALS, depth=(0.5, 1.0)), head.x / stage.width, 1.1 * head.r / stage.width)
    corners = vignette(size, (0.5, 0.5), 1.0, 0.45)
    place = _place(stage)
    mask = subject.mask if subject.trusted else None

    def paint(t: float) -> Rgb:
        here = smooth(t, 0.0, 1.0)
        near_by, about = 1 + 0.05 * smoother(t / 5), (head.x, head.y)
        frame = grade(seen(stage.picture, near_by, about), gift.look, 0.6 * here)
        shade(frame, corners, 0.9 * here)
        before: Plane | None = None if mask is None else seen(mask, near_by, about, border=cv2.BORDER_REPLICATE)
        stamp_drift(frame, gift.petals, drifting(far, t, size, _sized(_FAR, 0.060 * unit)), behind=before)
        _hold_out(frame, gift, place, t)
        stamp_drift(frame, gift.petals, drifting(near, t, size, _sized(_NEAR, 0.085 * unit)))
        return frame

    return paint


def _sized(pace: Pace, size: float) -> Pace:
    return Pace(since=pace.since, speed=pace.speed, size=size, sway=pace.sway)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """Where the stem's end is, how wide the head becomes, and how far the flower rises, in pixels."""

    foot: Spot
    wide: float
    rise: float


def _place(stage: Stage) -> _Placed:
    """Return a place below the chin; in wide frames a little aside, so that it does not cover the chest's middle.

    The stem always ends below the frame: nobody holds it inside.
    """
    head, wide = stage.subject.head, WIDE * stage.unit
    aside = 0.14 * stage.width if stage.width > 1.2 * stage.height else 0.0
    x = stage.width / 2 + (aside if head.x <= stage.width / 2 else -aside)
    lowest = stage.height * 1.04 - (TALL - 0.5) * 0.8 * wide
    y = max(min(max(head.y + 2.2 * head.r, 0.55 * stage.height), 0.70 * stage.height), lowest)
    return _Placed(foot=(x, y + (TALL - 0.5) * wide), wide=wide, rise=0.9 * stage.height)


def _hold_out(frame: Rgb, gift: Gift, where: _Placed, t: float) -> None:
    """Lay the flower on a frame: it rises, comes nearer and sways about the end of its stem."""
    up = spring(t - 0.45, 0.7, 0.72) * smooth(t, 0.45, 0.8)
    if up <= 0:
        return
    wide = where.wide * lerp(0.80, 1.0, smoother(ramp(t, 2.2, 4.9)))
    turn = 0.06 + 0.10 * math.sin(1.8 * (t - 0.5)) * math.exp(-0.35 * max(0.0, t - 1))
    foot_x, foot_y = where.foot[0], where.foot[1] + (1 - up) * where.rise
    middle, top = 0.5 * TALL * wide, (TALL - 0.5) * wide
    head = foot_x + math.sin(turn) * top, foot_y - math.cos(turn) * top
    screen(frame, lit(glow(frame.shape[:2], head, 0.6 * where.wide), gift.shine, 0.42 * up))
    if gift.beneath:
        gift.beneath(frame, head, wide, t)
    put(frame, gift.flower, (foot_x + math.sin(turn) * middle, foot_y - math.cos(turn) * middle), wide, angle=turn)
    if gift.above:
        gift.above(frame, head, wide, t)
