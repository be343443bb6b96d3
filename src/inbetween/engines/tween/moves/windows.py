"""When each step of a shot runs: steps share its time by how quick they are, and each runs into the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inbetween.domain.plan import Move, Shot
from inbetween.engines.tween.moves.amounts import LONGEST, REST_WEIGHT, SHORTEST, WEIGHT

_REST_SECONDS, _REST_SHARE, _MOST_REST = 0.5, 0.18, 0.4
"""How long a camera that comes to rest stays there: seconds, or this share of the shot if that is longer."""

_OVERLAP_SECONDS, _OVERLAP_SHARE = 0.4, 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From when until when something happens, in seconds of the video."""

    start: float
    end: float

    @property
    def length(self) -> float:
        """How many seconds it takes."""
        return self.end - self.start


def windows(shot: Shot, moves: Sequence[Move]) -> list[Window]:
    """Return the window of each of ``moves``; what is told to happen at a time happens then."""
    steps = sorted({move.step for move in moves})
    together = [[move for move in moves if move.step == step] for step in steps]
    shared = dict(zip(steps, _shared(shot, together), strict=True))
    return [_own(move, shared[move.step]) for move in moves]


def rest(shot: Shot) -> float:
    """Return the seconds at the end of a shot in which its camera stands still."""
    length = shot.end - shot.start
    return min(max(_REST_SECONDS, _REST_SHARE * length), _MOST_REST * length) if shot.end_hold else 0.0


def _shared(shot: Shot, together: list[list[Move]]) -> list[Window]:
    weights = [max(REST_WEIGHT if move.kind == "static" else WEIGHT[move.speed] for move in step) for step in together]
    second = (shot.end - shot.start - rest(shot)) / max(sum(weights), 1e-9)
    found, start = [], shot.start
    for weight in weights:
        found.append(Window(start=start, end=start + weight * second))
        start = found[-1].end
    for before in range(len(found) - 1):
        if not any(move.kind == "static" for move in (*together[before], *together[before + 1])):
            found[before : before + 2] = _overlapping(*found[before : before + 2])
    return found


def _overlapping(before: Window, after: Window) -> tuple[Window, Window]:
    """Let the camera turn the corner without stopping."""
    half = min(_OVERLAP_SECONDS, _OVERLAP_SHARE * min(before.length, after.length)) / 2
    return replace(before, end=before.end + half), replace(after, start=after.start - half)


def _own(move: Move, shared: Window) -> Window:
    """Return when a move of a step runs: when it was told to, else with its step, and no longer than it is quick."""
    told = Window(start=move.at[0], end=move.at[1]) if move.at and move.at[1] > move.at[0] else shared
    longest = max(LONGEST.get(move.speed, told.length), SHORTEST)
    return replace(told, end=min(told.end, told.start + longest))
