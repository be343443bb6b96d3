"""Shapes as signed distances: negative inside, 0 on the edge, growing outwards; half the sheet's width is 1."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Distance: TypeAlias = NDArray[np.floating[Any]]
"""(height, width), float32 unless something wider was mixed in."""

Point: TypeAlias = tuple[float, float]


class Sheet(NamedTuple):
    """Where the pixels of a drawing are: x is -1..1 from left to right, y is 0 in the middle and grows downwards."""

    x: Distance
    y: Distance


def sheet(width: int, tall: float = 1.0) -> Sheet:
    """Return a sheet ``width`` pixels wide and ``tall`` times as high."""
    height = round(width * tall)
    across = (np.arange(width, dtype=np.float32) + np.float32(0.5)) * np.float32(2 / width) - np.float32(1)
    down = (np.arange(height, dtype=np.float32) + np.float32(0.5 - height / 2)) * np.float32(2 / width)
    return Sheet(np.broadcast_to(across, (height, width)), np.broadcast_to(down[:, None], (height, width)))


def moved(on: Sheet, centre: Point, angle: float = 0.0, scale: float = 1.0) -> Sheet:
    """Return the sheet whose middle is ``centre``, turned clockwise by ``angle`` radians; its unit is ``scale``.

    What is drawn on it is ``scale`` times as large; its distances are in the new unit.
    """
    cos, sin = np.float32(math.cos(angle) / scale), np.float32(math.sin(angle) / scale)
    x, y = on.x - np.float32(centre[0]), on.y - np.float32(centre[1])
    return Sheet(x * cos + y * sin, y * cos - x * sin)


def circle(on: Sheet, centre: Point, radius: float) -> Distance:
    """Return the distance from a circle."""
    far: Distance = np.hypot(on.x - np.float32(centre[0]), on.y - np.float32(centre[1])) - np.float32(radius)
    return far


def ellipse(on: Sheet, centre: Point, radii: Point, angle: float = 0.0) -> Distance:
    """Return about the distance from an ellipse; exact on its edge and along its axes near it (Quilez)."""
    own = moved(on, centre, angle)
    a, b = np.float32(radii[0]), np.float32(radii[1])
    near = np.hypot(own.x / a, own.y / b)
    slope = np.hypot(own.x / (a * a), own.y / (b * b))
    return np.asarray(near * (near - 1) / np.maximum(slope, np.float32(1e-4)), np.float32)


def capsule(on: Sheet, start: Point, end: Point, radii: Point) -> Distance:
    """Return the distance from a limb that is ``radii`` thick at its two ends."""
    x, y = on.x - np.float32(start[0]), on.y - np.float32(start[1])
    dx, dy = np.float32(end[0] - start[0]), np.float32(end[1] - start[1])
    along = np.clip((x * dx + y * dy) / (dx * dx + dy * dy + np.float32(1e-9)), 0, 1)
    return np.hypot(x - along * dx, y - along * dy) - (np.float32(radii[0]) + np.float32(radii[1] - radii[0]) * along)


def limb(on: Sheet, points: Sequence[Point], radii: Sequence[float], softness: float = 0.0) -> Distance:
    """Return the distance from capsules in a row, one per pair of neighbours of ``points``, that share one skin."""
    parts = [capsule(on, *ends, thick) for ends, thick in zip(pairwise(points), pairwise(radii), strict=True)]
    whole = parts[0]
    for part in parts[1:]:
        whole = joined(whole, part, softness)
    return whole


def box(on: Sheet, centre: Point, halves: Point, rounding: float = 0.0) -> Distance:
    """Return the distance from a box with rounded corners; ``halves`` are half its sides."""
    x = np.abs(on.x - np.float32(centre[0])) - np.float32(halves[0] - rounding)
    y = np.abs(on.y - np.float32(centre[1])) - np.float32(halves[1] - rounding)
    outside = np.hypot(np.maximum(x, 0), np.maximum(y, 0))
    return np.asarray(outside + np.minimum(np.maximum(x, y), 0) - np.float32(rounding))


def polygon(on: Sheet, corners: Sequence[Point]) -> Distance:
    """Return the distance from a polygon, whichever way round its corners are given."""
    nearest = np.full(on.x.shape, np.inf, np.float32)
    inside = np.zeros(on.x.shape, bool)
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        nearest = np.minimum(nearest, capsule(on, (ax, ay), (bx, by), (0.0, 0.0)))
        if ay != by:
            crosses = (on.y < ay) != (on.y < by)
            inside ^= crosses & (on.x < np.float32(ax) + (on.y - np.float32(ay)) * np.float32((bx - ax) / (by - ay)))
    return np.where(inside, -nearest, nearest)


def heart(on: Sheet) -> Distance:
    """Return the distance from a heart that fills the sheet, its tip down (after Quilez)."""
    scale = np.float32(1 / 1.5)
    x, y = np.abs(on.x) * scale, np.float32(0.57) - on.y * scale
    lobe = np.hypot(x - np.float32(0.25), y - np.float32(0.75)) - np.float32(math.sqrt(2) / 4)
    half = np.maximum(x + y, 0) / 2
    low = np.sqrt(np.minimum(x**2 + (y - 1) ** 2, (x - half) ** 2 + (y - half) ** 2)) * np.sign(x - y)
    return np.asarray(np.where(x + y > 1, lobe, low) / scale, np.float32)


def joined(one: Distance, other: Distance, softness: float) -> Distance:
    """Return the union of two shapes in one skin, rounded over ``softness`` where they meet."""
    if softness <= 0:
        return np.minimum(one, other)
    share = np.clip(np.float32(0.5) + (other - one) * np.float32(0.5 / softness), 0, 1)
    return other + (one - other) * share - np.float32(softness) * share * (1 - share)


def carved(one: Distance, other: Distance) -> Distance:
    """Return what of ``one`` lies outside of ``other``."""
    return np.maximum(one, -other)
