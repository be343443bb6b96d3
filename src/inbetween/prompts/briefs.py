"""A line for the camera that tells in brief what prose tells, before it or behind it: *Camera: 360 orbit, slow*."""

from collections.abc import Sequence

from inbetween.prompts.sections import section
from inbetween.prompts.sentences import Sentence, Told


def sums_up(kept: Sequence[Told], move: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether one of the moves before is ``move``, and either of them stands in a line for the camera."""
    brief = _is_brief(move, parts)
    apart = (other for other in kept if other.number != move.number)
    return any((brief or _is_brief(other, parts)) and _agree(other, move) for other in apart)


def _is_brief(move: Told, parts: Sequence[Sentence]) -> bool:
    return section(parts[move.number].words) == "camera"


def _agree(one: Told, other: Told) -> bool:
    """Say whether two moves may be one: of one kind, or a part of the other, and not of two ways."""
    ways = {one.found.dir, other.found.dir} - {None}
    part = one.kind == "dollyzoom" and other.kind == "push"
    return part or (one.kind == other.kind and len(ways) < 2)
