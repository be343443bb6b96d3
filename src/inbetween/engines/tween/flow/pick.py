"""Step 7: the cheapest candidate of each pixel.

The cost compares colours and gradients of the warped picture, aggregated by a guided filter (He et al., 2010) so that
choices change at edges of the picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.flow.candidates import Candidate
from inbetween.engines.tween.geometry import Field, Flow, beyond, grid, length, outside
from inbetween.engines.tween.match.evidence import grey

_CUT = 25.0
"""Levels beyond which a difference says no more."""

CAMERA_CAP = 11.0
"""So that background that the other frame hides stays background."""

_CAMERA_LEAVES, _LEAVES = 9.0, 12.0
"""What leaving the other frame costs, in levels. Were it below the cap for others than the camera, a flow could
escape comparison by pointing out of the frame: 6 dB on a zoom past fine lines."""

_FAR_COST, _FAR_SHARE = 3.5, 0.1
NEVER = np.float32(99)
"""The cost of a layer far from its matches, where it was not tried."""

_RADIUS, _EPSILON = 9, 0.002
_VOTERS = 7
_THIRDS = np.full((1, 3), 1 / 3, np.float32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """One frame looking at the other, in the same light: both pictures and this one's grey."""

    here: Rgb
    there: Rgb
    grey: Plane


@dataclass(slots=True, kw_only=True, eq=False)
class Choice:
    """What was chosen for each pixel of a frame; the steps after the first pick write to it.

    ``index`` is the number of the chosen candidate, ``cost`` its cost, ``costs`` those of every candidate.
    """

    flow: Flow
    index: NDArray[np.uint8]
    cost: Field
    costs: list[Field]
    candidates: Sequence[Candidate]

    def assign(self, pixels: NDArray[np.bool_], number: int, flow: Flow | None = None) -> None:
        """Give ``pixels`` to candidate ``number``, with its flow unless another is given."""
        # A tenth of the time of assigning to self.flow[pixels].
        mask = pixels.view(np.uint8)
        np.copyto(self.index, np.uint8(number), where=pixels)
        cv2.copyTo(self.costs[number], mask, self.cost)
        cv2.copyTo(self.candidates[number].flow if flow is None else flow, mask, self.flow)


class _Guide:
    """A guided filter with one guide, a grey picture."""

    def __init__(self, plane: Plane) -> None:
        guide = plane.astype(np.float32) / np.float32(255)
        self._plane = plane
        self._guide = guide
        self._mean = _box(guide)
        self._precision = np.float32(1) / (_box(guide * guide) - self._mean * self._mean + np.float32(_EPSILON))

    @cached_property
    def gradients(self) -> tuple[Field, Field]:
        """Across and down."""
        return _gradients(self._plane)

    def __call__(self, values: Field) -> Field:
        mean = _box(values)
        slope = (_box(self._guide * values) - self._mean * mean) * self._precision
        offset = mean - slope * self._mean
        return _box(slope) * self._guide + _box(offset)


def _box(values: Field) -> Field:
    result: Field = cv2.boxFilter(values, -1, (_RADIUS, _RADIUS))
    return result


def pick(view: View, candidates: Sequence[Candidate], trust: float) -> Choice:
    """Choose a candidate for every pixel of ``view.here``.

    ``trust`` (0..1) in the camera is how much a pixel that the camera carries out of the frame must follow it.
    """
    prior = next((candidate.flow for candidate in candidates if candidate.camera), None)
    whole = _Guide(view.grey)
    costs = []
    for candidate in candidates:
        extra = np.float32(0) if prior is None or candidate.camera else _desertion(candidate, prior, trust)
        guide = whole if candidate.far is None else _Guide(view.grey[candidate.box])
        costs.append(_aggregated(view, candidate, guide, extra))
    return _cheapest(costs, candidates)


def cost_of(view: View, candidate: Candidate) -> Field:
    """Return the cost of one more candidate."""
    return _aggregated(view, candidate, _Guide(view.grey[candidate.box]), np.float32(0))


