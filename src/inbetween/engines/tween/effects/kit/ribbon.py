"""Translucent silk ribbons that wave across the frame, drawn at half its size."""

from dataclasses import dataclass

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.easing import clamp
from inbetween.engines.tween.effects.kit.laying import tint
from inbetween.engines.tween.effects.kit.light import Colour, thin

_PIECES = 80
_SUBPIXELS = 4
_BEYOND = 0.08
"""How far beyond both sides a ribbon reaches, as a share of the width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """``row`` is where it hangs (share of the height), ``wide`` half its width in units, ``phase`` of its waves."""

    colour: Colour
    row: float
    wide: float
    phase: float


def lay_ribbon(frame: Rgb, ribbon: Ribbon, t: float, share: float, *, behind: Plane | None = None) -> None:
    """Lay a ribbon over ``frame``, in place, of which a ``share`` (0..1) has come in from the left."""
    if share <= 0:
        return
    height, width = frame.shape[:2]
    along = np.linspace(-_BEYOND, 1 + _BEYOND, _PIECES)
    shown = along <= clamp(1.25 * share) * (1 + 2 * _BEYOND) - _BEYOND
    twist = np.cos(4.1 * along - 1.1 * t + 2 * ribbon.phase)
    wave = 0.10 * np.sin(5.2 * along - 1.5 * t + ribbon.phase) + 0.035 * np.sin(11 * along - 2.3 * t + ribbon.phase)
    half = min(height, width) * ribbon.wide * (0.35 + 0.65 * np.abs(np.sin(4.1 * along - 1.1 * t + 2 * ribbon.phase)))
    middle = height * (ribbon.row + wave)
    upper, lower = (np.stack([along * width, middle + side * half], 1)[shown] for side in (-1, 1))
    top = 2 * int(max(upper[:, 1].min() / 2 - 2, 0))
    rows = slice(top, min(2 * int(lower[:, 1].max() / 2 + 3), height))
    mask = _drawn((rows.stop - top, width), upper - [0, top], lower - [0, top], twist[shown])
    if behind is not None:
        mask = cv2.multiply(mask, cv2.bitwise_not(behind[rows]), scale=1 / 255)
    tint(frame[rows], ribbon.colour, mask, 0.95)


def _drawn(
    size: tuple[int, int],
    upper: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    lower: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    twist: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> Plane:
    """Return the cover of a band between two lines: thin where it faces us, dense at its hems and where it turns."""
    layer = np.zeros(thin(size), np.uint8)
    edges = [np.rint(line * 2 ** (_SUBPIXELS - 1)).astype(np.int32) for line in (upper, lower)]
    for number in range(len(twist) - 1):
        quad = np.stack([edges[0][number], edges[0][number + 1], edges[1][number + 1], edges[1][number]])
        cv2.fillConvexPoly(layer, quad, int(100 + 60 * twist[number]), cv2.LINE_AA, _SUBPIXELS)
    for edge in edges:
        cv2.polylines(layer, [edge.reshape(-1, 1, 2)], False, 230, 1, cv2.LINE_AA, _SUBPIXELS)
    cover: Plane = cv2.resize(cv2.GaussianBlur(layer, (0, 0), 0.8), (size[1], size[0]))
    return cover
