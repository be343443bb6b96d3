"""A deep blue night sea: glowing jellyfish drift up past, before and behind the subject."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.drift import Drift, Pace, drift, drifting, stamp_drift
from inbetween.engines.tween.effects.kit.easing import TURN, clamp, smooth
from inbetween.engines.tween.effects.kit.grading import curves, grade, vignette
from inbetween.engines.tween.effects.kit.grid import Field, Grid, look
from inbetween.engines.tween.effects.kit.laying import mixed, shade
from inbetween.engines.tween.effects.kit.light import Colour, lit, screen, thin
from inbetween.engines.tween.effects.kit.sea import SeaLight, sea_light, swaying
from inbetween.engines.tween.effects.kit.shapes import soft_dot
from inbetween.engines.tween.effects.kit.stamp import marks, stamp
from inbetween.engines.tween.effects.kit.strokes import dark, draw_line, rim, shine
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.jellyfish import TALL, bell

_NIGHT_SEA = curves(
    [(0, 2), (128, 34), (255, 142)],
    [(0, 12), (128, 62), (255, 172)],
    [(0, 52), (128, 124), (255, 236)],
)
_COLOURS: tuple[tuple[Colour, Colour], ...] = (
    ((110.0, 180.0, 255.0), (225.0, 110.0, 255.0)),
    ((130.0, 235.0, 255.0), (110.0, 140.0, 255.0)),
    ((255.0, 150.0, 235.0), (150.0, 200.0, 255.0)),
)
_PULSE = 0.75
"""Beats of a bell a second."""

_TENTACLES, _KNOTS = 9, 14
_SWAY = 0.008


@dataclass(frozen=True, slots=True, kw_only=True)
class _Jelly:
    """One animal: its lane (share of the width), when it enters (seconds), its size, its number."""

    lane: float
    enters: float
    size: float
    number: int


_FAR = (
    _Jelly(lane=0.30, enters=0.1, size=0.50, number=0),
    _Jelly(lane=0.71, enters=0.2, size=0.46, number=1),
    _Jelly(lane=0.52, enters=0.7, size=0.40, number=2),
    _Jelly(lane=0.12, enters=1.6, size=0.44, number=3),
    _Jelly(lane=0.90, enters=2.3, size=0.52, number=4),
)
_NEAR = (
    _Jelly(lane=0.0, enters=0.25, size=0.92, number=5),
    _Jelly(lane=1.0, enters=1.0, size=1.12, number=7),
    _Jelly(lane=0.0, enters=2.7, size=1.05, number=6),
    _Jelly(lane=1.0, enters=3.3, size=0.88, number=8),
)


def prepare(stage: Stage) -> Paint:
    """Return what paints the night sea round the subject."""
    subject, size, unit = stage.subject, stage.picture.shape[:2], stage.unit
    deep = grade(stage.picture, _NIGHT_SEA, 0.88)
    shade(deep, vignette(size, (0.5, 0.45), 1.0, 0.7))
    bright = deep.copy()
    if subject.trusted:
        edge = rim(subject.mask, 0.012 * unit)
        screen(deep, lit(edge, (40.0, 62.0, 100.0), 0.7))
        screen(bright, lit(edge, (64.0, 98.0, 150.0)))
    small = stage.grid.coarse(subject.mask)
    return _Sea(
        picture=stage.picture,
        deep=deep,
        bright=bright,
        grid=stage.grid,
        softness=cv2.GaussianBlur(small, (0, 0), small.shape[1] / 22),
        light=sea_light(size, 0.6, (60.0, 120.0, 190.0), (36.0, 72.0, 100.0)),
        covers=subject.mask if subject.trusted else None,
        lanes=_lanes(stage),
        snow=drift(stage.chance("snow"), 70),
    ).paint


def _lanes(stage: Stage) -> tuple[float, float]:
    """Return where, left and right of the head, large jellyfish pass, as shares of the width."""
    head, width = stage.subject.head, stage.width
    aside = 1.25 * head.r + 0.17 * stage.unit
    return clamp((head.x - aside) / width, 0.02, 0.16), clamp((head.x + aside) / width, 0.84, 0.98)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sea:
    picture: Rgb
    deep: Rgb
    bright: Rgb
    grid: Grid
    softness: Field
    light: SeaLight
    covers: Plane | None
    lanes: tuple[float, float]
    snow: Drift

    def paint(self, t: float) -> Rgb:
        sunk = smooth(t, 0, 1.3)
        if sunk <= 0:
            return self.picture.copy()
        # The rim of light round the subject breathes: two pictures, so that it sways with them at no cost.
        night = mixed(self.deep, self.bright, 0.5 + 0.5 * math.sin(2 * t))
        maps = swaying(self.grid, self.softness, t, _SWAY * min(night.shape[:2]) * sunk)
        frame = look(mixed(self.picture, night, sunk), maps)
        self.light.shine(frame, t, sunk)
        mask = None if self.covers is None else look(self.covers, maps, cv2.BORDER_REPLICATE)
        self._animals(frame, t, _FAR, mask)
        self._snow(frame, t, sunk)
        self._animals(frame, t, _NEAR, None)
        return frame

    def _animals(self, frame: Rgb, t: float, those: tuple[_Jelly, ...], mask: Plane | None) -> None:
        """Tentacles of all as light, then their bells."""
        shown = [jelly for jelly in those if t > jelly.enters]
        layer = dark(frame.shape[:2])
        for jelly in shown:
            _draw_tentacles(layer, self._place(jelly, t, frame), jelly, t)
        if mask is not None:
            height, width = thin(frame.shape[:2])
            keep = cv2.bitwise_not(cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA))
            layer = cv2.multiply(layer, cv2.merge([keep] * 3), scale=1 / 255)
        shine(frame, layer, 1.2)
        for jelly in shown:
            x, y, wide = self._place(jelly, t, frame)
            squeeze = math.sin(TURN * (_PULSE * t + 0.37 * jelly.number))
            tall = wide * TALL * (1 + 0.12 * squeeze)
            where = marks(x, y, wide * (1 - 0.10 * squeeze), height=tall, angle=_lean(jelly, t))
            stamp(frame, bell(*_COLOURS[jelly.number % 3]), where, behind=mask)

    def _place(self, jelly: _Jelly, t: float, frame: Rgb) -> tuple[float, float, float]:
        """Return middle and width of a bell: it rises in steps, fastest as it closes."""
        height, width = frame.shape[:2]
        lane = jelly.lane if jelly in _FAR else self.lanes[round(jelly.lane)]
        wide = 0.30 * jelly.size * min(height, width)
        age, beat = t - jelly.enters, TURN * (_PULSE * t + 0.37 * jelly.number) - 0.9
        way = (0.16 + 0.13 * jelly.size) * age + 0.02 * math.sin(beat)
        x = (lane + 0.025 * math.sin(0.8 * t + 3.3 * jelly.number)) * width
        return x, height * (1 - way) + 0.45 * wide, wide

    def _snow(self, frame: Rgb, t: float, sunk: float) -> None:
        """Plankton sinks, and twinkles."""
        pace = Pace(since=-18.0, speed=0.05, size=0.022 * min(frame.shape[:2]), sway=0.012, tumble=0)
        where = drifting(self.snow, t, (frame.shape[1], frame.shape[0]), pace)
        where[:, 5] *= 0.3 + 0.5 * np.sin(2 * t + 30 * self.snow.twist) ** 2
        stamp_drift(frame, [soft_dot((190.0, 235.0, 255.0), 1.5)], where, alpha=sunk, ink="light")


def _lean(jelly: _Jelly, t: float) -> float:
    return 0.16 * math.sin(0.8 * t + 3.3 * jelly.number + 1)


def _draw_tentacles(layer: Rgb, place: tuple[float, float, float], jelly: _Jelly, t: float) -> None:
    """Draw what hangs from a bell into a thin layer: waves that run down, wider towards the end."""
    x, y, wide = place
    hem = _COLOURS[jelly.number % 3][1]
    squeeze = math.sin(TURN * (_PULSE * t + 0.37 * jelly.number))
    along = np.linspace(0, 1, _KNOTS)
    for number in range(_TENTACLES):
        aside = (number - _TENTACLES // 2) / (_TENTACLES // 2)
        inner = abs(aside) < 0.4
        wave = np.sin(5.5 * along - 3.2 * t + 1.1 * number + 2.6 * jelly.number) * (0.05 + 0.08 * along)
        long = (1.15 + 0.4 * math.sin(2.1 * number)) * (0.75 if inner else 1.0) * (1 - 0.10 * squeeze)
        points: NDArray[np.float64] = np.stack(
            [
                x + wide * (0.37 * aside * (1 - 0.10 * squeeze) * (1 + 0.15 * along) + wave - _lean(jelly, t) * along),
                y + wide * (0.20 * (1 - 0.25 * aside**2) + long * along),
            ],
            axis=1,
        )
        glow = (0.85 if inner else 0.5) * min(1.0, jelly.size + 0.3)
        draw_line(layer, points, (hem[0] * glow, hem[1] * glow, hem[2] * glow), wide * (0.022 if inner else 0.012))
