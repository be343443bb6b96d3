"""Where a clip is going when it ends: how its camera moves, turns and nears, and how its light changes."""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Clip, Plane
from inbetween.engines.tween.geometry import Points
from inbetween.engines.tween.match.camera import fit_similarity
from inbetween.engines.tween.match.matching import Matches

LATELY, LATELY_LIT = 5, 9
"""Steps before the seam that tell the velocity there, and the change of light: a hand's changes in a tenth of a second
(of nine steps of one that shakes nothing is left), light is known less well from one step."""

_POINTS, _LEAST_POINTS = 240, 16
_APART = 8
"""Corners that are followed at most, at least, and pixels between two of them."""

_TOLERANCE = 0.7
"""Pixels of 480 that a corner may miss the motion of the whole frame by."""

_MOSTLY = 0.4
"""Share of corners that must move alike, or nobody knows where the camera goes: a crowd, or a cut."""

_BLACK = 16.0
_ABOVE = 1.3
"""Times its median speed that a camera is taken to have at the end: a step of 1.5 times the others would be seen, and
a hand that is at its quickest is about to turn."""

_TREMBLING = 0.012
"""Widths a second by which a camera's velocity departs from one step to the next, from which on it is in a hand: smooth
pans have .002, shoulders .02 and more."""

_HELD = 0.15
"""Seconds for which a clip has shown its last frame when it ends, from which on it stands: as screens are recorded."""

_DIM = 0.06
"""Change of light a second that is as good as none: film grain makes .02 of it, a quick pan .04."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What a clip does at its end, a second, as it is seen on the frame.

    ``shift`` is where what is in the middle goes (widths, right and down as real and imaginary part), ``turn`` by how
    much all grows (real: natural logarithm) and turns (imaginary: radians, clockwise), ``light`` the natural logarithm
    by which luma above black grows. ``in_hand``: the camera trembles.
    """

    shift: complex = 0j
    turn: complex = 0j
    light: float = 0.0
    in_hand: bool = False


def find_going(clip: Clip) -> Going:
    """Follow corners through the tail of ``clip``; nothing goes on after a cut, a held frame, or where all is flat."""
    steps = _steps(clip)
    if len(steps) < 2 or clip.instants[-1] < -_HELD:
        return Going()
    middles, rates = np.array([at for at, _ in steps]), np.array([rate for _, rate in steps])
    shift, turn = _velocity(middles, rates[:, 0:2]), _velocity(middles, rates[:, 2:4])
    light = _at_the_end(middles[-LATELY_LIT:], rates[-LATELY_LIT:, 4])
    trembling = float(np.abs(np.diff(rates[:, :2], axis=0)).mean()) / 2
    return Going(
        shift=shift,
        turn=turn,
        light=light if abs(light) > _DIM else 0.0,
        in_hand=trembling > _TREMBLING,
    )


def _steps(clip: Clip) -> list[tuple[float, list[float]]]:
    """Return the middle of each step and its rates a second: shift x and y, growth, angle, light."""
    found: list[tuple[float, list[float]]] = []
    for (before, since), (after, until) in pairwise(zip(clip.tail, clip.instants, strict=True)):
        step = _step(before.y, after.y)
        if step is None:
            found = []  # a cut: what was before it goes nowhere
        else:
            found.append(((since + until) / 2, [part / (until - since) for part in step]))
    return found


def _step(before: Plane, after: Plane) -> list[float] | None:
    """Return shift x and y, growth, angle and light of one step."""
    matches = _followed(before, after)
    if len(matches) < _LEAST_POINTS:
        return None
    model, held = fit_similarity(matches, tolerance=_TOLERANCE, rounds=500)
    if held.mean() < _MOSTLY:
        return None
    height, width = before.shape
    middle = np.array([width / 2 - 0.5, height / 2 - 0.5])
    x, y = (model[:2, :2] @ middle + model[:2, 2] - middle) / width
    turn = np.log(complex(model[0, 0], model[1, 0]))
    return [x, y, turn.real, turn.imag, _light(before, after, matches.where(held))]


def _followed(before: Plane, after: Plane) -> Matches:
    """Follow corners from one frame to the next (Lucas and Kanade, 1981)."""
    corners = cv2.goodFeaturesToTrack(before, _POINTS, 0.01, _APART)
    if corners is None:
        nowhere = np.zeros((0, 2), np.float32)
        return Matches(first=nowhere, last=nowhere, turns=np.ones(0, np.complex64))
    moved, found, _ = cv2.calcOpticalFlowPyrLK(before, after, corners, np.empty_like(corners), winSize=(17, 17))
    kept = found.ravel() > 0
    return Matches(first=corners[kept, 0], last=moved[kept, 0], turns=np.ones(int(kept.sum()), np.complex64))


def _light(before: Plane, after: Plane, matches: Matches) -> float:
    """Return the logarithm by which the same places grew lighter."""
    was, became = (_read(plane, points) for plane, points in ((before, matches.first), (after, matches.last)))
    return float(np.log(max(became.mean() - _BLACK, 1.0) / max(was.mean() - _BLACK, 1.0)))


def _read(plane: Plane, points: Points) -> NDArray[np.float32]:
    soft = cv2.blur(plane, (_APART, _APART))
    read: NDArray[np.float32] = cv2.remap(soft, points[:, :1], points[:, 1:], cv2.INTER_LINEAR).astype(np.float32)
    return read


def _velocity(instants: NDArray[np.float64], rates: NDArray[np.float64]) -> complex:
    """Return the velocity at instant 0 of (steps, 2) rates, hardly above that of most steps."""
    x, y = (_at_the_end(instants[-LATELY:], column) for column in rates[-LATELY:].T)
    most = _ABOVE * float(np.median(np.hypot(rates[:, 0], rates[:, 1])))
    return complex(x, y) * min(1.0, most / max(abs(complex(x, y)), 1e-9))


def _at_the_end(instants: NDArray[np.float64], rates: NDArray[np.float64]) -> float:
    """Return a rate at instant 0 by the median line through all (Theil, 1950): one step that jumps changes nothing."""
    later, sooner = np.triu_indices(len(instants), 1)
    slope = float(np.median((rates[later] - rates[sooner]) / (instants[later] - instants[sooner])))
    ahead = float(np.median(rates - slope * instants))
    low, high = np.percentile(rates, (10, 90))
    return float(np.clip(ahead, low, high))
