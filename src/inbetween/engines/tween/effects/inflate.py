"""Five puffs blow the subject up into a shiny balloon, which lifts off on a string."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.cutting import behind
from inbetween.engines.tween.effects.kit.easing import clamp, lerp, smooth, spring
from inbetween.engines.tween.effects.kit.grid import Field, Maps, look
from inbetween.engines.tween.effects.kit.laying import lay_over, shade
from inbetween.engines.tween.effects.kit.light import screen
from inbetween.engines.tween.effects.scene.stage import Paint, Stage

_PUFFS = (0.25, 0.75, 1.25, 1.7, 2.1)
_BLOWN = 0.85
"""How much of the way its outline goes to that of a balloon: all of it, and nobody knows who it was."""

_MOST = 1.6
"""How many times as much wider no row gets: a head, three times as wide, is nobody's."""

_BULGE = 0.32
_WIDEST = 0.44
"""Half the width of the balloon, in heights of it."""

_HIGH = 0.46
"""Where it hovers, in heights of the frame."""

_STRING = (70, 60, 60), (235, 225, 225)
_FINE = 16
"""Steps of a pixel in OpenCV's coordinates."""


def prepare(stage: Stage) -> Paint:
    """Blow up what can be told apart, or the whole picture as a card."""
    stage = stage.on_card()
    stage.prepared()
    balloon = _Balloon(stage)
    away = 1.0 if stage.carded else 0.9

    def paint(t: float) -> Rgb:
        air = sum(0.2 * spring(t - puff, 2.4, 0.34) for puff in _PUFFS)
        flight = balloon.flight(t)
        blown = balloon.blown(air, flight)
        seen = look(stage.picture, blown.maps)
        shade(seen, blown.light, clamp(air))
        screen(seen, cv2.merge([cv2.convertScaleAbs(blown.gloss, alpha=clamp(air))] * 3))
        frame = behind(stage, away * smooth(t, 0.2, 1.2))
        if air > 0.5:
            _string(frame, balloon.knot(flight), flight, (t, smooth(air, 0.5, 0.9)))
        lay_over(frame, seen, look(stage.subject.mask, blown.maps, cv2.BORDER_CONSTANT))
        if air > 0.6:
            _knot(frame, balloon.knot(flight), stage, smooth(air, 0.6, 1))
        return frame

    return paint


@dataclass(frozen=True, slots=True)
class _Flight:
    """Where the balloon is, right and down of its place in pixels, how large, and how tilted in radians."""

    x: float
    y: float
    size: float
    tilt: float


@dataclass(frozen=True, slots=True, eq=False)
class _Blown:
    """The balloon of a moment: where it looks into the picture, what light it keeps (255 is all), and its gloss."""

    maps: Maps
    light: Plane
    gloss: Plane


class _Balloon:
    """The balloon that the subject of a stage becomes: row by row its outline goes to that of an egg."""

    def __init__(self, stage: Stage) -> None:
        subject = stage.subject
        self._stage, self._x = stage, subject.x
        self._half_tall = (subject.foot - subject.top) / 2
        self._y = (subject.foot + subject.top) / 2
        self._middles, self._halves = _outline(subject.mask, self._half_tall)

    def flight(self, t: float) -> _Flight:
        """Return how it flies: it rises while it grows, and bobs once it is off."""
        stage, off = self._stage, smooth(t, 2.5, 4.6)
        bob = 0.02 * stage.height * off * (math.sin(2.3 * (t - 2.5)) - 1)
        fits = min(1.0, 0.40 * stage.height / self._half_tall)
        return _Flight(
            x=0.03 * stage.width * math.sin(1.7 * (t - 2.4)) * off,
            y=bob - (self._y - _HIGH * stage.height) * smooth(t, 0.3, 2.4),
            size=(1 - 0.08 * off) * lerp(1, fits, smooth(t, 0, 2.2)),
            tilt=0.07 * math.sin(1.9 * (t - 2.4)) * off,
        )

    def blown(self, air: float, at: _Flight) -> _Blown:
        """Return the balloon of a moment: out of the air, and then out of the shape."""
        grid = self._stage.grid
        x, y = grid.x - np.float32(self._x + at.x), grid.y - np.float32(self._y + at.y)
        cos, sin = np.float32(math.cos(at.tilt) / at.size), np.float32(math.sin(at.tilt) / at.size)
        across, down = x * cos + y * sin, (y * cos - x * sin) / np.float32(self._half_tall)
        row = np.float32(self._y) + down * np.float32(self._half_tall)
        rows = np.arange(self._halves.size)
        middle, own = (np.interp(row, rows, values) for values in (self._middles, self._halves))
        share = _BLOWN * air
        more = _egg(down) * 2 * _WIDEST * self._half_tall / own - 1
        half = np.maximum(own * (1 + share * more / (1 + np.maximum(more, 0) / _MOST)), 1.0)
        aside = (across - (middle - self._x) * (1 - share)) / half
        # Middles are nearer and therefore larger: that is what makes it round.
        inward = aside * (1 - _BULGE * air * np.clip(1 - aside * aside, 0, 1))
        sx, sy = np.asarray(middle + inward * own, np.float32), np.asarray(row, np.float32)
        light, gloss = _lit(np.asarray(aside, np.float32), np.asarray(down, np.float32))
        return _Blown((grid.full(sx).copy(), grid.full(sy).copy()), self._plane(light), self._plane(gloss))

    def knot(self, at: _Flight) -> tuple[float, float]:
        """Return where the balloon is tied."""
        below = 1.01 * self._half_tall * at.size
        return self._x + at.x - math.sin(at.tilt) * below, self._y + at.y + math.cos(at.tilt) * below

    def _plane(self, values: Field) -> Plane:
        return np.asarray(self._stage.grid.full(np.clip(values, 0, 1)) * np.float32(255) + np.float32(0.5), np.uint8)