def _aggregated(view: View, candidate: Candidate, guide: _Guide, extra: Any) -> Field:
    smooth: Field = cv2.boxFilter(guide(_cost(view, candidate, guide) + extra), -1, (5, 5))
    if candidate.camera:
        smooth = cv2.min(smooth, CAMERA_CAP)
    if smooth.shape == view.grey.shape:
        return smooth
    whole = np.full(view.grey.shape, NEVER, np.float32)
    whole[candidate.box] = smooth
    return whole


def _cost(view: View, candidate: Candidate, guide: _Guide) -> Field:
    picture, there = candidate.pictures or (view.here, view.there)
    here, flow = picture[candidate.box], candidate.flow[candidate.box]
    place = grid(*view.grey.shape)[candidate.box] + flow
    warped = cv2.remap(there, place, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    colour = cv2.min(cv2.transform(cv2.absdiff(here, warped), _THIRDS), _CUT).astype(np.float32)
    across, down = _gradients(grey(warped))
    # A layer's own light may not be the guide's.
    own_across, own_down = guide.gradients if candidate.pictures is None else _gradients(grey(here))
    # The gradient of the warped picture, not the warped gradient: that one would charge a rotation for turning.
    gradient = cv2.min(cv2.absdiff(across, own_across) + cv2.absdiff(down, own_down), _CUT)
    cost: Field = cv2.scaleAdd(gradient, 0.5, colour)
    cost[beyond(place, *view.grey.shape)] = _CAMERA_LEAVES if candidate.camera else _LEAVES
    if candidate.far is not None:
        reach = _FAR_SHARE * view.grey.shape[1]
        cost += np.minimum(candidate.far[candidate.box] * np.float32(_FAR_COST / reach), np.float32(_FAR_COST))
    return cost + np.float32(candidate.bias)


def _gradients(plane: Plane) -> tuple[Field, Field]:
    return cv2.Sobel(plane, cv2.CV_32F, 1, 0, scale=0.25), cv2.Sobel(plane, cv2.CV_32F, 0, 1, scale=0.25)


def _desertion(candidate: Candidate, prior: Flow, trust: float) -> Any:
    """Charge what leaves the camera's motion where nothing can be compared."""
    away = outside(prior)[candidate.box]
    if not away.any():
        return np.float32(0)
    distance = length(candidate.flow[candidate.box] - prior[candidate.box])
    return np.where(away, np.float32(trust) * np.minimum(distance, 30), np.float32(0))


def median_index(index: NDArray[np.uint8], count: int) -> NDArray[np.uint8]:
    """Return the median of each 7x7 pixels of numbers below ``count``: as often as numbers are as large, it is.

    In a tenth of the time of ``cv2.medianBlur`` where numbers are few.
    """
    median = np.zeros(index.shape, np.uint8)
    for number in range(1, count):
        as_large = cv2.compare(index, number, cv2.CMP_GE) >> 7
        votes = cv2.boxFilter(as_large, -1, (_VOTERS, _VOTERS), normalize=False, borderType=cv2.BORDER_REPLICATE)
        median += votes > _VOTERS * _VOTERS // 2
    return median


def _cheapest(costs: list[Field], candidates: Sequence[Candidate]) -> Choice:
    best, index = costs[0].copy(), np.zeros(costs[0].shape, np.uint8)
    for number in range(1, len(costs)):
        index[cv2.compare(costs[number], best, cv2.CMP_LT) > 0] = number
        cv2.min(costs[number], best, best)
    index = median_index(index, len(costs))
    flow, cost = candidates[0].flow.copy(), costs[0].copy()
    for number in range(1, len(costs)):
        chosen = (index == number).astype(np.uint8)
        cv2.copyTo(candidates[number].flow, chosen, flow)
        cv2.copyTo(costs[number], chosen, cost)
    return Choice(flow=flow, index=index, cost=cost, costs=costs, candidates=candidates)
