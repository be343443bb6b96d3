"""Where a verb goes, and the moves that it makes with its directions."""

from collections.abc import Sequence

from inbetween.prompts.lexicon.moves import AXES, MOVES, PLAIN
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.meaning.ways_chinese import chinese
from inbetween.prompts.meaning.ways_english import english

_ON_WHEELS = frozenset(("along", "past", "in", "through", "across", "forth", "out"))
"""Where a camera rolls along and does not turn over."""


_TURNING = frozenset(("pan", "tilt", "turn", "whip"))
"""*Pans back to the left* goes nowhere but to the left."""


def ways(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return the directions of the verb at ``index``, the nearest first; words before ``since`` belong to others."""
    if terms[index].chinese:
        return chinese(terms, index, since)
    if any(term.chinese and term.role == "direction" for term in terms):
        return chinese(terms, index, since) + english(terms, index, since)
    return english(terms, index, since)


def resolve(verb: str, found: Sequence[str]) -> list[str]:
    """Return the moves that ``verb`` makes with the directions ``found``, as ``kind`` or ``kind.direction``."""
    if verb == "roll" and _ON_WHEELS & set(found):
        verb = "travel"
    if {"cw", "ccw"} & set(found):
        found = [way for way in found if way != "axis"]
    table = MOVES.get(verb, {})
    if verb == "turn" and {"cw", "ccw"} & set(found) and "circle" not in found:
        found = [way for way in found if way in ("cw", "ccw")]
    if verb in ("tip", "lean") and {"side", "cw", "ccw"} & set(found):
        found = [way for way in found if way not in ("over", "down")]
    if "circle" in found and verb in ("turn", "whip", "rotate", "travel", "push", "dolly", "pan", "swoop", "soar"):
        return [_with_side("orbit", found)]
    known = [way for way in found if way in table]
    if verb in _TURNING and set(known) & {"left", "right", "up", "down"}:
        known = [way for way in known if way not in ("in", "out")]
    plain = [way for way in known if way in PLAIN and verb != "spiral"]
    moves = [table[way] for way in plain] or [table[way] for way in known[:1]]
    if not moves:
        return table.get("", "").split()
    return list(dict.fromkeys(name for move in moves for name in move.split()))


def _with_side(kind: str, found: Sequence[str]) -> str:
    side = next((MOVES["orbit"][way] for way in found if way in ("left", "right", "cw", "ccw")), None)
    return side or kind


def same_axis(first: str | None, second: str | None) -> bool:
    """Say whether two directions lie on one axis."""
    return first is not None and second is not None and AXES.get(first) == AXES.get(second)
