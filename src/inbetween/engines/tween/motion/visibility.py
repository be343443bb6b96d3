"""Step 10: what the other frame sees of a pixel, how much it weighs when splatted, and where motion has an edge."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Field, Flow, Mask, length, outside, round_trip, sample
from inbetween.pixels.compare import colour_distance

FORWARD_BACKWARD = 1.5
"""Pixels by which there and back may differ for motion without an edge."""

_PATCH, _MOST = 7, 40.0
_LARGE_RESIDUAL = 0.02
_SMALLEST_PIECE = 150
_FRONT = 0.05
"""Share of the width; what moves that much against the camera is fully in front."""

_FRONT_EXPONENT = 7.0
_RANK_EXPONENT = 2.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """One frame: forward-backward error (px), photometric error (levels), leaving the frame, visibility 0..1."""

    loop: Field
    photo: Field
    leaves: NDArray[np.bool_]
    visibility: Field


def find_seen(here: Rgb, there: Rgb, *, flow: Flow, back: Flow, own_motion: Field) -> Seen:
    """Judge a flow by the pictures and by the flow back; ``own_motion`` is how far a pixel leaves the camera's."""
    loop, leaves, photo = round_trip(flow, back), outside(flow), photometric_error(here, there, flow)
    tolerance = np.maximum(1.5, 0.05 * own_motion)
    visibility = np.exp(-((loop / tolerance) ** 2) - (photo / 22) ** 2)
    visibility[leaves] = 0
    return Seen(loop=loop, photo=photo, leaves=leaves, visibility=visibility.astype(np.float32))


def photometric_error(here: Rgb, there: Rgb, flow: Flow, stride: int = 1) -> Field:
    """Return the mean absolute colour difference after warping, over 7x7 pixels, at most 40 levels.

    ``here`` and ``flow`` may be those of every ``stride``-th pixel.
    """
    side = _PATCH // stride
    distance = colour_distance(here, sample(there, flow, stride=stride))
    result: Field = cv2.min(cv2.boxFilter(distance, -1, (side, side)), _MOST)
    return result


def splat_weight(
    seen: Seen, own_motion: Field, labels: NDArray[np.uint8], ranks: NDArray[np.float32], *, rigid: bool
) -> Field:
    """Weigh pixels for splatting: what fits, is visible and is in front wins where several land.

    ``ranks`` has the back-to-front rank of each label, 0 for the background. In a rigid scene, what moves against
    the camera is taken to be in front of what does not.
    """
    fit = np.exp(-np.minimum(seen.photo, 16) / 8) * (0.004 + seen.visibility)
    depth = _RANK_EXPONENT * ranks[labels]
    if rigid:
        full = np.float32(_FRONT * labels.shape[1])
        moved = np.where(labels > 0, full, cv2.boxFilter(own_motion, -1, (5, 5)))
        depth = depth + _FRONT_EXPONENT * np.minimum(moved / full, 1)
    weight: Field = (fit * np.exp(depth)).astype(np.float32)
    return weight


def find_edges(seen: Seen, labels: NDArray[np.uint8], residual: Flow, *, rigid: bool) -> Mask:
    """Mark pixels of layers, pixels whose loop does not close, and in rigid scenes large motion of one's own."""
    edge = (labels > 0) | ((seen.loop > FORWARD_BACKWARD) & ~seen.leaves)
    if rigid:
        edge |= length(residual) > _LARGE_RESIDUAL * labels.shape[1]
    opened: Mask = cv2.morphologyEx(edge.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return opened


def smooth_share(edges: Mask, edges_there: Mask, landing: NDArray[np.float32]) -> Field:
    """Return the share of the smooth path, 1 away from edges of either frame, 0 about 16 pixels around them."""
    height, width = edges.shape
    kernel = np.ones((3, 3), np.uint8)
    carried = cv2.remap(edges_there, landing, None, cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)
    both = cv2.morphologyEx(cv2.max(edges, carried), cv2.MORPH_OPEN, kernel)
    _, pieces, statistics, _ = cv2.connectedComponentsWithStats(both)
    large = statistics[:, cv2.CC_STAT_AREA] >= _SMALLEST_PIECE
    large[0] = False
    kept = large[pieces].astype(np.uint8) * 255
    coarse = cv2.resize(kept, (max(width // 4, 1), max(height // 4, 1)), interpolation=cv2.INTER_AREA)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    near = cv2.dilate((coarse > 20).astype(np.float32), disc)
    share: Field = 1 - cv2.GaussianBlur(cv2.resize(near, (width, height)), (0, 0), 5)
    return share
