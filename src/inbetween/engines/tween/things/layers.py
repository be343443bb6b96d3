"""Step 5: things that move on their own.

A SIFT match carries a rotation and a scale, so one match is a hypothesis: what around it moves as it does? The best
supported one is fitted, accepted or not, and its matches are taken away; then the next.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from inbetween.engines.tween.geometry import Mask, Model, Points, carry, model_distance, model_scale
from inbetween.engines.tween.match.camera import Camera, fit_similarity
from inbetween.engines.tween.match.light import Light
from inbetween.engines.tween.match.matching import Matches

MOST = 8
FEWEST = 10
"""Matches of a layer. Nine of a moon's gave a model that errs by .15 pixel; by its outline alone it had 6 dB more."""

TOLERANCE = 2.0
_SAMPLE = 500
_REACH = 0.3
_NEAR, _ADJACENT = 0.15, 0.06
_OWN_MOTION = 3.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """A thing with a motion of its own: its similarity from frame 0 to frame 1 and the matches that show it.

    ``outlines`` are what is known to be the thing in the first and in the last frame, where that is known, ``light``
    is its own where it changes otherwise than that of the rest.
    """

    model: Model
    matches: Matches
    outlines: tuple[Mask, Mask] | None = None
    light: Light | None = None

    def outlined(self, more: tuple[Mask, Mask] | None) -> "Layer":
        """Return the layer with ``more`` known to be its."""
        if self.outlines is None or more is None:
            return replace(self, outlines=self.outlines or more)
        return replace(self, outlines=(self.outlines[0] | more[0], self.outlines[1] | more[1]))

    @property
    def inverse(self) -> Model:
        """The similarity from frame 1 to frame 0."""
        return np.asarray(np.linalg.inv(self.model), np.float64)


def find_layers(left_over: Matches, camera: Camera, width: int, seed: int) -> list[Layer]:
    """Find at most eight layers among the matches that the camera does not explain, best supported first."""
    rng = np.random.default_rng(seed)
    found: list[Layer] = []
    rest = left_over
    for _ in range(2 * MOST):
        if len(rest) < FEWEST or len(found) == MOST:
            break
        supporters = _best_supported(rest, width, rng)
        if supporters.sum() < FEWEST:
            break
        model, inliers = _fit(rest, supporters, width)
        if inliers.sum() < FEWEST:
            rest = rest.where(~supporters)
            continue
        if _stands_alone(rest, model, inliers, camera=camera, width=width):
            _add(found, Layer(model=model, matches=rest.where(inliers)))
        rest = rest.where(~inliers)
    return _without_patches(found, left_over, width)


def _add(found: list[Layer], layer: Layer) -> None:
    """Append a layer, or lend its matches to one that moves the same: two ends of one long thing."""
    for number, other in enumerate(found):
        if np.median(model_distance(other.model, layer.matches.first, layer.matches.last)) < TOLERANCE:
            found[number] = replace(other, matches=other.matches.joined(layer.matches))
            return
    found.append(layer)


def _without_patches(layers: list[Layer], left_over: Matches, width: int) -> list[Layer]:
    """Drop layers amid more matches that nothing explains: patches of a thing that bends."""
    missed = [model_distance(layer.model, left_over.first, left_over.last) for layer in layers]
    stray = left_over.where(np.all([distance > TOLERANCE for distance in missed], axis=0)) if layers else left_over

    def strays_around(layer: Layer) -> int:
        if not len(stray):
            return 0
        return int((cKDTree(layer.matches.first).query(stray.first)[0] < _ADJACENT * width).sum())

    return [layer for layer in layers if strays_around(layer) <= len(layer.matches)]


def _best_supported(matches: Matches, width: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return the supporters of the best one-match hypothesis; near ones count most."""
    count = len(matches)
    tried = rng.choice(count, _SAMPLE, replace=False) if count > _SAMPLE else np.arange(count)
    first, last = _complex(matches.first), _complex(matches.last)
    apart = first[None] - first[tried][:, None]
    distance = np.abs(apart)
    missed = np.abs(last[tried][:, None] + matches.turns[tried][:, None] * apart - last[None])
    supports = (missed < 3 + 0.2 * np.minimum(distance, width / 4)) & (distance < _REACH * width)
    scores = (supports / (1 + distance / (0.1 * width))).sum(1)
    result: NDArray[np.bool_] = supports[int(scores.argmax())]
    return result


def _complex(points: Points) -> NDArray[np.complex64]:
    result: NDArray[np.complex64] = points[:, 0] + 1j * points[:, 1]
    return result


def _fit(matches: Matches, supporters: NDArray[np.bool_], width: int) -> tuple[Model, NDArray[np.bool_]]:
    """Fit a similarity to the supporters, gather all matches near them that follow it, and fit it to those."""
    chosen = matches.where(supporters)
    model, held = fit_similarity(chosen, tolerance=TOLERANCE, rounds=1000)
    if not held.any():
        return model, np.zeros(len(matches), np.bool_)
    distance = cKDTree(chosen.first[held]).query(matches.first)[0]
    inliers = (model_distance(model, matches.first, matches.last) < TOLERANCE) & (distance < _NEAR * width)
    if inliers.sum() >= FEWEST:
        again, held = fit_similarity(matches.where(inliers), tolerance=TOLERANCE, rounds=500)
        model = again if held.any() else model
    return model, inliers


def _stands_alone(matches: Matches, model: Model, inliers: NDArray[np.bool_], *, camera: Camera, width: int) -> bool:
    """Say whether this is a thing and not a patch of cloth: few matches around it that it misses only by a little."""
    missed = model_distance(model, matches.first, matches.last)
    own = matches.first[inliers]
    adjacent = cKDTree(own).query(matches.first)[0] < _ADJACENT * width
    near_misses = ((missed > TOLERANCE) & (missed < 8) & adjacent).sum()
    against_camera = np.linalg.norm(carry(model, own) - carry(camera.model, own), axis=1)
    moves = float(np.median(against_camera)) > _OWN_MOTION
    return bool(near_misses < 0.5 * inliers.sum() and moves and 0.3 < model_scale(model) < 3.3)
