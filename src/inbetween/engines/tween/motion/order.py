"""Step 10: which layer is in front, and about which point each one turns."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.flow.labels import Labelling, square
from inbetween.engines.tween.flow.orphans import Orphans
from inbetween.engines.tween.flow.pick import NEVER, Choice
from inbetween.engines.tween.geometry import Mask, Points, carry, sample
from inbetween.engines.tween.things.layers import Layer

_CLEAR_MAJORITY = 20
_OVERLAP = 30
_SMALLEST_OUTLINE = 50


def ranks(labelling: Labelling, orphans: tuple[Orphans, Orphans] | None) -> NDArray[np.float32]:
    """Return the back-to-front rank of each label: 0 the background, no two layers equal.

    Where the masks of one frame, carried into the other, overlap there, the layer that fits better is in front.
    Without any overlap the larger layer is: a guess, right half of the time; equal ranks would average two motions.
    """
    count = len(labelling.layers)
    wins = np.zeros((count, count), int)
    if count > 1:
        wins += _votes(labelling.first, labelling.last, labelling)
        wins += _votes(labelling.last, labelling.first, labelling)
    for frame in orphans or ():
        wins += [[frame.in_front(j, i) for j in range(1, count + 1)] for i in range(1, count + 1)]
    lead = wins - wins.T
    score = (np.sign(lead) * (np.abs(lead) > _CLEAR_MAJORITY)).sum(1)
    areas = [int((labelling.first.index == number).sum()) for number in labelling.layers]
    back_to_front = sorted(range(count), key=lambda layer: (score[layer], areas[layer], -layer))
    result = np.zeros(count + 1, np.float32)
    for rank, layer in enumerate(back_to_front, start=1):
        result[layer + 1] = rank
    return result


def _votes(here: Choice, there: Choice, labelling: Labelling) -> NDArray[np.int_]:
    """Count, per pair (i, j) of layers, pixels of frame ``there`` that both would cover and i explains better."""
    numbers = labelling.layers
    carried = [_core_carried(here, there, number) for number in numbers]
    votes = np.zeros((len(numbers), len(numbers)), int)
    for i in range(len(numbers)):
        for j in range(len(numbers)):
            compared = cv2.max(there.costs[numbers[i]], there.costs[numbers[j]]) < NEVER
            contested = carried[i] & carried[j] & compared
            if i != j and contested.sum() > _OVERLAP:
                better = there.costs[numbers[i]][contested] < there.costs[numbers[j]][contested] - 1
                votes[i, j] = int(better.sum())
    return votes


def _core_carried(here: Choice, there: Choice, number: int) -> NDArray[np.bool_]:
    """Return the eroded mask of a layer as the other frame would see it; rims would vote wrongly."""
    core = cv2.erode(_whole((here.index == number).astype(np.uint8)), square(7))
    result: NDArray[np.bool_] = sample(core, there.candidates[number].flow, nearest=True, zero_outside=True) > 0
    return result


def centre(masks: tuple[Mask, Mask], layer: Layer) -> Points:
    """Return the point (1, 2) of frame 0 about which a layer turns: the middle of the smallest circle around it.

    Two frames do not tell. A thing is usually drawn, and turned, about the middle of what it fills; of our things the
    circle misses that by 0 to 8 pixels of 640, the centre of their area by up to 30. What one frame hides of the
    outline, the other shows.
    """
    first, last = (_outline(mask) for mask in masks)
    points = np.concatenate([first, carry(layer.inverse, last)])
    middle, _ = cv2.minEnclosingCircle(points if len(points) else layer.matches.first)
    return np.array([middle], np.float32)


def _outline(mask: Mask) -> Points:
    """Return the outline of the largest piece of a mask, if that is worth it."""
    outlines: Sequence[NDArray[np.int32]]
    outlines, _ = cv2.findContours(_whole(mask), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(outlines, key=cv2.contourArea, default=np.zeros((0, 1, 2), np.int32))
    if len(largest) == 0 or cv2.contourArea(largest) < _SMALLEST_OUTLINE:
        return np.zeros((0, 2), np.float32)
    return largest[:, 0].astype(np.float32)


def _whole(mask: Mask) -> Mask:
    """Drop single pixels and close what is narrow."""
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, square(5))
    closed: Mask = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, square(15))
    return closed
