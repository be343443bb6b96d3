"""Step 13: from a field to pixels: both pictures read where the field says, a band of rows at a time.

The places of a whole 1080P frame would be 33 MB per thread; those of a band stay in the core's own cache.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane
from inbetween.engines.tween.compiling import compiled
from inbetween.engines.tween.geometry import Field

BAND = 64
"""Rows of a band, a multiple of the tile that ``blend`` rounds by. From 32 to 96 the time is the same within 2 %."""

_ZERO, _HALF = np.float32(0), np.float32(0.5)


class Band(NamedTuple):
    """What both pictures show in some rows of a frame, (count, rows, width) each; valid until the next band.

    ``places`` is (5, BAND, width), whatever the rows are: where the first picture is read (x, y), where the last one,
    and the first's weight.
    """

    rows: slice
    first: NDArray[np.uint8]
    last: NDArray[np.uint8]
    places: NDArray[np.float32]


class Reader:
    """Reads planes of one size of two pictures, with working memory of its own: one per thread.

    Asked for anew for every frame, the memory would come as fresh pages from the kernel, which can cost as much as
    drawing.
    """

    def __init__(self, size: tuple[int, int], count: int, fineness: int) -> None:
        """Read frames of ``size`` (height, width) from ``count`` planes of each picture, ``fineness`` times as fine."""
        self.size, self.count, self.fineness = size, count, fineness
        self._wide = np.empty((1, size[1]), np.float32)
        self._places = np.empty((5, BAND, size[1]), np.float32)
        self._seen = np.empty((2, count, BAND, size[1]), np.uint8)
        self._rows = [slice(top, min(top + BAND, size[0])) for top in range(0, size[0], BAND)]

    def bands(self, first: tuple[Plane, ...], last: tuple[Plane, ...], field: NDArray[np.float32]) -> Iterator[Band]:
        """Yield what the pictures show along ``field`` (5, rows, columns; see ``kernels.follow_smooth``)."""
        wide, lines = self._widened(field), self._lines(field[0])
        for rows in self._rows:
            count = rows.stop - rows.start
            stretch(wide, (rows.start, count, self.size[0]), lines, self._places)
            seen = self._seen[:, :, :count]
            for number, pictures in enumerate((first, last)):
                x, y = self._places[2 * number : 2 * number + 2, :count]
                for plane, shown in zip(pictures, seen[number], strict=True):
                    cv2.remap(plane, x, y, cv2.INTER_LINEAR, dst=shown, borderMode=cv2.BORDER_REPLICATE)
            yield Band(rows, seen[0], seen[1], self._places)

    def _widened(self, field: NDArray[np.float32]) -> NDArray[np.float32]:
        """Enlarge rows only: what is left is done a band at a time."""
        planes, rows, columns = field.shape
        size = self.size[1], planes * rows
        flat = field.reshape(planes * rows, columns)
        self._wide = cv2.resize(flat, size, dst=self._wide, interpolation=cv2.INTER_LINEAR)
        return self._wide.reshape(planes, rows, size[0])

    def _lines(self, plane: Field) -> tuple[tuple[np.float32, ...], ...]:
        """Return how displacements become places of the pictures: across, down, across, down; the weight stays."""
        fine, none = np.float32(self.fineness), np.float32(0)
        down, across = (fine * np.float32(own / grid) for own, grid in zip(self.size, plane.shape, strict=True))
        both = (across, none, fine), (down, fine, none)
        return (*both, *both, (np.float32(1), none, none))


@compiled
def _stretch_row(upper: Any, lower: Any, share: Any, line: Any, out: Any) -> None:
    scale, start, step = line
    for i in range(out.size):
        value = upper[i] + share * (lower[i] - upper[i])
        out[i] = value * scale + start + step * np.float32(np.int32(i))


@compiled
def stretch(planes: Any, band: Any, lines: Any, out: Any) -> None:
    """Enlarge planes (count, rows, width) bilinearly to the rows of ``out``, (count, rows, width).

    ``band`` is the first of these rows, how many, and how many a whole frame has. A plane's line (scale, down, across)
    makes places of displacements: scale times each, plus down times its row and across times its column.
    """
    top, count, height = band
    last = planes.shape[1] - 1
    ratio = np.float32(last + 1) / np.float32(height)
    for j in range(count):
        y = np.float32(top + j)
        at = min(max((y + _HALF) * ratio - _HALF, _ZERO), np.float32(last))
        row = np.int32(at)
        share = at - np.float32(row)
        for number in range(planes.shape[0]):
            scale, down, across = lines[number]
            upper, lower = planes[number, row], planes[number, min(row + 1, last)]
            _stretch_row(upper, lower, share, (scale, down * y, across), out[number, j])
