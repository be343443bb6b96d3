"""A neon heart is written round the subject; a glossy heart pops up and beats, and small ones rise behind."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import seen
from inbetween.engines.tween.effects.kit.drift import Drift, drift, stamp_drift
from inbetween.engines.tween.effects.kit.easing import TURN, clamp, ramp, smooth, smoother, spring
from inbetween.engines.tween.effects.kit.grading import grade, vignette
from inbetween.engines.tween.effects.kit.hearts import ROSY, double_beat, heart_curve, rising
from inbetween.engines.tween.effects.kit.laying import mixed, shade
from inbetween.engines.tween.effects.kit.shapes import heart_sprite, size_class, star
from inbetween.engines.tween.effects.kit.stamp import Sprite, marks, put, stamp
from inbetween.engines.tween.effects.kit.strokes import behind_heads, colour_round, dark, draw_stroke, part, shine
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_NEON = (255.0, 60.0, 130.0)
_WRITES, _POPS = (0.35, 1.95), 2.0
_BEAT = 1.4
_SPARKS = 50
_SMALL = ((240.0, 60.0, 90.0), (250.0, 120.0, 170.0), (255.0, 90.0, 120.0))


def prepare(stage: Stage) -> Paint:
    """Return what paints the heart round the head of ``stage``."""
    unit, head, subject = stage.unit, stage.subject.head, stage.subject
    radius = min(0.46 * unit, max(1.2 * subject.half_width, 2.3 * head.r)) if _known(stage) else 0.46 * unit
    centre = (
        clamp(head.x, 0.98 * radius, stage.width - 0.98 * radius),
        clamp(head.y + 0.75 * head.r, 0.82 * radius, stage.height - 1.02 * radius),
    )
    rosy = grade(stage.picture, ROSY, 0.55)
    shade(rosy, vignette(stage.picture.shape[:2], (0.5, 0.45), 1.0, 0.35))
    return _Heart(
        picture=stage.picture,
        rosy=rosy,
        centre=centre,
        radius=radius,
        curve=heart_curve() * radius,
        seat=(head.x, min(centre[1] + 0.55 * radius, stage.height - 0.14 * unit)),
        glossy=heart_sprite((235.0, 50.0, 80.0), size_class(0.24 * unit)),
        hides=behind_heads(subject, (head,)),
        covers=subject.mask if subject.trusted else None,
        rises=drift(stage.chance("hearts"), 34),
        sparks=stage.chance("sparks").random((_SPARKS, 3)),
    ).paint


def _known(stage: Stage) -> bool:
    return stage.subject.trusted or bool(stage.subject.sure_faces)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Heart:
    picture: Rgb
    rosy: Rgb
    centre: tuple[float, float]
    radius: float
    curve: NDArray[np.float64]
    seat: tuple[float, float]
    glossy: Sprite
    hides: Plane | None
    covers: Plane | None
    rises: Drift
    sparks: NDArray[np.float64]

    def paint(self, t: float) -> Rgb:
        come = smooth(t, 0, 0.9)
        beat = double_beat(t, _POPS, _BEAT)
        scale = 1 + 0.03 * come + 0.014 * beat
        frame = seen(mixed(self.picture, self.rosy, come), scale, self.seat)
        self._stream(frame, t)
        self._write(frame, t, beat, scale)
        self._shed(frame, t)
        self._pop(frame, t, beat)
        return frame

    def _stream(self, frame: Rgb, t: float) -> None:
        """Small hearts rise behind the subject."""
        unit = min(frame.shape[:2])
        source = (self.centre[0], self.centre[1] + 0.75 * self.radius)
        where = rising(self.rises, t - _POPS, source, spread=2.6 * self.radius, unit=unit, climb=0.85 * frame.shape[0])
        alpha = smooth(t, _POPS, _POPS + 0.2)
        if self.covers is None:  # nobody to be behind: they keep to the sides
            where[:, 5] *= np.clip(np.abs(where[:, 0] - self.centre[0]) / (0.4 * self.radius) - 0.6, 0, 1)
        stamp_drift(frame, [heart_sprite(c, 64) for c in _SMALL], where, alpha=alpha, behind=self.covers)

    def _write(self, frame: Rgb, t: float, beat: float, scale: float) -> None:
        """The neon tube, and a star where the pen is."""
        share = smoother(ramp(t, *_WRITES))
        if share <= 0:
            return
        line = part(self.curve, share) * (1 + 0.05 * beat) + self.centre
        layer = dark(frame.shape[:2])
        draw_stroke(layer, line, _NEON, 0.028 * min(frame.shape[:2]) * (1 + 0.4 * beat))
        if self.hides is not None:
            hides = seen(self.hides, scale, (self.seat[0] / 2, self.seat[1] / 2))
            layer = cv2.multiply(layer, cv2.merge([hides] * 3), scale=1 / 255)
        colour_round(frame, layer)
        shine(frame, layer, 1.5)
        if share < 1:
            x, y = line[-1]
            alpha = min(1.0, share * 30, (1 - share) * 30) * float(self._shown(x, y))
            put(frame, _PEN, (x, y), 0.2 * min(frame.shape[:2]), angle=3 * t, alpha=alpha, ink="light")

    def _shed(self, frame: Rgb, t: float) -> None:
        """Sparks that the pen loses on its way."""
        unit = min(frame.shape[:2])
        order = np.arange(_SPARKS) / _SPARKS
        age = t - _WRITES[0] - (_WRITES[1] - _WRITES[0]) * order
        start = self.curve[(order * (len(self.curve) - 1)).astype(int)] + self.centre
        x = start[:, 0] + (self.sparks[:, 0] - 0.5) * 0.16 * unit * age
        y = start[:, 1] + (self.sparks[:, 1] - 0.3) * 0.18 * unit * age
        alpha = np.where((age > 0) & (age < 0.9), np.minimum(1 - age / 0.9, age * 12), 0) * self._shown(x, y)
        size = (0.02 + 0.04 * self.sparks[:, 2]) * unit
        stamp(frame, _PEN, marks(x, y, size, height=size, alpha=alpha), ink="light")

    def _shown(self, x: ArrayLike, y: ArrayLike) -> NDArray[np.float64]:
        """Return how much (0..1) of what is at ``x``, ``y`` the head leaves to be seen."""
        if self.hides is None:
            return np.ones_like(np.asarray(x, np.float64))
        row, column = (
            np.clip(np.asarray(place) / 2, 0, side - 1).astype(int)
            for place, side in zip((y, x), self.hides.shape, strict=True)
        )
        shown: NDArray[np.float64] = self.hides[row, column] / 255
        return shown

    def _pop(self, frame: Rgb, t: float, beat: float) -> None:
        """The glossy heart before the chest."""
        size = 0.21 * min(frame.shape[:2]) * spring(t - _POPS, 2.4, 0.3) * (1 + 0.14 * beat)
        if size > 1:
            put(frame, self.glossy, self.seat, size, angle=0.06 * math.sin(t * TURN / 2.1))


_PEN = star((255.0, 225.0, 225.0))
