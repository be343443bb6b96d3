"""Step 2: one model for the motion of the whole frame, and whether the rest of the scene is rigid."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.geometry import Model, beyond, carry, coverage, grid, model_distance, model_scale
from inbetween.engines.tween.match.matching import Matches

Kind: TypeAlias = Literal["similarity", "homography", "stabiliser", "none"]

TOLERANCE = 1.8
"""Pixels that a match may miss the model by."""

UNEXPLAINED = 2.5
"""Pixels from which on a match is somebody else's; inliers, within ``TOLERANCE``, never are."""

RIGID = 0.06
"""Near misses per inlier: rigid scenes have 0 to .02, cloth .55 to 4. Depth that rises steadily has .1 to .4; a
homography then fits most matches and no pixel well, and dense flow is 2 to 4 dB better than layers before it."""

NEARLY_RIGID = 0.35
"""The bar where much of the frame leaves it, as in a zoom: dense flow alone would be lost there."""

STANDS, _MAY_STAND = 0.1, 0.5
"""Pixels by which a camera that stands may move a corner: less looks the same mixed as moved, and reading between
pixels would only blur it. Up to the second it stands unless its matches say that it moves."""

_CHANCE = 24.0
"""By how many mean squares of a match standing still may be worse than the model. A changing light moves matches too:
seven pictures at dusk, with noise, had 1 to 15 and models that err by .05 to .23 pixel at the corners."""

_ROUNDS, _EXACT = 8, 0.05
"""How often a similarity is fitted again, and pixels below which no match counts less for missing it.

Most matches of a thing are exact to .1 pixel, those at its rim miss by one or two. Fitted to all alike, models of 18
things err by .10 pixel at the far end of their matches (median), weighted by .05, two of them more than before;
cameras of 15 scenes by .018 and .010."""

_MOSTLY = 0.85

_LEFT_OVER = 1 / 3
"""Share of the motion that a stabiliser may leave: .5 to .9 are left of warps that nothing carries, and following their
chance turns costs up to 4 dB; of cloth under a pan less than .3."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Camera:
    """What the whole frame does.

    ``model`` carries frame 0 to frame 1; ``inliers`` says which matches it explains, ``confidence`` their share,
    ``cover`` the share of a frame that they spread over (the larger of the two), ``support`` how many the best model
    explained, trusted or not. ``near_misses`` per inlier tell cloth from rigid things.
    A ``stabiliser`` only takes the common motion out of a scene that is not rigid; it explains no pixel.
    """

    kind: Kind
    model: Model
    inliers: NDArray[np.bool_]
    confidence: float
    cover: float
    near_misses: float
    rigid: bool
    support: int

    @property
    def inverse(self) -> Model:
        """The model from frame 1 to frame 0."""
        return np.asarray(np.linalg.inv(self.model), np.float64)

    @property
    def moves(self) -> bool:
        """Whether the model is anything but the identity."""
        return bool(np.abs(self.model - np.eye(3)).max() > 1e-3)


def find_camera(matches: Matches, clean: NDArray[np.bool_], size: tuple[int, int]) -> Camera:
    """Fit the motion of the whole frame to the matches.

    Args:
        matches: in pixels of the work copy.
        clean: which of them move like their neighbours.
        size: height and width of the work copy.
    """
    if len(matches) < 12:
        return _explaining_nothing(matches)
    kind, model, inliers = _best_model(matches, clean, size)
    if _stands(model, matches.where(inliers), size):
        model = np.eye(3)
    missed = model_distance(model, matches.first, matches.last)
    near = ((missed > TOLERANCE) & (missed < 7) & clean).sum() / max(inliers.sum(), 1)
    # A zoom gathers its matches in the middle of the wider picture and spreads them over the narrower one.
    cover = max(coverage(matches.first[inliers], *size), coverage(matches.last[inliers], *size))
    trusted = inliers.sum() >= 12 and inliers.mean() >= 0.3 and cover >= 0.2 and 0.2 < model_scale(model) < 5
    stabiliser = None if trusted and near < RIGID else _stabiliser(matches, size)
    calm = stabiliser is not None and _staying(stabiliser, *size) >= _MOSTLY
    if not trusted or near >= (RIGID if calm else NEARLY_RIGID):
        worth = stabiliser if stabiliser is not None and _calms(stabiliser, matches) else None
        return _explaining_nothing(matches, worth, float(near), int(inliers.sum()))
    return Camera(
        kind=kind,
        model=model,
        inliers=inliers,
        confidence=float(inliers.mean()),
        cover=cover,
        near_misses=float(near),
        rigid=True,
        support=int(inliers.sum()),
    )


def standing_camera(matches: Matches, share: float, support: int) -> Camera:
    """Return a camera that does not move, for pictures of which a ``share`` (0..1) is the same.

    ``support`` is that of the best model that was fitted before.
    """
    return Camera(
        kind="similarity",
        model=np.eye(3),
        inliers=model_distance(np.eye(3), matches.first, matches.last) < TOLERANCE,
        confidence=share,
        cover=share,
        near_misses=0.0,
        rigid=True,
        support=support,
    )


def _best_model(
    matches: Matches, clean: NDArray[np.bool_], size: tuple[int, int]
) -> tuple[Kind, Model, NDArray[np.bool_]]:
    """Take the similarity, or the homography if it explains far more and neither mirrors nor folds the frame."""
    model, inliers = fit_similarity(matches, tolerance=TOLERANCE, rounds=2000)
    if inliers.sum() >= 0.85 * max(clean.sum(), 12):
        return "similarity", model, inliers
    wider, mask = cv2.findHomography(
        matches.first, matches.last, cv2.RANSAC, TOLERANCE, maxIters=2000, confidence=0.995
    )
    if wider is None:
        return "similarity", model, inliers
    more = mask.ravel() > 0
    enough = more.sum() > max(1.3 * inliers.sum(), 0.5 * len(matches), 59)
    if enough and _keeps_orientation(wider, size) and coverage(matches.first[more], *size) > 0.4:
        return "homography", wider, more
    return "similarity", model, inliers


def fit_similarity(matches: Matches, *, tolerance: float, rounds: int) -> tuple[Model, NDArray[np.bool_]]:
    """Fit rotation, scale and shift by RANSAC; the identity and no inlier when there is none."""
    model, mask = cv2.estimateAffinePartial2D(
        matches.first,
        matches.last,
        method=cv2.RANSAC,
        ransacReprojThreshold=tolerance,
        maxIters=rounds,
        confidence=0.995,
    )
    if model is None:
        return np.eye(3), np.zeros(len(matches), np.bool_)
    inliers = mask.ravel() > 0
    return _settled(np.vstack([model, [0.0, 0.0, 1.0]]), matches.where(inliers)), inliers


def _settled(model: Model, matches: Matches) -> Model:
    """Fit a similarity again, each match counting the less the further it misses (Holland and Welsch, 1977: Cauchy)."""
    first, last = (points.astype(np.float64) @ (1, 1j) for points in (matches.first, matches.last))
    turn, shift = complex(model[0, 0], model[1, 0]), complex(model[0, 2], model[1, 2])
    for _ in range(_ROUNDS):
        missed = np.abs(turn * first + shift - last)
        weights = 1 / (1 + (missed / max(float(np.median(missed)), _EXACT)) ** 2)
        weights /= weights.sum()
        start, end = weights @ first, weights @ last
        about = weights * np.conj(first - start)
        spread = float((about @ (first - start)).real)
        if spread * len(first) < 1:
            break
        turn = complex(about @ (last - end) / spread)
        shift = complex(end - turn * start)
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag], [0.0, 0.0, 1.0]])


def _stands(model: Model, matches: Matches, size: tuple[int, int]) -> bool:
    """Say whether a model moves nothing that can be seen, or nothing but the errors of its matches."""
    height, width = size
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    furthest = float(np.linalg.norm(carry(model, corners) - corners, axis=1).max())
    if furthest >= _MAY_STAND or not len(matches):
        return False
    still, moving = (model_distance(way, matches.first, matches.last) ** 2 for way in (np.eye(3), model))
    return furthest < STANDS or bool(still.sum() < (1 + _CHANCE / len(matches)) * moving.sum())


def _keeps_orientation(model: Model, size: tuple[int, int]) -> bool:
    """Say whether the Jacobian is positive and moderate at corners and centre; a mirrored picture's is negative."""
    height, width = size
    spots = np.array([[0, 0], [width, 0], [width, height], [0, height], [width / 2, height / 2]])
    depth = spots @ model[2, :2] + model[2, 2]
    jacobian = np.linalg.det(model) / depth**3
    return bool((depth > 0.3 * depth.max()).all() and (jacobian > 0.15).all() and (jacobian < 7).all())


