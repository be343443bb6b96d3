"""Whether a term is told not to happen."""

from collections.abc import Sequence

from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.words import listed

_REACH = 7
_ALMOST = frozenset(("almost", "nearly", "差点", "险些"))
_NOBODY = (["nobody"], ["nothing"], ["none"])
_NO_ONE = (["no", "one"], ["no", "body"])
_THROUGH = frozenset(("skipped", "article", "lead", "camera", "picture", "perhaps", "direction"))
_OF_TRADE = frozenset("推拉摇移甩跟升降转")
"""Of two that stand together both are refused: 不要推拉."""
_FILLERS = listed(
    "does did will would should may use using do any be have make add perform"
    " 让 使 任何 有 出现 过多 明显 要 多余 多余的"
)


def negated(terms: Sequence[Term], index: int) -> bool:
    """Say whether the term at ``index`` is told not to happen."""
    behind = [term.text for term in terms[index + 1 : index + 3]]
    if behind[:1] in _NOBODY or behind in _NO_ONE:
        return True
    for at in range(index - 1, max(0, index - _REACH) - 1, -1):
        term = terms[at]
        if (term.role == "negation" and not _paired(terms, at)) or (term.text in _ALMOST and at == index - 1):
            return True
        if term.role == "move" and term.chinese and term.last == terms[at + 1].first:
            continue
        if term.text in _OF_TRADE and terms[index].text in _OF_TRADE and at + 1 == index:
            continue
        if term.role not in _THROUGH and term.role != "negation" and term.text not in _FILLERS:
            return False
    return False


def _paired(terms: Sequence[Term], index: int) -> bool:
    """Say whether 不 is one of a pair that negates nothing: 不远不近, 不慌不忙."""
    if index + 1 < len(terms) and terms[index + 1].role in ("verb", "move"):
        return False
    around = (*terms[max(0, index - 2) : index], *terms[index + 2 : index + 3])
    return terms[index].text == "不" and any(term.text.startswith("不") for term in around)
