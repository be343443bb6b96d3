"""Chinese clauses in which nobody acts: they tell where it is, how far or how fast, or go on refusing."""

from inbetween.prompts.actors.clauses import Acted

_PLACES_AND_TIMES = frozenset("院堂楼园厅房室街巷路桥湖河林景夜里边台店馆场城镇村洞镜塔寺庙港站库厨廊")
"""The last characters of what is a setting and does nothing."""
_SETTING = 8
"""Terms of the longest one."""
_MEASURES = frozenset(("幅度", "速度", "节奏", "力度", "动作"))
_SHORT = 2
"""Terms of what is only refused."""


def sets_scene(acted: Acted) -> bool:
    """Say whether a Chinese sentence begins with nothing but where or when it is: 老家的三合院，从晒谷场走进厅堂."""
    clause = acted.clause
    if acted.actor != "other" or not clause.chinese or clause.joint not in ("^", ";") or len(clause.terms) > _SETTING:
        return False
    plain = all(term.role in ("word", "own", "skipped", "when") or term.text in "里上中" for term in clause.terms)
    return plain and all(term.text != "着" for term in clause.terms) and clause.terms[-1].text[-1] in _PLACES_AND_TIMES


def says_how(acted: Acted) -> bool:
    """Say whether a Chinese clause only tells how far or how fast: 幅度小点."""
    return acted.actor == "other" and acted.clause.chinese and acted.clause.terms[0].text in _MEASURES


def refuses(acted: Acted) -> bool:
    """Say whether a Chinese clause only goes on refusing, or tells what is where in the picture: 也不用升降."""
    if acted.actor != "other" or not acted.clause.chinese:
        return False
    terms = [term for term in acted.clause.terms if term.role not in ("skipped", "connective")]
    if not terms:
        return False
    placed = terms[0].role == "camera" and "是" in [term.text for term in acted.clause.terms]
    return placed or (terms[0].role == "negation" and len(terms) <= _SHORT)
