"""Panels of armour: cells round jittered knots, mirrored about the wearer's axis, each with its own lean and chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.effects.kit.light import Map, centres

_JITTER = 0.6
"""How far a knot may lie from the middle of its square, as a share of it: 0 gives bricks, 1 gives splinters."""

_SQUAT = 0.8
"""Height of a square of the lattice as a share of its width: panels that are wider than high look worn, not tiled."""

_FINENESS = 2

_Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Panels:
    """Panels over a frame, at half its size.

    ``edge`` is how far the nearest seam is, in frame pixels; ``chance`` (0..1) is a panel's own number; ``lean`` is how
    high the panel's leaning surface stands, about -1..1, the sign of which light falls on.
    """

    edge: Map
    chance: Map
    lean: Map


@dataclass(frozen=True, slots=True, eq=False)
class _Knots:
    """The lattice: (rows, columns) of where knots lie in units of their square, their chance, and how they lean."""

    x: Map
    y: Map
    chance: Map
    lean_x: Map
    lean_y: Map


def cut_panels(
    size: tuple[int, int], axis: float, pitch: float, rng: np.random.Generator, *, blocky: bool = False
) -> Panels:
    """Return panels about ``pitch`` pixels wide over a frame of ``size`` (height, width), mirrored about x = ``axis``.

    ``blocky`` measures distance along the axes: straight seams at right angles and diagonals instead of honeycomb.
    """
    x, y = centres(size, _FINENESS)
    across, down = np.abs(x - np.float32(axis)) / np.float32(pitch), y / np.float32(pitch * _SQUAT)
    across, down = np.broadcast_arrays(across, down)
    knots = _knots(int(down.max()) + 4, int(across.max()) + 5, rng)
    owner, edge = _owner_and_edge(across, down, knots, blocky=blocky)
    row, column = np.divmod(owner, knots.x.shape[1])
    lean = knots.lean_x[row, column] * (across - knots.x[row, column])
    lean += knots.lean_y[row, column] * (down - knots.y[row, column])
    return Panels(
        edge=(edge * np.float32(pitch)).astype(np.float32),
        chance=knots.chance[row, column],
        lean=lean.astype(np.float32),
    )


def _knots(rows: int, columns: int, rng: np.random.Generator) -> _Knots:
    jitter, chance, lean = (
        rng.random((2, rows, columns)),
        rng.random((rows, columns)),
        rng.normal(0, 1, (2, rows, columns)),
    )
    row, column = np.indices((rows, columns))
    # Every other row stands half a square aside, as bricks do; the lattice starts outside the frame.
    x = column - 2 + 0.5 + _JITTER * (jitter[0] - 0.5) + 0.5 * (row % 2)
    y = row - 1 + 0.5 + _JITTER * (jitter[1] - 0.5)
    return _Knots(*(part.astype(np.float32) for part in (x, y, chance, lean[0], lean[1])))


def _owner_and_edge(across: Map, down: Map, knots: _Knots, *, blocky: bool) -> tuple[_Indices, Map]:
    """Return the number of the nearest knot, and how far the line half-way to the next one is, in pitches.

    The difference of both distances would not do: between knots that lie close together it is small everywhere, and
    all of both panels would be seam.
    """
    row, column = down.astype(np.intp) + 1, across.astype(np.intp) + 2
    nearest, second = np.full(across.shape, np.inf, np.float32), np.full(across.shape, np.inf, np.float32)
    owner, rival = np.zeros(across.shape, np.intp), np.zeros(across.shape, np.intp)
    for below in (-1, 0, 1):
        for aside in (-2, -1, 0, 1):
            number = (row + below) * knots.x.shape[1] + column + aside
            far = _far(across - knots.x.ravel()[number], down - knots.y.ravel()[number], blocky=blocky)
            closer, close = far < nearest, far < second
            rival = np.where(closer, owner, np.where(close, number, rival))
            second = np.where(closer, nearest, np.minimum(second, far))
            owner, nearest = np.where(closer, number, owner), np.minimum(nearest, far)
    x, y = (side.ravel()[owner] - side.ravel()[rival] for side in (knots.x, knots.y))
    apart = np.maximum(_far(x, y, blocky=blocky), np.float32(0.05))
    edge: Map = (second * second - nearest * nearest) / (2 * apart)
    return owner, edge


def _far(across: Map, down: Map, *, blocky: bool) -> Map:
    """Return the length of steps on the lattice, in pitches: round, or nearly that of the longer of both sides.

    Not quite the longer side: whole triangles would be as far from one knot as from another.
    """
    y = down * np.float32(_SQUAT)
    x, y = across * across, y * y  # products: NumPy's powers take ten times as long
    far: Map = np.sqrt(np.sqrt(np.sqrt(x**2 * x**2 + y**2 * y**2))) if blocky else np.sqrt(x + y)
    return far
