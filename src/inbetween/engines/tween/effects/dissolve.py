"""From one shoulder on, the subject breaks into its own pixels and blows away; motes are left."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.cutting import behind
from inbetween.engines.tween.effects.kit.dots import dots
from inbetween.engines.tween.effects.kit.easing import smooth
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, tint
from inbetween.engines.tween.effects.kit.light import bloom
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.shapes import soft_dot
from inbetween.engines.tween.effects.kit.stamp import marks, stamp
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_FROM, _UNTIL = 0.55, 3.45
_LIFE = 1.9
_PER_UNIT = 180
"""Dots along the shorter side."""

_RIGHT, _HIGH, _CHANCE = 0.40, 0.16, 0.42
"""What decides when a place goes. Without chance it looks like a wipe."""

_SOFT = 6.0
_GLOW = (190.0, 240.0, 255.0)
_HAZE = (40.0, 50.0, 70.0)
_MOTES = 60
_LEVELS = np.arange(256, dtype=np.float32)


def prepare(stage: Stage) -> Paint:
    """Dissolve what can be told apart, or the whole picture as a card."""
    stage = stage.on_card()
    stage.prepared()
    when = _when(stage)
    standing = np.rint(255 * when).astype(np.uint8)
    dust, motes = _dust(stage, when), stage.chance("motes").random((_MOTES, 5))
    empty = mixed(stage.backdrop, np.full_like(stage.backdrop, np.rint(_HAZE).astype(np.uint8)), 0.12)
    mask = stage.subject.mask

    def paint(t: float) -> Rgb:
        passed = (t - _FROM) / (_UNTIL - _FROM) * 255
        frame = mixed(behind(stage, 0), empty, smooth(t, 0.1, 0.6))
        lay_over(frame, stage.picture, _within(standing, np.clip((_LEVELS - passed) / _SOFT, 0, 1), mask))
        edge = np.exp(-(((_LEVELS - passed - 6) / 6) ** 2))
        tint(frame, _GLOW, _within(standing, edge, mask), 0.5 * smooth(t, 0.4, 0.7) * (1 - smooth(t, 3.3, 3.7)))
        dots(frame, *dust.at(t))
        late = smooth(t, 1.2, 3.5)
        _float(frame, motes, t, late)
        bloom(frame, 190, 0.35 * late)
        return frame

    return paint


def _when(stage: Stage) -> NDArray[np.float32]:
    """Return for every pixel when it goes, 0..1 within the subject: from right to left, from the top, by chance."""
    subject = stage.subject
    x = np.arange(stage.width, dtype=np.float32)[None]
    y = np.arange(stage.height, dtype=np.float32)[:, None]
    left = 1 - (x - subject.left) / (subject.right - subject.left + 1)
    low = (y - subject.top) / (subject.foot - subject.top + 1)
    chance = noise((stage.height, stage.width), 9, stage.chance("order"), octaves=4)
    order = _RIGHT * left + _HIGH * low + _CHANCE * chance
    own = order[subject.mask > 100]
    share = (order - own.min()) / np.float32(max(float(np.ptp(own)), 1e-6))
    return np.asarray(np.clip(share, 0, 1), np.float32)


def _within(order: Plane, share: NDArray[np.floating], mask: Plane) -> Plane:
    """Return ``share`` (0..1) of each of 256 times where the subject is, 0..255."""
    shown: Plane = cv2.multiply(cv2.LUT(order, np.rint(255 * share).astype(np.uint8)), mask, scale=1 / 255)
    return shown


@dataclass(frozen=True, slots=True, eq=False)
class _Dust:
    """Dots: where each stands, when it goes, its colour, and two chances; and the frame's size and a dot's radius."""

    x: NDArray[np.float32]
    y: NDArray[np.float32]
    since: NDArray[np.float32]
    colours: NDArray[np.float32]
    chance: NDArray[np.float32]
    size: tuple[int, int]
    radius: float

    def at(self, t: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return rows and colours of the dots that fly at ``t``: up and to the right, ever faster, on a wavy wind."""
        flying = (self.since < t) & (self.since > t - _LIFE)
        age, x, y = np.float32(t) - self.since[flying], self.x[flying], self.y[flying]
        one, other = self.chance[:, flying]
        height, width = self.size
        right = (0.055 * age * age + 0.03 * age) * (0.6 + 0.9 * one)
        right += 0.02 * age * np.sin(20 * y / height + np.float32(2.1 * t) + 2 * other)
        up = (0.045 * age * age + 0.015 * age) * (0.2 + 1.5 * other)
        up -= 0.03 * age * np.cos(16 * x / width + np.float32(1.7 * t) + 3 * one)
        left = 1 - age / np.float32(_LIFE)
        alpha = np.minimum(1.5 * left, 1) * np.minimum(12 * age, 1)
        radius = self.radius * (0.45 + 0.7 * left) * (0.7 + 0.7 * one)
        rows = np.stack([x + width * right, y - height * up, radius, alpha], 1)
        return rows.astype(np.float32), self.colours[flying]


def _dust(stage: Stage, when: NDArray[np.float32]) -> _Dust:
    step = max(3, round(stage.unit / _PER_UNIT))
    rows, columns = (grid.ravel() for grid in np.mgrid[0 : stage.height : step, 0 : stage.width : step])
    own = stage.subject.mask[rows, columns] > 100
    rows, columns = rows[own], columns[own]
    chance = stage.chance("dust").random((4, rows.size), np.float32)
    colours = stage.picture[rows, columns].astype(np.float32) * np.float32(1.1) + np.float32(12)
    return _Dust(
        x=columns + step * chance[0],
        y=rows + step * chance[1],
        since=_FROM + (_UNTIL - _FROM) * when[rows, columns],
        colours=np.minimum(colours, 255),
        chance=chance[2:],
        size=(stage.height, stage.width),
        radius=0.62 * step,
    )


def _float(frame: Rgb, motes: NDArray[np.float64], t: float, strength: float) -> None:
    """Draw the motes that stay: without them the empty stage looks like a fault."""
    height, width = frame.shape[:2]
    x = (motes[:, 0] + 0.03 * t * (0.3 + motes[:, 1])) % 1 * width
    y = (motes[:, 2] - 0.03 * t * motes[:, 3]) % 1 * height
    wide = 0.045 * min(height, width) * (0.3 + 0.9 * motes[:, 1])
    alpha = 0.8 * strength * (0.4 + 0.6 * np.sin(2 * t + 30 * motes[:, 4]) ** 2)
    stamp(frame, soft_dot((255.0, 230.0, 200.0)), marks(x, y, wide, height=wide, alpha=alpha), ink="light")
