"""Step 8: layers made whole, and the background that they hide.

A label is 0 for what follows the camera or dense flow, and 1, 2, ... for the layers, in both frames alike. Each step
goes over both frames, since a thing that is seen in one is expected in the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.flow.pick import Choice
from inbetween.engines.tween.geometry import Flow, Mask, fill_holes, length, outside, round_trip, sample

_HELD_REACH = 2.0
"""Pixels to a match within which a piece of a layer is known to be the layer's."""

_TRANSFER_COST = 4.0
"""Levels that a pixel may lose by taking the label that the other frame gives it."""

_ADOPTION_REACH = 25
ALIKE = 2.0
"""Pixels by which two motions may differ and still be one."""

_CHANCE = 150
"""Pixels of a piece that moves as a layer does but is nowhere near it."""

_HIDING_REACH = 7
_GROWTH = 5
_CLEARLY_OTHER = 6.0
_ASTRAY = 5.0
"""Pixels by which dense flow must miss the way back, and the camera's motion, to be given up."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labelling:
    """Both frames' choices and, of either, the camera's flow.

    Candidates up to ``dense`` know no layer; candidate ``dense`` + k is layer k + 1. A layer has the same number
    in both frames.
    """

    first: Choice
    last: Choice
    camera_first: Flow
    camera_last: Flow
    dense: int
    rigid: bool

    @property
    def layers(self) -> range:
        """The numbers of the layers' candidates."""
        return range(self.dense, len(self.first.candidates))

    def sides(self) -> Iterator[tuple[Choice, Choice, Flow]]:
        """Yield (here, there, camera flow here) for the first and the last frame."""
        yield self.first, self.last, self.camera_first
        yield self.last, self.first, self.camera_last


def complete_layers(labelling: Labelling) -> None:
    """Make layers whole: both frames agree on them, and what moves as they do belongs to them."""
    if labelling.rigid:
        _drop_strays(labelling)
        _distrust_dense(labelling)
    _transfer(labelling)
    _transfer(labelling)
    _adopt(labelling)
    _assign_known(labelling)


def settle_background(labelling: Labelling) -> None:
    """Give hidden background its motion back, and let what bends grow over what is left of its rims."""
    if labelling.layers:
        _uncover_background(labelling)
    if labelling.rigid:
        _grow(labelling)


def labels(choice: Choice, dense: int) -> NDArray[np.uint8]:
    """Return the label of each pixel: 0, or the number of its layer from 1."""
    return np.where(choice.index >= dense, choice.index - (dense - 1), 0).astype(np.uint8)


def _drop_strays(labelling: Labelling) -> None:
    """Give back to the camera the pieces of a layer that none of its matches lies in.

    Plain sky fits any motion; where a thing will cover it, that of another layer would carry a piece of sky along.
    """
    for here, _, _ in labelling.sides():
        for number in labelling.layers:
            far = here.candidates[number].far
            if far is None:
                continue
            count, pieces = cv2.connectedComponents((here.index == number).astype(np.uint8))
            held = np.zeros(count, np.bool_)
            held[pieces[far < _HELD_REACH]] = True
            held[0] = True
            here.assign(~held[pieces], 0)


def _distrust_dense(labelling: Labelling) -> None:
    """Give back to the camera what dense flow carries to a place that does not lead back.

    Where the other frame shows nothing alike, hidden, too small or in another light, dense flow fits something else.
    """
    loops = [
        round_trip(labelling.first.flow, labelling.last.flow),
        round_trip(labelling.last.flow, labelling.first.flow),
    ]
    for (here, _, camera), loop in zip(labelling.sides(), loops, strict=True):
        dense = (here.index > 0) & (here.index < labelling.dense) & ~outside(here.flow)
        here.assign(dense & (loop > _ASTRAY) & (length(here.flow - camera) > _ASTRAY), 0)


def _transfer(labelling: Labelling) -> None:
    """Where one frame says layer k and the other disagrees without good reason, make it layer k in both."""
    for there, here, _ in labelling.sides():
        for number in labelling.layers:
            flow = here.candidates[number].flow
            claimed = sample((there.index == number).astype(np.uint8) * 255, flow) > 127
            cheap = here.costs[number] < here.cost + _TRANSFER_COST
            here.assign(claimed & cheap & (here.index != number) & ~outside(flow), number)


