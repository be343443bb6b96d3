"""Step 10: clean plates, both pictures as if nothing moved before their background.

Where a thing stands in one frame, the other frame usually shows what is behind it. What neither shows is continued
smoothly from around; it is invented, but quiet.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Flow, Mask, Points, beyond, fill_holes, resizing
from inbetween.engines.tween.match.light import Light
from inbetween.engines.tween.motion.staging import Stage

_MARGIN = 0.05
"""Share of the width around the things that their background is continued from."""

_NEAR = 0.015
"""Share of the width around a thing where the background is rather taken from a frame that shows none near: bits that
its mask forgot would stay behind."""

_STEP_BACK = 5
_COARSER = 4
"""What is invented has no detail; it is filled on a copy so many times smaller."""

_TOUCHED = 5
"""Of 255."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plate:
    """A picture without things, and which of its pixels one of both frames shows."""

    picture: Rgb
    known: NDArray[np.bool_]


def clean_plates(first: Rgb, last: Rgb, stage: Stage, light: Light | None) -> tuple[Plate, Plate]:
    """Take the things out of two pictures of one size, the stage's or larger; ``light`` is what lies between them."""
    lent = (first, last) if light is None else light.exchanged(first, last)
    things, bending = ([_enlarged(mask, first.shape) for mask in masks] for masks in (stage.covered, stage.bending))
    sides = (
        ((first, lent[1]), stage.background[0], (things[0], bending[0], cv2.max(things[1], bending[1]))),
        ((last, lent[0]), stage.background[1], (things[1], bending[1], cv2.max(things[0], bending[0]))),
    )
    with ThreadPoolExecutor(2, thread_name_prefix="tween-plates") as pool:
        own, other = pool.map(lambda side: _clean(side[0], flow=side[1], masks=side[2]), sides)
    return own, other


def _clean(pictures: tuple[Rgb, Rgb], *, flow: Flow, masks: tuple[Mask, Mask, Mask]) -> Plate:
    """Clean the first of two pictures from the second; ``flow`` leads there.

    ``masks`` are things here, what bends here and stays, and all that is no background there.
    """
    (here, there), (things, bending, foreign) = pictures, masks
    box = _box_of(things)
    places = _places(flow, here.shape[:2], box)
    # 0 far from every thing, 1 near one, 2 where it is.
    mine, theirs = (mask + _near(mask) for mask in (things, foreign))
    mine[(bending > 0) & (things == 0)] = 0
    mine = mine[box]
    theirs = cv2.remap(theirs, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    theirs[beyond(places, *here.shape[:2])] = 2
    open_there = theirs < 2
    own = (mine == 0) | ((mine == 1) & (theirs > 0))
    behind = cv2.remap(there, places, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    picture, known = here.copy(), np.ones(here.shape[:2], np.bool_)
    known[box] = own | open_there
    inside = picture[box]
    cv2.copyTo(behind, (~own & open_there).astype(np.uint8), inside)
    picture[box] = continued(inside, known[box])
    return Plate(picture=picture, known=known)


def continued(picture: Rgb, known: NDArray[np.bool_]) -> Rgb:
    """Fill what is not known smoothly from a step away, since rims are half a thing's."""
    if known.all() or not known.any():
        return picture
    trusted = cv2.erode(known.astype(np.uint8) * 255, np.ones((_STEP_BACK, _STEP_BACK), np.uint8))
    size = max(known.shape[1] // _COARSER, 1), max(known.shape[0] // _COARSER, 1)
    weights = cv2.resize(trusted, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    colours = cv2.resize(cv2.copyTo(picture, trusted), size, interpolation=cv2.INTER_AREA).astype(np.float32)
    filled = fill_holes(colours / np.maximum(weights, 1e-6)[..., None], weights)
    smooth = cv2.resize(np.clip(filled + 0.5, 0, 255).astype(np.uint8), known.shape[::-1])
    result: Rgb = np.where(known[..., None], picture, smooth)
    return result


def _box_of(mask: Mask) -> tuple[slice, slice]:
    left, top, width, height = cv2.boundingRect(mask)
    margin = int(_MARGIN * mask.shape[1])
    bottom, right = min(top + height + margin, mask.shape[0]), min(left + width + margin, mask.shape[1])
    return slice(max(top - margin, 0), bottom), slice(max(left - margin, 0), right)


def _near(covered: Mask) -> Mask:
    side = 2 * int(_NEAR * covered.shape[1]) + 1
    near: Mask = cv2.dilate(covered, np.ones((side, side), np.uint8))
    return near


def _enlarged(mask: Mask, shape: tuple[int, ...]) -> Mask:
    larger = cv2.resize(mask * 255, shape[1::-1], interpolation=cv2.INTER_LINEAR)
    touched: Mask = (larger > _TOUCHED).astype(np.uint8)
    return touched


def _places(flow: Flow, shape: tuple[int, ...], box: tuple[slice, slice]) -> Points:
    """Return where a flow carries the pixels of a frame of ``shape`` that lie in ``box``."""
    rows, columns = box
    # Not by ``grid``: it would keep the places of whole frames, 16 MB each at 1080P.
    places = _enlarged_flow(flow, shape, box)
    places[..., 0] += np.arange(columns.start, columns.stop, dtype=np.float32)
    places[..., 1] += np.arange(rows.start, rows.stop, dtype=np.float32)[:, None]
    return places


def _enlarged_flow(flow: Flow, shape: tuple[int, ...], box: tuple[slice, slice]) -> Flow:
    """Enlarge the part of a flow that lies in ``box`` of a frame of ``shape``."""
    factors = np.array([shape[1] / flow.shape[1], shape[0] / flow.shape[0]], np.float32)
    onto_box = resizing(float(factors[0]), float(factors[1]))
    onto_box[:2, 2] -= box[1].start, box[0].start
    size = box[1].stop - box[1].start, box[0].stop - box[0].start
    larger = cv2.warpAffine(flow, onto_box[:2], size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    result: Flow = larger * factors
    return result
