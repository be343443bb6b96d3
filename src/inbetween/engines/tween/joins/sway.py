"""How the camera keeps a picture alive that nothing moves in: in on its subject, round it, and back."""

import math
from dataclasses import dataclass

import numpy as np

from inbetween.domain.frames import Plane
from inbetween.engines.tween.joins.zoom import seen
from inbetween.engines.tween.timing import AT_ENDS, Length, smoothstep
from inbetween.pixels.compare import mean_difference

ALIVE = 1.3
"""Levels of mean change from frame to frame that the depth is chosen for."""

SHALLOWEST, DEEPEST = 0.02, 0.12
"""How far the camera goes in, as a share: enough for it to be seen, and too little for it to be called a zoom."""

_RAMP_SECONDS = 2.5
"""How long the camera takes to go in, and to come back; half of a film that is shorter than both."""

_TURN_SECONDS = 6.0
_REACH = 0.35
"""How far from its centre the fixed spot circles, as a share: at the deepest, 4 % of the width go by in a
second."""

_PROBES = 6
_SUPPOSED = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Sway:
    """The camera's way through a film of ``seconds``: it goes in by ``depth`` (a share) about a spot that circles.

    ``centre`` is what it circles round, as shares of width and height.
    """

    centre: tuple[float, float]
    depth: float
    seconds: float

    def at(self, x: float) -> tuple[float, tuple[float, float]]:
        """Return magnification and fixed spot at ``x``, the share (0..1) of the film; at both ends it hardly moves."""
        ramp = min(_RAMP_SECONDS / self.seconds, 0.5)
        scale = 1 + self.depth * _ramp(min(x, 1 - x) / ramp)
        angle = 2 * math.pi * self.seconds / _TURN_SECONDS * (x - 0.5)
        return scale, (self.centre[0] + _REACH * math.sin(angle), self.centre[1] - _REACH * math.cos(angle))


def _ramp(x: float) -> float:
    """Return a smoothstep that starts at a fifth of the mean speed: from rest first frames repeat (0 to .02 levels)."""
    x = min(x, 1.0)
    return smoothstep(x) + AT_ENDS * x * (1 - x) ** 2


def find_sway(luma: Plane, subject: tuple[float, float], length: Length) -> Sway:
    """Choose how deep the camera must go into a picture for its film to live.

    Args:
        luma: of the picture, of twice the frame's fineness.
        subject: shares of width and height.
        length: of the film; a short one has no time to go deep.
    """
    x, y = (min(max(share, _REACH), 1 - _REACH) for share in subject)
    deepest = DEEPEST * min(length.seconds / (2 * _RAMP_SECONDS), 1.0)
    supposed = Sway(centre=(x, y), depth=min(_SUPPOSED, deepest), seconds=length.seconds)
    change = _mean_change(luma, supposed, length)
    wanted = supposed.depth * ALIVE / max(change, 1e-6)
    return Sway(centre=(x, y), depth=min(max(wanted, SHALLOWEST), deepest), seconds=length.seconds)


def _mean_change(luma: Plane, sway: Sway, length: Length) -> float:
    """Return by how many levels neighbouring frames differ in the mean."""
    step = 1 / max(length.frame_count - 1, 1)
    starts = (np.arange(_PROBES) + 0.5) / _PROBES * (1 - step)
    return float(np.mean([_change(luma, sway, float(x), step) for x in starts]))


def _change(luma: Plane, sway: Sway, x: float, step: float) -> float:
    return mean_difference(seen(luma, *sway.at(x), fineness=2), seen(luma, *sway.at(x + step), fineness=2))