def _adopt(labelling: Labelling) -> None:
    """Give a layer the dense pixels around it that move as it does."""
    lowest = 1 if labelling.rigid else 0
    for here, _, camera in labelling.sides():
        for number in labelling.layers:
            layer = here.candidates[number].flow
            own = _opened(here.index == number)
            dense = (here.index < labelling.dense) & (here.index >= lowest)
            alike = furthest(here.flow - layer) < ALIKE
            distinct = furthest(layer - camera) > 2 * ALIKE
            joining = dense & alike & distinct
            near = cv2.dilate(own, square(_ADOPTION_REACH)) > 0
            far = touching(joining, own) | large(joining) if labelling.rigid else False
            here.assign(joining & (near | far), number)


def touching(joining: NDArray[np.bool_], own: Mask) -> NDArray[np.bool_]:
    """Return the pieces of ``joining`` that touch ``own``, however far they reach."""
    together = cv2.dilate(cv2.max(joining.astype(np.uint8), own), square(3))
    count, pieces = cv2.connectedComponents(together)
    touched = np.zeros(count, np.bool_)
    touched[pieces[own > 0]] = True
    result: NDArray[np.bool_] = touched[pieces]
    return result


def large(pixels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the pieces that are too large to move like a thing by chance."""
    _, pieces, statistics, _ = cv2.connectedComponentsWithStats(_opened(pixels))
    enough = statistics[:, cv2.CC_STAT_AREA] >= _CHANCE
    enough[0] = False
    result: NDArray[np.bool_] = enough[pieces]
    return result


def _assign_known(labelling: Labelling) -> None:
    """Give a layer the pixels that are known to be its, from outline to outline."""
    for here, _, _ in labelling.sides():
        for number in labelling.layers:
            known = here.candidates[number].known
            if known is not None:
                here.assign(known > 0, number)


def _uncover_background(labelling: Labelling) -> None:
    """Where the background's motion lands under a layer of the other frame, believe the background."""
    layers = [_solid(choice.index >= labelling.dense) for choice in (labelling.first, labelling.last)]
    loops = [
        round_trip(labelling.first.flow, labelling.last.flow),
        round_trip(labelling.last.flow, labelling.first.flow),
    ]
    for side, (here, _, camera) in enumerate(labelling.sides()):
        own, other, loop = layers[side], layers[1 - side], loops[side]
        background = camera if labelling.rigid else _filled_background(here.flow, own, loop)
        if background is None:
            continue
        lands_under = sample(cv2.dilate(other, square(_HIDING_REACH)).astype(np.float32), background) > 0.3
        hidden = (own == 0) & lands_under & (loop > 1)
        closed = cv2.morphologyEx(hidden.astype(np.uint8), cv2.MORPH_CLOSE, square(5)) > 0
        here.assign(closed & (own == 0), 0, background)


def _filled_background(flow: Flow, layer: Mask, loop: NDArray[np.float32]) -> Flow | None:
    """Extend the flow of what is no layer under the layers; ``None`` if too little of it can be trusted."""
    good = (loop < 1.5) & (layer == 0) & ~outside(flow)
    known = cv2.erode(good.astype(np.float32), square(5))
    return fill_holes(flow, known) if known.mean() >= 0.3 else None


def _grow(labelling: Labelling) -> None:
    """Close what bends and let it grow over rims whose motion is clearly less than its own; the rest has mattes."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_GROWTH, _GROWTH))
    for here, _, camera in labelling.sides():
        for number in labelling.layers:
            if here.candidates[number].far is not None:
                continue
            layer = here.candidates[number].flow
            grown = cv2.dilate(_solid(here.index == number), disc) > 0
            slower = length(layer - camera) > length(here.flow - camera) + _CLEARLY_OTHER
            here.assign(grown & slower & (here.index != number) & ~outside(layer), number)


def furthest(flow: Flow) -> NDArray[np.float32]:
    """Return the longer of both components."""
    return np.maximum(np.abs(flow[..., 0]), np.abs(flow[..., 1]))


def square(side: int) -> Mask:
    """Return a square structuring element."""
    return np.ones((side, side), np.uint8)


def _opened(pixels: NDArray[np.bool_]) -> Mask:
    mask: Mask = cv2.morphologyEx(pixels.astype(np.uint8), cv2.MORPH_OPEN, square(5))
    return mask


def _solid(pixels: NDArray[np.bool_]) -> Mask:
    mask: Mask = cv2.morphologyEx(_opened(pixels), cv2.MORPH_CLOSE, square(9))
    return mask
