"""Two half hearts of light are written from one point and meet; two hearts fly up, become one, and beat."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import seen
from inbetween.engines.tween.effects.kit.drift import Drift, drift, stamp_drift
from inbetween.engines.tween.effects.kit.easing import TURN, arrive, clamp, lerp, ramp, smooth, smoother, spring
from inbetween.engines.tween.effects.kit.grading import grade, vignette
from inbetween.engines.tween.effects.kit.grid import Field, Grid, Maps, look, thinner
from inbetween.engines.tween.effects.kit.hearts import ROSY, double_beat, heart_curve, rising
from inbetween.engines.tween.effects.kit.laying import mixed, shade
from inbetween.engines.tween.effects.kit.leaning import drawn_together
from inbetween.engines.tween.effects.kit.shapes import heart_sprite, size_class, star
from inbetween.engines.tween.effects.kit.stamp import Sprite, marks, put, stamp
from inbetween.engines.tween.effects.kit.strokes import behind_heads, colour_round, dark, draw_stroke, part, shine
from inbetween.engines.tween.effects.scene.faces import Head
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_PINK, _GOLD = (255.0, 60.0, 140.0), (255.0, 176.0, 70.0)
_WRITES, _LEAVE, _MEET = (0.3, 1.9), 1.2, 2.5
_BEAT = 1.25
_LEAN = 0.45
_RAYS = 16


def prepare(stage: Stage) -> Paint:
    """Return what paints the heart of the two people on ``stage``, or of one and who is missed."""
    unit, found = stage.unit, stage.subject.pair if stage.subject.sure_faces else None
    pair = found or _beside(stage.subject.head)
    apart = pair[1].x - pair[0].x
    radius = min(0.47 * stage.width, 0.54 * stage.height, max(0.5 * apart + 1.7 * pair[0].r, 0.34 * unit))
    middle = ((pair[0].x + pair[1].x) / 2, (pair[0].y + pair[1].y) / 2 + 0.6 * pair[0].r)
    centre = (
        clamp(middle[0], radius, stage.width - radius),
        clamp(middle[1], min(0.8 * radius, 0.45 * stage.height), stage.height - 1.03 * radius),
    )
    rosy = grade(stage.picture, ROSY, 0.55)
    shade(rosy, vignette(stage.picture.shape[:2], (0.5, 0.45), 1.0, 0.4))
    half = len(heart_curve()) // 2
    bend = drawn_together(pair, stage.grid.x, stage.grid.y, stage.height) if found else None
    return _Couple(
        picture=stage.picture,
        rosy=rosy,
        pair=pair,
        grid=stage.grid,
        bend=bend,
        centre=centre,
        sides=(heart_curve()[half:][::-1] * radius, heart_curve()[: half + 1] * radius),
        radius=radius,
        summit=(centre[0], centre[1] - 0.42 * radius) if found else _before_chest(stage, centre, radius),
        size=clamp(apart * (1 - 0.5 * _LEAN) - 1.1 * pair[0].r, 0.13 * unit, 0.24 * unit),
        hides=behind_heads(stage.subject, pair if found else (stage.subject.head,)),
        covers=stage.subject.mask if stage.subject.trusted else None,
        rises=drift(stage.chance("hearts"), 40),
    ).paint


def _before_chest(stage: Stage, centre: tuple[float, float], radius: float) -> tuple[float, float]:
    """Return where two hearts become one when there is only one chest."""
    head = stage.subject.head
    return centre[0], clamp(max(head.y + 2.0 * head.r, centre[1] + 0.4 * radius), 0, 0.86 * stage.height)


def _beside(head: Head) -> tuple[Head, Head]:
    """Return two places for hearts to start from, where only one head is known."""
    aside = 1.3 * head.r
    return Head(x=head.x - aside, y=head.y, r=head.r), Head(x=head.x + aside, y=head.y, r=head.r)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Couple:
    picture: Rgb
    rosy: Rgb
    pair: tuple[Head, Head]
    grid: Grid
    bend: tuple[Field, Field] | None
    centre: tuple[float, float]
    sides: tuple[NDArray[np.float64], NDArray[np.float64]]
    radius: float
    summit: tuple[float, float]
    size: float
    hides: Plane | None
    covers: Plane | None
    rises: Drift

    def paint(self, t: float) -> Rgb:
        beat = double_beat(t, _MEET, _BEAT)
        come = smooth(t, 0, 0.9)
        rosy, scale = mixed(self.picture, self.rosy, come), 1 + 0.03 * come + 0.018 * beat
        maps = self._together(t, scale)
        frame = seen(rosy, scale, self.centre) if maps is None else look(rosy, maps)
        self._stream(frame, t, maps)
        self._write(frame, t, beat, maps)
        self._fly(frame, t)
        self._join(frame, t, beat)
        return frame

    def _together(self, t: float, scale: float) -> Maps | None:
        """Return how the two heads are drawn together, through a camera that comes nearer: one look for both."""
        lean = _LEAN * smoother(ramp(t, 0.3, 2.2))
        if self.bend is None or lean == 0:
            return None
        nearer = 1 / scale - 1
        dx = lean * self.bend[0] + np.float32(nearer) * (self.grid.x - np.float32(self.centre[0]))
        dy = lean * self.bend[1] + np.float32(nearer) * (self.grid.y - np.float32(self.centre[1]))
        return self.grid.maps(dx, dy)

    def _stream(self, frame: Rgb, t: float, maps: Maps | None) -> None:
        unit, width = min(frame.shape[:2]), frame.shape[1]
        source = (self.centre[0], frame.shape[0] * 0.95)
        where = rising(self.rises, t - _MEET, source, spread=0.9 * width, unit=unit, climb=0.95 * frame.shape[0])
        covers = self.covers if maps is None or self.covers is None else look(self.covers, maps, cv2.BORDER_REPLICATE)
        small = [heart_sprite((240.0, 60.0, 90.0), 64), heart_sprite((255.0, 150.0, 120.0), 64)]
        stamp_drift(frame, small, where, alpha=smooth(t, _MEET, _MEET + 0.2), behind=covers)

    def _write(self, frame: Rgb, t: float, beat: float, maps: Maps | None) -> None:
        """Two tubes of neon from the tip to the notch, and a star on each pen."""
        share = smoother(ramp(t, *_WRITES))
        if share <= 0:
            return
        unit, layer = min(frame.shape[:2]), dark(frame.shape[:2])
        lines = [part(side, share) * (1 + 0.05 * beat) + self.centre for side in self.sides]
        for line, colour in zip(lines, (_PINK, _GOLD), strict=True):
            draw_stroke(layer, line, colour, 0.026 * unit * (1 + 0.4 * beat))
        if self.hides is not None:
            hides = self.hides if maps is None else look(self.hides, thinner(maps), cv2.BORDER_REPLICATE)
            layer = cv2.multiply(layer, cv2.merge([hides] * 3), scale=1 / 255)
        colour_round(frame, layer)
        shine(frame, layer, 1.5)
        alpha = min(1.0, share * 30, (1 - share) * 30)
        for line in lines:
            put(frame, _GLINT, (line[-1][0], line[-1][1]), 0.16 * unit, angle=3 * t, alpha=alpha, ink="light")

    def _fly(self, frame: Rgb, t: float) -> None:
        """One heart leaves each chest, in an arc, for where they meet."""
        size = 0.7 * self.size * arrive(ramp(t, _LEAVE, _LEAVE + 0.5))
        if size < 1 or t >= _MEET:
            return
        way = smoother(ramp(t, _LEAVE + 0.45, _MEET))
        for head, colour, side in zip(self.pair, ((235.0, 50.0, 90.0), (250.0, 120.0, 60.0)), (-1, 1), strict=True):
            chest = min(head.y + 2.1 * head.r, 0.92 * frame.shape[0])
            # Inwards first and then up, between the faces: a curve whose control point lies before both chests.
            x = lerp(self.summit[0], head.x, (1 - way) ** 2)
            y = lerp(chest, self.summit[1], way * way)
            drawn = heart_sprite(colour, size_class(self.size))
            put(frame, drawn, (x, y), size * (1 - 0.15 * way), angle=0.3 * side * (1 - way))

    def _join(self, frame: Rgb, t: float, beat: float) -> None:
        """They become one heart, in a burst of stars."""
        if t < _MEET:
            return
        size = self.size * (0.7 + 0.5 * spring(t - _MEET, 2.2, 0.28)) * (1 + 0.15 * beat)
        put(frame, self._drawn(), self.summit, size)
        share = ramp(t, _MEET, _MEET + 0.8)
        unit, angle = min(frame.shape[:2]), np.arange(_RAYS) * (TURN / _RAYS)
        far = 0.4 * unit * arrive(share)
        x, y = self.summit[0] + far * np.cos(angle), self.summit[1] + far * np.sin(angle)
        bright = 0.08 * unit * (1 - share)
        stamp(frame, _GLINT, marks(x, y, bright, height=bright, alpha=1 - share), ink="light")

    def _drawn(self) -> Sprite:
        return heart_sprite((245.0, 60.0, 96.0), size_class(1.3 * self.size))


_GLINT = star((255.0, 230.0, 215.0))
