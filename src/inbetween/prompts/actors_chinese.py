"""Who acts in a Chinese clause: the camera, an order to it, or somebody else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from inbetween.prompts.actors_english import is_order
from inbetween.prompts.clauses import Acted, Clause, Past
from inbetween.prompts.lexicon import grammar
from inbetween.prompts.terms import Term

_OBLIQUE = tuple(sorted(grammar.CHINESE_OBLIQUE.split("|"), key=len, reverse=True))
_PLACES = tuple(grammar.CHINESE_PLACES.split("|"))
_HANDLED = ("放下", "举起", "收起", "递", "交给", "拿", "扔", "挂", "架", "关掉", "摔", "扛", "放回", "放在")
_CAMERAS = ("相机", "摄像机", "摄影机", "摄像头")
_BETWEEN = frozenset(("skipped", "connective", "not", "negation", "lead"))
_FRAMING = re.compile(
    "(?:先|首先|先是|以|用|从|由|先给)?(?:一?个)?(?:(?:直升机|无人机|航拍|俯拍)(?:视角)?的?)?(?:大远景|远景|大全景|全景|中景|近景|特写|大特写|航拍|俯拍|仰拍|广角)"
    "(?:镜头|画面)?(?:开场|开始|起|起幅|切入|开头)?"
)
"""A clause that only says how a shot is framed: 全景开场."""
_ONCE = ("等", "待", "直到", "当")
_LETS = frozenset(("让", "任由", "任凭"))
_THEN = ("再", "才", "便", "就")
_BY = ("用", "以")
_MANNERS = ("方式", "感觉", "手法", "节奏", "速度", "姿态", "效果", "风格", "视角", "质感")
_TITLES = ("小姐", "先生", "女士", "老师", "大叔", "阿姨", "警官", "医生")
_AT = ("从", "自", "由", "在", "于", "到", "往", "向", "朝", "出现在", "冲出", "走出", "离开", "进入", "走进", "穿过")
"""Before 画面: it is where somebody is or goes."""
_GOES_WITH_US = frozenset(("follow", "near", "travel", "rise", "fall", "orbit", "far", "skim", "slide"))
_BEHIND = frozenset(("后面", "身后", "背后", "后头", "前面", "旁边", "一旁", "一侧"))
_GAZES = ("视线",)
_IN_COMPANY = ("一起", "一同", "一齐", "一块儿", "齐声", "合唱", "跟着唱", "跟着喊")
"""What people do together, who then carry no camera: 观众跟着他一起转圈."""
_REACH = 14
"""How many words a phrase like 从窗台的花 may have before its verb."""


def chinese_actor(clause: Clause, past: Past) -> Acted:
    """Return ``clause`` with its actor, given who acted before it."""
    named = subject(clause.terms)
    if named is not None:
        return Acted(clause=clause, actor="camera", since=named)
    main = _main_clause(clause.terms)
    if main is not None and past.current in ("camera", "order"):
        return Acted(clause=clause, actor="camera", since=main)
    if _FRAMING.fullmatch("".join(term.text for term in clause.terms)):
        return Acted(clause=clause, actor="camera")
    first = opening(clause.terms)
    if first is None:
        return Acted(clause=clause, actor=past.current or "order")
    if clause.terms[first].text in _LETS:
        return Acted(clause=replace(clause, terms=clause.terms[: first + 1]), actor=past.current or "other")
    if not clause.terms[first].chinese and is_order(clause.terms, first) and not _of_a_name(clause.terms, first):
        return Acted(clause=clause, actor="order")
    if not _begins_with_move(clause.terms, first):
        return Acted(clause=clause, actor="other")
    return Acted(clause=clause, actor=past.current or past.before or "order")


def _main_clause(terms: Sequence[Term]) -> int | None:
    """Return where the clause goes on with what is done once something has happened: 等孩子跑过之后再靠近."""
    if "".join(term.text for term in terms[:2]).startswith(_ONCE):
        return next((at for at, term in enumerate(terms) if term.text.endswith(_THEN)), None)
    return None


def opening(terms: Sequence[Term]) -> int | None:
    """Return where a clause begins, behind its adverbs, its connectives and how it is done: 用手持的感觉."""
    start = 0
    if terms[0].text in _BY:
        start = next((at + 1 for at, term in enumerate(terms[:_REACH]) if term.text in _MANNERS), 0)
    return next((index for index in range(start, len(terms)) if terms[index].role not in _BETWEEN), None)


def _of_a_name(terms: Sequence[Term], first: int) -> bool:
    """Say whether an English word is somebody's name: Dolly 小姐."""
    return "".join(term.text for term in terms[first + 1 : first + 3]).startswith(_TITLES)


def _begins_with_move(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause begins with a verb of motion, or with 从…, 向… and then one."""
    term = terms[first]
    if term.role in ("verb", "move", "still", "focus"):
        return True
    if term.role not in ("preposition", "direction") and term.text[0].isdigit() is False:
        return False
    if term.sense.far and first + 1 == len(terms):
        return True
    for after in terms[first + 1 :]:
        if after.last - terms[first].first > _REACH or after.role == "person":
            return False
        if after.role in ("verb", "move", "still"):
            return True
    return False


def subject(terms: Sequence[Term]) -> int | None:
    """Return the term that is the camera acting in a clause."""
    for index, term in enumerate(terms):
        if term.role == "perhaps" and _looks_through(terms, index):
            return index
        if term.role == "camera" and not any(is_not(terms, index) for is_not in (_looked_at, _place, _held)):
            return index
    return None


def _looks_through(terms: Sequence[Term], index: int) -> bool:
    """Say whether we, the audience or a gaze goes where the camera goes: 我们跟在他身后, 视线缓缓上移."""
    if any(term.role not in _BETWEEN for term in terms[:index]):
        return False
    if terms[index].text not in _GAZES and any(way in "".join(term.text for term in terms) for way in _IN_COMPANY):
        return False
    rest = (term for term in terms[index + 1 :] if term.role not in _BETWEEN and term.role != "preposition")
    rest = (term for term in rest if term.text not in _BEHIND)
    following = next((term for term in rest if term.role != "direction"), None)
    return following is not None and following.role == "verb" and following.value in _GOES_WITH_US


def _looked_at(terms: Sequence[Term], index: int) -> bool:
    """Say whether somebody looks at the camera, goes to it or holds it: 看向镜头, 举起相机."""
    before = "".join(term.text for term in terms[max(0, index - 4) : index]).removesuffix("着")
    return before.endswith(_OBLIQUE)


def _place(terms: Sequence[Term], index: int) -> bool:
    """Say whether the camera is only where something is: 镜头前, 画面左侧, unless a move follows: 镜头前移."""
    if index and terms[index].text == "画面" and terms[index - 1].text in _AT and index > 1:
        return True
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
