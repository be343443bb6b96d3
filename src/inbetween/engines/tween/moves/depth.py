"""A guess how near each place of a picture is: without weights it is a guess, and what is drawn by it is kept small."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.moves.sight import Sight

GRID = 240
"""Width of the map."""

_LOW_IS_NEAR, _FALL = 0.55, 1.3
"""Share of the height in the picture, and its power: on the one stereo pair at hand, rank correlation with the measured
disparity is .67 for the height alone, .26 for what stands out alone, .76 for both."""

_EDGE_RADIUS, _EDGE_EPSILON = 19, 0.01
_MARGIN = 10.0
"""Cells by which what stands out is spread."""

_STANDS_OUT = 0.25
"""Share of the most that stands out, from which on a place belongs to what does."""

_SAME = 0.4
"""How much nearer or farther a place is that is no part of the subject any more."""

_SMOOTH = 4.5
"""Cells by which the map is blurred: over a steep edge the picture is stretched like rubber."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Depth:
    """How much nearer than the subject each place is, (rows, ``GRID``) float32, -1..1; the rows lie ``tall`` widths."""

    nearness: NDArray[np.float32]
    tall: float

    def at(self, places: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return the nearness at ``places`` (..., 2), in widths from the middle."""
        rows, columns = self.nearness.shape
        table = places.reshape(-1, places.shape[-2], 2)
        x = ((table[..., 0] + 0.5) * columns - 0.5).astype(np.float32)
        y = ((table[..., 1] / self.tall + 0.5) * rows - 0.5).astype(np.float32)
        found = cv2.remap(self.nearness, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        near: NDArray[np.float32] = found.reshape(places.shape[:-1])
        return near


_SMOOTHER = 16.0
"""Cells by which the map is blurred besides where near and far are to part wide: slopes pull a picture apart."""


def smoother(depth: Depth) -> Depth:
    """Return a depth with wide slopes."""
    nearness = cv2.GaussianBlur(depth.nearness, (0, 0), _SMOOTHER, borderType=cv2.BORDER_REPLICATE)
    return Depth(nearness=nearness.astype(np.float32), tall=depth.tall)


def find_depth(picture: Rgb, sight: Sight) -> Depth:
    """Guess: what is low is near, what stands out is near, and depth changes where the picture does."""
    size = (GRID, max(round(GRID * sight.tall), 2))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    low = np.linspace(0, 1, size[1], dtype=np.float32)[:, None] ** _FALL
    out = cv2.resize(sight.salience.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    guess = _LOW_IS_NEAR * low + (1 - _LOW_IS_NEAR) * out / max(float(out.max()), 1e-6)
    edged = _standing(_guided(guess, grey), _guided(_subject(out), grey))
    smooth = cv2.GaussianBlur(edged, (0, 0), _SMOOTH, borderType=cv2.BORDER_REPLICATE)
    lowest, highest = float(smooth.min()), float(smooth.max())
    whole = (smooth - lowest) / max(highest - lowest, 1e-6)
    subject = Depth(nearness=whole, tall=sight.tall).at(np.array([sight.subject]))
    return Depth(nearness=_rigid(whole - float(subject[0])), tall=sight.tall)


def _subject(out: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much each place belongs to what stands out, 0..1: with a margin, or it would lose its hair."""
    wide = cv2.GaussianBlur(out, (0, 0), _MARGIN)
    share: NDArray[np.float32] = np.clip(wide / max(float(wide.max()), 1e-6) / _STANDS_OUT, 0, 1)
    return share


def _standing(guess: NDArray[np.float32], subject: NDArray[np.float32]) -> NDArray[np.float32]:
    """Let what stands out be as near at its head as at its foot; ``subject`` is how much of it each place is."""
    share = np.clip(subject, 0, 1)
    near = float((guess * share).sum() / max(float(share.sum()), 1e-6))
    standing: NDArray[np.float32] = guess + share * (near - guess)
    return standing


def _rigid(nearness: NDArray[np.float32]) -> NDArray[np.float32]:
    """Let what is about as near as the subject be as near: a face is no relief."""
    share = np.minimum(np.abs(nearness) / _SAME, 1)
    rigid: NDArray[np.float32] = (nearness * share * share * (3 - 2 * share)).astype(np.float32)
    return rigid


def _guided(values: NDArray[np.float32], guide: NDArray[np.float32]) -> NDArray[np.float32]:
    """Smooth ``values`` but for where ``guide`` has edges (He et al., 2010)."""

    def mean(plane: NDArray[np.float32]) -> NDArray[np.float32]:
        blurred: NDArray[np.float32] = cv2.blur(plane, (2 * _EDGE_RADIUS + 1,) * 2)
        return blurred

    of_guide, of_values = mean(guide), mean(values)
    slope = (mean(guide * values) - of_guide * of_values) / (mean(guide * guide) - of_guide**2 + _EDGE_EPSILON)
    smooth: NDArray[np.float32] = mean(slope) * guide + mean(of_values - slope * of_guide)
    return smooth


def shift(
    depth: Depth, places: NDArray[np.float64], travel: tuple[float, float], dolly: float, eye: Sequence[float]
) -> NDArray[np.float64]:
    """Return how far from ``places`` (..., 2) a camera reads that has gone aside and nearer, in widths.

    Args:
        depth: of the picture.
        places: as the camera would see them were all as far as the subject.
        travel: parallax across and down, in widths of the picture.
        dolly: octaves by which the nearest has grown against the farthest.
        eye: the place that stands while the camera goes nearer.
    """
    near = depth.at(places)[..., None].astype(np.float64)
    result: NDArray[np.float64] = near * np.asarray(travel) + (places - np.asarray(eye)) * (np.exp2(-dolly * near) - 1)
    return result
