"""Step 8: pixels that only one frame shows, beside things that hide each other.

What a thing in front uncovers has no partner in the other frame, whether it is background or a thing further back; so
motion cannot tell whose it is, but the picture can: it is flooded from all that fits, and floods meet at edges. Whose
it is then tells who is in front: whatever stands, in the other frame, where its owner carries it.
"""

from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.flow.colouring import looks_like
from inbetween.engines.tween.flow.labels import Labelling, labels, square, touching
from inbetween.engines.tween.flow.pick import CAMERA_CAP, Choice, View
from inbetween.engines.tween.geometry import Flow, outside, sample
from inbetween.engines.tween.steps import Steps

_MISFIT = 8.0
"""Levels from which on a pixel does not fit where it is; the cap of the camera's cost is 11."""

_TIMES_TYPICAL = 3.0
"""And as a multiple of what is typical of its layer, which may be in a light of its own."""

_NEARLY = 0.95

_BLURRED = 7
"""Costs are those of a neighbourhood, so the rim around a thing costs as much as the thing does. 5 and 9 do as well;
without, a thing that the frame cuts loses 2.6 dB."""

_ISLAND = 9
"""Background that fits must be so wide to flood its surroundings; narrower, it fits by chance."""

_NEAR, _CORE = 81, 5
"""Twice the pixels around a layer whose background its colours are compared with, and inside it that count as its."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Orphans:
    """A frame's picture, the pixels of it that fit nowhere, and its labels with these flooded from around.

    ``landings`` says of each label, 0 the background, what the other frame shows where it carries a pixel: a label,
    or ``beyond`` the frame.
    """

    picture: Rgb
    pixels: NDArray[np.bool_]
    labels: NDArray[np.uint8]
    landings: list[NDArray[np.uint8]]
    beyond: list[NDArray[np.bool_]]

    def in_front(self, owner: int, other: int) -> int:
        """Count the orphans of one label that another one hides in the other frame."""
        return int((self.pixels & (self.labels == owner) & (self.landings[owner] == other)).sum())


def find_orphans(labelling: Labelling, views: tuple[View, View], steps: Steps) -> tuple[Orphans, Orphans]:
    """Find the orphans of both frames and whose they look like."""
    owns = [labels(choice, labelling.dense) for choice in (labelling.first, labelling.last)]
    sides = [
        (here, camera, owns[side], owns[1 - side], views[side].here)
        for side, (here, _, camera) in enumerate(labelling.sides())
    ]
    return steps.both(partial(_orphans, dense=labelling.dense), *sides)


_Side: TypeAlias = tuple[Choice, Flow, NDArray[np.uint8], NDArray[np.uint8], Rgb]
"""A frame's choice, what the camera does to it, the labels here and there, and its picture."""


def _orphans(side: _Side, *, dense: int) -> Orphans:
    here, camera, own, there, picture = side
    flows = [camera, *(candidate.flow for candidate in here.candidates[dense:])]
    pixels = _misfits(here, own, dense)
    return Orphans(
        picture=picture,
        pixels=pixels,
        labels=_flooded(picture, own, pixels),
        landings=[sample(there, flow, nearest=True, zero_outside=True) for flow in flows],
        beyond=[outside(flow) for flow in flows],
    )


def _misfits(here: Choice, own: NDArray[np.uint8], dense: int) -> NDArray[np.bool_]:
    """Mark what fits badly where it is, give or take single pixels."""
    misfits = (here.index == 0) & (here.cost > _MISFIT)
    for label, number in enumerate(range(dense, len(here.candidates)), start=1):
        layer = own == label
        if layer.any():
            bad = max(_MISFIT, _TIMES_TYPICAL * float(np.median(here.costs[number][layer])))
            misfits |= layer & (here.costs[number] > bad)
    opened = cv2.morphologyEx(misfits.astype(np.uint8), cv2.MORPH_OPEN, square(3)) > 0
    fits = cv2.morphologyEx(((own == 0) & ~opened).astype(np.uint8), cv2.MORPH_OPEN, square(_ISLAND)) > 0
    result: NDArray[np.bool_] = opened | ((own == 0) & ~fits)
    return result


