"""RGB24 to planar 4:2:0 and back: BT.709 matrix, limited range, chroma at the centre of its four luma samples."""

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb, Yuv420

_Matrix: TypeAlias = NDArray[np.float32]

# ITU-R BT.709-6, items 3.2 and 3.5: luma weights, and 8-bit ranges 16..235 (luma) and 16..240 (chroma).
_RED, _BLUE = 0.2126, 0.0722
_GREEN = 1.0 - _RED - _BLUE
_LUMA_SPAN, _CHROMA_SPAN = 219.0 / 255.0, 224.0 / 255.0

LUMA = np.array([[_RED * _LUMA_SPAN, _GREEN * _LUMA_SPAN, _BLUE * _LUMA_SPAN, 16.0]], np.float32)


def _colour_difference(pivot: float, weights: tuple[float, float, float]) -> list[float]:
    scale = _CHROMA_SPAN / (2.0 * (1.0 - pivot))
    return [weight * scale for weight in weights] + [128.0]


CHROMA = np.array(
    [
        _colour_difference(_BLUE, (-_RED, -_GREEN, 1.0 - _BLUE)),
        _colour_difference(_RED, (1.0 - _RED, -_GREEN, -_BLUE)),
    ],
    np.float32,
)


def _inverse() -> _Matrix:
    forward = np.vstack([LUMA, CHROMA]).astype(np.float64)
    inverse = np.linalg.inv(forward[:, :3])
    return np.hstack([inverse, -inverse @ forward[:, 3:]]).astype(np.float32)


_RGB = _inverse()


def rgb_to_yuv420(rgb: Rgb) -> Yuv420:
    """Convert an RGB24 frame to 4:2:0, BT.709, limited range.

    With R, G, B in 0..255 and Kr = .2126, Kb = .0722, Kg = 1 - Kr - Kb:

    * Y = 16 + 219/255 (Kr R + Kg G + Kb B), rounded to the nearest level;
    * U = 128 + 224/255 (B - L) / (2 (1 - Kb)) and V = 128 + 224/255 (R - L) / (2 (1 - Kr)), where R, B and
      L = Kr R + Kg G + Kb B are means over the 2x2 pixels, rounded once at the end.

    Args:
        rgb: (height, width, 3) uint8, both sides even.

    Returns:
        Planes of their own memory, contiguous.

    Raises:
        ValueError: a side is odd.
    """
    height, width = rgb.shape[:2]
    if height % 2 or width % 2:
        raise ValueError(f"4:2:0 needs even sides, not {width}x{height}.")
    exact = rgb.astype(np.float32)
    quarter = cv2.resize(exact, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    u, v = cv2.split(_to_levels(cv2.transform(quarter, CHROMA)))
    return Yuv420(_to_levels(cv2.transform(exact, LUMA)), u, v)


def yuv420_to_rgb(frame: Yuv420) -> Rgb:
    """Convert a 4:2:0 frame to RGB24 with the inverse of ``rgb_to_yuv420``; chroma is upsampled bilinearly.

    Returns:
        (height, width, 3) uint8; values outside 0..255 are clipped.
    """
    size = (frame.y.shape[1], frame.y.shape[0])
    planes = [frame.y, cv2.resize(frame.u, size), cv2.resize(frame.v, size)]
    return _to_levels(cv2.transform(cv2.merge(planes).astype(np.float32), _RGB))


def small_rgb(frame: Yuv420, longest: int) -> Rgb:
    """Convert a 4:2:0 frame to RGB24 whose longer side has at most ``longest`` pixels; its planes shrink first."""
    height, width = frame.y.shape
    scale = longest / max(height, width)
    if scale >= 1:
        return yuv420_to_rgb(frame)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    half = (size[0] + 1) // 2, (size[1] + 1) // 2
    y, u, v = (
        cv2.resize(plane, small, interpolation=cv2.INTER_AREA)
        for plane, small in ((frame.y, size), (frame.u, half), (frame.v, half))
    )
    return yuv420_to_rgb(Yuv420(y, u, v))


def _to_levels(values: Any) -> Plane:
    """Round to the nearest of 0..255."""
    levels: Plane = cv2.convertScaleAbs(cv2.max(values, np.zeros_like(values)))
    return levels