def _outline(mask: Plane, half_tall: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the middle and half the width of the subject in every row, smooth; of empty rows those of the nearest."""
    inside = mask > 127
    rows = np.flatnonzero(inside.any(1))
    left, right = inside[rows].argmax(1), inside.shape[1] - 1 - inside[rows, ::-1].argmax(1)
    every = np.arange(mask.shape[0])
    soft = max(0.04 * half_tall, 1.0)
    middles, halves = (
        cv2.GaussianBlur(np.interp(every, rows, values)[:, None], (1, 0), 0.1, sigmaY=soft)[:, 0]
        for values in ((left + right) / 2, (right - left) / 2 + 1)
    )
    return middles, halves


def _egg(down: Field) -> Field:
    """Return half the width of a balloon, 0..1, at heights of -1 (top) to 1 (where it is tied)."""
    top = np.sqrt(np.clip(1 - ((np.minimum(down, -0.15) + 0.15) / 0.85) ** 2, 0, 1))
    tail = np.clip((down + 0.15) / 1.15, 0, 1)
    egg: Field = top * np.sqrt(np.clip(1 - tail**2.2, 0, 1))
    return egg


def _lit(aside: Field, down: Field) -> tuple[Field, Field]:
    """Return the light that a round skin keeps, and its gloss: a window upper left, and a rim of light on the right."""
    x, y = np.clip(aside, -1, 1), np.clip(down, -1, 1)
    toward = np.sqrt(np.clip(1 - 0.92 * x * x - 0.75 * y * y, 0, 1))
    light = np.clip(0.52 + 0.62 * (toward * 0.8 - 0.35 * x - 0.45 * y), 0.32, 1)
    window = np.exp(-((((x + 0.48) / 0.20) ** 2 + ((y + 0.70) / 0.11) ** 2) ** 1.5))
    rim = 0.4 * np.exp(-(((x - 0.80) / 0.09) ** 2 + ((y - 0.1) / 0.42) ** 2))
    return light.astype(np.float32), (0.7 * window + rim).astype(np.float32)


def _string(frame: Rgb, knot: tuple[float, float], at: _Flight, now: tuple[float, float]) -> None:
    """Draw the string from the knot to below the frame, as far as it has unrolled."""
    (t, unrolled), unit = now, min(frame.shape[:2])
    along = np.linspace(0, 1, 24)
    x = knot[0] + 0.03 * unit * np.sin(5 * along - 3.2 * t) * along - 0.8 * at.x * along
    y = knot[1] + along * (1.08 * frame.shape[0] - knot[1]) * unrolled
    points = np.rint(np.stack([x, y], 1) * _FINE).astype(np.int32).reshape(-1, 1, 2)
    for colour, share in zip(_STRING, (0.006, 0.003), strict=True):
        cv2.polylines(frame, [points], False, colour, max(round(share * unit), 1), cv2.LINE_AA, 4)


def _knot(frame: Rgb, knot: tuple[float, float], stage: Stage, grown: float) -> None:
    """Draw the knot in a darker colour of the subject's foot."""
    side = 0.022 * stage.unit * grown
    corners = np.array([(0, -0.9), (-1, 1), (1, 1)]) * side + knot
    row = int(clamp(stage.subject.foot - 0.04 * stage.unit, 0, stage.height - 1))
    colour = tuple(0.7 * float(value) for value in stage.picture[row, int(stage.subject.x)])
    cv2.fillPoly(frame, [np.rint(corners * _FINE).astype(np.int32)], colour, cv2.LINE_AA, 4)
