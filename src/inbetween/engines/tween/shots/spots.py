"""Places of a picture that are worth a shot of their own."""

import math
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.moves.sight import Sight, Spot

_MOST = 4
_SPREAD = 0.06
"""Widths over which a place's standing out is summed up: a shot shows things, not pixels."""

_APART = 0.22
"""Widths that places lie from each other at least: nearer, two close shots would show the same."""

_LEAST = 0.25
"""Share of the most that stands out, from which on a place is worth a look."""

_MARGIN = 0.06
"""Widths from the border within which nothing is looked for: a shot could not have it in its middle."""


def spots(sight: Sight) -> list[Spot]:
    """Return where to look: first at a head, if one is found, then at what stands out.

    The middle of all that stands out is no place to look at: it lies between things, or at the foot of one.
    """
    found = list(_peaks(sight, _standing_out(sight)))
    if sight.aim != sight.subject:
        found = [sight.aim, *(spot for spot in found if math.dist(spot, sight.aim) >= _APART)]
    return found[:_MOST] or [sight.aim]


def _standing_out(sight: Sight) -> NDArray[np.float64]:
    """Return how much stands out round each place, and nothing next to the border."""
    out: NDArray[np.float64] = cv2.GaussianBlur(sight.salience, (0, 0), _SPREAD * sight.salience.shape[1])
    across, down = _places(out, sight.tall)
    out[(np.abs(across) > 0.5 - _MARGIN) | (np.abs(down) > sight.tall / 2 - _MARGIN)] = 0
    return out


def _places(out: NDArray[np.float64], tall: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows, columns = out.shape
    y, x = np.mgrid[0:rows, 0:columns]
    return (x + 0.5) / columns - 0.5, ((y + 0.5) / rows - 0.5) * tall


def _peaks(sight: Sight, out: NDArray[np.float64]) -> Iterator[Spot]:
    """Yield the places that stand out most, each apart from those before; ``out`` is used up."""
    across, down = _places(out, sight.tall)
    least = _LEAST * float(out.max())
    for _ in range(_MOST):
        row, column = np.unravel_index(int(out.argmax()), out.shape)
        if out[row, column] <= least:
            return
        spot = float(across[row, column]), float(down[row, column])
        yield spot
        out[np.hypot(across - spot[0], down - spot[1]) < _APART] = 0
