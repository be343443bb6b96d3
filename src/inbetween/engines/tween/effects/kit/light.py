"""Light over a frame: made on coarse cells, enlarged, and screened, so that a bright picture never burns out.

A *strength* is a map of how much light there is, float32 (1 = full) or uint8 (255 = full); a *layer* is its RGB light.
Both are smaller than the frame that they are laid over and share its outline.
"""

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb

Strength: TypeAlias = NDArray[Any]
Map: TypeAlias = NDArray[np.float32]
Colour: TypeAlias = tuple[float, float, float]
"""Red, green and blue, 0..255."""

CELL = 8
"""Pixels of the frame per side of a cell of soft light: .2 ms to compute, and enlarged no cell can be seen."""

_THIN = 2
"""Pixels of the frame per side of a pixel of thin light (lines, edges)."""


def centres(size: tuple[int, int], cell: int = CELL) -> tuple[Map, Map]:
    """Return x (1, w) and y (h, 1), in pixels of a frame of ``size`` (height, width), of the centres of its cells."""
    height, width = coarse(size, cell)
    x = (np.arange(width) + 0.5) * (size[1] / width) - 0.5
    y = (np.arange(height) + 0.5) * (size[0] / height) - 0.5
    return x[None].astype(np.float32), y[:, None].astype(np.float32)


def coarse(size: tuple[int, int], cell: int = CELL) -> tuple[int, int]:
    """Return how many rows and columns of cells lie over a frame of ``size`` (height, width)."""
    return max(round(size[0] / cell), 1), max(round(size[1] / cell), 1)


def thin(size: tuple[int, int]) -> tuple[int, int]:
    """Return the rows and columns of a layer of thin light over a frame of ``size`` (height, width)."""
    return coarse(size, _THIN)


def lit(strength: Strength, colour: Colour, gain: float = 1.0) -> Rgb:
    """Return ``strength`` times ``gain`` as light of ``colour``: a layer, full where a channel passes 255."""
    unit = gain / 255.0 if strength.dtype == np.uint8 else gain
    layer: Rgb = cv2.merge([cv2.convertScaleAbs(strength, alpha=max(channel * unit, 0.0)) for channel in colour])
    return layer


def screen(frame: Rgb, layer: Rgb) -> None:
    """Light ``frame`` in place by a layer of any size: 255 - (255 - a)(255 - b) / 255 per channel.

    Light that is added burns out on bright pictures; screened light reaches white only where there is white. Where the
    layer is black the frame stays as it is, bit for bit.
    """
    size = (frame.shape[1], frame.shape[0])
    light = layer if layer.shape == frame.shape else cv2.resize(layer, size, interpolation=cv2.INTER_LINEAR)
    cv2.add(frame, cv2.subtract(light, cv2.multiply(frame, light, scale=1 / 255.0)), frame)


def together(*layers: Rgb) -> Rgb:
    """Return layers of one size as one, screened with each other: one ``screen`` of a frame instead of several."""
    light = layers[0].copy()
    for layer in layers[1:]:
        screen(light, layer)
    return light


def glow(size: tuple[int, int], centre: tuple[float, float], radius: float) -> Map:
    """Return a round glow as a strength: a Gaussian of sigma ``radius`` about ``centre`` (x, y), in frame pixels."""
    x, y = centres(size)
    scale = np.float32(1 / max(radius, 1e-3))
    strength: Map = _bell((y - np.float32(centre[1])) * scale) * _bell((x - np.float32(centre[0])) * scale)
    return strength


def _bell(x: Map) -> Map:
    bell: Map = np.exp(np.float32(-0.5) * x * x)
    return bell


def bloom(frame: Rgb, threshold: float, gain: float) -> None:
    """Let what is brighter than ``threshold`` (0..255) shine over its surroundings, in place, by ``gain``."""
    if gain <= 0:
        return
    height, width = coarse(frame.shape[:2])
    small = cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA)
    over = cv2.GaussianBlur(cv2.subtract(small, (threshold,) * 3 + (0,)), (0, 0), max(min(height, width) / 18, 0.5))
    screen(frame, cv2.convertScaleAbs(over, alpha=gain * 255 / (255 - threshold)))
