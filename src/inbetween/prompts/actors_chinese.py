"""Who acts in a Chinese clause: the camera, an order to it, or somebody else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from inbetween.prompts.clauses import Acted, Clause, Past
from inbetween.prompts.lexicon import grammar
from inbetween.prompts.orders_english import is_order
from inbetween.prompts.terms import Term

_OBLIQUE = tuple(sorted(grammar.CHINESE_OBLIQUE.split("|"), key=len, reverse=True))
_PLACES = tuple(grammar.CHINESE_PLACES.split("|"))
_HANDLED = (
    "放下",
    "举起",
    "收起",
    "递",
    "交给",
    "拿",
    "扔",
    "挂",
    "架",
    "关掉",
    "摔",
    "扛",
    "放回",
    "放在",
    "从他手",
    "从她手",
    "从手",
    "脱手",
    "掉在",
    "掉到",
)
_CAMERAS = ("相机", "摄像机", "摄影机", "摄像头")
_BEGINNING = frozenset(("verb", "move", "direction", "skipped", "preposition", "connective"))
_BETWEEN = frozenset(("when", "skipped", "connective", "not", "negation", "lead"))
_FRAMING = re.compile(
    "(?:先|首先|先是|以|用|从|由|先给)?(?:一?个)?(?:(?:直升机|无人机|航拍|俯拍)(?:视角)?的?)?(?:大远景|远景|大全景|全景|中景|近景|特写|大特写|航拍|俯拍|仰拍|广角)"
    "(?:镜头|画面)?(?:开场|开始|起|起幅|切入|开头)?|(?:从|由).{1,8}(?:俯拍|仰拍|航拍|平拍)"
)
"""A clause that only says how a shot is framed: 全景开场."""
_BODIES = ("身子", "身体", "脑袋")
_ONCE = ("等", "待", "直到", "当", "每")
_LETS = frozenset(("让", "任由", "任凭"))
_THEN = ("再", "才", "便", "就")
_BY = ("用", "以")
_MANNERS = ("方式", "感觉", "手法", "节奏", "速度", "姿态", "效果", "风格", "视角", "质感")
_TITLES = ("小姐", "先生", "女士", "老师", "大叔", "阿姨", "警官", "医生")
_AT = ("从", "自", "由", "在", "于", "到", "往", "向", "朝", "出现在", "冲出", "走出", "离开", "进入", "走进", "穿过")
"""Before 画面: it is where somebody is or goes."""
_GOES_WITH_US = frozenset(("follow", "near", "travel", "rise", "fall", "orbit", "far", "skim", "slide"))
_TURNS = frozenset(("turn", "raise", "bow", "scan"))
_BEHIND = frozenset(("后面", "身后", "背后", "后头", "前面", "旁边", "一旁", "一侧"))
_GAZES = ("视线", "目光")
_IN_COMPANY = ("一起", "一同", "一齐", "一块儿", "齐声", "合唱", "跟着唱", "跟着喊")
"""What people do together, who then carry no camera: 观众跟着他一起转圈."""
_TAKES_UP = frozenset("又再才便就") | {
    "转而",
    "继而",
    "随即",
    "然后",
    "接着",
    "随后",
    "最后",
    "于是",
    "反而",
    "之后",
    "这才",
    "再次",
    "同时",
}
_BODILY = ("转身", "转头", "回头", "转过", "抬头", "抬起头", "仰头", "低头", "俯身", "走", "跑", "蹲", "扭头")
"""What people do too: after *the girl stops*, 然后转身 is hers."""
_WITHIN = frozenset(("里", "中", "间", "之间", "之中"))
_REACH = 14
"""How many words a phrase like 从窗台的花 may have before its verb."""


def chinese_actor(clause: Clause, past: Past) -> Acted:
    """Return ``clause`` with its actor, given who acted before it."""
    named = subject(clause.terms)
    if named is not None and (clause.terms[named].text != "目光" or past.resumable):
        return Acted(clause=clause, actor="camera", since=named)
    main = _main_clause(clause.terms)
    if main and past.current in ("camera", "order"):
        return Acted(clause=clause, actor="camera", since=main)
    if _FRAMING.fullmatch("".join(term.text for term in clause.terms)):
        return Acted(clause=clause, actor="camera")
    return replace(
        _without_camera(clause, past, main), since=main, alone="other" not in (past.before, past.main, past.current)
    )


def _without_camera(clause: Clause, past: Past, main: int) -> Acted:
    first = opening(clause.terms, main)
    if first is None:
        return Acted(clause=clause, actor=past.current or "order")
    if clause.terms[first].text in _LETS:
        return Acted(clause=replace(clause, terms=clause.terms[: first + 1]), actor=past.current or "other")
    if not clause.terms[first].chinese and is_order(clause.terms, first) and not _of_a_name(clause.terms, first):
        return Acted(clause=clause, actor="order")
    if _arrives(clause.terms, first) and past.current in ("camera", "order"):
        return Acted(clause=clause, actor=past.current)
    if not _begins_with_move(clause.terms, first):
        return Acted(clause=clause, actor="other")
    if past.current == "other" and past.resumable and _resumes(clause.terms, first, main, conditional=past.conditional):
        return Acted(clause=clause, actor="camera")
    return Acted(clause=clause, actor=past.current or past.before or "order")


def _arrives(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause names no one and only says where one has come, or whose body does it: 到了顶楼, 身子一歪."""
    text = "".join(term.text for term in terms[first:])
    return text.startswith(_BODIES) or (len(text) > 1 and text[0] in "到进出过" and text[1] == "了")


