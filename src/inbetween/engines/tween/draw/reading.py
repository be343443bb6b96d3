"""Step 13: from a field to the planes of a frame, a band of rows at a time.

The field of a whole 1080P frame, enlarged, would be 7 MB per thread; that of a band stays in the core's own cache.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane
from inbetween.engines.tween.draw.alone import Change
from inbetween.engines.tween.draw.tiles import Widened, paint
from inbetween.engines.tween.draw.units import LEVEL
from inbetween.engines.tween.draw.windows import TALL, WIDE, plan

BAND = 64
"""Rows of a band, a multiple of ``TALL`` and of the tile that ``blend`` rounds by."""

_NO_CHANGE = Change(np.empty((2, 2, 0, 0), np.uint8), np.float32(1), np.float32(2))


class Desk:
    """Draws the planes of one size, with working memory of its own: one per thread.

    Asked for anew for every frame, the memory would come as fresh pages from the kernel, which can cost as much as
    drawing.
    """

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
        self._size, self._fineness = size, (0,) * fineness
        self._change = _NO_CHANGE if change is None else change
        # What both pictures' shares lose when they are cut off, 1 in all, is given back here.
        self._thresholds = (np.round(thresholds * LEVEL) + 1).astype(np.uint16)
        self._plans = np.zeros((-(-height // TALL), 4, 3, -(-width // WIDE)), np.int32)
        self._wide = np.empty(0, np.float32)
        self._bands: list[_Band] = []

    def draw(self, first: Plane, last: Plane, field: NDArray[np.float32], t: float) -> Plane:
        """Read planes of both pictures along ``field`` (5, rows, columns; see ``kernels.follow_smooth``), and mix them.

        Pictures and what comes back are (count, height, width).
        """
        drawn = np.empty((len(first), *self._size), np.uint8)
        rest, (steps, step, faintest) = np.float32(1 - t), self._change
        plan(field, self._size, self._fineness, (rest, faintest), self._plans)
        pictures = self._fineness, _flat(first), _flat(last)
        added = rest, step, _flat(steps[0]), _flat(steps[1])
        for band in self._bands_of(field):
            tiles = self._plans, band.tiles
            paint(tiles, self._widened(field, band), pictures, added, self._thresholds, drawn)
        return drawn

    def _bands_of(self, field: NDArray[np.float32]) -> "list[_Band]":
        if not self._bands:
            self._bands = _bands(self._size[0], field.shape[1])
            most = max(band.rows.stop - band.rows.start for band in self._bands)
            self._wide = np.empty(field.shape[0] * most * self._size[1], np.float32)
        return self._bands

    def _widened(self, field: NDArray[np.float32], band: "_Band") -> Widened:
        """Enlarge the rows of the field that a band lies on; what is left is done a tile at a time."""
        planes, rows, columns = field.shape
        height, width = self._size
        strip = np.ascontiguousarray(field[:, band.rows]).reshape(-1, columns)
        wide = self._wide[: len(strip) * width].reshape(-1, width)
        cv2.resize(strip, (width, len(strip)), dst=wide, interpolation=cv2.INTER_LINEAR)
        scale = np.float32(width / columns), np.float32(height / rows)
        return Widened(self._wide, len(strip) // planes, band.row, band.share, scale)


def _flat(planes: Plane) -> Plane:
    return planes.reshape(len(planes), -1)


class _Band(NamedTuple):
    """The first tile row and the one past the last; the rows of the field it lies on; and between which of these, and
    how far, each of its rows is."""

    tiles: tuple[int, int]
    rows: slice
    row: NDArray[np.int32]
    share: NDArray[np.float32]


def _bands(height: int, rows: int) -> list[_Band]:
    places = np.clip((np.arange(height) + 0.5) * rows / height - 0.5, 0, rows - 1)
    bands = []
    for top in range(0, height, BAND):
        bottom = min(top + BAND, height)
        own = places[top:bottom]
        first = int(own[0])
        row = (own.astype(np.int32) - first).astype(np.int32)
        bands.append(
            _Band(
                tiles=(top // TALL, -(-bottom // TALL)),
                rows=slice(first, min(int(own[-1]) + 2, rows)),
                row=row,
                share=(own - first - row).astype(np.float32),
            )
        )
    return bands
