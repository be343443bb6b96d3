"""A camera that stands, told without a word for it: *the camera doesn't*, *everything but the camera*, *it stays*."""

from inbetween.prompts.actors.clauses import Acted
from inbetween.prompts.writing.words import listed

_ORDERED_STILL = frozenset(("别动", "不要动", "不许动", "勿动", "千万别动"))
"""Alone between two marks these say that the camera stands."""
_SOMEHOW = listed("low high close tight wide handheld long")
"""How it is seen while the camera may move: *stays low and follows it*."""
_STAYS = listed("stays stay remains remain")


def stands(acted: Acted) -> bool:
    """Say whether a clause in which no move was found tells that the camera stands."""
    return _does_not(acted) or _stands_still(acted) or _only_stays(acted)


def _does_not(acted: Acted) -> bool:
    """Say whether a clause ends where it says that the camera does not: *he races off; the camera doesn't*."""
    meant = [term for term in acted.clause.terms[acted.since :] if term.role not in ("article", "skipped")]
    ends = [term.role for term in meant] in (["camera", "negation"], ["perhaps", "negation"])
    return not acted.clause.chinese and ((acted.actor == "camera" and ends) or _alone_rests(acted))


def _alone_rests(acted: Acted) -> bool:
    """Say whether the camera alone does not move: *everything spins except the camera*, *... but the camera*."""
    last = [term for term in acted.clause.terms if term.role not in ("article", "skipped")][-2:]
    named = bool(last) and last[-1].role == "camera"
    apart = len(last) == 2 and last[0].text in ("except", "save", "besides")
    return named and (apart or (len(last) == 1 and acted.clause.joint == "but"))


def _stands_still(acted: Acted) -> bool:
    """Say whether a Chinese clause is nothing but an order to stand: 半身，别动."""
    meant = "".join(term.text for term in acted.clause.terms if term.role not in ("skipped", "connective"))
    return meant.removeprefix("前两秒").rstrip("啊哦吧") in _ORDERED_STILL


def _only_stays(acted: Acted) -> bool:
    """Say whether the clause ends where it says that the camera stays: *is about to pan but stays*, not *stays low*."""
    if any(term.text in _SOMEHOW for term in acted.clause.terms[acted.since :]):
        return False
    meant = [term for term in acted.clause.terms[acted.since :] if term.role not in ("article", "skipped", "camera")]
    return acted.actor == "camera" and [term.text in _STAYS for term in meant] == [True]
