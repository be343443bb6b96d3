"""Who acts in a Chinese clause: the camera, an order to it, or somebody else."""

from collections.abc import Sequence

from inbetween.prompts.clauses import Acted, Clause, Past
from inbetween.prompts.lexicon import grammar
from inbetween.prompts.terms import Term

_OBLIQUE = tuple(sorted(grammar.CHINESE_OBLIQUE.split("|"), key=len, reverse=True))
_PLACES = tuple(grammar.CHINESE_PLACES.split("|"))
_HANDLED = ("放下", "举起", "收起", "递", "交给", "拿", "扔", "挂", "架", "关掉", "摔", "扛", "放回", "放在")
_CAMERAS = ("相机", "摄像机", "摄影机", "摄像头")
_BETWEEN = frozenset(("skipped", "connective", "not", "negation", "lead"))
_REACH = 14
"""How many words a phrase like 从窗台的花 may have before its verb."""


def chinese_actor(clause: Clause, past: Past) -> Acted:
    """Return ``clause`` with its actor, given who acted before it."""
    subject = _camera(clause.terms)
    if subject is not None:
        return Acted(clause=clause, actor="camera", since=subject)
    first = opening(clause.terms)
    if first is None:
        return Acted(clause=clause, actor=past.current or "order")
    if not _begins_with_move(clause.terms, first):
        return Acted(clause=clause, actor="other")
    return Acted(clause=clause, actor=past.current or past.before or "order")


def opening(terms: Sequence[Term]) -> int | None:
    """Return where a clause begins, behind its adverbs and connectives."""
    return next((index for index, term in enumerate(terms) if term.role not in _BETWEEN), None)


def _begins_with_move(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause begins with a verb of motion, or with 从…, 向… and then one."""
    term = terms[first]
    if term.role in ("verb", "move", "still", "focus"):
        return True
    if term.role not in ("preposition", "direction") and term.text[0].isdigit() is False:
        return False
    for after in terms[first + 1 :]:
        if after.last - terms[first].first > _REACH or after.role == "person":
            return False
        if after.role in ("verb", "move", "still"):
            return True
    return False


def _camera(terms: Sequence[Term]) -> int | None:
    for index, term in enumerate(terms):
        if (
            term.role == "camera"
            and not _looked_at(terms, index)
            and not _place(terms, index)
            and not _held(terms, index)
        ):
            return index
    return None


def _looked_at(terms: Sequence[Term], index: int) -> bool:
    """Say whether somebody looks at the camera, goes to it or holds it: 看向镜头, 举起相机."""
    before = "".join(term.text for term in terms[max(0, index - 4) : index]).removesuffix("着")
    return before.endswith(_OBLIQUE)


def _place(terms: Sequence[Term], index: int) -> bool:
    """Say whether the camera is only where something is: 镜头前, 画面左侧, unless a move follows: 镜头前移."""
    if index + 1 == len(terms):
        return False
    after = terms[index + 1]
    if after.text.startswith(("的", "里", "中", "内")):
        return True
    if after.role == "direction":
        return not _leads_to_verb(terms, index + 1)
    return after.role in ("word", "own") and after.text.startswith(_PLACES)


def _leads_to_verb(terms: Sequence[Term], index: int) -> bool:
    if terms[index].sense.far:
        return True
    rest = (term for term in terms[index + 1 :] if term.role not in ("skipped", "direction"))
    following = next(rest, None)
    return following is not None and following.role in ("verb", "move")


def _held(terms: Sequence[Term], index: int) -> bool:
    if terms[index].text not in _CAMERAS:
        return False
    if index > 1 and terms[index - 1].text in ("把", "将") and terms[index - 2].role not in _BETWEEN:
        return True
    after = "".join(term.text for term in terms[index + 1 : index + 4])
    return after.startswith(_HANDLED)
