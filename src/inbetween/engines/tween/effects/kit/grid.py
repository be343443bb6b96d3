"""Bends: displacements on a coarse grid become the place in a picture that every pixel shows."""

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb

CELL = 8
"""Pixels of a cell. Bends are smooth: on a grid of eighths nothing of them is lost, and they cost a sixtieth."""

Field = NDArray[np.float32]
"""Values on the grid, (rows, columns) float32."""

Maps = tuple[NDArray[np.float32], NDArray[np.float32]]
"""x and y of the place that each pixel shows, (height, width) float32."""


class Grid:
    """The grid of a frame: ``x`` and ``y`` are pixels, right and down, at each of its nodes, (rows, columns) float32.

    It reaches one node beyond the frame on every side, so that straight bends stay straight up to the border.
    """

    def __init__(self, height: int, width: int) -> None:
        self.height, self.width = height, width
        x = (np.arange(-(-width // CELL) + 2, dtype=np.float32) - 0.5) * CELL - 0.5
        y = (np.arange(-(-height // CELL) + 2, dtype=np.float32) - 0.5) * CELL - 0.5
        self.x, self.y = np.meshgrid(x, y)

    @cached_property
    def _pixels(self) -> Maps:
        x, y = np.meshgrid(np.arange(self.width, dtype=np.float32), np.arange(self.height, dtype=np.float32))
        return x, y

    def coarse(self, plane: Plane) -> Field:
        """Return a plane of the frame, 0..255, on the grid, 0..1."""
        rows, columns = self.x.shape
        below, right = (rows - 1) * CELL - self.height, (columns - 1) * CELL - self.width
        wide = cv2.copyMakeBorder(plane, CELL, below, CELL, right, cv2.BORDER_REPLICATE)
        small: Field = cv2.resize(wide, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        return small

    def full(self, values: Field) -> NDArray[np.float32]:
        """Return values of the grid for every pixel, (height, width) float32, a view of memory of their own."""
        rows, columns = self.x.shape
        wide = cv2.resize(np.asarray(values, np.float32), (columns * CELL, rows * CELL))
        pixels: NDArray[np.float32] = wide[CELL : CELL + self.height, CELL : CELL + self.width]
        return pixels

    def maps(self, dx: Field, dy: Field) -> Maps:
        """Return where each pixel looks: ``dx`` and ``dy`` pixels from itself."""
        x, y = self._pixels
        return cv2.add(self.full(dx), x), cv2.add(self.full(dy), y)


def thinner(maps: Maps) -> Maps:
    """Return the maps of a frame for planes of half its size."""
    x, y = (np.ascontiguousarray(where[::2, ::2]) * np.float32(0.5) for where in maps)
    return x, y


def look(picture: Rgb, maps: Maps, border: int = cv2.BORDER_REFLECT_101) -> Rgb:
    """Return what each pixel sees of a picture, or of a plane."""
    seen: Rgb = cv2.remap(picture, *maps, cv2.INTER_LINEAR, borderMode=border)
    return seen
