"""What neither picture shows at a time between them: background behind one thing before and another after.

Both pictures have a thing there, so reading either would show a ghost of it. The nearest background that is known is
continued instead; it is invented, but quiet.
"""

import math
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Box: TypeAlias = tuple[int, int, int, int]
"""Top, bottom, left and right of a part of the field."""

_COVERED = 1e-7
_CLEARANCE = 5
_REACH = 0.1
"""Share of the width beyond which the nearest background says nothing about the hidden one."""


def fill_hidden(
    field: NDArray[np.float32],
    sums: NDArray[np.float32],
    share: NDArray[np.float32],
    spot: Box,
) -> None:
    """Change ``field`` (5, height, width; see ``kernels.merge``) where no pixel of either frame was splatted.

    ``sums`` are both frames' accumulators, ``share`` is that of the smooth path, which fills everything else; all that
    is not its own lies in ``spot``.
    """
    if not _bare(sums, share, _around(spot, 1, share.shape))[1].any():
        return
    far = _REACH * field.shape[2]
    near = _around(spot, math.ceil(far) + _CLEARANCE, share.shape)
    _continue(field[:, *near], _bare(sums, share, near), _things(sums, near), far)


def _around(spot: Box, margin: int, size: tuple[int, ...]) -> tuple[slice, slice]:
    top, bottom, left, right = spot
    height, width = size
    return (
        slice(max(top - margin, 0), min(bottom + margin, height)),
        slice(max(left - margin, 0), min(right + margin, width)),
    )


def _bare(
    sums: NDArray[np.float32], share: NDArray[np.float32], near: tuple[slice, slice]
) -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
    """Return which cells nobody splatted, and which of them form more than a crack."""
    weights = sums[:, 1:-1, 1:-1, 5][:, *near]
    bare = (weights[0] <= _COVERED) & (weights[1] <= _COVERED) & (share[near] < 0.5)
    opened: NDArray[np.uint8] = cv2.morphologyEx(bare.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return bare, opened


def _things(sums: NDArray[np.float32], near: tuple[slice, slice]) -> NDArray[np.bool_]:
    weights, flags = (sums[:, 1:-1, 1:-1, number][:, *near] for number in (5, 6))
    things: NDArray[np.bool_] = np.any(flags > 0.5 * weights, axis=0)
    return things


def _continue(
    field: NDArray[np.float32],
    holes: tuple[NDArray[np.bool_], NDArray[np.uint8]],
    things: NDArray[np.bool_],
    far: float,
) -> None:
    """Continue the background up to ``far`` cells into the holes."""
    bare, opened = holes
    rim = np.ones((_CLEARANCE, _CLEARANCE), np.uint8)
    # A step away from every edge, since rims are half a thing's.
    background = cv2.erode((~bare & ~things).astype(np.uint8), rim) > 0
    hidden = (cv2.dilate(opened, rim) > 0) & ~things
    if not background.any():
        return
    distance, labels = cv2.distanceTransformWithLabels(
        (~background).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    places = np.zeros(int(labels.max()) + 1, np.intp)
    places[labels[background]] = np.flatnonzero(background)
    rows, columns = np.nonzero(hidden & (distance < far))
    row, column = np.divmod(places[labels[rows, columns]], field.shape[2])
    for number, offset in enumerate((column - columns, row - rows) * 2):
        field[number, rows, columns] = field[number, row, column] + offset
    field[4, rows, columns] = field[4, row, column]
