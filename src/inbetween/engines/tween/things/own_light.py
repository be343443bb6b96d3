"""Step 5: the light of one thing, where it changes otherwise than that of the rest.

The matches of such a thing are few and lie on its rim, where half of what is around them is somebody else's. So its
colours are compared all over it: near its matches, wherever neither frame is explained by the camera.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Model, Points, beyond, carry, grid
from inbetween.engines.tween.match.camera import Camera
from inbetween.engines.tween.match.light import REMOVED, Light, Shade, is_sane
from inbetween.engines.tween.match.matching import Matches
from inbetween.engines.tween.things.layers import Layer

NOTICED = 8.0
"""Levels of median difference from which on a thing may have a light of its own: those that light up or go dark have 21
to 41. Others have 1 to 8, but what is left of it then is .8 and more: a gain does not explain wrong places."""

_STEP, _BLUR = 3, 5
"""Pixels from place to place, and over which colours are averaged."""

_REACH = 0.06
"""How far beyond its matches a thing is looked for, as a share of the width."""

_UNEXPLAINED, _CLIPPED = 8.0, 240.0
"""Levels that the camera must miss a place by, and from which on a colour may be cut off."""

_ENOUGH = 100
"""Places that are better evidence than matches."""


def find_own_light(first: Rgb, last: Rgb, layer: Layer, camera: Camera) -> Light | None:
    """Find the gain of one thing, or return ``None`` where its light is that of the rest.

    Args:
        first: the first work copy.
        last: the last work copy, in the same light but for things that have their own.
        layer: the thing, by its model and matches.
        camera: what the whole frame does.
    """
    pictures = cv2.blur(first, (_BLUR, _BLUR)), cv2.blur(last, (_BLUR, _BLUR))
    before, after = _own_colours(pictures, layer, camera)
    change = float(np.median(np.abs(before - after)))
    if change < NOTICED:
        return None
    (to_first, left), (to_last, left_back) = _gain(after, before), _gain(before, after)
    sane = is_sane(to_first) and is_sane(to_last)
    return Light(to_first=to_first, to_last=to_last) if sane and min(left, left_back) <= REMOVED * change else None


def _own_colours(
    pictures: tuple[Rgb, Rgb], layer: Layer, camera: Camera
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the colours (n, 3) of the same places of a thing in both frames."""
    first, last = pictures
    places = _places(layer.model, layer.matches.first, first.shape[:2])
    before, after = _colours(first, places.first), _colours(last, places.last)
    behind = _colours(last, carry(camera.model, places.first)), _colours(first, carry(camera.inverse, places.last))
    own = (np.maximum(before, after) < _CLIPPED).all(1)
    for colours, background in zip((before, after), behind, strict=True):
        own &= np.abs(colours - background).mean(1) > _UNEXPLAINED
    if own.sum() >= _ENOUGH:
        return before[own], after[own]
    return _colours(first, layer.matches.first), _colours(last, layer.matches.last)


def _places(model: Model, matches: Points, size: tuple[int, ...]) -> Matches:
    """Return places around the matches of the first frame that the thing carries to somewhere in the last."""
    height, width = size
    (left, top), (right, bottom) = matches.min(0) - _REACH * width, matches.max(0) + _REACH * width
    box = np.s_[max(int(top), 0) : int(bottom) : _STEP, max(int(left), 0) : int(right) : _STEP]
    here = grid(height, width)[box].reshape(-1, 2)
    there = carry(model, here)
    kept = ~beyond(there, height, width)
    return Matches(first=here[kept], last=there[kept], turns=np.ones(int(kept.sum()), np.complex64))


def _colours(picture: Rgb, points: Points) -> NDArray[np.float32]:
    height, width = picture.shape[:2]
    x, y = np.clip(np.rint(points), 0, (width - 1, height - 1)).astype(int).T
    return np.asarray(picture[y, x], np.float32)


def _gain(source: NDArray[np.float32], target: NDArray[np.float32]) -> tuple[Shade, float]:
    """Take the median gain, and say how many levels it misses in the median: some places are somebody else's."""
    gain = np.median((target + 1) / (source + 1), axis=0)
    missed = float(np.median(np.abs(gain * source - target)))
    return Shade.of_gains(gain, missed / max(float(target.std(0).mean()), 1.0)), missed
