"""What a plan of a whole video asks of the seconds after its clip, by a clock that starts there."""

from collections.abc import Callable
from dataclasses import replace

from inbetween.domain.plan import Plan, Shot

_TIMED = "ranges"
"""Where the words give times, they are the video's; other times are guesses, and are made again for what is left."""


def plan_after(plan: Plan, gone: float, left: float) -> Plan:
    """Return what ``plan`` asks of the last ``left`` seconds, when ``gone`` seconds are the clip's."""
    share = left / (gone + left)

    def clock(t: float) -> float:
        return max(t - gone, 0.0) if plan.source == _TIMED else t * share

    shots = tuple(_timed(shot, clock) for shot in plan.shots if clock(shot.end) > 0)
    return replace(plan, duration=left, shots=(*shots[:-1], replace(shots[-1], end=left)))


def _timed(shot: Shot, clock: Callable[[float], float]) -> Shot:
    return replace(
        shot,
        start=clock(shot.start),
        end=clock(shot.end),
        moves=tuple(
            replace(move, at=move.at and (clock(move.at[0]), clock(move.at[1])))
            for move in shot.moves
            if move.at is None or clock(move.at[1]) > 0
        ),
        dialogue=tuple(replace(line, t=clock(line.t)) for line in shot.dialogue),
        sounds=tuple(replace(cue, t=clock(cue.t)) for cue in shot.sounds),
    )
