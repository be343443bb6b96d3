"""Step 11: the path of everything whose motion has no edge, read backwards and free of splatting.

In the camera's frame, u being a pixel of frame 0, R01(u) is where frame 0 goes beyond the camera's motion and R10(u)
where frame 1 comes from. At time t the pixel u is read in frame 0 at u + t R10 and in frame 1, through the camera, at
u + (1-t) R01: exact to second order for warps that belong to the target pixel, x + t f(x). Material that moves on
straight lines needs t (1-t) A on top; how much of it is added, ``simpler`` says.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.geometry import Flow, Points, beyond, carry, grid, length, round_trip, sample
from inbetween.engines.tween.match.camera import Camera
from inbetween.engines.tween.motion.simpler import UNDECIDED

_NOTICEABLE_BEND, _NOTICED_SHARE = 0.05, 0.05
_LARGEST_BEND = 0.12
"""Share of the width that a bend is clamped to."""

_AGREED = 1.0
"""Pixels of the field by which there and back may differ."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Residuals:
    """Motion beyond the camera's, on frame 0 (``forward``, ``back``) and, of frame 1, on itself (``back_there``).

    ``landing`` is where the camera carries each pixel of frame 0.
    """

    forward: Flow
    back: Flow
    back_there: Flow
    landing: Points


def find_residuals(camera: Camera, first: Flow, last: Flow) -> Residuals:
    """Take the camera's motion out of the flow on frame 0 and of the flow on frame 1."""
    height, width = first.shape[:2]
    here = grid(height, width)
    landing = carry(camera.model, here)
    forward = carry(camera.inverse, here + first) - here
    back_there = here + last - carry(camera.inverse, here)
    back = cv2.remap(back_there, landing, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    # Beyond the border of frame 1 nothing was measured there; a repeated border costs 5 dB on zooms.
    unmeasured = beyond(landing, height, width)
    back[unmeasured] = -forward[unmeasured]
    return Residuals(forward=forward, back=back, back_there=back_there, landing=landing)


def find_bends(forward: Flow, back: Flow, straightness: float) -> NDArray[np.float32]:
    """Return what t (1-t) multiplies, (height, width, 4) for frame 0 and 1; empty where it would not be noticed."""
    forward, back = (cv2.GaussianBlur(flow, (0, 0), 1.5) for flow in (forward, back))
    # Matter that goes straight is as far from either frame: what both flows say of it is averaged.
    half = (_halfway(forward) - _halfway(back)) * np.float32(0.5)
    bends = np.dstack([_bend(half, back), _bend(-half, forward)]) * np.float32(straightness)
    target_share = 1 - straightness / UNDECIDED
    if target_share > 0:
        bends[..., 2:] += np.float32(target_share) * _target_bend(forward, back)
    if (np.abs(bends) > _NOTICEABLE_BEND).mean() <= _NOTICED_SHARE:
        return np.zeros((0, 0, 4), np.float32)
    return np.ascontiguousarray(bends, np.float32)


def _target_bend(forward: Flow, back: Flow) -> Flow:
    """Return what frame 1 needs, half way, to show the matter that frame 0 shows at u + R10 / 2.

    That is of third order, up to 1.5 dB on strong warps, and only as good as both flows agree.
    """
    half = sample(forward, np.float32(0.5) * back) - np.float32(0.5) * sample(forward, back)
    agreed = (cv2.max(round_trip(forward, back), round_trip(back, forward)) < _AGREED).astype(np.float32)
    trusted = cv2.GaussianBlur(cv2.erode(agreed, np.ones((7, 7), np.uint8)), (0, 0), 3)
    bend: Flow = _bend(half, forward) * trusted[..., None]
    return bend


def _halfway(own: Flow) -> Flow:
    """Return where half of a straight line starts: d = -own(u + d) / 2."""
    half: Flow = np.float32(-0.5) * own
    for _ in range(6):
        half = np.float32(-0.5) * sample(own, half)
    return half


def _bend(half: Flow, other: Flow) -> Flow:
    """Return 4 (half - other / 2), clamped: the bend that leads through ``half`` at t = .5."""
    bend = np.float32(4) * half - np.float32(2) * other
    limit = np.float32(_LARGEST_BEND * half.shape[1])
    lengths = length(bend)
    if lengths.max() <= limit:
        return bend
    clamped: Flow = bend * np.minimum(1, limit / np.maximum(lengths, np.float32(1e-3)))[..., None]
    return clamped
