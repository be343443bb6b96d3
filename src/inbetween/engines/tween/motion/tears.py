"""Step 10: where the smooth path would tear.

In a scene that is not rigid, a loop that does not close may be an edge in the motion, or just flow that is a little
wrong where cloth is pressed together. The pictures tell which: half way, the smooth path reads both of them; where it
reads the same thing in both there is nothing to be splatted.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Field, Flow, Mask, Model, beyond, carry, grid, sample
from inbetween.pixels.compare import colour_distance

_DIFFERENT, _CLEARLY = 15.0, 25.0
"""Levels between both pictures, over 5x5 pixels of the field, from which on they show different things.

Where loops did not close on cloth, bumps and waves 95 % were below 13; where things passed, half were above 18."""

_MOSTLY, _SURELY = 0.35, 0.5
"""Share of a tear that must differ clearly for an edge to be believed; more where so much differs that flow is lost.

A balloon before a sky that passes behind it has .43 to .5, things over cloth .56 to .85. Among bricks whose flow is
lost it is .42 to .57, and a splat there would show shreds where the smooth path shows a blur: 2 to 4 dB."""

_LOST = 0.04
"""Share of the field that differs where flow is lost: .09 among bricks; .02 round a balloon, .006 and less on cloth."""

_REACH = 0.05
"""Share of the width around a tear that an edge may lie in."""


def find_tears(pictures: tuple[Rgb, Rgb], terms: tuple[Flow, ...], camera: Model) -> Mask:
    """Mark, half way and on the field grid, where the smooth path reads different things in both pictures.

    Args:
        pictures: the work copies, in one light.
        terms: the smooth path by powers of t.
        camera: its model on the field grid.
    """
    height, width = terms[0].shape[:2]
    offsets = np.sum([term * np.float32(0.5**power) for power, term in enumerate(terms)], 0)
    here = grid(height, width)
    places = here + offsets[..., :2], carry(camera, here + offsets[..., 2:])
    seen = [
        cv2.remap(_shrunk(picture, (width, height)), place, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        for picture, place in zip(pictures, places, strict=True)
    ]
    difference = cv2.boxFilter(colour_distance(*seen), -1, (5, 5))
    both = ~(beyond(places[0], height, width) | beyond(places[1], height, width))
    return _clear_pieces(difference * both)


def _clear_pieces(difference: Field) -> Mask:
    """Return the pieces that differ, most of each clearly."""
    different = difference > _DIFFERENT
    count, pieces = cv2.connectedComponents(different.astype(np.uint8))
    areas = np.bincount(pieces.ravel(), minlength=count)
    clear = np.bincount(pieces.ravel(), difference.ravel() > _CLEARLY, minlength=count)
    kept = clear > (_SURELY if different.mean() > _LOST else _MOSTLY) * areas
    kept[0] = False
    tears: Mask = kept[pieces].astype(np.uint8)
    return tears


def _shrunk(picture: Rgb, size: tuple[int, int]) -> Rgb:
    small: Rgb = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return small


def near_tears(tears: Mask, way_back: Flow, size: tuple[int, int]) -> NDArray[np.bool_]:
    """Say of each pixel of a frame of (height, width) ``size`` whether it is near a tear half way.

    ``way_back`` leads, on the field grid, from the frame to where its pixels are half way.
    """
    side = 2 * round(_REACH * tears.shape[1]) + 1
    reached = cv2.dilate(tears, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    here: Mask = sample(reached, way_back, nearest=True)
    near: NDArray[np.bool_] = cv2.resize(here, size[::-1], interpolation=cv2.INTER_NEAREST_EXACT) > 0
    return near
