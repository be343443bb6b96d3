"""What part of a picture a shot begins with: as near as its size asks, and unlike the shots beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import radians

import numpy as np

from inbetween.domain.plan import Angle
from inbetween.engines.tween.moves.path import Ground, Start, settled
from inbetween.engines.tween.moves.sight import Spot
from inbetween.engines.tween.shots.apart import Look, apart, look_at_start

_STEP = 0.05
"""Octaves between the distances that are tried."""

_ELSEWHERE = 0.5
"""What it costs to look at the next place of the list, where an octave costs one over ``apart.NEARER``."""

_A_JUMP = 20.0
"""What it costs that a neighbour is no shot apart: more than anything else, but a picture may have no better."""

_HEADROOM = 0.08
"""Heights of the frame by which a head is above the middle."""

_ROOM = 1.3
"""How much more room a way needs than it is long: a camera turns as it travels, and what is near passes faster."""

_PITCHES = {"high": -0.06, "overhead": -0.09, "aerial": -0.04, "low": 0.06, "worm": 0.09}
"""Radians by which a camera of such an angle is bent: one picture has one angle, so it is a hint of it."""

_DUTCH = radians(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a shot should begin with.

    ``spots`` are places to have in the middle, the first of them best; ``zoom`` is in octaves, ``travel`` how far the
    view will go (widths of the frame, right and down): the place is passed half-way.
    """

    zoom: float
    spots: Sequence[Spot]
    angle: Angle | None = None
    travel: Spot = (0.0, 0.0)
    headroom: bool = False


def choose_start(wanted: Wanted, beside: Sequence[Look], ground: Ground) -> Start:
    """Return where a shot begins: near what is wanted, and apart from the looks ``beside`` it."""

    def cost(candidate: tuple[int, Start]) -> float:
        place, start = candidate
        look = look_at_start(start)
        jumps = sum(max(1 - apart(look, other), 0.0) for other in beside)
        return abs(start.zoom - wanted.zoom) + _ELSEWHERE * place + _A_JUMP * jumps

    return min(_candidates(wanted, ground), key=cost)[1]


def _candidates(wanted: Wanted, ground: Ground) -> Iterator[tuple[int, Start]]:
    turned = Start(pitch=_PITCHES.get(wanted.angle or "eye", 0.0), roll=_DUTCH if wanted.angle == "dutch" else 0.0)
    for zoom in sorted((wanted.zoom, *np.arange(0, ground.most_zoom, _STEP)), key=lambda near: abs(near - wanted.zoom)):
        for place, spot in enumerate(wanted.spots):
            start = replace(turned, zoom=float(zoom), centre=_middle(wanted, spot, float(zoom), ground), aim=spot)
            yield place, settled(start, ground)


def _middle(wanted: Wanted, spot: Spot, zoom: float, ground: Ground) -> Spot:
    """Return the middle of the first view, from which the camera can go its way without leaving the picture."""
    frame = 2.0**-zoom
    down = _HEADROOM * ground.sight.tall * frame if wanted.headroom else 0.0
    x, y = (way * frame for way in wanted.travel)
    tall = ground.sight.tall
    return _free(spot[0] - x / 2, x, (1 - frame) / 2), _free(spot[1] + down - y / 2, y, (1 - frame) / 2 * tall)


def _free(middle: float, way: float, most: float) -> float:
    """Return the place next to ``middle`` from which ``way`` leads no farther than ``most`` from 0, if there is one."""
    way *= _ROOM
    least, last = -most - min(way, 0.0), most - max(way, 0.0)
    return min(max(middle, least), last) if least <= last else -way / 2
