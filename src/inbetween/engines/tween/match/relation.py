"""Step 4: what the two pictures have to do with each other, and so which regime draws the frames between them.

Measured on related pairs: 22 to 1270 matches that agree with their neighbours, or 38 and more inliers of one model; on
unrelated pairs at most 6 and 5; on mirrored ones up to 49 and 19, but these turned otherwise. Flow between unrelated
pictures makes torn shards, so nothing below the line ever reaches it; what passes by mistake is caught by ``trust``.
"""

from typing import Literal, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.geometry import Flow, length, model_flow, outside, sample
from inbetween.engines.tween.match.camera import Camera
from inbetween.engines.tween.match.matching import Matches
from inbetween.pixels.compare import colour_distance

Regime: TypeAlias = Literal["identical", "nearly identical", "related", "soft", "recolour", "unrelated"]

SWAYING: tuple[Regime, ...] = ("identical", "nearly identical")
"""Regimes in which so little changes that the camera must keep the film alive."""

ENOUGH_INLIERS = 25
ENOUGH_CLEAN = 30
TOGETHER = 0.4
"""Share of the matches, whatever their number, around most of which others lie as their own turns say. Of related pairs
.52 to 1.0 do (.81 and more but in zooms of four and five times into the evening), of mirrored ones, also of walls of
equal windows, at most .16: of these a third moves like its neighbours."""

_NEIGHBOURS, _ASKED = 8, 256
_DISTANT, _ASTRAY, _ASTRAY_SHARE = 6.0, 2.0, 0.4
"""Pixels from which on the way to a neighbour has a direction, and by how much of it, and more, that may be wrong."""

_MOST = 0.5

_UNNOTICED = 6.0
"""Levels that a 7x7 mean may differ by between identical pictures: what compression does to flat areas."""

TRAVELS = 0.004
"""Share of the width that pixels may move in pictures that hardly differ: 5 pixels at 720P, one in a second of 5."""

NOTICED = 12.0
"""Levels that 7x7 means may change by in pictures that hardly differ."""

LITTLE = 0.02
"""Share of the pixels that may do more than that: a blink, or a spot that appears."""

_SMALLEST = 64
"""Pixels of the shorter side below which neither keypoints nor flow mean anything; and frames are drawn in tiles of 32
pixels, chroma too. No tier has such frames."""

_SAME = 4.0
STANDING = 0.6
"""Share of the frame that must be the same for the camera to be known to stand still."""

MOSTLY_FOUND = 0.6
"""Share of what differs before one background that must be found in both pictures."""

ALIKE = 0.9
"""Correlation of coarse colours from which on two pictures are the same but for details. Different photographs have at
most .74, mirrored ones .63; most photographs and their copies, blurred by 4 % of the width, .9 and more."""

BEYOND_DOUBT = 0.6
"""Share of the matches that the camera must explain to be shown without any other evidence."""

_FEW_KEYPOINTS = 100
_RECOLOURED = 8.0


def are_identical(first: Rgb, last: Rgb) -> bool:
    """Say whether nobody would see a difference between two work copies."""
    return float(_blurred_difference(first, last).max()) < _UNNOTICED


def _blurred_difference(first: Rgb, last: Rgb) -> NDArray[np.float32]:
    """Return how far the 7x7 means of each channel are apart: what grain and compression do evens out."""
    difference: NDArray[np.float32] = cv2.blur(first.astype(np.float32) - last.astype(np.float32), (7, 7))
    return np.abs(difference)


def hardly_differ(first: Rgb, last: Rgb, flow: Flow) -> bool:
    """Say whether so little moves or changes from one work copy to the other that a film of it alone would look dead.

    A blink or a spot that appears is little. Whether a thing crosses a standing background is for the layers to say.
    """
    if _changed(first, last) < LITTLE:
        return True
    travels = float((length(flow) >= TRAVELS * first.shape[1]).mean())
    return travels < LITTLE and _changed(first, sample(last, flow)) < LITTLE


