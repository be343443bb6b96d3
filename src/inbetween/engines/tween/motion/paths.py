"""Step 11: where camera and layers are at time t, between rest at 0 and their model at 1."""

import cmath
import math
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from inbetween.engines.tween.geometry import Model, Points, carry

LARGE_ZOOM = 2.0
"""From this magnification on, scale runs at a constant ratio per time; below, a straight line looks the same
and agrees with crops and layers that are animated linearly."""


class CameraPath(Protocol):
    """The motion of the whole frame."""

    def at(self, t: float) -> Model:
        """Return the model from frame 0 to time ``t``: the identity at 0, the camera's model at 1."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimilarityPath:
    """Angle and scale go steadily, ``centre`` moves on a straight line."""

    model: Model
    centre: Points

    def at(self, t: float) -> Model:
        """Return the similarity from frame 0 to time ``t``."""
        # Without arrays: it is asked for every frame, and arrays of two took a fiftieth of a frame.
        (cosine, skew, right), (sine, rise, down), _ = self.model.tolist()
        x, y = self.centre.tolist()
        turn, centre = turn_at(complex(cosine, sine), t), complex(x, y)
        # The grid's sides are whole, so that across and down a model may differ a little from a similarity.
        there = complex(cosine * x + skew * y + right, sine * x + rise * y + down)
        moved = centre + t * (there - centre) - turn * centre
        return np.array([[turn.real, -turn.imag, moved.real], [turn.imag, turn.real, moved.imag], [0.0, 0.0, 1.0]])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HomographyPath:
    """The four corners of a frame of ``width`` x ``height`` move on straight lines."""

    model: Model
    width: int
    height: int

    def at(self, t: float) -> Model:
        """Return the homography from frame 0 to time ``t``."""
        corners = np.array([[0, 0], [self.width, 0], [self.width, self.height], [0, self.height]], np.float32)
        moved = corners + t * (carry(self.model, corners) - corners)
        result: Model = cv2.getPerspectiveTransform(corners, moved.astype(np.float32)).astype(np.float64)
        return result


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerPath:
    """A layer turns and grows about its own centre, which moves on a straight line.

    With displacement d of a pixel and T of the centre, the pixel has moved t T + K(t) (d - T) by time t.
    """

    turn: complex
    shift: tuple[float, float]

    def row(self, t: float) -> tuple[float, float, float, float]:
        """Return (T x, T y, real K, imaginary K) of time ``t``, as the splat kernel wants them."""
        share = complex(t)
        if abs(self.turn - 1) > 1e-4:
            share = (turn_at(self.turn, t) - 1) / (self.turn - 1)
        return (*self.shift, share.real, share.imag)


def turn_at(turn: complex, t: float) -> complex:
    """Return the rotation and scale at time ``t`` of a whole ``turn``: s e^(i angle)."""
    scale = abs(turn)
    steady = 1 + (scale - 1) * t if 1 / LARGE_ZOOM < scale < LARGE_ZOOM else math.pow(scale, t)
    return cmath.rect(steady, cmath.phase(turn) * t)
