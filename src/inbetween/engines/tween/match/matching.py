"""Step 1: the same point in both pictures.

SIFT (Lowe, 2004) finds the points, spread over the frame so that small and soft things get their share; a match must be
the best of both sides and clearly better than the runner-up.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from inbetween.domain.frames import Plane
from inbetween.engines.tween.geometry import Mask, Points
from inbetween.engines.tween.match.extrema import find_spots
from inbetween.engines.tween.match.scalespace import CONTRAST, LAYERS, SIGMA, Octave, scale_space
from inbetween.engines.tween.match.sift import descriptors, directions

STRONGEST = 850
CELLS = (16, 9)
PER_CELL = 10
RATIO = 0.8
NEIGHBOURS = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keypoints:
    """Blobs of a picture, strongest first.

    ``places`` (n, 2) are x and y in the picture; ``owners`` (n,) say which of the ``octaves`` each was found in, and
    ``spots`` (n, 4) where there: x, y, blur, and the level to read. ``dark`` ones are darker than what is around.
    """

    size: tuple[int, int]
    octaves: list[Octave]
    places: NDArray[np.float64]
    owners: NDArray[np.intp]
    spots: NDArray[np.float32]
    dark: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Described:
    """Places (n, 2), RootSIFT descriptors (n, 128), size e^(i angle) of each keypoint, and whether it is dark."""

    places: Points
    descriptors: NDArray[np.float32]
    poses: NDArray[np.complex64]
    dark: NDArray[np.bool_]


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
    octaves = scale_space(grey)
    found = [find_spots(octave.levels, CONTRAST) for octave in octaves]
    places = np.concatenate([octave.places(spots) for octave, spots in zip(octaves, found, strict=True)])
    owners = np.repeat(np.arange(len(octaves)), [len(spots) for spots in found])
    spots = np.concatenate(found)
    order = np.lexsort((places[:, 1], places[:, 0], -np.abs(spots[:, 4])))
    spots, values = spots[order, :4], spots[order, 4]
    spots[:, 2] = SIGMA * 2 ** (spots[:, 2] / LAYERS)
    return Keypoints(
        size=(grey.shape[0], grey.shape[1]),
        octaves=octaves,
        places=places[order],
        owners=owners[order],
        spots=spots,
        dark=values > 0,
    )


def spread(keypoints: Keypoints) -> NDArray[np.intp]:
    """Choose the strongest keypoints, and fill every cell of the frame up to a few."""
    height, width = keypoints.size
    column, row = (keypoints.places * CELLS / (width, height)).astype(int).T
    chosen = _rank_in_group(row * CELLS[0] + column) < PER_CELL
    chosen[:STRONGEST] = True
    return np.flatnonzero(chosen)


def _rank_in_group(groups: NDArray[np.integer[Any]]) -> NDArray[np.intp]:
    """Return how many earlier members of its group each one has."""
    order = np.argsort(groups, kind="stable")
    _, first, sizes = np.unique(groups[order], return_index=True, return_counts=True)
    ranks = np.empty(len(groups), np.intp)
    ranks[order] = np.arange(len(groups)) - np.repeat(first, sizes)
    return ranks


def inside(keypoints: Keypoints, mask: Mask, limit: int) -> NDArray[np.intp]:
    """Choose the strongest keypoints, at most ``limit``, where ``mask`` is set."""
    column, row = np.minimum(keypoints.places.astype(int), (mask.shape[1] - 1, mask.shape[0] - 1)).T
    return np.flatnonzero(mask[row, column])[:limit]


def describe(keypoints: Keypoints, chosen: NDArray[np.intp]) -> Described:
    """Describe ``chosen`` keypoints, each once for every direction that it points to."""
    parts = [
        _described(keypoints, number, chosen[keypoints.owners[chosen] == number])
        for number in range(len(keypoints.octaves))
    ]
    return Described(
        places=np.concatenate([part.places for part in parts]),
        descriptors=np.concatenate([part.descriptors for part in parts]),
        poses=np.concatenate([part.poses for part in parts]),
        dark=np.concatenate([part.dark for part in parts]),
    )


def _described(keypoints: Keypoints, number: int, chosen: NDArray[np.intp]) -> Described:
    """Describe ``chosen`` keypoints, which are all of one octave."""
    octave = keypoints.octaves[number]
    which, angles = directions(octave.levels, keypoints.spots[chosen])
    chosen = chosen[which]
    spots = keypoints.spots[chosen]
    return Described(
        places=keypoints.places[chosen].astype(np.float32),
        descriptors=descriptors(octave.levels, spots, angles),
        poses=(octave.step * spots[:, 2] * np.exp(1j * angles)).astype(np.complex64),
        dark=keypoints.dark[chosen],
    )


def match(first: Described, last: Described, ratio: float = RATIO) -> Matches:
    """Pair the keypoints that choose each other and are clearly better than their runner-up.

    Dark blobs are only compared with dark ones (Bay et al., 2006): no light turns one into the other.
    """
    pairs = [_pairs(first, last, dark, ratio) for dark in (False, True)]
    chosen, partners = (np.concatenate(side) for side in zip(*pairs, strict=True))
    # What points in two directions may match twice; it is one witness.
    _, once = np.unique(np.hstack([first.places[chosen], last.places[partners]]), axis=0, return_index=True)
    chosen, partners = chosen[np.sort(once)], partners[np.sort(once)]
    return Matches(
        first=first.places[chosen],
        last=last.places[partners],
        turns=(last.poses[partners] / first.poses[chosen]).astype(np.complex64),
    )


def _pairs(first: Described, last: Described, dark: bool, ratio: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    here, there = np.flatnonzero(first.dark == dark), np.flatnonzero(last.dark == dark)
    if min(len(here), len(there)) < 2:
        return here[:0], there[:0]
    chosen, partners = _mutual(first.descriptors[here] @ last.descriptors[there].T, ratio)
    return here[chosen], there[partners]


def _mutual(likeness: NDArray[np.float32], ratio: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return who chooses each other; ``likeness`` is used up."""
    rows = np.arange(len(likeness))
    best = likeness.argmax(1)
    nearest = likeness[rows, best]
    mutual = nearest == likeness.max(0)[best]
    likeness[rows, best] = -1
    distance, runner_up = (np.sqrt(np.maximum(2 - 2 * like, 0)) for like in (nearest, likeness.max(1)))
    good = np.flatnonzero(mutual & (distance < ratio * runner_up))
    # Of several that are exactly as like, the first.
    _, once = np.unique(best[good], return_index=True)
    good = good[np.sort(once)]
    return good, best[good]


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
