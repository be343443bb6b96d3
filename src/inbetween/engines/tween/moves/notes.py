"""What a user is told of a take: what was made up, and what was asked and could not be given."""

from collections.abc import Iterator

from inbetween.domain.plan import Move, Plan, Shot
from inbetween.engines.tween.moves.amounts import FACTOR, MOST_DEGREES
from inbetween.engines.tween.moves.path import Path

_WHOLE = 0.95
_LITTLE = 0.5
_DEEP = ("orbit", "dollyzoom")
"""Moves that are little without parallax."""

_SHORT = {"zoom": "goes nearer or farther", "travel": "travels or turns"}


def notes_of(path: Path, shot: Shot) -> list[str]:
    """Return sentences about a take of ``shot``; where nobody directed, nothing is missing."""
    return [*_made_up(path), *(_missing(path, shot) if shot.moves else ())]


def notes_of_shots(plan: Plan | None) -> list[str]:
    """Return a sentence where several shots become one."""
    several = plan is not None and len(plan.shots) > 1
    return ["The shots were not cut: their moves follow each other in one take."] if several else []


def _made_up(path: Path) -> Iterator[str]:
    if path.outward > 1:
        share = 1 - 1 / path.outward**2
        yield (
            f"The camera draws back from the picture: up to {share:.0%} of the frame are surroundings, made up from "
            "the picture's own edges, mirrored, soft and dim."
        )


def _missing(path: Path, shot: Shot) -> Iterator[str]:
    for name, what in _SHORT.items():
        if path.kept[name] < _WHOLE:
            yield f"The camera {what} {path.kept[name]:.0%} of the way that was asked: the picture ends there."
    if path.kept["parallax"] < _LITTLE and any(move.kind in _DEEP for move in shot.moves):
        yield (
            f"Near and far part by {path.kept['parallax']:.0%} of what was asked: more would bend straight lines, or "
            "stretch the picture like rubber."
        )
    yield from filter(None, map(_of_degrees, shot.moves))


def _of_degrees(move: Move) -> str | None:
    most = MOST_DEGREES * max(FACTOR[move.amount], 1.0)
    if move.kind == "roll" and move.degrees and move.degrees > most:
        return f"The camera rolls {most:.0f} degrees, not {move.degrees:g}: beyond, the picture has no corners."
    if move.kind == "orbit" and move.degrees:
        return f"One picture has one side: the camera goes round it by a few degrees, not {move.degrees:g}."
    return None
