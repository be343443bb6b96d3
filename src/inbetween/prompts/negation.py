"""Whether a term is told not to happen."""

from collections.abc import Sequence

from inbetween.prompts.terms import Term
from inbetween.prompts.words import listed

_REACH = 7
_THROUGH = frozenset(("skipped", "article", "lead", "camera", "picture", "perhaps", "direction"))
_FILLERS = listed("use using do any be have make add perform 让 使 任何 有 出现 过多 明显 要 多余 多余的")


def negated(terms: Sequence[Term], index: int) -> bool:
    """Say whether the term at ``index`` is told not to happen."""
    for term in reversed(terms[max(0, index - _REACH) : index]):
        if term.role == "negation":
            return True
        if term.role not in _THROUGH and term.text not in _FILLERS:
            return False
    return False
