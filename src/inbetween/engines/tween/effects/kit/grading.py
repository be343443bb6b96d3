"""Colour of a whole frame: curves per channel, two-tone, saturation. Half a grade costs what a full one does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.light import Colour

Points: TypeAlias = Sequence[tuple[float, float]]
"""What some levels (0..255, rising) become; levels between lie on straight lines."""

LUMA = np.array([[0.299, 0.587, 0.114]], np.float32)
"""ITU-R BT.601-7: how bright a pixel looks."""

_LEVELS = np.arange(256, dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """What every level of red, green and blue becomes: (256, 3) float32, 0..255."""

    table: NDArray[np.float32]


def curves(red: Points, green: Points, blue: Points) -> Curves:
    """Return curves through points."""
    channels = [_through(*zip(*points, strict=True)) for points in (red, green, blue)]
    return Curves(np.stack(channels, axis=1))


def ramp(*stops: tuple[float, Colour]) -> Curves:
    """Return curves that give a grey picture colours: ``stops`` are shares of brightness (0..1, rising) and colours."""
    shares = [share * 255 for share, _ in stops]
    channels = [_through(shares, [colour[c] for _, colour in stops]) for c in range(3)]
    return Curves(np.stack(channels, axis=1))


def _through(levels: Sequence[float], become: Sequence[float]) -> NDArray[np.float32]:
    curve: NDArray[np.float32] = np.interp(_LEVELS, np.array(levels), np.array(become)).astype(np.float32)
    return curve


def grade(frame: Rgb, look: Curves, amount: float) -> Rgb:
    """Return ``frame`` under curves, by ``amount`` (0..1): at 0 it is the frame itself, bit for bit.

    The amount is mixed into the table, not into the picture.
    """
    if amount <= 0:
        return frame
    table = np.clip(np.rint(_LEVELS[:, None] * (1 - amount) + look.table * amount), 0, 255).astype(np.uint8)
    # One table per plane: a table of three channels takes 1.6 times as long.
    planes = [cv2.LUT(plane, np.ascontiguousarray(table[:, c])) for c, plane in enumerate(cv2.split(frame))]
    graded: Rgb = cv2.merge(planes)
    return graded


def luma(frame: Rgb) -> Plane:
    """Return how bright each pixel looks."""
    plane: Plane = cv2.transform(frame, LUMA)
    return plane


def tone(frame: Rgb, look: Curves, amount: float = 1.0) -> Rgb:
    """Return ``frame`` with the colours that ``look`` gives its brightness, mixed in by ``amount`` (0..1)."""
    if amount <= 0:
        return frame
    grey = luma(frame)
    coloured: Rgb = cv2.LUT(cv2.merge([grey, grey, grey]), np.rint(look.table).astype(np.uint8)[None])
    return coloured if amount >= 1 else cv2.addWeighted(coloured, amount, frame, 1 - amount, 0)


def saturated(frame: Rgb, saturation: float) -> Rgb:
    """Return ``frame`` with its colours ``saturation`` times as far from grey (0: grey, 1: as they are)."""
    matrix = LUMA.repeat(3, axis=0) * (1 - saturation) + np.eye(3, dtype=np.float32) * saturation
    result: Rgb = cv2.transform(frame, matrix.astype(np.float32))
    return result


def vignette(size: tuple[int, int], centre: tuple[float, float], reach: float, depth: float) -> Plane:
    """Return how much light (255 = all) a lens leaves each pixel of a frame of ``size`` (height, width).

    Args:
        size: height and width.
        centre: x and y, shares of the width and height.
        reach: share of the diagonal's half at which it is darkest.
        depth: share of light (0..1) that is lost there.
    """
    height, width = max(size[0] // 4, 1), max(size[1] // 4, 1)
    x = np.linspace(0, 1, width, dtype=np.float32)[None] - np.float32(centre[0])
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None] - np.float32(centre[1])
    far = np.clip(np.hypot(x, y) / np.float32(reach * 0.7071), 0, 1)
    left = 255 * (1 - np.float32(depth) * far * far * (3 - 2 * far))
    shade: Plane = cv2.resize(np.rint(left).astype(np.uint8), (size[1], size[0]), interpolation=cv2.INTER_LINEAR)
    return shade
