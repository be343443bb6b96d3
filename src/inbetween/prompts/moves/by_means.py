"""A way that is told with the move that makes it is one move: *comes to the gate by tilting down*."""

from collections.abc import Sequence
from itertools import pairwise

from inbetween.prompts.lexicon.moves import OWN_WORDS
from inbetween.prompts.moves.sentences import Sentence, Told
from inbetween.prompts.writing.words import Word, listed

_BY = listed("by via")
_WITH = listed("with in through")
_WAY_OF = (["way", "of"], ["means", "of"])
_GOALS = listed("to at from over until")
_ONWARD = listed("forward forwards ahead closer toward towards into past along across down up")
_GOING = frozenset(("travel", "near", "rest", "far"))
_NOUN = 4
"""Words between *by* or *with* and the move: *with one slow sweeping tilt*."""


def by_means(moves: Sequence[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Leave out a verb of going beside the move by which the camera goes there."""
    carried = {id(one) for one, other in pairwise(moves) if _carries(one, other, parts)}
    carried |= {id(other) for one, other in pairwise(moves) if _carries(other, one, parts)}
    return [move for move in moves if id(move) not in carried]


def _carries(going: Told, means: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether ``means`` is how the camera goes where ``going`` tells."""
    one, other = going.found, means.found
    if going.number != means.number or abs(one.clause - other.clause) > 1 or one.chinese:
        return False
    if one.verb not in _GOING or (other.verb not in OWN_WORDS | {"rise", "fall"}):
        return False
    words = parts[means.number].words
    marks = _marks(words, other.first)
    if marks & _BY:
        return True
    between = {word.text for word in words[one.last : other.first]}
    return bool(marks & _WITH) and bool(between & _GOALS) and not between & _ONWARD


def _marks(words: Sequence[Word], first: int) -> set[str]:
    """Return what leads to the move at word ``first``: *by*, *with* and the like, and what stands between."""
    before = [word.text for word in words[max(0, first - _NOUN) : first]]
    found = set(before)
    if any(before[at : at + 2] in _WAY_OF for at in range(len(before))):
        found.add("by")
    return found if "," not in before else set()
