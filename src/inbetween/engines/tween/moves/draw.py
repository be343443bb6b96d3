"""Frames from views: where each pixel is read is a plane's even part, exact, and the rest on a coarse grid."""

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Yuv420
from inbetween.engines.tween.draw.readable import FINENESS
from inbetween.engines.tween.moves.canvas import Canvas
from inbetween.engines.tween.moves.depth import Depth, shift
from inbetween.engines.tween.moves.focus import softened
from inbetween.engines.tween.moves.path import View
from inbetween.engines.tween.moves.shutter import exposed
from inbetween.engines.tween.moves.stretching import BAND, stretch

Line: TypeAlias = tuple[np.float32, np.float32]

_CELLS = 128
"""Width of the grid: half a cell is a fifth of what depth is blurred by. At 240 frames take 1.5 ms more."""

_STEPS = 2
"""Steps to the place that is seen here: how far it shifts depends on how near it is. A third moves nothing by .05
pixels."""

CUBIC_FROM = 1.35
"""Magnification from which on luma is read bicubically: the finer copy's own pixels would be seen."""


class Lens:
    """Draws the frames of a path from its canvas, with working memory of its own: one per thread."""

    def __init__(self, canvas: Canvas, views: tuple[View, ...], depth: Depth) -> None:
        """Draw ``views``."""
        self._canvas, self.views, self.depth = canvas, views, depth
        height, width = canvas.frame.y.shape
        rows = max(round(_CELLS * height / width), 2)
        self._tall = height / width
        y, x = np.mgrid[0:rows, 0:_CELLS]
        self._grid = np.dstack([(x + 0.5) / _CELLS - 0.5, ((y + 0.5) / rows - 0.5) * self._tall])
        self._places = np.empty((2, BAND, width), np.float32)

    def __call__(self, number: float) -> Yuv420:
        """Draw the frame of a ``number``; a view of the whole picture is the picture itself."""
        index = round(number)
        return self._canvas.frame if self.views[index].whole else exposed(self.views, index, self._drawn)

    def _drawn(self, view: View) -> Yuv420:
        even, rest = self._seen(view)
        y, u, v = self._canvas.at(view.magnification)
        way = cv2.INTER_CUBIC if view.magnification >= CUBIC_FROM else cv2.INTER_LINEAR
        size, half = self._canvas.frame.y.shape, self._canvas.frame.u.shape
        margin = self._canvas.margin
        (luma,) = self._read((y,), even, rest, size=size, fineness=FINENESS, margin=margin, way=way)
        u, v = self._read(
            (u, v), even, rest, size=half, fineness=1, margin=(margin[0] // 2, margin[1] // 2), way=cv2.INTER_LINEAR
        )
        drawn = Yuv420(luma, u, v)
        if view.focus:
            drawn = softened(drawn, self.depth.at(self._grid @ even.T + rest), view.focus)
        return drawn

    def _seen(self, view: View) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return where the picture is read: an even part (2, 2), and what is left on the grid, (rows, columns, 2)."""
        places = self._grid @ view.place[:, :2].T + view.place[:, 2]
        flat = places[..., :2] / places[..., 2:]
        even = _slope_in_the_middle(view.place)
        read = flat
        if any(view.travel) or view.dolly:
            for _ in range(_STEPS):
                read = flat + shift(self.depth, read, view.travel, view.dolly, view.eye)
        return even, read - self._grid @ even.T

    def _read(
        self,
        planes: tuple[Plane, ...],
        even: NDArray[np.float64],
        rest: NDArray[np.float64],
        *,
        size: tuple[int, int],
        fineness: int,
        margin: tuple[int, int],
        way: int,
    ) -> list[Plane]:
        """Read planes of one size, band by band."""
        height, width = size
        drawn = [np.empty(size, np.uint8) for _ in planes]
        wide, lines = _lines(even, rest, size=size, fineness=fineness, margin=margin)
        places = self._places[:, :, :width]
        if width != self._places.shape[2]:
            places = self._places.reshape(-1)[: 2 * BAND * width].reshape(2, BAND, width)
        for top in range(0, height, BAND):
            count = min(BAND, height - top)
            stretch(wide, (top, count, height), lines, places)
            x, y = places[:, :count]
            for plane, out in zip(planes, drawn, strict=True):
                cv2.remap(plane, x, y, way, dst=out[top : top + count], borderMode=cv2.BORDER_REFLECT_101)
        return drawn


def _slope_in_the_middle(place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how a homography changes in the middle of the frame, (2, 2)."""
    x, y, depth = place[:, 2]
    slope: NDArray[np.float64] = (place[:2, :2] - np.outer([x, y], place[2, :2]) / depth) / depth
    return slope


def _lines(
    even: NDArray[np.float64],
    rest: NDArray[np.float64],
    *,
    size: tuple[int, int],
    fineness: int,
    margin: tuple[int, int],
) -> tuple[NDArray[np.float32], tuple[Line, Line]]:
    """Return places in pixels of the planes that are read, as ``stretch`` takes them.

    Frame places are in widths from the middle; pixel k of a plane lies half a pixel inside its edge.
    """
    height, width = size
    first = np.array([0.5 / width - 0.5, (0.5 - height / 2) / width])
    middle = np.array([width, height]) / 2
    pixels = fineness * ((rest + even @ first) * width + middle - 0.5 + np.array(margin))
    grid = np.ascontiguousarray(np.moveaxis(pixels, 2, 0), np.float32)
    rows = grid.shape[1]
    wide = cv2.resize(grid.reshape(2 * rows, -1), (width, 2 * rows), interpolation=cv2.INTER_LINEAR)
    across, down = ((np.float32(fineness * even[axis, 1]), np.float32(fineness * even[axis, 0])) for axis in (0, 1))
    return wide.reshape(2, rows, width), (across, down)
