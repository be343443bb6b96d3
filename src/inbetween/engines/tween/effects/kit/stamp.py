"""Sprites on frames: drawn once, stamped at any place, size and angle, before or behind what a mask covers."""

import math
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.compiling import compiled
from inbetween.engines.tween.effects.kit.clay import Rgba

Marks: TypeAlias = NDArray[np.float32]
"""(count, 7) float32: x, y, width, height, angle, alpha, light. See ``marks``."""

Ink: TypeAlias = Literal["paint", "light"]
"""Paint covers what lies below it; light is screened over it, which never burns out."""

_SMALLEST = 8
"""Pixels of the shorter side below which a sprite is not halved further."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sprite:
    """A drawing to be stamped; each of its ``levels`` is half as large as the one before, so that none sparkles."""

    levels: tuple[Rgba, ...]

    @property
    def tall(self) -> float:
        """Height over width."""
        return float(self.levels[0].shape[0] / self.levels[0].shape[1])


def sprite(drawn: Rgba) -> Sprite:
    """Return a drawing as a sprite; a transparent pixel is added all round, which smooths its own edges."""
    levels = [cv2.copyMakeBorder(drawn, 1, 1, 1, 1, cv2.BORDER_CONSTANT)]
    while min(levels[-1].shape[:2]) >= 2 * _SMALLEST:
        half = cv2.resize(levels[-1], None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        levels.append(np.ascontiguousarray(half))
    return Sprite(levels=tuple(levels))


def marks(
    x: ArrayLike,
    y: ArrayLike,
    width: ArrayLike,
    *,
    height: ArrayLike,
    angle: ArrayLike = 0.0,
    alpha: ArrayLike = 1.0,
    light: ArrayLike = 1.0,
) -> Marks:
    """Return where and how to stamp: one row per mark; single values hold for all.

    ``x`` and ``y`` are the middle, ``width`` and ``height`` the size in pixels (negative: mirrored), ``angle`` turns
    clockwise in radians, ``alpha`` is 0..1, and ``light`` multiplies the colours.
    """
    columns = np.broadcast_arrays(*map(np.atleast_1d, (x, y, width, height, angle, alpha, light)))
    return np.ascontiguousarray(np.stack(columns, 1), np.float32)


def stamp(frame: Rgb, what: Sprite, where: Marks, *, behind: Plane | None = None, ink: Ink = "paint") -> None:
    """Stamp a sprite on a frame, in place, small marks first: they are further away.

    ``behind`` is a mask (height, width) 0..255 of what stands before the marks.
    """
    shown = where[(where[:, 5] > 0.004) & (np.abs(where[:, 2:4]).min(1) > 0.05)]
    if not shown.size:
        return
    wide = what.levels[0].shape[1]
    level = np.log2(wide / np.maximum(np.abs(shown[:, 2:4]).max(1) * wide / _longest(what), 1e-3))
    chosen = np.clip(np.floor(level + 0.25), 0, len(what.levels) - 1).astype(int)
    for number in range(len(what.levels) - 1, -1, -1):
        rows = shown[chosen == number]
        if rows.size:
            lights = np.full((len(rows), 1), ink == "light", np.float32)
            _stamp(frame, what.levels[number], np.hstack([rows, lights]), behind)


def _longest(what: Sprite) -> int:
    return int(max(what.levels[0].shape[:2]))


def put(
    frame: Rgb,
    what: Sprite,
    at: tuple[float, float],
    width: float,
    *,
    angle: float = 0.0,
    alpha: float = 1.0,
    light: float = 1.0,
    behind: Plane | None = None,
    ink: Ink = "paint",
) -> None:
    """Stamp one sprite in its own proportions with its middle ``at``; a negative ``width`` mirrors it."""
    row = marks(*at, width, height=abs(width) * what.tall, angle=angle, alpha=alpha, light=light)
    stamp(frame, what, row, behind=behind, ink=ink)


@compiled
def _stamp(frame: Any, drawn: Any, rows: Any, behind: Any) -> None:
    """Stamp ``drawn`` (height, width, 4) at every row of ``rows``; what is transparent costs a look at its alpha.

    Rows are marks, and whether they are light (1) or paint (0).
    """
    height, width = drawn.shape[:2]
    one, share, half = np.float32(1), np.float32(1 / 255), np.float32(0.5)
    for i in range(rows.shape[0]):
        x, y, alpha, light = rows[i, 0], rows[i, 1], rows[i, 5], rows[i, 6]
        lights = rows[i, 7] > half
        across, down = rows[i, 2] / np.float32(width), rows[i, 3] / np.float32(height)
        cos, sin = np.float32(math.cos(rows[i, 4])), np.float32(math.sin(rows[i, 4]))
        ux, uy, vx, vy = cos / across, sin / across, -sin / down, cos / down
        reach = (abs(sin * rows[i, 2]) + abs(cos * rows[i, 3])) * half + one
        for row in range(max(0, int(y - reach)), min(frame.shape[0], int(y + reach) + 2)):
            dy = np.float32(row) - y
            u0 = uy * dy - ux * x + np.float32(width) * half - half
            v0 = vy * dy - vx * x + np.float32(height) * half - half
            first, last = _span(u0, ux, width, (0, frame.shape[1]))
            first, last = _span(v0, vx, height, (first, last))
            for column in range(first, last):
                u, v = u0 + ux * np.float32(column), v0 + vx * np.float32(column)
                iu, iv = min(max(int(u), 0), width - 2), min(max(int(v), 0), height - 2)
                fu, fv = u - np.float32(iu), v - np.float32(iv)
                b, c, d = fu * (one - fv), (one - fu) * fv, fu * fv
                a = one - b - c - d
                upper, lower = drawn[iv], drawn[iv + 1]
                cover = a * upper[iu, 3] + b * upper[iu + 1, 3] + c * lower[iu, 3] + d * lower[iu + 1, 3]
                if cover <= half:
                    continue
                keep = alpha
                if behind is not None:
                    keep *= (np.float32(255) - np.float32(behind[row, column])) * share
                tint, hidden = keep * light, keep * cover * share
                for k in range(3):
                    colour = a * upper[iu, k] + b * upper[iu + 1, k] + c * lower[iu, k] + d * lower[iu + 1, k]
                    old, new = np.float32(frame[row, column, k]), min(colour * tint, np.float32(255))
                    under = old * (one - new * share) if lights else old * (one - hidden)
                    frame[row, column, k] = np.uint8(np.int32(min(under + new + half, np.float32(255))))


@compiled
def _span(start: Any, step: Any, size: Any, between: Any) -> Any:
    """Return the columns of ``between`` (first, last) where start + step * column lies in 0..size - 1."""
    first, last = between
    top = np.float32(size - 1)
    if abs(step) < np.float32(1e-6):
        return (first, last) if 0 <= start < top else (first, first)
    one, other = -start / step, (top - start) / step
    low, high = min(one, other), max(one, other)
    wide = np.float32(last)
    return max(first, math.ceil(min(max(low, np.float32(-1)), wide))), min(
        last, math.floor(min(max(high, np.float32(-1)), wide)) + 1
    )
