"""Step 7: things that move on their own and bend: a flag, a coat, somebody who turns.

No similarity explains them, dense flow does; but dense flow ends raggedly at their rims and knows no front and back.
What moves far against a rigid camera, and agrees on it in both frames, becomes one more layer whose flow is the dense
flow, extended over its rims. From there on it is treated like any other layer, except that its pixels go straight.
"""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.flow.candidates import Candidate
from inbetween.engines.tween.flow.labels import ALIKE, furthest
from inbetween.engines.tween.flow.pick import CAMERA_CAP, Choice, View, cost_of
from inbetween.engines.tween.geometry import Flow, Mask, fill_holes, length, outside, round_trip
from inbetween.engines.tween.steps import Steps

_OWN_MOTION = 3.0
_AGREEMENT = 1.5
_NEARLY_CAPPED, _AFFORDABLE = 0.99 * CAMERA_CAP, 2 * CAMERA_CAP
_FAR = 0.02
"""Share of the width that most of a thing must move against the camera, so that soft parallax is no thing."""

_MOSTLY = 0.5
_CLEARANCE = 25
"""Twice the pixels around a layer that are the layer's to adopt."""

_SMALLEST = 0.003
"""Share of the frame."""


def add_bending_layer(
    choices: tuple[Choice, Choice], cameras: tuple[Flow, Flow], views: tuple[View, View], steps: Steps
) -> tuple[Choice, Choice] | None:
    """Return both choices with one more candidate, chosen where things bend; ``None`` where nothing does."""
    first, last = choices
    ways = (first, last, cameras[0]), (last, first, cameras[1])
    steps.both(lambda way: _believe_agreement(*way), *ways)
    masks = steps.both(lambda way: _bending(*way), *ways)
    if min(float(mask.mean()) for mask in masks) < _SMALLEST:
        return None
    return steps.both(lambda side: _with_layer(*side), (first, masks[0], views[0]), (last, masks[1], views[1]))


def _believe_agreement(here: Choice, there: Choice, camera: Flow) -> None:
    """Give pixels back to dense flow that fits badly but agrees with the other frame's.

    The camera's cost is capped for the sake of hidden background, so it also takes finely textured things, whose best
    flow costs more than the cap. What is hidden has no flow that comes back to where it started.
    """
    contested = (here.index == 0) & (here.costs[0] > _NEARLY_CAPPED)
    best = np.full(contested.shape, _AFFORDABLE, np.float32)
    for number, candidate in enumerate(here.candidates):
        if candidate.camera or candidate.far is not None:
            continue
        loop = round_trip(candidate.flow, there.candidates[number].flow)
        own_motion = length(candidate.flow - camera) > _OWN_MOTION
        believed = contested & own_motion & (loop < _AGREEMENT) & (here.costs[number] < best)
        here.assign(believed, number)
        best[believed] = here.costs[number][believed]


def _bending(choice: Choice, there: Choice, camera: Flow) -> Mask:
    """Mark pieces of dense flow that agree with the other frame and move far against the camera."""
    own_motion, loop = length(choice.flow - camera), round_trip(choice.flow, there.flow)
    layer = np.array([candidate.far is not None for candidate in choice.candidates])[choice.index]
    near_layer = cv2.dilate(layer.astype(np.uint8), np.ones((_CLEARANCE, _CLEARANCE), np.uint8)) > 0
    moving = (
        ~near_layer & ~_follows_layer(choice) & (own_motion > _OWN_MOTION) & (loop < _AGREEMENT) & ~outside(choice.flow)
    )
    opened = cv2.morphologyEx(moving.astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    count, pieces = cv2.connectedComponents(opened)
    areas = np.bincount(pieces.ravel(), minlength=count)
    far = np.bincount(pieces.ravel(), own_motion.ravel() > _FAR * camera.shape[1], minlength=count)
    kept = (areas >= _SMALLEST * pieces.size) & (far > _MOSTLY * areas)
    kept[0] = False
    mask: Mask = kept[pieces].astype(np.uint8)
    return mask


def _follows_layer(choice: Choice) -> NDArray[np.bool_]:
    """Say of each pixel whether it moves as a layer does: the middle of a thing that dense flow explains too."""
    follows = np.zeros(choice.index.shape, np.bool_)
    for candidate in choice.candidates:
        if candidate.far is not None:
            follows |= furthest(choice.flow - candidate.flow) < ALIKE
    return follows


def _with_layer(choice: Choice, mask: Mask, view: View) -> Choice:
    whole = np.s_[0 : mask.shape[0], 0 : mask.shape[1]]
    known = cv2.erode(mask, np.ones((3, 3), np.uint8)).astype(np.float32)
    layer = Candidate(flow=fill_holes(choice.flow, known), bias=0.0, box=whole)
    longer = replace(choice, candidates=[*choice.candidates, layer], costs=[*choice.costs, cost_of(view, layer)])
    # The pixels keep their own flow; the extended one is for those that join.
    longer.assign(mask > 0, len(choice.candidates), choice.flow)
    return longer
