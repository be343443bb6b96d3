"""Step 13: what only one picture shows, in the light of time t.

Light is linear in time, so where both pictures are blended as time wants it, (1-t) and t, their light is right by
itself, whatever it does. Only where one of them is given more weight, at borders and behind things, its share of the
change of light is missing: that is added here.
"""

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.compiling import compiled
from inbetween.engines.tween.geometry import Field, Mask
from inbetween.engines.tween.reading import Band, Reader

Change: TypeAlias = tuple[NDArray[np.int16], np.float32]
"""What the light adds from the first picture to the last, to planes of either, (2, count, height, width), and the share
of it that is half a level at most, which rounding hides."""

_ZERO, _HALF, _WHITE = (np.float32(value) for value in (0, 0.5, 255))


def change_of(added: NDArray[np.int16]) -> Change:
    """Return what the light adds to planes of both pictures, and how little of it rounding hides."""
    return added, np.float32(0.5 / max(float(np.abs(added).max()), 0.5))


def where_alone(missing: Field, least: np.float32) -> Mask:
    """Mark, (rows + 1, columns + 1), the pixels between four cells of ``missing`` one of which exceeds ``least``.

    ``missing`` is by how much the weight of frame 0 exceeds 1 - t. The first mark is above and left of the first cell.
    """
    exceeds = (np.abs(missing) > least).astype(np.uint8)
    around = cv2.copyMakeBorder(exceeds, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    marks: Mask = cv2.dilate(around, np.ones((2, 2), np.uint8), anchor=(0, 0))
    return marks[:-1, :-1].copy()


def block_starts(width: int, columns: int) -> NDArray[np.int32]:
    """Return the first pixel of each block between the centres of two cells, and where the last block ends."""
    starts = np.ceil((np.arange(columns + 2) - 0.5) * width / columns - 0.5)
    starts[0], starts[-1] = 0, width
    return np.clip(starts, 0, width).astype(np.int32)


class Lighting:
    """Adds to drawn planes what the light of time ``t`` gives to what one picture alone shows."""

    def __init__(self, change: Change, weight: Field, t: float, reader: Reader) -> None:
        """Take what the light adds, the weight of frame 0 on the field grid, and who read the planes."""
        self._added, least = change
        rest = np.float32(1 - t)
        self._alone = where_alone(weight - rest, least), block_starts(reader.size[1], weight.shape[1])
        self._light = rest, np.float32(1 / reader.fineness)

    def add(self, band: Band, drawn: NDArray[np.uint8]) -> None:
        """Change the rows of ``band`` in ``drawn``, (count, height, width)."""
        rows = band.rows.start, band.rows.stop - band.rows.start, band.places
        light_alone(rows, self._alone, self._light, self._added, drawn)


@compiled
def _light_run(run: Any, places: Any, light: Any, added: Any, outs: Any) -> None:
    """Light the pixels of a run (row of the frame, row of the band, first, end)."""
    y, j, start, end = run
    rest, fineness = light
    _, _, height, width = added.shape
    for x in range(start, end):
        share = places[4, j, x] - rest
        side = 0 if share > _ZERO else 1
        column = min(max(np.int32(places[2 * side, j, x] * fineness + _HALF), np.int32(0)), np.int32(width - 1))
        row = min(max(np.int32(places[2 * side + 1, j, x] * fineness + _HALF), np.int32(0)), np.int32(height - 1))
        for plane in range(outs.shape[0]):
            value = np.float32(outs[plane, y, x]) + share * np.float32(added[side, plane, row, column])
            outs[plane, y, x] = np.uint8(min(max(value, _ZERO), _WHITE) + _HALF)


@compiled
def light_alone(band: Any, alone: Any, light: Any, added: Any, outs: Any) -> None:
    """Add to rows of drawn planes, (count, height, width), the light that their weights leave out.

    Reading the nearest pixel of ``added`` takes 1.5 times less than reading between them, and no difference can be
    measured.

    Args:
        band: the first row, how many rows, and the places they were read at (``reading``).
        alone: ``where_alone`` and ``block_starts``.
        light: 1 - t, and one by the fineness that the places are meant for.
        added: what the light adds to both pictures.
        outs: the planes, changed in place.
    """
    top, count, places = band
    marks, starts = alone
    _, height, _ = outs.shape
    rows, columns = marks.shape
    ratio = np.float32(rows - 1) / np.float32(height)
    for j in range(count):
        y = top + j
        row = min(np.int32((np.float32(y) + _HALF) * ratio + _HALF), np.int32(rows - 1))
        column = 0
        while column < columns:
            first = column
            while column < columns and marks[row, column]:
                column += 1
            if column > first:
                _light_run((y, j, starts[first], starts[column]), places, light, added, outs)
            column += 1
