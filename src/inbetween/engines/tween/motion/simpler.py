"""Step 11: whether matter goes straight, judged by which frame's flow is the simpler one.

Two pictures fix where everything is at both ends and nothing between. A motion that is a simple function of places in
frame 0 takes its matter along straight lines; one that is a simple function of places in frame 1 is a warp whose shift
belongs to the target pixel, x + t f(x). The same motion, seen from the other frame, is that function composed with its
own inverse: bent more sharply wherever it bends, the more the stronger it is. So the log of the ratio of both bending
energies leans to the simpler explanation. It is a choice by simplicity, not a measurement: a field that is simple in
neither frame leans by chance, and weak fields lean no less by chance than strong ones do by rule. So a lean counts by
the fourth power of the strain.
"""

import math

import cv2
import numpy as np

from inbetween.engines.tween.geometry import Flow, Mask, outside, round_trip

UNDECIDED = 1 / 3
"""The straight lines' share where neither flow is simpler. A motion may be simple in the first frame, in the last or
half way between, where x + (t - 1/2) f(x) is again the target's: one of three is straight."""

_PER_LEAN = 3600.0
"""Log odds per unit of lean times the fourth power of the strain, the root mean square of the derivatives.

Of 192 pairs made of 64 random fields (ripples, bumps, noise, polynomials, swells, bulges, twirls; 10 to 55 pixels of
832; flows as found), each in three ways: log odds above 4 had 14 straight ones, 1 half way and 1 of the target's, log
odds below -4 had 0, 2 and 15. With strains above .28 a straight one leans more than one of the target's in 97 of 100
couples; below .24 nothing can be told."""

_CERTAIN = 20.0
_SMOOTHING = 2.5
_BLUNDER = 1.0
"""Pixels of the field by which there and back may differ for a place to count."""

_RIM = 12
_FEWEST = 500


def straightness(residuals: tuple[Flow, Flow], flows: tuple[Flow, Flow]) -> float:
    """Return the share (0..1) that straight lines have in the path: 1 if frame 0's flow is clearly simpler.

    Args:
        residuals: motion beyond the camera's, on frame 0 and, of frame 1, on itself.
        flows: the whole motion of both, on the same grid.
    """
    known = _known(flows[0], flows[1]), _known(flows[1], flows[0])
    if min(int(places.sum()) for places in known) < _FEWEST:
        return UNDECIDED
    (strain, bending), (strain_back, bending_back) = (
        _energies(residual, places) for residual, places in zip(residuals, known, strict=True)
    )
    if min(bending, bending_back) <= 0:
        return UNDECIDED
    lean = math.log(bending_back / bending) * ((strain + strain_back) / 2) ** 2
    odds = UNDECIDED / (1 - UNDECIDED) * math.exp(min(max(_PER_LEAN * lean, -_CERTAIN), _CERTAIN))
    return odds / (1 + odds)


def _known(flow: Flow, back: Flow) -> Mask:
    """Say where a flow stays in the frame, comes back to where it started and has no border near."""
    sound = (~outside(flow) & (round_trip(flow, back) < _BLUNDER)).astype(np.uint8)
    eroded = cv2.erode(sound, np.ones((9, 9), np.uint8))
    inner = np.zeros(eroded.shape, np.uint8)
    inner[_RIM:-_RIM, _RIM:-_RIM] = eroded[_RIM:-_RIM, _RIM:-_RIM]
    return inner


def _energies(flow: Flow, places: Mask) -> tuple[float, float]:
    """Return the mean squares of the first derivatives (strain) and of the second ones (bending)."""
    slopes = _derivatives(cv2.GaussianBlur(flow, (0, 0), _SMOOTHING))
    bends = [second for slope in slopes for second in _derivatives(slope)]
    return _mean_square(slopes, places), _mean_square(bends, places)


def _derivatives(flow: Flow) -> list[Flow]:
    return [cv2.Sobel(flow, -1, across, down, ksize=1, scale=0.5) for across, down in ((0, 1), (1, 0))]


def _mean_square(fields: list[Flow], places: Mask) -> float:
    return sum(cv2.norm(field, cv2.NORM_L2SQR, places) for field in fields) / int(places.sum())
