"""Whether a Chinese verb or phrase is about the camera, once the actor of its clause is known."""

from collections.abc import Sequence

from inbetween.prompts.clauses import Acted
from inbetween.prompts.lexicon import grammar
from inbetween.prompts.terms import Term
from inbetween.prompts.ways import ways

_SEES = frozenset(grammar.SEES.split("|"))
_SEES_NO_MORE = frozenset(grammar.SEES_NO_MORE.split("|"))
_SOUNDS = ("音乐", "节奏", "旋律", "鼓点", "风", "时间", "歌")
_OF_THE_TRADE = ("推", "拉", "摇")
_BARE = frozenset(("摇", "甩", "摇动", "甩动", "来回摇动", "来回摇摆"))
_STRONG = frozenset(("slide", "pan"))
_THINGS = frozenset(("word", "own", "person", "article"))
_PEOPLE = frozenset("他她它人们孩")
_BETWEEN = frozenset(("skipped", "connective", "not", "negation"))
_BEFORE_VERB = frozenset(("skipped", "connective", "direction", "not", "negation", "preposition", "lead"))


def accepted(acted: Acted, index: int) -> bool:
    """Say whether the term at ``index`` of a Chinese clause is a move of the camera."""
    terms = acted.clause.terms
    term = terms[index]
    if term.role == "move" or (term.role == "camera"):
        return not _somebodys(terms, index)
    if term.role == "focus":
        return True
    if _with_sound(terms, index):
        return False
    if acted.actor == "camera":
        return _of_camera(acted, index)
    if term.role == "still" or term.value == "rest":
        return False
    if _strong(terms, index):
        return not _somebodys(terms, index)
    return acted.actor == "order" and _opens(terms, index) and _weakly(terms, index)


def _of_camera(acted: Acted, index: int) -> bool:
    terms = acted.clause.terms
    if any(term.role == "camera" for term in terms) and index < acted.since:
        return _strong(terms, index) or terms[acted.since - 1].text in ("将", "把")
    if terms[index].value in ("rest", "static") or terms[index].role == "still":
        return True
    seen = _seen(terms[acted.since : index])
    return not seen or (terms[index].text.startswith(_OF_THE_TRADE) and _only_follows(terms[acted.since : index]))


def _only_follows(terms: Sequence[Term]) -> bool:
    """Say whether the camera only follows somebody before: 跟随女孩缓缓推进, 跟随火车向右摇."""
    return any(term.value == "follow" for term in terms) and not any(term.text in _SEES for term in terms)


def _seen(terms: Sequence[Term]) -> bool:
    """Say whether what follows is in the picture: 定格在它抬头的瞬间."""
    seen = following = False
    for index, term in enumerate(terms):
        following = following or term.value == "follow"
        if (term.text in _SEES and index + 1 < len(terms)) or (following and term.role in _THINGS):
            seen = True
        elif any(word in _SEES_NO_MORE for word in (term.text, term.text[:1])) and seen:
            seen = False
    return seen


def _somebodys(terms: Sequence[Term], index: int) -> bool:
    """Say whether he or she does it: 她拉近."""
    before = "".join(term.text for term in terms[max(0, index - 4) : index])
    by_person = before[-6:].rstrip("缓慢地轻").endswith(tuple("他她它们"))
    return by_person and not terms[index].text.endswith(("镜头", "拍摄"))


def _with_sound(terms: Sequence[Term], index: int) -> bool:
    if terms[index].value != "follow":
        return False
    return "".join(term.text for term in terms[index + 1 : index + 5]).lstrip("着").startswith(_SOUNDS)


def _strong(terms: Sequence[Term], index: int) -> bool:
    """Say whether a verb needs no camera beside it: 横移, 向左平移 and what begins with 推进."""
    term = terms[index]
    if term.value in _STRONG or term.value == "whip":
        return term.text not in _BARE or (_opens(terms, index) and bool(ways(terms, index, 0)))
    if term.value in ("push", "pull", "zoom"):
        return _opens(terms, index) and bool(ways(terms, index, 0))
    return term.text in ("推进", "推向", "拉升", "前推", "后撤") and _opens(terms, index)


def _opens(terms: Sequence[Term], index: int) -> bool:
    first = next((place for place, term in enumerate(terms) if term.role not in _BETWEEN), index)
    if all(term.role in _BEFORE_VERB for term in terms[first:index]):
        return True
    return terms[first].role == "preposition" and _goes_on(terms, index) and not _anybody(terms[first:index])


def _goes_on(terms: Sequence[Term], index: int) -> bool:
    """Say whether nothing that the verb could bring follows it: 从高空俯冲至地面, not 从天上落下大雪."""
    following = terms[index + 1 : index + 2]
    return all(term.role in ("direction", "skipped") for term in following)


def _anybody(terms: Sequence[Term]) -> bool:
    return any(term.role in ("person", "camera") or term.text in _PEOPLE for term in terms)


def _weakly(terms: Sequence[Term], index: int) -> bool:
    term = terms[index]
    if term.value in ("near", "rest", "raise", "bow"):
        return term.text in ("前移", "前进", "前行") or (term.text.startswith(("飞越", "穿越")) and index == 0)
    return term.value != "turn" or term.text in ("转", "转动")
