"""A magic circle lights up on the ground and lifts the subject; sparks spiral round it."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import placed
from inbetween.engines.tween.effects.kit.easing import TURN, arrive, lerp, ramp, smooth, spring
from inbetween.engines.tween.effects.kit.grading import curves, grade, vignette
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, shade
from inbetween.engines.tween.effects.kit.light import Map, glow, lit, screen, thin, together
from inbetween.engines.tween.effects.kit.rays import Rays, prepare_rays
from inbetween.engines.tween.effects.kit.shapes import star
from inbetween.engines.tween.effects.kit.stamp import marks, stamp
from inbetween.engines.tween.effects.kit.strokes import shine
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.scene.subject import Subject
from inbetween.engines.tween.effects.sprites.magic_circle import magic_circle

_MOONLIT = curves(
    [(0, 8), (128, 74), (255, 168)],
    [(0, 8), (128, 82), (255, 182)],
    [(0, 30), (128, 116), (255, 222)],
)
_GOLD, _VIOLET, _AMBER = (255.0, 205.0, 120.0), (90.0, 110.0, 200.0), (255.0, 170.0, 80.0)
_FLAT = 0.30
"""Height of the circle as a share of its width: seen from a little above."""

_LIFT, _BOB = 0.085, 0.018
_SMALLER, _CARD = 0.78, 0.64
"""Sizes of a subject that the frame cuts off, and of a card: without them no air is seen beneath, and nothing reads."""

_SPARKS = 80


def prepare(stage: Stage) -> Paint:
    """Return what paints the flight of the subject, or of the whole picture as a card."""
    stage = stage.on_card()
    subject, unit, size = stage.subject, stage.unit, stage.picture.shape[:2]
    cropped = subject.cropped and not stage.carded
    dark = grade(stage.backdrop, _MOONLIT, 1.0)
    shade(dark, vignette(size, (0.5, 0.5), 1.0, 0.5))
    ground = (subject.x, min(subject.foot, 0.92 * stage.height))
    return _Flight(
        picture=stage.picture,
        lit=grade(stage.picture, _MOONLIT, 0.25),
        dark=dark,
        masks=(subject.mask, _soft_foot(subject, unit) if cropped else subject.mask),
        smaller=_CARD if stage.carded else _SMALLER if cropped else 1.0,
        middle=(subject.x, subject.y),
        reach=min(subject.half_width, 0.36 * stage.width) * (_CARD if stage.carded else 1.0),
        ground=ground,
        circle=magic_circle(round(0.9 * unit) // 2 * 2, stage.chance("runes")),
        rays=prepare_rays(size, (ground[0], ground[1] + 0.05 * unit), reach=0.8),
        pool=glow(size, ground, 0.33 * unit),
        sparks=stage.chance("sparks").random((_SPARKS, 6)),
        leaves=stage.carded,
    ).paint


def _soft_foot(subject: Subject, unit: int) -> Plane:
    """Return the mask of a subject that the frame cuts off, fading towards the sides where it is cut."""
    height, width = subject.mask.shape
    y = (height - 1 - np.arange(height, dtype=np.float32))[:, None] / np.float32(0.14 * unit)
    x = np.arange(width, dtype=np.float32)[None]
    hem = 0.35 * ((x - np.float32(subject.x)) / np.float32(1.5 * subject.half_width)) ** 2
    foot = np.clip(y - hem, 0, 1)
    sides = np.clip(np.minimum(x, width - 1 - x) / np.float32(0.06 * unit), 0, 1)
    return np.asarray(subject.mask * (foot * foot * (3 - 2 * foot)) * sides, np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Flight:
    picture: Rgb
    lit: Rgb
    dark: Rgb
    masks: tuple[Plane, Plane]
    smaller: float
    middle: tuple[float, float]
    reach: float
    ground: tuple[float, float]
    circle: Plane
    rays: Rays
    pool: Map
    sparks: NDArray[np.float64]
    leaves: bool

    def paint(self, t: float) -> Rgb:
        night = smooth(t, 0.1, 1.2)
        frame = mixed(self.picture, self.dark, night)
        if night <= 0:
            return frame
        light = together(lit(self.pool, _AMBER, 0.5 * night), lit(self.rays.at(t), _VIOLET, 0.9 * night))
        screen(frame, light)
        self._circle(frame, t)
        mask = self._subject(frame, t, night)
        screen(frame, lit(self.pool, _AMBER, 0.28 * smooth(t, 0.7, 1.6)))
        self._sparks(frame, t, mask)
        return frame

    def _circle(self, frame: Rgb, t: float) -> None:
        """The circle grows, and turns in its plane, at half the frame's size."""
        grown, turn, side = arrive(ramp(t, 0.3, 1.4)), 0.8 * t, self.circle.shape[0]
        if grown <= 0:
            return
        cos, sin, flat = grown / 2 * math.cos(turn), grown / 2 * math.sin(turn), _FLAT
        x, y = self.ground[0] / 2, self.ground[1] / 2
        half = side / 2
        matrix = np.array(
            [[cos, -sin, x - (cos - sin) * half], [sin * flat, cos * flat, y - (sin + cos) * flat * half]]
        )
        height, width = thin(frame.shape[:2])
        seen = cv2.warpAffine(self.circle, matrix, (width, height), flags=cv2.INTER_AREA)
        shine(frame, lit(seen, _GOLD, 0.85 + 0.15 * math.sin(5 * t)), 1.6)

    def _subject(self, frame: Rgb, t: float, night: float) -> Plane:
        """Lay the subject over its backdrop, lifted, swaying, smaller; return its mask there."""
        up = spring(t - 0.7, 0.55, 0.55) * smooth(t, 0.7, 1.6)
        height = frame.shape[0]
        lift = -_LIFT * height * up + _BOB * height * math.sin(2.1 * (t - 1)) * up
        start = 0.0 if self.leaves else 0.5
        scale = lerp(1.0, self.smaller, smooth(t, start, 2.0))
        angle = math.radians(2.6) * math.sin(1.35 * (t - 0.9)) * up
        matrix = placed(scale, self.middle, shift=(0.0, lift), angle=angle)
        size = (frame.shape[1], frame.shape[0])
        mask = cv2.addWeighted(self.masks[0], 1 - smooth(t, 0.5, 1), self.masks[1], smooth(t, 0.5, 1), 0)
        moved: Plane = cv2.warpAffine(mask, matrix, size, flags=cv2.INTER_LINEAR)
        picture = mixed(self.picture, self.lit, night)
        lay_over(frame, cv2.warpAffine(picture, matrix, size, borderMode=cv2.BORDER_REPLICATE), moved)
        return moved

    def _sparks(self, frame: Rgb, t: float, mask: Plane) -> None:
        """Sparks climb helices round the subject: behind it on the far side."""
        unit, s = min(frame.shape[:2]), self.sparks.T
        way = (t * (0.16 + 0.2 * s[0]) + s[1]) % 1
        turn = s[2] * TURN + t * (1.2 + s[3])
        radius = self.reach * (1.15 + 0.6 * s[4]) * (1 - 0.35 * way)
        x = self.ground[0] + radius * np.cos(turn)
        y = self.ground[1] - 0.9 * way * frame.shape[0] + 0.15 * radius * np.sin(turn)
        twinkle = 0.5 + 0.5 * np.sin(6 * t + 30 * s[0])
        alpha = np.clip(5 * way, 0, 1) * np.clip(3 * (1 - way), 0, 1) * smooth(t, 0.6, 1.5) * twinkle
        size = (0.03 + 0.07 * s[5]) * unit
        where = marks(x, y, size, height=size, alpha=alpha)
        far = np.sin(turn) < 0
        stamp(frame, _SPARK, where[far], behind=mask, ink="light")
        stamp(frame, _SPARK, where[~far], ink="light")


_SPARK = star((255.0, 236.0, 196.0))
