"""A plan as one shot: what lies between its cuts becomes what happens one after the other."""

from dataclasses import replace

from inbetween.domain.plan import Move, Plan, Shot


def one_take(plan: Plan | None, seconds: float) -> Shot:
    """Return the whole video of ``seconds`` as one shot: every move of every shot at the shot's own time."""
    if plan is None:
        return Shot(start=0.0, end=seconds, text="")
    first, last = plan.shots[0], plan.shots[-1]
    if len(plan.shots) == 1:
        return first
    styles = dict.fromkeys(style for shot in plan.shots for style in shot.style)
    return replace(
        first,
        end=last.end,
        moves=tuple(move for shot in plan.shots for move in _timed(shot)),
        end_hold=last.end_hold,
        angle_end=last.angle_end or last.angle,
        size_end=last.size_end or last.size,
        style=tuple(styles),
    )


def _timed(shot: Shot) -> list[Move]:
    """Return the moves of a shot, its steps one after the other within the shot's time."""
    steps = sorted({move.step for move in shot.moves})
    each = (shot.end - shot.start) / max(len(steps), 1)
    windows = {
        step: (shot.start + number * each, shot.start + (number + 1) * each) for number, step in enumerate(steps)
    }
    return [replace(move, at=move.at or windows[move.step]) for move in shot.moves]
