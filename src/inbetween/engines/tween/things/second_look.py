"""Step 5: keypoints of their own for what the camera does not explain.

A soft, low-contrast thing gets no keypoints beside a busy background. Where a rigid camera leaves a small part of the
frame badly explained and few matches speak for it, its strongest keypoints are described in both frames.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Mask, Model, model_distance, model_flow, outside
from inbetween.engines.tween.match.camera import UNEXPLAINED, Camera, unexplained
from inbetween.engines.tween.match.matching import Keypoints, Matches, describe, inside, match
from inbetween.engines.tween.motion.visibility import photometric_error

_FEW = 40
_BAD = 9.0
_SMALLEST, _LARGEST = 0.004, 0.7
_KEYPOINTS = 1200
_RATIO = 0.85


def look_again(
    first: tuple[Rgb, Keypoints], last: tuple[Rgb, Keypoints], camera: Camera, matches: Matches
) -> Matches | None:
    """Return further matches that the camera does not explain, or ``None`` where there is no need to look.

    Args:
        first: the first work copy and its keypoints.
        last: the last work copy, in the same light, and its keypoints.
        camera: what the whole frame does.
        matches: what was found so far.
    """
    if not camera.rigid or unexplained(camera, matches).sum() >= _FEW:
        return None
    masks = [
        _badly_explained(first[0], last[0], camera.model),
        _badly_explained(last[0], first[0], camera.inverse),
    ]
    if not _SMALLEST < max(float(mask.mean()) for mask in masks) < _LARGEST:
        return None
    described = [
        describe(keypoints, inside(keypoints, mask, _KEYPOINTS))
        for (_, keypoints), mask in zip((first, last), masks, strict=True)
    ]
    more = match(described[0], described[1], _RATIO)
    return more.where(_unheard_of(more, matches, camera))


def _badly_explained(here: Rgb, there: Rgb, model: Model) -> Mask:
    flow = model_flow(model, *here.shape[:2])
    bad = (photometric_error(here, there, flow) > _BAD) & ~outside(flow)
    opened = cv2.morphologyEx(bad.astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    grown: Mask = cv2.dilate(opened, np.ones((15, 15), np.uint8))
    return grown


def _unheard_of(more: Matches, matches: Matches, camera: Camera) -> NDArray[np.bool_]:
    if not len(more):
        return np.zeros(0, np.bool_)
    fresh = model_distance(camera.model, more.first, more.last) > UNEXPLAINED
    known = np.hstack([matches.first, matches.last])
    apart: NDArray[np.float64] = cKDTree(known).query(np.hstack([more.first, more.last]))[0]
    return fresh & (apart > 1)