def _stabiliser(matches: Matches, size: tuple[int, int]) -> Model | None:
    """Fit a motion that most matches share roughly, or return ``None``."""
    model, held = fit_similarity(matches, tolerance=0.015 * size[1], rounds=500)
    common = held.mean() > 0.7 and coverage(matches.first[held], *size) > 0.5
    return model if common and 0.6 < model_scale(model) < 1.6 else None


def _calms(model: Model, matches: Matches) -> bool:
    """Say whether a model takes most of the motion out of most matches; a turn that does not is a warp's own."""
    moved = np.linalg.norm(matches.last - matches.first, axis=1)
    return bool(np.median(model_distance(model, matches.first, matches.last)) < _LEFT_OVER * np.median(moved))


def _staying(model: Model, height: int, width: int) -> float:
    """Return the share (0..1) of a frame that stays in it, forwards or backwards, whichever is less."""
    places = grid(height, width)[::8, ::8]
    ways = (carry(model, places), carry(np.asarray(np.linalg.inv(model), np.float64), places))
    return min(float(1 - beyond(landed, height, width).mean()) for landed in ways)


def _explaining_nothing(
    matches: Matches, stabiliser: Model | None = None, near_misses: float = 0.0, support: int = 0
) -> Camera:
    return Camera(
        kind="none" if stabiliser is None else "stabiliser",
        model=np.eye(3) if stabiliser is None else stabiliser,
        inliers=np.zeros(len(matches), np.bool_),
        confidence=0.0,
        cover=0.0,
        near_misses=near_misses,
        rigid=False,
        support=support,
    )


def unexplained(camera: Camera, matches: Matches) -> NDArray[np.bool_]:
    """Say which matches the camera misses by more than 2.5 pixels."""
    result: NDArray[np.bool_] = model_distance(camera.model, matches.first, matches.last) > UNEXPLAINED
    return result