def _resumes(terms: Sequence[Term], first: int, main: int, *, conditional: bool) -> bool:
    """Say whether a clause takes up again what the camera did before somebody else did something: 再后退."""
    told = main > 0 or conditional or terms[first].text == "被" or any(term.text in _TAKES_UP for term in terms[:first])
    verb = next((term for term in terms[first:] if term.role in ("verb", "move")), None)
    if not told or verb is None or verb.value == "act":
        return False
    return not verb.text.startswith(_BODILY) or any(term.sense.far for term in terms[first:])


def _main_clause(terms: Sequence[Term]) -> int:
    """Return where the clause goes on once something has happened: 等孩子跑过之后再靠近, 球飞来的瞬间往右一甩."""
    if "".join(term.text for term in terms[:2]).startswith(_ONCE) or terms[0].text == "一":
        then = next((at for at, term in enumerate(terms) if term.text.endswith(_THEN)), 0)
        if then:
            return then
    when = next((at for at in range(len(terms) - 2, 0, -1) if _tells_when(terms, at)), None)
    first = opening(terms)
    of_somebody = first is not None and terms[first].role not in ("verb", "move", "still", "camera")
    return when + 1 if when is not None and of_somebody else 0


def _tells_when(terms: Sequence[Term], at: int) -> bool:
    return terms[at].role == "when" or (terms[at].text == "时" and terms[at + 1].role in _BEGINNING)


def opening(terms: Sequence[Term], start: int = 0) -> int | None:
    """Return where a clause begins, behind its adverbs, its connectives and how it is done: 用手持的感觉."""
    if start == 0 and terms[0].text in _BY:
        start = next((at + 1 for at, term in enumerate(terms[:_REACH]) if term.text in _MANNERS), 0)
    start = start or _place_ends(terms) or _later(terms)
    return next((index for index in range(start, len(terms)) if terms[index].role not in _BETWEEN), None)


def _later(terms: Sequence[Term]) -> int:
    """Return where a clause goes on behind 后面 and how it is done: 后面快速放大."""
    adverb = len(terms) > 1 and terms[1].role == "skipped" and len(terms[1].text) > 1
    return int(adverb and terms[0].text in ("后面", "后头", "之后"))


def _place_ends(terms: Sequence[Term]) -> int:
    """Return where a clause goes on behind the place that it begins with: 马蹄声里向前疾驰."""
    end = next((at for at, term in enumerate(terms[:_REACH]) if term.text in _WITHIN), 0)
    if not end or any(term.role != "word" for term in terms[:end]) or end + 1 >= len(terms):
        return 0
    after = terms[end + 1]
    return end + 1 if after.sense.far or after.text in _AT else 0


