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
from inbetween.engines.tween.draw.windows import TALL, WIDE, plan

BAND = 64
"""Rows of a band, a multiple of ``TALL`` and of the tile that ``blend`` rounds by."""

_NO_CHANGE = np.empty((2, 2, 0), np.int16), np.float32(2)


class Desk:
    """Draws the planes of one size, with working memory of its own: one per thread.

    Asked for anew for every frame, the memory would come as fresh pages from the kernel, which can cost as much as
    drawing.
    """

    def __init__(
        self, size: tuple[int, int], fineness: int, change: Change | None, thresholds: NDArray[np.float32]
    ) -> None:
        """Draw planes of ``size`` (height, width), at least ``WIDE`` each way, from ones ``fineness`` times as fine.

        ``change`` is what the light adds to them, ``thresholds`` (4, width) what levels are rounded by.
        """
        height, width = size
        self._size, self._fineness = size, (0,) * fineness
        added, self._faintest = _NO_CHANGE if change is None else change
        self._added = added.reshape(*added.shape[:2], -1)
        self._thresholds = thresholds
        self._plans = np.zeros((-(-height // TALL), 4, 3, -(-width // WIDE)), np.int32)
        self._wide = np.empty(0, np.float32)
        self._bands: list[_Band] = []

    def draw(
        self, first: tuple[Plane, ...], last: tuple[Plane, ...], field: NDArray[np.float32], t: float
    ) -> NDArray[np.uint8]:
        """Read planes of both pictures along ``field`` (5, rows, columns; see ``kernels.follow_smooth``), and mix them.

        What comes back is (count, height, width).
        """
        drawn = np.empty((len(first), *self._size), np.uint8)
        rest = np.float32(1 - t)
        plan(field, self._size, self._fineness, (rest, self._faintest), self._plans)
        for band in self._bands_of(field):
            widened = self._widened(field, band)
            for number, (one, other, out) in enumerate(zip(first, last, drawn, strict=True)):
                added = rest, self._added[0, number], self._added[1, number]
                pictures = self._fineness, one.ravel(), other.ravel()
                paint((self._plans, band.tiles), widened, pictures, added, self._thresholds, out)
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
