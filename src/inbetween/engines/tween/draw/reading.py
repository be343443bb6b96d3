"""Step 13: from a field to the planes of a frame, a band of rows at a time.

The field of a whole 1080P frame, enlarged, would be 7 MB per thread; that of a band stays in the core's own cache.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane
from inbetween.engines.tween.draw.alone import Change
from inbetween.engines.tween.draw.tiles import Widened, halve, paint
from inbetween.engines.tween.draw.units import LEVEL
from inbetween.engines.tween.draw.windows import TALL, WIDE, plan

BAND = 64
"""Rows of a band, a multiple of ``TALL`` and of the tile that ``blend`` rounds by."""

_NO_CHANGE = Change(np.empty((2, 2, 0, 0), np.uint8), np.float32(1), np.float32(2))


class Desk:
    """What planes of one size are drawn with: the light, the rounding, and what their tiles read."""

    def __init__(
        self, size: tuple[int, int], fineness: int, change: Change | None, thresholds: NDArray[np.float32]
    ) -> None:
        """Draw planes of ``size`` (height, width) from ones ``fineness`` times as fine.

        ``change`` is what the light adds to them, ``thresholds`` (4, width) what levels are rounded by.

        Raises:
            ValueError: the planes are narrower than a tile.
        """
        height, width = size
        if width < WIDE:
            raise ValueError(f"planes of {width} pixels are narrower than a tile of {WIDE}")
        self.size = size
        self._fineness = (0,) * fineness
        self._change = _NO_CHANGE if change is None else change
        # What both pictures' shares lose when they are cut off, 1 in all, is given back here.
        self._thresholds = (np.round(thresholds * LEVEL) + 1).astype(np.uint16)
        self._plans = np.zeros((-(-height // TALL), 4, 3, -(-width // WIDE)), np.int32)

    def begin(self, first: Plane, last: Plane, field: NDArray[np.float32], t: float) -> "Drawing":
        """Plan what is read of both pictures, (count, height, width) each, at time ``t``."""
        rest, (steps, step, faintest) = np.float32(1 - t), self._change
        plan(field, self.size, self._fineness, (rest, faintest), self._plans)
        drawn = np.empty((len(first), *self.size), np.uint8)
        pictures = self._fineness, _flat(first), _flat(last)
        added = rest, step, _flat(steps[0]), _flat(steps[1])

        def band(tiles: tuple[int, int], widened: Widened) -> None:
            paint((self._plans, tiles), widened, pictures, added, self._thresholds, drawn)

        return Drawing(drawn, band)


class Drawing(NamedTuple):
    """Planes that are being drawn, (count, height, width), and what draws a band of them."""

    planes: Plane
    band: Callable[[tuple[int, int], Widened], None]


class Easel:
    """Draws the planes of a frame, with working memory of its own: one per thread.

    Asked for anew for every frame, the memory would come as fresh pages from the kernel, which can cost as much as
    drawing.
    """

    def __init__(self, grid: tuple[int, int], *desks: Desk) -> None:
        """Draw along fields of ``grid`` (rows, columns): the largest planes first, others half as large each way."""
        self._desks, self._grid = desks, grid
        self._bands = _bands([desk.size[0] for desk in desks], grid[0])
        most = max(band.rows.stop - band.rows.start for band in self._bands)
        self._wide = [np.empty(5 * most * desk.size[1], np.float32) for desk in desks]

    def draw(self, pictures: Sequence[tuple[Plane, Plane]], field: NDArray[np.float32], t: float) -> list[Plane]:
        """Read planes of both pictures along ``field`` (5, rows, columns; see ``kernels.follow_smooth``), and mix them.

        ``pictures`` has those of each desk, (count, height, width), and so has what comes back.
        """
        drawings = [desk.begin(*both, field, t) for desk, both in zip(self._desks, pictures, strict=True)]
        for band in self._bands:
            self._widen(field[:, band.rows])
            count = band.rows.stop - band.rows.start
            for drawing, desk, piece, wide in zip(drawings, self._desks, band.pieces, self._wide, strict=True):
                scale = np.float32(desk.size[1] / self._grid[1]), np.float32(desk.size[0] / self._grid[0])
                drawing.band(piece.tiles, Widened(wide, count, piece.row, piece.share, scale))
        return [drawing.planes for drawing in drawings]

    def _widen(self, field: NDArray[np.float32]) -> None:
        """Make rows of a field as wide as the planes of each desk; what is left is done a tile at a time."""
        strip = np.ascontiguousarray(field).reshape(-1, field.shape[2])
        width = self._desks[0].size[1]
        wide = self._wide[0][: len(strip) * width].reshape(-1, width)
        cv2.resize(strip, (width, len(strip)), dst=wide, interpolation=cv2.INTER_LINEAR)
        for wider, narrower in pairwise(self._wide):
            halve(wider, narrower)


def _flat(planes: Plane) -> Plane:
    return planes.reshape(len(planes), -1)


class _Piece(NamedTuple):
    """The part of a desk's planes in a band: the first tile row and the one past the last; and between which rows of
    the band's field, and how far, each row is."""

    tiles: tuple[int, int]
    row: NDArray[np.int32]
    share: NDArray[np.float32]


class _Band(NamedTuple):
    """The rows of the field that a band lies on, and what it is of each desk's planes."""

    rows: slice
    pieces: list[_Piece]


def _bands(heights: list[int], rows: int) -> list[_Band]:
    places = [np.clip((np.arange(height) + 0.5) * rows / height - 0.5, 0, rows - 1) for height in heights]
    bands = []
    for top in range(0, heights[0], BAND):
        own = places[0][top : top + BAND]
        first = int(own[0])
        pieces = [_piece(of_desk, (top >> half, BAND >> half), first) for half, of_desk in enumerate(places)]
        bands.append(_Band(slice(first, min(int(own[-1]) + 2, rows)), pieces))
    return bands


def _piece(places: NDArray[np.float64], rows: tuple[int, int], first: int) -> _Piece:
    top, count = rows
    own = places[top : top + count] - first
    row = own.astype(np.int32)
    return _Piece((top // TALL, -(-(top + len(own)) // TALL)), row, (own - row).astype(np.float32))