def _of_a_name(terms: Sequence[Term], first: int) -> bool:
    """Say whether an English word is somebody's name: Dolly 小姐."""
    return "".join(term.text for term in terms[first + 1 : first + 3]).startswith(_TITLES)


def _begins_with_move(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause begins with a verb of motion, or with 从…, 向… and then one."""
    term = terms[first]
    if term.role in ("verb", "move", "still", "focus"):
        return not _in_noun(terms, first)
    if term.role not in ("preposition", "direction") and not term.text[0].isdigit() and term.text != "被":
        return False
    alone = term.sense.far and all(after.role == "skipped" for after in terms[first + 1 :])
    if alone or _leads_away(terms[first:]):
        return True
    for after in terms[first + 1 :]:
        if after.last - terms[first].first > _REACH or after.role == "person":
            return False
        if after.role in ("verb", "move", "still"):
            return True
    return False


def _leads_away(terms: Sequence[Term]) -> bool:
    """Say whether nothing but 从… and a way is told: 从靴子往上."""
    named = all(term.role in ("word", "own", "skipped") for term in terms[1:-1])
    return 2 < len(terms) <= _REACH and terms[0].text in ("从", "由", "自") and terms[-1].sense.far and named


def _in_noun(terms: Sequence[Term], first: int) -> bool:
    """Say whether a single character only begins a noun: the 探 of 探照灯扫过院子."""
    after = terms[first + 1] if first + 1 < len(terms) else None
    plain = len(terms[first].text) == 1 and terms[first].value == "travel"
    return plain and after is not None and after.role == "word"


def subject(terms: Sequence[Term]) -> int | None:
    """Return the term that is the camera acting in a clause."""
    for index, term in enumerate(terms):
        if term.role == "perhaps" and _looks_through(terms, index):
            return index
        if term.role == "move" and term.text.startswith(("画面", "镜头", "机位", "相机")):
            return index
        if term.role == "camera" and not any(is_not(terms, index) for is_not in (_looked_at, _place, _held, _within)):
            return index
    return None


def _looks_through(terms: Sequence[Term], index: int) -> bool:
    """Say whether we, the audience or a gaze goes where the camera goes: 我们跟在他身后, 视线缓缓上移."""
    if any(term.role not in _BETWEEN for term in terms[:index]):
        return False
    if terms[index].text not in _GAZES and any(way in "".join(term.text for term in terms) for way in _IN_COMPANY):
        return False
    rest = (
        term
        for term in terms[index + 1 :]
        if term.role not in _BETWEEN and term.role != "preposition" and term.text != "被"
    )
    rest = (term for term in rest if term.text not in _BEHIND)
    led = any(term.role == "preposition" or term.text in "往向朝" for term in terms[index + 1 : index + 3])
    following = next((term for term in rest if term.role != "direction" and (not led or term.role == "verb")), None)
    known = _GOES_WITH_US | _TURNS if terms[index].text in _GAZES else _GOES_WITH_US
    return following is not None and following.role == "verb" and following.value in known


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
    if after.role == "direction" and after.value in ("side", "vertical", "cw", "ccw"):
        return False
    if after.role == "direction":
        return not _leads_to_verb(terms, index + 1)
    return after.role in ("word", "own") and after.text.startswith(_PLACES)


def _leads_to_verb(terms: Sequence[Term], index: int) -> bool:
    if terms[index].sense.far:
        return True
    rest = (term for term in terms[index + 1 :] if term.role not in ("skipped", "direction"))
    following = next(rest, None)
    return following is not None and following.role in ("verb", "move")


def _within(terms: Sequence[Term], index: int) -> bool:
    """Say whether it is a picture within something: 倒车影像里的画面."""
    before = "".join(term.text for term in terms[max(0, index - 2) : index])
    return index > 2 and before.endswith(("里的", "中的", "上的")) and terms[index].text in ("画面", "镜头")


def _held(terms: Sequence[Term], index: int) -> bool:
    if terms[index].text not in _CAMERAS:
        return False
    if index > 1 and terms[index - 1].text in ("把", "将") and terms[index - 2].role not in _BETWEEN:
        return True
    after = "".join(term.text for term in terms[index + 1 : index + 5])
    return after.startswith(_HANDLED)
