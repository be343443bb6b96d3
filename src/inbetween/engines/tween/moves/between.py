"""Both ends are given: the pictures say how far the camera goes, the words when, and what it does on the way.

A told move that the pictures themselves make needs nothing but its time. Any other becomes a detour: the camera goes
part of the way that it was told, and is back when the last picture is due.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb, Yuv420
from inbetween.domain.plan import Move, Plan, Shot
from inbetween.engines.tween.draw.readable import Source, readable
from inbetween.engines.tween.geometry import Model, model_scale
from inbetween.engines.tween.moves.canvas import Canvas
from inbetween.engines.tween.moves.depth import Depth
from inbetween.engines.tween.moves.draw import Lens
from inbetween.engines.tween.moves.easing import Values
from inbetween.engines.tween.moves.path import WHOLE_VIEW, Ground, View, find_path
from inbetween.engines.tween.moves.poses import detour, under_way
from inbetween.engines.tween.moves.sight import Sight, look_at
from inbetween.engines.tween.moves.single import one_take
from inbetween.engines.tween.moves.windows import Window, rest
from inbetween.engines.tween.ring import Draw
from inbetween.engines.tween.timing import Length

_ENLARGED = 0.5
"""Octaves that a detour may go in: it reads frames that are drawn, not the originals."""

_TURNED = np.radians(1.0)
_MOVED = 0.02
_NEARED = 0.05
"""Radians, widths and octaves from which on the pictures themselves turn, travel or go nearer."""

_ONLY_ALONE = {"dollyzoom": "parts near and far", "focus": "changes its focus"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Detour:
    """When each frame is between the pictures (0..1; ``None``: as ever), and where the camera is besides.

    ``views`` are empty where it makes no detour. ``facts`` are JSON values, ``notes`` sentences for the user.
    """

    times: list[float] | None
    views: tuple[View, ...]
    facts: dict[str, Any]
    notes: list[str]


class Reframed:
    """Draws the frames of a pair as a camera sees them that goes its own way; by their number."""

    def __init__(self, draw: Draw, times: list[float], views: tuple[View, ...], first: int = 0) -> None:
        """See the frames that ``draw`` gives for ``times`` by ``views``, which begin with that of frame ``first``."""
        self._draw, self._times, self._views, self._first = draw, times, views, first

    def __call__(self, number: float) -> Yuv420:
        """Draw the frame of a ``number``; where the camera is not off its way, it is the pair's own."""
        index = round(number)
        frame, view = self._draw(self._times[index]), self._views[index - self._first]
        if view.whole:
            return frame
        canvas = Canvas(frame=frame, source=Source(fitted=readable(frame)), margin=(0, 0), soft=None)
        return Lens(canvas, (view, view), _flat(frame.y.shape[0] / frame.y.shape[1]))(1.0)


def directed(plan: Plan | None, camera: Model | None, first: Rgb, length: Length) -> Detour:
    """Return what the words ask of the way between two pictures.

    Args:
        plan: what was asked; ``None``: nothing.
        camera: what the whole frame does from the first to the last picture, in its own pixels; ``None`` for strangers.
        first: the first picture, fitted.
        length: of the film.
    """
    shot = one_take(plan, length.seconds)
    moves = [move for move in shot.moves if move.kind != "static"]
    own = [move for move in moves if camera is not None and _is_own(move, camera, first.shape)]
    added = [move for move in moves if move not in own and _can_return(move)]
    seconds = shot.start + np.arange(length.frame_count) / length.fps
    shaky = bool({"handheld", "shake"} & set(shot.style))
    return Detour(
        times=_times(shot, own, seconds),
        views=_views(shot, added, first, seconds) if added or shaky else (),
        facts=_facts(own, added) if moves else {},
        notes=_notes([move for move in moves if move not in own and move not in added]),
    )


def _is_own(move: Move, camera: Model, size: tuple[int, ...]) -> bool:
    """Say whether the pictures themselves make this move: what they show goes against the camera."""
    turned = float(np.arctan2(camera[1, 0], camera[0, 0]))
    middle = np.array([size[1] / 2, size[0] / 2, 1.0])
    away = (camera @ middle)[:2] / (camera @ middle)[2] - middle[:2]
    x, y = away / size[1]
    nearer = float(np.log2(max(model_scale(camera), 1e-6)))
    signs = {
        "push": {"in": nearer > _NEARED, "out": nearer < -_NEARED},
        "roll": {"cw": turned < -_TURNED, "ccw": turned > _TURNED},
        **{kind: {"left": x > _MOVED, "right": x < -_MOVED} for kind in ("pan", "truck", "follow")},
        **{kind: {"up": y > _MOVED, "down": y < -_MOVED} for kind in ("tilt", "crane")},
    }
    ways = signs.get(move.kind, {})
    return ways.get(move.dir, False) if move.dir else any(ways.values())


def _can_return(move: Move) -> bool:
    """Say whether a frame that is drawn can be seen by this move: it has no border to spare and no depth."""
    return move.kind not in _ONLY_ALONE and (move.kind, move.dir) != ("push", "out")


def _times(shot: Shot, own: list[Move], seconds: Values) -> list[float] | None:
    """Return when each frame is, if the words say: at rest before the end, or at another pace."""
    eases = [move.ease for move in own if move.ease != "inout"]
    if not (shot.end_hold or eases):
        return None
    window = Window(start=shot.start, end=min(shot.end - rest(shot), float(seconds[-1])))
    share = under_way(seconds, window, eases[0] if eases else "inout", shot)
    return [float(value) for value in share]


def _views(shot: Shot, moves: list[Move], first: Rgb, seconds: Values) -> tuple[View, ...]:
    sight = look_at(first)
    views = find_path(detour(shot, moves, sight.side, seconds), flat_ground(sight, _ENLARGED)).views
    ends = {0, len(views) - 1}
    return tuple(WHOLE_VIEW if number in ends else view for number, view in enumerate(views))


def flat_ground(sight: Sight, most_zoom: float) -> Ground:
    """Return what bounds a camera that sees frames which are drawn: nothing is known of their depth."""
    return Ground(sight=sight, depth=_flat(sight.tall), lines=np.zeros((0, 2, 2), np.float64), most_zoom=most_zoom)


def _flat(tall: float) -> Depth:
    nearness: NDArray[np.float32] = np.zeros((2, 2), np.float32)
    return Depth(nearness=nearness, tall=tall)


def _facts(own: list[Move], added: list[Move]) -> dict[str, Any]:
    return {"moves_of_the_pictures": [move.kind for move in own], "detours": [move.kind for move in added]}


def _notes(left: list[Move]) -> list[str]:
    told = {_ONLY_ALONE.get(move.kind, "draws back") for move in left}
    why = "in a video from one picture alone: here it has to reach the last one"
    return [f"The camera {what} {why}." for what in sorted(told)]
