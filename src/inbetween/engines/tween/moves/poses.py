"""Where the camera is in every frame of a shot: moves are added, so that no mixture of them jerks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from inbetween.domain.plan import Ease, Move, Shot
from inbetween.engines.tween.moves.amounts import DRIFT
from inbetween.engines.tween.moves.easing import Values, done
from inbetween.engines.tween.moves.handheld import shaken
from inbetween.engines.tween.moves.reach import Reach, Told, reach_of
from inbetween.engines.tween.moves.windows import Window, rest, windows

CHANNELS = tuple(field.name for field in fields(Reach))

_LEAD = 0.7
"""Share of its time in which a move makes the room that it will need: the camera is then seen to travel, where one that
makes room as it goes seems to push in aside."""

_UNDER_WAY = 0.1
"""Share of its time by which a move that opens a shot seems to have begun before it, and one that closes it to go on.

From rest, the first frames of slow moves repeat the picture: eight bits know no smaller steps."""

_DETOUR = 0.4
"""Share of the way that a move goes which has to be back."""

_ROOM = {"x": 2.0, "y": 2.0, "roll": 1.8, "yaw": 0.7, "pitch": 0.7, "across": 1.0, "down": 1.0, "dolly": 0.1}
"""About how much a camera must magnify, in natural logarithms, for one unit of each channel to leave no border bare."""

_SPEED = {"slowmo": 0.6, "timelapse": 0.5}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Poses:
    """A camera's way: ``values`` (frames, channels of ``Reach``), and when it makes room, ``room`` (frames,) from 0."""

    values: NDArray[np.float64]
    room: Values

    def channel(self, name: str) -> Values:
        """Return one channel, (frames,)."""
        column: Values = self.values[:, CHANNELS.index(name)]
        return column

    def scaled(self, share: float, *names: str) -> "Poses":
        """Return the same way with some channels shortened; their shape stays."""
        factors = [share if name in names else 1.0 for name in CHANNELS]
        return Poses(values=self.values * factors, room=self.room)


def find_poses(
    shot: Shot, moves: Sequence[Move], side: tuple[int, int], seconds: Values, *, from_rest: bool = False
) -> Poses:
    """Add up the moves of a shot at ``seconds`` of the video, the first of which is the shot's first frame.

    They are under way there, unless they start ``from_rest``.
    """
    values, room = _still(seconds)
    for move, window, row in _rows(shot, moves, side):
        values += under_way(seconds, window, move.ease, shot, from_rest=from_rest)[:, None] * row
        leading = Window(start=window.start, end=window.start + _LEAD * window.length)
        room += under_way(seconds, leading, move.ease, shot, from_rest=from_rest) * _room_of(row)
    values[:, 0] += _drift(shot, moves, seconds, float(values[-1, 0]))
    return _shaken(Poses(values=values, room=room), shot, seconds)


def landing(shot: Shot, moves: Sequence[Move], side: tuple[int, int], seconds: Values) -> Poses:
    """Add up the moves of a shot that ends on the whole picture: it starts as far off as they go."""
    values, room = _still(seconds)
    for move, window, row in _rows(shot, moves, side):
        to_come = 1 - under_way(seconds, window, move.ease, shot)
        values -= to_come[:, None] * row
        lasting = Window(start=window.end - _LEAD * window.length, end=window.end)
        room += (1 - under_way(seconds, lasting, move.ease, shot)) * _room_of(row)
    values -= values[-1]
    room -= room[-1]
    values[:, CHANNELS.index("focus")] *= -1
    return _shaken(Poses(values=values, room=room), shot, seconds, returns=True)


def _still(seconds: Values) -> tuple[NDArray[np.float64], Values]:
    return np.zeros((len(seconds), len(CHANNELS))), np.zeros(len(seconds))


def _rows(
    shot: Shot, moves: Sequence[Move], side: tuple[int, int]
) -> Iterator[tuple[Move, Window, NDArray[np.float64]]]:
    """Yield each move with when it happens, and how far it goes in each channel."""
    slowed = min((_SPEED[style] for style in shot.style if style in _SPEED), default=1.0)
    for move, window in zip(moves, windows(shot, moves), strict=True):
        yield move, window, _row(reach_of(Told(move=move, seconds=window.length * slowed, side=side, shot=shot)))


def under_way(seconds: Values, window: Window, ease: Ease, shot: Shot, *, from_rest: bool = False) -> Values:
    """Return how much of a move is done, 0 at the shot's start and 1 at its end: it is under way before and after."""
    beyond = _UNDER_WAY * window.length
    starts, ends = window.start <= shot.start and not from_rest, window.end >= shot.end - 1e-6 and not shot.end_hold
    longer = Window(start=window.start - beyond * starts, end=window.end + beyond * ends)
    share, bounds = done(seconds, longer, ease), done(np.array([window.start, window.end]), longer, ease)
    told: Values = np.clip((share - bounds[0]) / (bounds[1] - bounds[0]), 0.0, 1.0)
    return told


def detour(shot: Shot, moves: Sequence[Move], side: tuple[int, int], seconds: Values) -> Poses:
    """Add up moves of which each is back when it ends: part of its way, out and home again, at rest at both ends."""
    values, room = _still(seconds)
    for move, window in zip(moves, windows(shot, moves), strict=True):
        reach = reach_of(Told(move=move, seconds=window.length, side=side, shot=shot))
        row = _DETOUR * _row(replace(reach, across=0.0, down=0.0, dolly=0.0, focus=0.0))
        last = min(window.end, float(seconds[-1]))
        share = np.clip((seconds - window.start) / max(last - window.start, 1e-9), 0, 1)
        away = np.sin(np.pi * share) ** 2
        values += away[:, None] * row
        room += away * _room_of(row)
    return _shaken(Poses(values=values, room=room), shot, seconds, returns=True)


def _row(reach: Reach) -> NDArray[np.float64]:
    return np.array([getattr(reach, name) for name in CHANNELS])


def _room_of(row: NDArray[np.float64]) -> float:
    return float(sum(_ROOM.get(name, 0.0) * abs(value) for name, value in zip(CHANNELS, row, strict=True)))


def _drift(shot: Shot, moves: Sequence[Move], seconds: Values, zoom: float) -> Values:
    """Return octaves that keep a camera alive beside its moves, unless it was told to stand."""
    if not moves or any(move.kind == "static" for move in moves):
        return np.zeros(len(seconds))
    window = Window(start=shot.start, end=shot.end - rest(shot))
    whole = DRIFT * window.length * (-1 if zoom < 0 else 1)
    return whole * done(seconds, window, "linear")


def _shaken(poses: Poses, shot: Shot, seconds: Values, *, returns: bool = False) -> Poses:
    if not {"shake", "handheld"} & set(shot.style):
        return poses
    strength: Literal["shake", "handheld"] = "shake" if "shake" in shot.style else "handheld"
    added, envelope = shaken(seconds - seconds[0], strength, returns=returns)
    values = poses.values.copy()
    for name, column in added.items():
        values[:, CHANNELS.index(name)] += column
    reserve = sum(_ROOM[name] * float(np.abs(column).max()) for name, column in added.items())
    return Poses(values=values, room=poses.room + reserve * envelope)
