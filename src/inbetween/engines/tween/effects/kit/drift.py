"""Particles without a state: where each one is follows from the time alone, so frames may be drawn in any order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.stamp import Ink, Marks, Sprite, marks, stamp

_EDGE = 0.13
"""How far beyond the frame things come and go at least, as a part of its height; large ones go as far as they reach."""

_REACH = 0.75
"""How far a thing of size 1 reaches from its middle when it is nearest and lies across its way."""

_THINNEST = 0.14
"""What a tumbling thing keeps of its height edge-on: thinner ones vanish and flicker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How things move.

    Times are seconds, ``speed`` is frame heights per second, positive downwards; ``size`` is the width in pixels of a
    thing at full depth; ``sway`` is a part of the frame's width; ``tumble`` is how fast things turn over (0: never).
    """

    since: float
    speed: float
    size: float
    sway: float = 0.04
    tumble: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drift:
    """Chances of some particles, each (count,) of 0..1: where they start, how near they are, how they turn."""

    place: NDArray[np.float64]
    phase: NDArray[np.float64]
    depth: NDArray[np.float64]
    spin: NDArray[np.float64]
    twist: NDArray[np.float64]


def drift(rng: np.random.Generator, count: int, *, depth: tuple[float, float] = (0.0, 1.0)) -> Drift:
    """Draw particles whose depths, 0 far to 1 near, lie evenly between two bounds; their places spread evenly."""
    place = (np.arange(count) + rng.random(count)) / max(count, 1)
    chance = rng.random((4, count))
    near = depth[0] + (depth[1] - depth[0]) * chance[1]
    return Drift(place=rng.permutation(place), phase=chance[0], depth=near, spin=chance[2], twist=chance[3])


def beside(those: Drift, centre: float, half: float) -> Drift:
    """Return particles that leave a column free, as evenly as before: faces stay clear.

    ``centre`` and ``half`` are the column's middle and half its width, as parts of the frame's width; never more than
    two thirds of the frame stay free.
    """
    half = min(half, 1 / 3)
    start = min(max(centre - half, 0.0), 1.0)
    place = those.place * (1 - 2 * half)
    return replace(those, place=np.where(place < start, place, place + 2 * half))


def drifting(those: Drift, seconds: float, size: tuple[int, int], pace: Pace) -> Marks:
    """Return the marks of particles ``seconds`` into a film; ``size`` is the frame's height and width.

    All of them start outside of the frame, and enter it again when they have left it: nothing pops in. Heights are
    those of squares; ``stamp_drift`` fits them to its sprites.
    """
    height, width = size
    age, near = max(seconds - pace.since, 0.0), 0.45 + 0.75 * those.depth
    edge = max(_EDGE, _REACH * pace.size / height)
    way = age * abs(pace.speed) * near - those.phase * 1.05 - edge
    way = np.where(way > 1 + edge, (way - 1 - edge) % (1 + 2 * edge) - edge, way)
    x = those.place * 1.1 - 0.05 + pace.sway * np.sin(age * 1.6 * near + those.twist * 9)
    turn = age * (1.5 + 3 * those.spin) * pace.tumble + those.twist * 20
    open_ = np.cos(turn) if pace.tumble else np.ones_like(turn)
    open_ = np.where(np.abs(open_) < _THINNEST, _THINNEST, open_)
    y = (way if pace.speed > 0 else 1 - way) * height
    wide = pace.size * near
    angle = np.sin(turn * 0.45) * 1.1 + those.twist * 2 if pace.tumble else np.sin(turn * 0.3) * 0.25
    alpha = np.where((way > -edge) & (way < 1 + edge), 1.0, 0.0)
    return marks(x * width, y, wide, height=wide * open_, angle=angle, alpha=alpha, light=0.7 + 0.3 * np.abs(open_))


def stamp_drift(
    frame: Rgb,
    sprites: Sequence[Sprite],
    where: Marks,
    *,
    alpha: float = 1.0,
    behind: Plane | None = None,
    ink: Ink = "paint",
) -> None:
    """Stamp particles, every one with its own of the ``sprites`` in turn; see ``stamp``."""
    rows = where * np.array([1, 1, 1, 1, 1, alpha, 1], np.float32)
    for number, one in enumerate(sprites):
        own = rows[number :: len(sprites)].copy()
        own[:, 3] *= one.tall
        stamp(frame, one, own, behind=behind, ink=ink)


def twinkling(t: float, chances: NDArray[np.float64], power: float = 3.0) -> NDArray[np.float64]:
    """Return how bright glints are, each on its own beat; ``chances`` is (count, 2): beat and phase, 0..1."""
    bright: NDArray[np.float64] = np.clip(np.sin(t * (3 + 4 * chances[:, 0]) + 30 * chances[:, 1]), 0, 1) ** power
    return bright
