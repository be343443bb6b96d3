"""One move in numbers: how far it takes the camera, each way that a camera can go."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inbetween.domain.plan import Move, Shot
from inbetween.engines.tween.moves.amounts import (
    ARC,
    ARC_TRAVEL,
    ARC_YAW,
    CLOSER,
    DEGREES,
    DOLLY,
    FACTOR,
    FOLLOW_OCTAVES,
    FOLLOW_PARALLAX,
    FOLLOW_TRAVEL,
    HEIGHT_SHARE,
    LEAST_OCTAVES,
    LEAST_WIDTHS,
    LOOKING_DOWN,
    MOST_ARC,
    MOST_DEGREES,
    MOST_OCTAVES,
    MOST_TRAVEL_PARALLAX,
    MOST_WIDTHS,
    OCTAVES,
    TRAVEL_PARALLAX,
    VERTIGO_IN,
    VERTIGO_LEAST,
    VERTIGO_OUT,
    VERTIGO_ZOOM,
    WIDTHS,
)

FOCAL = 1.2
"""Focal length of the camera in widths of the frame: it sees 45 degrees across."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a camera goes.

    ``zoom`` is in octaves of magnification, ``x`` and ``y`` how far its view travels over the picture, in widths;
    ``roll``, ``yaw`` and ``pitch`` are radians (clockwise, to the right, up); ``across`` and ``down`` how far the
    nearest part shifts against the farthest, in widths; ``dolly`` octaves by which the nearest grows against the
    farthest; ``focus`` the share (0..1) by which it leaves what is far unsharp.
    """

    zoom: float = 0.0
    x: float = 0.0
    y: float = 0.0
    roll: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    across: float = 0.0
    down: float = 0.0
    dolly: float = 0.0
    focus: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A move with all that its numbers depend on: its seconds, and which way the subject is (-1 or 1, x and y)."""

    move: Move
    seconds: float
    side: tuple[int, int]
    shot: Shot

    @property
    def octaves(self) -> float:
        """How far a push goes."""
        move = self.move
        reached = min(OCTAVES[move.speed] * self.seconds, MOST_OCTAVES[move.speed])
        return max(reached, LEAST_OCTAVES) * FACTOR[move.amount]

    @property
    def widths(self) -> float:
        """How far travel or turning goes."""
        move = self.move
        reached = min(WIDTHS[move.speed] * self.seconds, MOST_WIDTHS[move.speed])
        return max(reached, LEAST_WIDTHS) * FACTOR[move.amount]

    @property
    def sideways(self) -> float:
        """Return -1 for left and 1 for right; untold, the side of the subject."""
        return {"left": -1.0, "right": 1.0}.get(self.move.dir or "", float(self.side[0]))

    @property
    def upright(self) -> float:
        """Return -1 for up and 1 for down; untold, the side of the subject."""
        return {"up": -1.0, "down": 1.0}.get(self.move.dir or "", float(self.side[1]))


def reach_of(told: Told) -> Reach:
    """Return how far a move goes."""
    return _REACHES[told.move.kind](told)


def _push(told: Told) -> Reach:
    size = told.shot.size_end
    nearest = max(told.octaves, CLOSER.get(size, 0.0) if size else 0.0)
    zoom = -told.octaves if told.move.dir == "out" else nearest
    return Reach(zoom=zoom, dolly=0.0 if told.move.lens == "zoom" else DOLLY * zoom)


def _dollyzoom(told: Told) -> Reach:
    is_in = told.move.dir == "in"
    octaves = max(told.octaves, VERTIGO_LEAST)
    return Reach(dolly=(VERTIGO_IN if is_in else VERTIGO_OUT) * octaves, zoom=VERTIGO_ZOOM[is_in])


def _pan(told: Told) -> Reach:
    x = told.sideways * told.widths
    return Reach(x=x, yaw=math.atan(x / FOCAL))


def _tilt(told: Told) -> Reach:
    y = told.upright * told.widths * HEIGHT_SHARE
    return Reach(y=y, pitch=-math.atan(y / FOCAL))


def _truck(told: Told) -> Reach:
    x = told.sideways * told.widths
    return Reach(x=x, across=_parallax(x))


def _crane(told: Told) -> Reach:
    y = told.upright * told.widths * HEIGHT_SHARE
    bent = math.copysign(LOOKING_DOWN, y) if told.shot.angle_end else 0.0
    return Reach(y=y, down=_parallax(y), pitch=bent)


def _parallax(travel: float) -> float:
    return math.copysign(min(TRAVEL_PARALLAX * abs(travel), MOST_TRAVEL_PARALLAX), travel)


def _orbit(told: Told) -> Reach:
    side, factor = told.sideways, FACTOR[told.move.amount]
    arc = min(ARC[told.move.speed] * told.seconds * factor, MOST_ARC)
    # Whoever goes round to the right looks left: the right of the picture comes nearer.
    return Reach(across=side * 2 * arc, yaw=-side * ARC_YAW * factor, x=side * ARC_TRAVEL * factor)


def _roll(told: Told) -> Reach:
    factor = FACTOR[told.move.amount]
    degrees = told.move.degrees or DEGREES[told.move.speed] * told.seconds * factor
    most = MOST_DEGREES * max(factor, 1.0)
    return Reach(roll=math.radians(min(degrees, most)) * (-1 if told.move.dir == "ccw" else 1))


def _follow(told: Told) -> Reach:
    side, factor = told.sideways, FACTOR[told.move.amount]
    return Reach(x=side * FOLLOW_TRAVEL * factor, zoom=FOLLOW_OCTAVES, across=side * FOLLOW_PARALLAX)


def _focus(_: Told) -> Reach:
    return Reach(focus=1.0)


def _static(_: Told) -> Reach:
    return Reach()


_REACHES: Mapping[str, Callable[[Told], Reach]] = {
    "push": _push,
    "dollyzoom": _dollyzoom,
    "pan": _pan,
    "tilt": _tilt,
    "truck": _truck,
    "crane": _crane,
    "orbit": _orbit,
    "roll": _roll,
    "follow": _follow,
    "focus": _focus,
    "static": _static,
}