def _flooded(picture: Rgb, own: NDArray[np.uint8], orphans: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return the labels of a frame, flooded into its orphans."""
    marks = np.where(orphans, 0, own.astype(np.int32) + 1)
    flooded = cv2.watershed(picture, marks)
    # The floods leave a line of -1 where they meet, and round the frame.
    filled = np.where(flooded > 0, flooded, cv2.dilate(flooded.astype(np.float32), square(3)))
    return np.where(orphans & (filled > 0), filled - 1, own).astype(np.uint8)


def adopt_orphans(labelling: Labelling, found: tuple[Orphans, Orphans], ranks: NDArray[np.float32]) -> None:
    """Give orphans to the label that they look like, if it may be hidden or out of sight in the other frame.

    Where the background's motion can be compared and does not fit, whatever may be hidden has them.
    ``ranks`` has the back-to-front rank of each label.
    """
    for (here, _, camera), orphans in zip(labelling.sides(), found, strict=True):
        own = labels(here, labelling.dense)
        background = orphans.pixels & (own > 0) & (orphans.labels == 0) & (orphans.landings[0] > 0)
        here.assign(background, 0, camera)
        refuted = (own == 0) & (orphans.landings[0] == 0) & ~orphans.beyond[0] & _refuted(here)
        _claim(here, labelling, orphans, ranks=ranks, refuted=refuted)


def _claim(
    here: Choice,
    labelling: Labelling,
    orphans: Orphans,
    *,
    ranks: NDArray[np.float32],
    refuted: NDArray[np.bool_],
) -> None:
    """Let each layer claim orphans that touch it; ``refuted`` are no background for certain."""
    own = labels(here, labelling.dense)
    inner = cv2.erode(refuted.astype(np.uint8), square(_BLURRED)) > 0
    for label, number in enumerate(labelling.layers, start=1):
        behind, beyond = ranks[orphans.landings[label]] > ranks[label], orphans.beyond[label]
        alike = (orphans.labels == label) & (behind | beyond | _enclosed(ranks[own] >= ranks[label]))
        alike |= _coloured(orphans, own, label)
        nobody_else = (orphans.labels == label) | (orphans.labels == 0)
        leaves = beyond & nobody_else & inner
        claimed = orphans.pixels & (alike | (refuted & (behind | leaves)))
        here.assign(claimed & touching(claimed, (own == label).astype(np.uint8)), number)


def _coloured(orphans: Orphans, own: NDArray[np.uint8], label: int) -> NDArray[np.bool_]:
    """Mark what looks like a layer that leaves the frame, where the background's motion cannot be compared either.

    A flood stops at a thing's own stripes; its colours do not.
    """
    unseen = (orphans.landings[0] > 0) | orphans.beyond[0]
    undecided: NDArray[np.bool_] = orphans.pixels & orphans.beyond[label] & unseen & (orphans.labels == 0)
    if not undecided.any():
        return undecided
    layer = (own == label).astype(np.uint8)
    near = cv2.dilate(layer, square(_NEAR)) > 0
    core = cv2.erode(layer, square(_CORE)) > 0
    alike = looks_like(orphans.picture, core, (own == 0) & ~orphans.pixels & near)
    undecided &= _enclosed((undecided & alike) | (layer > 0))
    return undecided


def _enclosed(pixels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return pixels and what is narrow between them."""
    closed: NDArray[np.bool_] = cv2.morphologyEx(pixels.astype(np.uint8), cv2.MORPH_CLOSE, square(_ISLAND)) > 0
    return closed


def _refuted(here: Choice) -> NDArray[np.bool_]:
    """Say where the background's motion fits as badly as it may."""
    worst = (here.costs[0] > _NEARLY * CAMERA_CAP).astype(np.uint8)
    opened: NDArray[np.bool_] = cv2.morphologyEx(worst, cv2.MORPH_OPEN, square(3)) > 0
    return opened