def _changed(first: Rgb, last: Rgb) -> float:
    """Return the share (0..1) of the frame whose colour differs noticeably in any channel."""
    channels = cv2.split(_blurred_difference(first, last))
    return float((cv2.max(cv2.max(channels[0], channels[1]), channels[2]) > NOTICED).mean())


def are_too_small(picture: Rgb) -> bool:
    """Say whether a work copy has too few pixels for any analysis."""
    return bool(min(picture.shape[:2]) < _SMALLEST)


def are_matched(camera: Camera, matches: Matches, clean: NDArray[np.bool_]) -> bool:
    """Say whether the matches prove that the pictures show the same thing, and not its mirror image."""
    enough = clean.sum() >= ENOUGH_CLEAN or camera.support >= ENOUGH_INLIERS
    return bool(enough and turned_together(matches) >= TOGETHER)


def turned_together(matches: Matches) -> float:
    """Return the share (0..1) of the matches whose neighbours, most of them, turned and grew with them.

    What is around a keypoint turns with it, even on cloth. In a mirrored picture symmetric details match, each upright,
    but they have changed sides.
    """
    if len(matches) <= _NEIGHBOURS:
        return 0.0
    first, last = (points[:, 0] + 1j * points[:, 1] for points in (matches.first, matches.last))
    asked = np.arange(0, len(matches), max(len(matches) // _ASKED, 1))
    around = cKDTree(matches.first).query(matches.first[asked], _NEIGHBOURS + 1)[1][:, 1:]
    before, after = first[around] - first[asked, None], last[around] - last[asked, None]
    distance = np.abs(before)
    far = distance > _DISTANT
    missed = np.abs(after - matches.turns[asked, None] * before)
    alike = (missed < _ASTRAY + _ASTRAY_SHARE * distance) & far
    return float((alike.sum(1) > _MOST * far.sum(1)).mean())


def shared_background(first: Rgb, last: Rgb) -> float:
    """Return the share (0..1) of the frame that is the same in both pictures."""
    difference = cv2.blur(first.astype(np.float32) - last.astype(np.float32), (5, 5))
    channels = np.abs(difference)
    largest = np.maximum(np.maximum(channels[..., 0], channels[..., 1]), channels[..., 2])
    return float((largest < _SAME).mean())


def are_flat_and_alike(first: Rgb, last: Rgb, keypoints: int) -> bool:
    """Say whether the pictures have too little texture to prove anything, but hardly differ."""
    return keypoints < _FEW_KEYPOINTS and float(cv2.absdiff(first, last).mean()) < _UNNOTICED


def coarse_likeness(first: Rgb, last: Rgb) -> float:
    """Return how well the colours of two pictures correlate (-1..1) at 32 x 18 pixels; 0 where either is flat."""
    coarse = (cv2.resize(picture, (32, 18), interpolation=cv2.INTER_AREA) for picture in (first, last))
    one, other = (picture - picture.mean((0, 1), dtype=np.float64) for picture in coarse)
    norm = float(np.sqrt((one * one).sum() * (other * other).sum()))
    return float((one * other).sum()) / norm if norm > 0 else 0.0


def is_recolour(first: Rgb, relit_last: Rgb, camera: Camera, matches: Matches) -> bool:
    """Say whether shapes agree but colours do not: the same scene at night, in winter, in sepia.

    The camera then explains the matches, yet most of the frame differs even in the same light, so colours cannot
    choose a flow.
    """
    if not camera.rigid or camera.confidence < BEYOND_DOUBT or camera.cover < 0.4 or not len(matches):
        return False
    flow = model_flow(camera.model, *first.shape[:2])
    difference = colour_distance(first, sample(relit_last, flow))
    seen = difference[~outside(flow)]
    return bool(seen.size and float(np.median(seen)) > _RECOLOURED)
