"""Step 8: the rims of layers, pixel by pixel.

The pick compares over a dozen pixels, so the rim of a thing, its half-covered pixels and its thin parts often stay
with the background; left behind, they would show as a ghost of the outline at both ends of its way. Near a layer each
pixel is asked again, over 3x3 pixels only.
"""

from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.flow.labels import Labelling, square
from inbetween.engines.tween.flow.pick import Choice, View
from inbetween.engines.tween.geometry import Field, Flow, outside, sample
from inbetween.engines.tween.steps import Steps
from inbetween.pixels.compare import colour_distance

_REACH = 41
"""Twice the pixels around a layer that are asked again: as far as a mast stands out of a sail."""

_CORE = 9
_CLEARLY = 3.0
"""Levels by which one motion must fit better than the other."""


def refine_rims(labelling: Labelling, views: tuple[View, View], steps: Steps) -> None:
    """Give each pixel near a layer to the layer or to the background, whichever fits clearly better.

    A layer gains only what both frames agree on: background that the thing hides in the other frame fits nothing
    there, and would else be carried along.
    """
    sides = [
        (here, camera if labelling.rigid else here.flow, view)
        for (here, _, camera), view in zip(labelling.sides(), views, strict=True)
    ]
    for number in labelling.layers:
        first, last = steps.both(partial(_asked_again, number=number, dense=labelling.dense), *sides)
        confirmed_first = first.gained & _agreed(last, labelling.first.candidates[number].flow)
        confirmed_last = last.gained & _agreed(first, labelling.last.candidates[number].flow)
        for here, rim, gained in ((labelling.first, first, confirmed_first), (labelling.last, last, confirmed_last)):
            here.assign(gained, number)
            if labelling.rigid:
                here.assign(rim.lost, 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Rim:
    """Pixels that are the layer's, that it should gain, and that it should lose."""

    own: NDArray[np.bool_]
    gained: NDArray[np.bool_]
    lost: NDArray[np.bool_]


def _asked_again(side: tuple[Choice, Flow, View], *, number: int, dense: int) -> _Rim:
    """Ask the pixels of one frame, given its choice, what its background does, and its view."""
    here, background, view = side
    layer = here.candidates[number].flow
    own = (here.index == number).astype(np.uint8)
    near = cv2.dilate(cv2.morphologyEx(own, cv2.MORPH_OPEN, square(5)), square(_REACH)) > 0
    core = cv2.erode(cv2.morphologyEx(own, cv2.MORPH_CLOSE, square(_CORE)), square(_CORE)) > 0
    pictures = view.here, view.there
    missed_by_layer = _missed(here.candidates[number].pictures or pictures, layer)
    missed_by_background = _missed(pictures, background)
    without = here.index < dense
    return _Rim(
        own=own > 0,
        gained=near & without & ~outside(layer) & (missed_by_layer + _CLEARLY < missed_by_background),
        lost=(own > 0) & ~core & (missed_by_background + _CLEARLY < missed_by_layer),
    )


def _agreed(there: _Rim, flow: Flow) -> NDArray[np.bool_]:
    """Say of each pixel here whether it lands on what the other frame calls the layer."""
    layer = (there.own | there.gained) & ~there.lost
    agreed: NDArray[np.bool_] = sample(layer.astype(np.uint8) * 255, flow) > 127
    return agreed


def _missed(pictures: tuple[Rgb, Rgb], flow: Flow) -> Field:
    """Return the mean absolute colour difference over 3x3 pixels."""
    missed: Field = cv2.boxFilter(colour_distance(pictures[0], sample(pictures[1], flow)), -1, (3, 3))
    return missed
