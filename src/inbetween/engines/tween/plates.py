"""Step 10: clean plates, both pictures as if nothing moved before their background.

Where a thing stands in one frame, the other frame usually shows what is behind it. What neither shows is continued
smoothly from around; it is invented, but quiet.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Flow, Mask, beyond, fill_holes, grid
from inbetween.engines.tween.light import Light
from inbetween.engines.tween.staging import Stage

_MARGIN = 0.05
"""Share of the width around the things that their background is continued from."""

_STEP_BACK = 5
_COARSER = 4
"""What is invented has no detail; it is filled on a copy so many times smaller."""

_TOUCHED = 0.02


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plate:
    """A picture without things, and which of its pixels one of both frames shows."""

    picture: Rgb
    known: NDArray[np.bool_]


def clean_plates(first: Rgb, last: Rgb, stage: Stage, light: Light | None) -> tuple[Plate, Plate]:
    """Take the things out of two pictures of one size, the stage's or larger; ``light`` is what lies between them."""
    lent = (first, last) if light is None else light.exchanged(first, last)
    size = first.shape[1], first.shape[0]
    covered = [_enlarged(mask, size) for mask in stage.covered]
    flows = [_enlarged_flow(flow, size) for flow in stage.background]
    return (
        _clean(first, lent[1], flow=flows[0], covered=covered[0], covered_there=covered[1]),
        _clean(last, lent[0], flow=flows[1], covered=covered[1], covered_there=covered[0]),
    )


def _clean(here: Rgb, there: Rgb, *, flow: Flow, covered: Mask, covered_there: Mask) -> Plate:
    box = _box_of(covered)
    places = grid(*covered.shape)[box] + flow[box]
    hidden_there = cv2.remap(covered_there, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) > 0
    open_there = ~hidden_there & ~beyond(places, *covered.shape)
    own = covered[box] == 0
    behind = cv2.remap(there, places, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    picture, known = here.copy(), np.ones(covered.shape, np.bool_)
    known[box] = own | open_there
    inside = picture[box]
    cv2.copyTo(behind, (~own & open_there).astype(np.uint8), inside)
    picture[box] = continued(inside, known[box])
    return Plate(picture=picture, known=known)


def continued(picture: Rgb, known: NDArray[np.bool_]) -> Rgb:
    """Fill what is not known smoothly from a step away, since rims are half a thing's."""
    if known.all() or not known.any():
        return picture
    trusted = cv2.erode(known.astype(np.uint8), np.ones((_STEP_BACK, _STEP_BACK), np.uint8)).astype(np.float32)
    size = max(known.shape[1] // _COARSER, 1), max(known.shape[0] // _COARSER, 1)
    weights = cv2.resize(trusted, size, interpolation=cv2.INTER_AREA)
    colours = cv2.resize(picture * trusted[..., None], size, interpolation=cv2.INTER_AREA)
    filled = fill_holes(colours / np.maximum(weights, 1e-6)[..., None], weights)
    smooth = cv2.resize(np.clip(filled + 0.5, 0, 255).astype(np.uint8), known.shape[::-1])
    result: Rgb = np.where(known[..., None], picture, smooth)
    return result


def _box_of(mask: Mask) -> tuple[slice, slice]:
    left, top, width, height = cv2.boundingRect(mask)
    margin = int(_MARGIN * mask.shape[1])
    return np.s_[max(top - margin, 0) : top + height + margin, max(left - margin, 0) : left + width + margin]


def _enlarged(mask: Mask, size: tuple[int, int]) -> Mask:
    larger = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    touched: Mask = (larger > _TOUCHED).astype(np.uint8)
    return touched


def _enlarged_flow(flow: Flow, size: tuple[int, int]) -> Flow:
    factors = np.array([size[0] / flow.shape[1], size[1] / flow.shape[0]], np.float32)
    larger: Flow = cv2.resize(flow, size, interpolation=cv2.INTER_LINEAR) * factors
    return larger
