"""What neither picture shows at a time between them: background behind one thing before and another after.

Both pictures have a thing there, so reading either would show a ghost of it. The nearest background that is known is
continued instead; it is invented, but quiet.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

_COVERED = 1e-7
_CLEARANCE = 5
_REACH = 0.1
"""Share of the width beyond which the nearest background says nothing about the hidden one."""


def fill_hidden(
    field: NDArray[np.float32],
    sums: NDArray[np.float32],
    share: NDArray[np.float32],
) -> None:
    """Change ``field`` (5, height, width; see ``kernels.merge``) where no pixel of either frame was splatted.

    ``sums`` are both frames' accumulators, ``share`` is that of the smooth path, which fills everything else.
    """
    weights, flags = (sums[:, 1:-1, 1:-1, number] for number in (5, 6))
    bare = (weights[0] <= _COVERED) & (weights[1] <= _COVERED) & (share < 0.5)
    opened = cv2.morphologyEx(bare.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if not opened.any():
        return
    rim = np.ones((_CLEARANCE, _CLEARANCE), np.uint8)
    things = (flags[0] > 0.5 * weights[0]) | (flags[1] > 0.5 * weights[1])
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
    rows, columns = np.nonzero(hidden & (distance < _REACH * field.shape[2]))
    row, column = np.divmod(places[labels[rows, columns]], field.shape[2])
    for number, offset in enumerate((column - columns, row - rows) * 2):
        field[number, rows, columns] = field[number, row, column] + offset
    field[4, rows, columns] = field[4, row, column]
