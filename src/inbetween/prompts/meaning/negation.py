"""Whether a term is told not to happen."""

from collections.abc import Sequence

from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.words import listed

_REACH = 7
_ALMOST = frozenset(("almost", "nearly", "差点", "险些"))
_NOBODY = listed("nobody nothing none neither")
_HARDLY = frozenset(("hardly", "barely", "scarcely"))
"""Before what goes with somebody, they say that it does not: *hardly moves as they pass*, but *barely pushes in*."""
_THROUGH = frozenset(("skipped", "article", "lead", "camera", "picture", "perhaps", "direction"))
_OF_TRADE = frozenset("推拉摇移甩跟升降转")
"""Of two that stand together both are refused: 不要推拉."""
_FILLERS = listed(
    "does did will would should may use using do any be have make add perform"
    " 让 使 任何 有 出现 过多 明显 要 多余 多余的"
)


def negated(terms: Sequence[Term], index: int) -> bool:
    """Say whether the term at ``index`` is told not to happen."""
    if _has_no_object(terms, index) or (terms[index].value == "follow" and _hardly(terms, index)):
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


def _has_no_object(terms: Sequence[Term], index: int) -> bool:
    """Say whether the object of a verb is nobody: *follows no one*, *pans to nothing*, *tracks none of them*."""
    behind = terms[index + 1 : index + 4]
    while behind and behind[0].role == "direction" and len(behind) > 1:
        behind = behind[1:]
    if not behind or terms[index].chinese:
        return False
    no_one = behind[0].text == "no" and [term.text for term in behind[1:2]] in (["one"], ["body"])
    return no_one or behind[0].text in _NOBODY


def _hardly(terms: Sequence[Term], index: int) -> bool:
    return [term.text for term in terms[max(0, index - 1) : index]] in [[word] for word in _HARDLY]


def _paired(terms: Sequence[Term], index: int) -> bool:
    """Say whether 不 is one of a pair that negates nothing: 不远不近, 不慌不忙."""
    if index + 1 < len(terms) and terms[index + 1].role in ("verb", "move"):
        return False
    around = (*terms[max(0, index - 2) : index], *terms[index + 2 : index + 3])
    return terms[index].text == "不" and any(term.text.startswith("不") for term in around)
