"""Step 1: the same point in both pictures.

SIFT finds the points, spread over the frame so that small and soft things get their share; a match must be the best
of both sides and clearly better than the runner-up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from inbetween.domain.frames import Plane
from inbetween.engines.tween.geometry import Mask, Points

CONTRAST = 0.008
STRONGEST = 1000
CELLS = (16, 9)
PER_CELL = 10
RATIO = 0.8
NEIGHBOURS = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keypoints:
    """Keypoints of a picture, strongest first, with what describes them; ``places`` is (n, 2), x and y."""

    detector: Any
    grey: Plane
    found: Sequence[Any]
    places: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Described:
    """Places (n, 2), RootSIFT descriptors (n, 128), and size e^(i angle) of each keypoint."""

    places: Points
    descriptors: NDArray[np.float32]
    poses: NDArray[np.complex64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matches:
    """Points of the first picture, the same points in the last, and how each turned and grew (complex)."""

    first: Points
    last: Points
    turns: NDArray[np.complex64]

    def __len__(self) -> int:
        """Return the number of matches."""
        return len(self.first)

    def joined(self, more: "Matches") -> "Matches":
        """Return these matches followed by ``more``."""
        return Matches(
            first=np.concatenate([self.first, more.first]),
            last=np.concatenate([self.last, more.last]),
            turns=np.concatenate([self.turns, more.turns]),
        )

    def where(self, chosen: NDArray[Any]) -> "Matches":
        """Return the matches that a mask or an index chooses."""
        return Matches(first=self.first[chosen], last=self.last[chosen], turns=self.turns[chosen])


def detect(grey: Plane) -> Keypoints:
    """Find all keypoints of a picture."""
    detector = cv2.SIFT.create(0, contrastThreshold=CONTRAST)
    found = detector.detect(grey, None)
    # The detector's threads hand their points over in any order; ties must not depend on it.
    values = np.array([(-k.response, *k.pt, k.size, k.angle) for k in found]).reshape(-1, 5)
    order = np.lexsort(values.T[::-1])
    return Keypoints(detector=detector, grey=grey, found=[found[number] for number in order], places=values[order, 1:3])


def spread(keypoints: Keypoints) -> list[Any]:
    """Choose the strongest keypoints, and fill every cell of the frame up to a few."""
    height, width = keypoints.grey.shape
    column, row = (keypoints.places * CELLS / (width, height)).astype(int).T
    chosen = _rank_in_group(row * CELLS[0] + column) < PER_CELL
    chosen[:STRONGEST] = True
    return [keypoints.found[number] for number in np.flatnonzero(chosen).tolist()]


def _rank_in_group(groups: NDArray[np.integer[Any]]) -> NDArray[np.intp]:
    """Return how many earlier members of its group each one has."""
    order = np.argsort(groups, kind="stable")
    _, first, sizes = np.unique(groups[order], return_index=True, return_counts=True)
    ranks = np.empty(len(groups), np.intp)
    ranks[order] = np.arange(len(groups)) - np.repeat(first, sizes)
    return ranks


def inside(keypoints: Keypoints, mask: Mask, limit: int) -> list[Any]:
    """Choose the strongest keypoints, at most ``limit``, where ``mask`` is set."""
    column, row = np.minimum(keypoints.places.astype(int), (mask.shape[1] - 1, mask.shape[0] - 1)).T
    return [keypoints.found[number] for number in np.flatnonzero(mask[row, column])[:limit].tolist()]


def describe(keypoints: Keypoints, chosen: Sequence[Any]) -> Described:
    """Describe ``chosen`` keypoints by RootSIFT (Arandjelovic and Zisserman, 2012)."""
    described: Sequence[Any] = ()
    descriptors = np.zeros((0, 128), np.float32)
    if chosen:
        described, found = keypoints.detector.compute(keypoints.grey, chosen)
        descriptors = np.sqrt(found / (found.sum(1, keepdims=True) + 1e-6))
    values = np.array([(*k.pt, k.size, k.angle) for k in described]).reshape(-1, 4)
    poses = values[:, 2] * np.exp(1j * np.deg2rad(values[:, 3]))
    return Described(places=values[:, :2].astype(np.float32), descriptors=descriptors, poses=poses.astype(np.complex64))


def match(first: Described, last: Described, ratio: float = RATIO) -> Matches:
    """Pair the keypoints that choose each other and are clearly better than their runner-up."""
    if len(first.places) < 4 or len(last.places) < 4:
        chosen = partners = np.zeros(0, np.intp)
    else:
        chosen, partners = _mutual(first.descriptors @ last.descriptors.T, ratio)
    return Matches(
        first=first.places[chosen],
        last=last.places[partners],
        turns=(last.poses[partners] / first.poses[chosen]).astype(np.complex64),
    )


def _mutual(likeness: NDArray[np.float32], ratio: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return who chooses each other; ``likeness`` is used up."""
    rows = np.arange(len(likeness))
    best, best_back = likeness.argmax(1), likeness.argmax(0)
    distance = np.sqrt(np.maximum(2 - 2 * likeness[rows, best], 0))
    likeness[rows, best] = -1
    runner_up = np.sqrt(np.maximum(2 - 2 * likeness.max(1), 0))
    good = (distance < ratio * runner_up) & (best_back[best] == rows)
    return np.flatnonzero(good), best[good]


def neighbourly(matches: Matches) -> NDArray[np.bool_]:
    """Say of each match whether at least half of its eight neighbours move about alike.

    Alike is within 3 pixels, or 8 % of the motion plus 15 % of the distance to the neighbours.
    """
    if len(matches) < NEIGHBOURS + 2:
        return np.zeros(len(matches), np.bool_)
    motion = matches.last - matches.first
    _, order = cKDTree(matches.first).query(matches.first, NEIGHBOURS + 1)
    around = order[:, 1:]
    differences = np.linalg.norm(motion[around] - motion[:, None], axis=2)
    distances = np.linalg.norm(matches.first[around] - matches.first[:, None], axis=2).mean(1)
    tolerance = np.maximum(3.0, 0.08 * np.linalg.norm(motion, axis=1) + 0.15 * distances)
    result: NDArray[np.bool_] = (differences < tolerance[:, None]).sum(1) >= NEIGHBOURS / 2
    return result
