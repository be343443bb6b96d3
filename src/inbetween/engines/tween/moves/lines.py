"""Straight lines of a picture, and the guard that keeps them straight where depth is only guessed."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.moves.depth import Depth, shift

_WIDTH = 400
_SHORTEST = 0.05
_BEYOND = 0.75
"""Lengths by which a line is followed at both ends. What is straight is found in pieces: a rocket each of whose pieces
was kept straight was a banana."""

_SEEN = slice(8, 25)
"""The samples that lie on the line itself, and a fifth of its length beyond."""

_UPRIGHT = 0.2
"""Slope against the vertical up to which a line is taken for a thing that stands: one depth from foot to head."""

_SAMPLES = 33
_MOST_LINES = 60

MOST_BEND = 0.0012
"""How far from straight a line may come to lie, in widths: 1.5 pixels of 1280. Lines of photographs lie .0004 off."""

MOST_STRETCH = 0.25
"""By how much neighbouring places may be pulled apart: beyond it a smooth wall visibly gives like rubber."""

_NEARLY_ALL = 0.995


def find_lines(picture: Rgb) -> NDArray[np.float64]:
    """Return samples along the longest straight lines, (lines, samples, 2), in widths from the middle."""
    height, width = picture.shape[:2]
    factor = _WIDTH / width
    size = (_WIDTH, max(round(height * factor), 8))
    grey = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    found = cv2.createLineSegmentDetector().detect(grey)[0]
    segments = np.zeros((0, 4)) if found is None else found.reshape(-1, 4).astype(np.float64)
    segments = (segments - np.array([size[0] - 1, size[1] - 1] * 2) / 2) / _WIDTH
    length = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    order = np.argsort(-length, kind="stable")[:_MOST_LINES]
    longest = segments[order][length[order] >= _SHORTEST]
    along = np.linspace(-_BEYOND, 1 + _BEYOND, _SAMPLES)[None, :, None]
    samples: NDArray[np.float64] = longest[:, None, :2] * (1 - along) + longest[:, None, 2:] * along
    return np.clip(samples, (-0.5, -height / width / 2), (0.5, height / width / 2))


def straightened(depth: Depth, lines: NDArray[np.float64]) -> Depth:
    """Return a depth that changes evenly along every line, and blends into the guess beside it."""
    if not len(lines):
        return depth
    rows, columns = depth.nearness.shape
    sums, weights = np.zeros((2, rows, columns), np.float32)
    for line in lines:
        x = np.clip((line[:, 0] + 0.5) * columns, 0, columns - 1).astype(int)
        y = np.clip((line[:, 1] / depth.tall + 0.5) * rows, 0, rows - 1).astype(int)
        np.add.at(sums, (y, x), _evened(depth.at(line), upright=_is_upright(line)))
        np.add.at(weights, (y, x), 1.0)
    near, share = (cv2.GaussianBlur(plane, (0, 0), _REACH) for plane in (sums, weights))
    strength = share * _STRENGTH
    mixed = (depth.nearness + near * _STRENGTH) / (1 + strength)
    return Depth(nearness=mixed.astype(np.float32), tall=depth.tall)


_REACH = 5.0
"""Cells beside a line over which its depth fades into the guess."""

_STRENGTH = 400.0


def _is_upright(line: NDArray[np.float64]) -> bool:
    across, down = np.abs(line[-1] - line[0])
    return bool(across < _UPRIGHT * down)


def _evened(values: NDArray[np.float32], *, upright: bool) -> NDArray[np.float32]:
    """Replace values by the straight line through them, or by their mean."""
    at = np.linspace(-1, 1, len(values))
    slope = 0.0 if upright else float((values * at).sum() / (at * at).sum())
    even: NDArray[np.float32] = (values.mean() + slope * at).astype(np.float32)
    return even


def kept(
    depth: Depth, lines: NDArray[np.float64], travel: tuple[float, float], dolly: float, eye: tuple[float, float]
) -> float:
    """Return the share (0..1) of a parallax that bends no line and stretches nothing too far."""
    bent = _bend(depth, lines, travel, dolly, eye)
    stretched = _stretch(depth, travel, dolly, eye)
    return min(1.0, MOST_BEND / max(bent, 1e-9), MOST_STRETCH / max(stretched, 1e-9))


def _bend(
    depth: Depth, lines: NDArray[np.float64], travel: tuple[float, float], dolly: float, eye: tuple[float, float]
) -> float:
    """Return how far the worst line comes to lie from straight, in widths."""
    if not len(lines):
        return 0.0
    found = lines[:, _SEEN]
    seen = found - shift(depth, found, travel, dolly, eye)
    seen = seen - seen.mean(1, keepdims=True)
    # What is left of each line beside its own main direction.
    return float(np.sqrt(np.linalg.svd(seen, compute_uv=False)[:, 1] ** 2 / seen.shape[1]).max())


def _stretch(depth: Depth, travel: tuple[float, float], dolly: float, eye: tuple[float, float]) -> float:
    rows, columns = depth.nearness.shape
    y, x = np.mgrid[0:rows, 0:columns]
    places = np.dstack([(x + 0.5) / columns - 0.5, ((y + 0.5) / rows - 0.5) * depth.tall])
    moved = shift(depth, places, travel, dolly, eye) * columns
    # Evenly nearer is no stretch: it is the push itself.
    slopes = np.stack([np.gradient(moved[..., 0], axis=1), np.gradient(moved[..., 1], axis=0)])
    return float(np.quantile(np.abs(slopes - np.median(slopes, (1, 2), keepdims=True)), _NEARLY_ALL))
