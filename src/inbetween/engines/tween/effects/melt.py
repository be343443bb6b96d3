"""In the heat the subject sags, runs and settles as a wet heap."""

import math

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.cutting import behind
from inbetween.engines.tween.effects.kit.easing import lerp, ramp, smooth, smoother
from inbetween.engines.tween.effects.kit.grading import curves, grade
from inbetween.engines.tween.effects.kit.grid import Field, look
from inbetween.engines.tween.effects.kit.laying import lay_over
from inbetween.engines.tween.effects.kit.light import glow, lit, screen, together
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.rays import prepare_rays
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_LOWEST = 0.56
"""Share of its height that a subject loses: below this it is gruesome."""

_BELOW = 0.35
"""How far up, in heights of what is left, the body has given way: it melts from its foot, and the head sinks whole.

Where all of it shrinks alike faces fold, and the end is grim.
"""

_UNEVEN = 0.08
"""How unevenly columns sink: above .2 faces fold."""

_HILLS, _DRIPS = 3, 11
"""Of what columns do, along the frame: more hills are flames, not wax."""

_CARD = 0.78
_HEAT = curves(
    [(0, 34), (128, 160), (255, 255)],
    [(0, 14), (128, 120), (255, 240)],
    [(0, 6), (128, 92), (255, 205)],
)


def prepare(stage: Stage) -> Paint:
    """Melt what can be told apart, or the whole picture as a card."""
    stage = stage.on_card()
    stage.prepared()
    size = stage.height, stage.width
    sun = 0.72 * stage.width, -0.05 * stage.height
    shine, rays = glow(size, sun, 0.55 * stage.unit), prepare_rays(size, sun, reach=1.1, phase=2)
    wax = _Wax(stage)

    def paint(t: float) -> Rgb:
        heat, run = smooth(t, 0, 1.2), smoother(ramp(t, 0.6, 4.7))
        frame = look(behind(stage, 0.35 * heat), stage.grid.maps(*wax.shimmer(t, 1.3 * heat)))
        x, y = wax.places(t, run, heat)
        maps = stage.grid.full(x).copy(), stage.grid.full(y).copy()
        lowest = np.minimum(maps[1], np.float32(stage.subject.foot - 3))
        mask = look(stage.subject.mask, (maps[0], lowest), cv2.BORDER_CONSTANT)
        lay_over(frame, look(stage.picture, maps), mask)
        if run > 0:
            _wet(frame, mask, run)
        frame = grade(frame, _HEAT, 0.6 * heat)
        screen(frame, together(lit(shine, (230, 150, 60), 0.6 * heat), lit(rays.at(t), (200, 110, 40), 0.4 * heat)))
        return frame

    return paint


class _Wax:
    """How the subject of a stage runs."""

    def __init__(self, stage: Stage) -> None:
        subject, grid = stage.subject, stage.grid
        self._stage = stage
        self._foot = 0.93 * stage.height if stage.carded else min(subject.foot, 0.985 * stage.height)
        self._tall = self._foot - subject.top
        chance, columns = stage.chance("wax"), grid.x.shape[1]
        self._slow = noise((2, columns), _HILLS, chance, octaves=2)[:1] - np.float32(0.5)
        self._drips = np.clip(noise((2, columns), _DRIPS, chance, octaves=2)[:1] * 1.5 - 0.5, 0, 1) ** 1.2

    def shimmer(self, t: float, heat: float) -> tuple[Field, Field]:
        """Return how hot air bends what is behind it."""
        grid, unit = self._stage.grid, self._stage.unit
        across = np.sin(grid.y / unit * 38 - 8 * t + np.sin(grid.x / unit * 9)) * np.float32(0.0035 * unit * heat)
        return across, across * np.float32(0.5)

    def places(self, t: float, run: float, heat: float) -> tuple[Field, Field]:
        """Return which place of the picture each node of the grid shows: columns sink, drip, and spread at the foot."""
        stage, grid, subject = self._stage, self._stage.grid, self._stage.subject
        size = lerp(1, _CARD, smooth(t, 0, 0.7)) if stage.carded else 1.0
        gx = subject.x + (grid.x - subject.x) / size
        gy = stage.height / 2 + (grid.y - stage.height / 2) / size
        high = np.clip((self._foot - gy) / self._tall, -0.2, 1.6)
        left = 1 - _LOWEST * run * (1 + _UNEVEN * 2 * self._slow)
        source = high + (1 - left) * (1 - np.exp(-np.maximum(high, 0) / (left * _BELOW))) / (1 - math.exp(-1 / _BELOW))
        wide = 1 + run * (0.85 * np.exp(-5.5 * np.clip(high, 0, 2)) + 0.06)
        wave = 0.02 * stage.width * run * np.sin(6 * high + 1.4 * t)
        fallen = np.clip(ramp(t, 0.3, 4.9) * 1.25 - 0.12 - 0.12 * self._slow, 0, 1) ** 1.4 * self._drips
        drip = 0.24 * self._tall * fallen * np.clip(source * 4, 0, 1) * np.clip(1.1 - 1.5 * source, 0.06, 1)
        hot = 0.0035 * stage.unit * heat * np.sin(gy / stage.unit * 46 - 9 * t)
        x = subject.x + (gx - subject.x - wave) / wide + hot
        return np.asarray(x, np.float32), np.asarray(self._foot - source * self._tall - drip, np.float32)


def _wet(frame: Rgb, mask: Plane, run: float) -> None:
    """Let what has run shine: lights on slopes of the mask that face up, shadows on those that face down."""
    height, width = mask.shape
    small = cv2.resize(mask, (max(width // 4, 1), max(height // 4, 1)), interpolation=cv2.INTER_AREA)
    round_ = cv2.GaussianBlur(small, (0, 0), max(min(small.shape) / 45, 0.5))
    slope = cv2.addWeighted(cv2.Sobel(round_, cv2.CV_16S, 1, 0), 0.5, cv2.Sobel(round_, cv2.CV_16S, 0, 1), 0.9, 0)
    lights, darks = (
        cv2.multiply(cv2.convertScaleAbs(np.clip(side, 0, 400), alpha=gain * run), small, scale=1 / 255)
        for side, gain in ((slope, 0.55), (-slope, 0.9))
    )
    cv2.subtract(frame, cv2.resize(cv2.merge([darks] * 3), (width, height)), frame)
    screen(frame, cv2.merge([lights] * 3))
