"""Under water a shining line climbs the body and leaves scales of pearl; a tail fin rises beside."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.drift import Drift, Pace, drift, drifting, stamp_drift
from inbetween.engines.tween.effects.kit.easing import clamp, ramp, smooth, smoother
from inbetween.engines.tween.effects.kit.grading import curves, grade, luma, vignette
from inbetween.engines.tween.effects.kit.grid import Field, Grid, look
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, shade, tint
from inbetween.engines.tween.effects.kit.reveal import front, turned
from inbetween.engines.tween.effects.kit.sea import SeaLight, bubble, sea_light, swaying
from inbetween.engines.tween.effects.kit.shapes import star
from inbetween.engines.tween.effects.kit.stamp import marks, put, stamp
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.mermaid_tail import mermaid_tail
from inbetween.engines.tween.effects.sprites.scales import pearl, scales_on

_SEA = curves(
    [(0, 0), (128, 44), (255, 150)],
    [(0, 30), (128, 112), (255, 222)],
    [(0, 66), (128, 152), (255, 248)],
)
_SCALE = 0.052
_CLIMBS = (0.9, 2.9)
_SWAY = 0.012
_GLINTS = 28
_LINE = (190.0, 250.0, 255.0)


def prepare(stage: Stage) -> Paint:
    """Return what paints the costume of the subject, or of the picture's lower half."""
    subject, size, unit = stage.subject, stage.picture.shape[:2], stage.unit
    deep = grade(stage.picture, _SEA, 0.76)
    shade(deep, vignette(size, (0.42, 0.3), 1.15, 0.55))
    order, worn = _order(stage), _worn(stage)
    right = subject.head.x < 0.55 * stage.width
    wide = 0.9 * unit
    beside = subject.x + (1 if right else -1) * (1.05 * subject.half_width + 0.1 * unit)
    y, x = np.nonzero(worn[:: max(unit // 90, 1), :: max(unit // 90, 1)] > 200)
    chance = stage.chance("glints")
    picked = chance.integers(0, max(len(x), 1), _GLINTS) if len(x) else np.zeros(0, int)
    spots = np.stack([x[picked], y[picked]], 1) * max(unit // 90, 1)
    return _Mermaid(
        picture=stage.picture,
        deep=deep,
        costumes=(_costume(stage, 0.0), _costume(stage, 0.22)),
        order=order,
        worn=worn,
        softness=np.clip(1.3 * _soft(stage), 0, 1),
        grid=stage.grid,
        light=sea_light(size, 0.35, (120.0, 205.0, 235.0), (95.0, 140.0, 140.0)),
        tail=(
            clamp(beside, 0.32 * wide, stage.width - 0.32 * wide),
            stage.height - (0.36 if subject.trusted else 0.2) * wide,
        ),
        wide=wide if right else -wide,
        covers=subject.mask if subject.trusted else None,
        bubbles=(drift(stage.chance("far"), 26, depth=(0, 0.5)), drift(stage.chance("near"), 18, depth=(0.5, 1))),
        glints=np.concatenate([spots, chance.random((len(spots), 2))], 1),
    ).paint


def _soft(stage: Stage) -> Field:
    small = stage.grid.coarse(stage.subject.mask)
    soft: Field = cv2.GaussianBlur(small, (0, 0), small.shape[1] / 22)
    return soft


def _top(stage: Stage) -> float:
    """Return the highest row that scales may climb to: below the chin."""
    head = stage.subject.head
    return head.y + 1.3 * head.r if stage.subject.trusted or stage.subject.sure_faces else 0.62 * stage.height


def _order(stage: Stage) -> Plane:
    """Return when each pixel is reached, 0..255: from the foot up, along a wavy line."""
    unit = np.float32(1 / stage.unit)
    x = np.arange(stage.width, dtype=np.float32)[None] * unit
    y = np.arange(stage.height, dtype=np.float32)[:, None]
    wave = (0.05 * np.sin(9 * x) + 0.03 * np.sin(23 * x)) * stage.unit
    top = _top(stage)
    share = (stage.height - y + wave) / max(stage.height - top, 1)
    order: Plane = np.clip(np.rint(share * 235), 0, 255).astype(np.uint8)
    return order


def _worn(stage: Stage) -> Plane:
    """Return how much of the costume covers each pixel when all of it is on."""
    y = np.arange(stage.height, dtype=np.float32)[:, None]
    below = np.clip((y - np.float32(_top(stage))) / np.float32(0.09 * stage.unit), 0, 1)
    covered = stage.subject.mask if stage.subject.trusted else np.full_like(stage.subject.mask, 255)
    return np.asarray(covered * below, np.uint8)


def _costume(stage: Stage, phase: float) -> Rgb:
    """Return the picture in scales: its own light and shade in the colours of pearl, at half the frame's size.

    Towards the subject's outline rows and columns crowd together, as they do on something round.
    """
    height, width, unit = stage.height // 2, stage.width // 2, stage.unit / 2
    body = cv2.GaussianBlur(cv2.resize(stage.subject.mask, (width, height)).astype(np.float32) / 255, (0, 0), unit / 14)
    bulge = np.float32(0.35 * unit * unit / 14)
    x = np.arange(width, dtype=np.float32)[None] - bulge * cv2.Sobel(body, cv2.CV_32F, 1, 0, scale=1 / 8)
    y = np.arange(height, dtype=np.float32)[:, None] - bulge * cv2.Sobel(body, cv2.CV_32F, 0, 1, scale=1 / 8)
    scales = scales_on(x, y, _SCALE * unit)
    small = cv2.resize(stage.picture, (width, height), interpolation=cv2.INTER_AREA)
    light = cv2.GaussianBlur(luma(small), (0, 0), 1.2).astype(np.float32)[..., None] / 255
    u, v = x / np.float32(unit), y / np.float32(unit)
    hue = 0.80 + phase + 0.10 * np.sin(7 * u + 3 * v) + 0.30 * v + 0.06 * scales.chance
    drawn = pearl(hue) * (scales.shade[..., None] * (0.66 + 0.85 * light)) + 40 * light**3
    worn = np.clip(drawn, 0, 255).astype(np.uint8)
    costume: Rgb = cv2.resize(worn, (stage.width, stage.height), interpolation=cv2.INTER_CUBIC)
    return grade(costume, _SEA, 0.25)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Mermaid:
    picture: Rgb
    deep: Rgb
    costumes: tuple[Rgb, Rgb]
    order: Plane
    worn: Plane
    softness: Field
    grid: Grid
    light: SeaLight
    tail: tuple[float, float]
    wide: float
    covers: Plane | None
    bubbles: tuple[Drift, Drift]
    glints: NDArray[np.float64]

    def paint(self, t: float) -> Rgb:
        sunk = smooth(t, 0, 1.2)
        if sunk <= 0:
            return self.picture.copy()
        dressed = mixed(self.picture, self.deep, sunk)
        self._dress(dressed, t)
        maps = swaying(self.grid, self.softness, t, _SWAY * min(dressed.shape[:2]) * sunk)
        frame = look(dressed, maps)
        mask = None if self.covers is None else look(self.covers, maps, cv2.BORDER_REPLICATE)
        self._bubbles(frame, t, (self.bubbles[0], 0.045, 0.24), mask)
        self._tail(frame, t, mask)
        self.light.shine(frame, t, 0.85 * sunk)
        self._glint(frame, t)
        self._bubbles(frame, t, (self.bubbles[1], 0.075, 0.34), None)
        return frame

    def _dress(self, frame: Rgb, t: float) -> None:
        """Lay the scales over what the line has passed, and the line itself; their colours change as they move."""
        share = smoother(ramp(t, *_CLIMBS))
        if share <= 0:
            return
        covered = cv2.multiply(turned(self.order, share, 0.05), self.worn, scale=1 / 255)
        shimmer = 0.5 + 0.5 * math.sin(1.9 * t)
        lay_over(frame, mixed(*self.costumes, shimmer), covered, 0.84)
        if share < 1:
            line = cv2.multiply(front(self.order, share, 0.02), self.worn, scale=1 / 255)
            tint(frame, _LINE, line, 0.9 * min(1.0, 12 * share, 12 * (1 - share)))

    def _tail(self, frame: Rgb, t: float, mask: Plane | None) -> None:
        come = smoother(ramp(t, 1.7, 3.1))
        if come > 0:
            at = self.tail[0], self.tail[1] + (1 - come) * abs(self.wide)
            angle = math.copysign(0.09 * math.sin(1.7 * t), self.wide)
            put(frame, mermaid_tail(), at, self.wide, angle=angle, light=0.95, behind=mask)

    def _glint(self, frame: Rgb, t: float) -> None:
        """Single scales catch the sun, once they are on."""
        if not len(self.glints):
            return
        x, y, phase, size = self.glints.T
        on = self.order[y.astype(int), x.astype(int)] / 255 < smoother(ramp(t, *_CLIMBS)) - 0.05
        alpha = np.clip(np.sin(2.6 * t + 40 * phase), 0, 1) ** 4 * on
        wide = (0.03 + 0.05 * size) * min(frame.shape[:2])
        stamp(frame, _GLINT, marks(x, y, wide, height=wide, alpha=alpha), ink="light")

    def _bubbles(self, frame: Rgb, t: float, what: tuple[Drift, float, float], mask: Plane | None) -> None:
        those, size, speed = what
        pace = Pace(since=0.3, speed=-speed, size=size * min(frame.shape[:2]), sway=0.018, tumble=0)
        stamp_drift(frame, [bubble()], drifting(those, t, (frame.shape[1], frame.shape[0]), pace), behind=mask)


_GLINT = star((235.0, 255.0, 255.0))
