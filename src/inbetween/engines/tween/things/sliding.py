"""A thing that slid by less than its own size before clouds or leaves, cut out by where it went.

Its background cannot be guessed, but both its places are known together: they are what differs. So every shift is
asked how much of the difference it explains as one thing, here in the first and there in the last picture.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Mask
from inbetween.engines.tween.things.cutouts import DIFFERENT, hulls_of, made_whole
from inbetween.pixels.compare import colour_distance

_ALIKE = 10.0
"""Levels by which the thing may look different at its other place."""

_NEARLY_ALL = 0.85
_AROUND = 21

_COARSE, _FINE = 24, 96
"""Cells across the difference when all shifts are tried, and when the best one is refined."""

_REFINED = 5


class _Pair(NamedTuple):
    """Both pictures around the difference, where the thing may be (its hull), and the difference itself."""

    first: Rgb
    last: Rgb
    place: NDArray[np.bool_]
    differs: NDArray[np.bool_]


def cut_out_sliding(first: Rgb, aligned: Rgb, differs: Mask) -> tuple[Mask, Mask] | None:
    """Return the one thing that explains nearly all that differs, in the first and in the aligned last picture.

    ``None`` where no single thing does.
    """
    hulls = hulls_of(differs)
    left, top, width, height = cv2.boundingRect(hulls)
    window = np.s_[top : top + height, left : left + width]
    whole = _Pair(first[window], aligned[window], hulls[window] > 0, differs[window] > 0)
    down, right = _best_shift(whole, max(width, height))
    # The background that a thing uncovers and the one that it covers may look the same too: the thing stands out.
    for shift in ((down, right), (-down, -right)):
        masks = np.zeros_like(differs), np.zeros_like(differs)
        for mask, place in zip(masks, _places(whole, shift), strict=True):
            mask[window] = made_whole(place)
        explained = _explained(whole, shift) >= _NEARLY_ALL * differs.sum()
        if explained and _stands_out(first, masks[0], hulls) and _stands_out(aligned, masks[1], hulls):
            return masks
    return None


def _stands_out(picture: Rgb, mask: Mask, hulls: Mask) -> bool:
    """Say whether what is masked has another colour than what is around the difference, near it."""
    near = (cv2.dilate(mask, np.ones((_AROUND, _AROUND), np.uint8)) > 0) & (hulls == 0)
    if not near.any() or not mask.any():
        return False
    inner, outer = cv2.mean(picture, mask), cv2.mean(picture, near.astype(np.uint8))
    return float(np.abs(np.subtract(inner, outer)[:3]).mean()) > DIFFERENT


def _best_shift(whole: _Pair, size: int) -> tuple[int, int]:
    """Try every shift on a coarse copy, then those around the best one on a finer copy; return it in pixels."""
    coarse, step = _shrunk(whole, max(size / _COARSE, 1))
    rows, columns = coarse.place.shape
    tried = [(y, x) for y in range(1 - rows, rows) for x in range(1 - columns, columns)]
    y, x = max(tried, key=lambda shift: _explained(coarse, shift))
    fine, fine_step = _shrunk(whole, max(size / _FINE, 1))
    around = range(-_REFINED, _REFINED + 1)
    middle = round(y * step / fine_step), round(x * step / fine_step)
    y, x = max(((middle[0] + dy, middle[1] + dx) for dy in around for dx in around), key=lambda s: _explained(fine, s))
    return round(y * fine_step), round(x * fine_step)


def _shrunk(whole: _Pair, factor: float) -> tuple[_Pair, float]:
    height, width = whole.place.shape
    size = max(round(width / factor), 1), max(round(height / factor), 1)
    layers = (whole.first, whole.last, whole.place.astype(np.uint8) * 255, whole.differs.astype(np.uint8) * 255)
    first, last, place, differs = (cv2.resize(layer, size, interpolation=cv2.INTER_AREA) for layer in layers)
    return _Pair(first, last, place > 127, differs > 127), width / size[0]


def _explained(pair: _Pair, shift: tuple[int, int]) -> int:
    """Count the cells of the difference that the thing covers before or after ``shift`` (down, right)."""
    if shift == (0, 0):
        return 0
    here, there = _places(pair, shift)
    return int(((here | there) & pair.differs).sum())


def _places(pair: _Pair, shift: tuple[int, int]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return what looks the same here in the first picture and, ``shift`` further, there in the last."""
    height, width = pair.place.shape
    before, after = _overlap(height, width, shift)
    here, there = np.zeros_like(pair.place), np.zeros_like(pair.place)
    if here[before].size:
        alike = colour_distance(pair.first[before], pair.last[after]) < _ALIKE
        here[before] = there[after] = alike & pair.place[before] & pair.place[after]
    return here, there


def _overlap(height: int, width: int, shift: tuple[int, int]) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Return the cells that stay inside when shifted, before and after."""
    y, x = shift
    before = np.s_[max(-y, 0) : max(min(height, height - y), 0), max(-x, 0) : max(min(width, width - x), 0)]
    after = np.s_[max(y, 0) : max(min(height, height + y), 0), max(x, 0) : max(min(width, width + x), 0)]
    return before, after
