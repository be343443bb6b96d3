"""Moves given the seconds of the beat that they stand behind: 前三秒不动，后两秒推近."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from inbetween.domain.plan import Move


def at_beats(
    moves: Sequence[Move], starts: Sequence[int], told: Sequence[tuple[int, float, float]]
) -> tuple[Move, ...]:
    """Return moves with the seconds of the beat they stand behind; moves of different beats never run together."""
    timed = []
    for move, start in zip(moves, starts, strict=False):
        beat = next(((first, last) for where, first, last in reversed(told) if where <= start), None)
        timed.append(replace(move, at=beat))
    timed.extend(moves[len(timed) :])
    return _apart(timed)


def _apart(moves: Sequence[Move]) -> tuple[Move, ...]:
    shift, made = 0, list(moves[:1])
    for before, move in pairwise(moves):
        if before.at != move.at and before.step == move.step:
            shift += 1
        made.append(replace(move, step=move.step + shift))
    return tuple(made)
