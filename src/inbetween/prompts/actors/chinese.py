"""Who acts in a Chinese clause: the camera, an order to it, or somebody else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from inbetween.prompts.actors.clauses import Acted, Clause, Past
from inbetween.prompts.actors.deeds_chinese import goes_on_with
from inbetween.prompts.actors.orders_english import is_order
from inbetween.prompts.actors.scenery_chinese import DONE_BY_THINGS
from inbetween.prompts.actors.subjects_chinese import AT, BETWEEN, subject
from inbetween.prompts.lexicon import order, who_chinese
from inbetween.prompts.meaning.terms import Term

_BEGINNING = frozenset(("verb", "move", "direction", "skipped", "preposition", "connective"))
_FRAMING = re.compile(
    "(?:先|首先|先是|以|用|从|由|先给)?(?:一?个)?(?:(?:直升机|无人机|航拍|俯拍)(?:视角)?的?)?(?:大远景|远景|大全景|全景|中景|近景|特写|大特写|航拍|俯拍|仰拍|广角)"
    "(?:镜头|画面)?(?:开场|开始|起|起幅|切入|开头)?|(?:从|由).{1,8}(?:俯拍|仰拍|航拍|平拍)"
    "|(?:高空|低空|空中|贴地|正面|侧面|正上方|头顶|大角度|小角度|低角度|高角度)?(?:俯拍|仰拍|航拍|平拍|侧拍|顶拍|俯视|俯瞰)"
    "|(?:正|侧|背|斜侧|正侧)面|(?:正|侧)?(?:后|前)方|半身|全身|胸像|近距离|远距离|贴近|竖屏|横屏|竖构图|横构图|居中构图"
    "|(?:起幅|起镜|起始|首帧|开场|定场|落幅|起手)(?:在|是|为|于|就是|先是).{1,10}"
    "|(?:从|由|自)?.{1,8}(?:起幅|特写起|开场|切入)|(?:从|由|自).{1,8}起"
)
"""A clause that only says how a shot is framed: 全景开场."""
_ASIDE = frozenset(("left", "right"))
_IN_HANDS = frozenset(("相机", "摄像机", "摄影机", "手机"))
_IN_PARTS = frozenset("|".join(order.PARTS.values()).split("|"))
_FIRST = frozenset(("先", "首先", "一开始", "开头", "开场", "开始", "起初"))
_LEADS_FROM = frozenset(("从", "由", "自", "沿", "沿着", "顺着"))
"""Behind a setting alone they begin what the camera does: 老家的三合院，从晒谷场走进厅堂."""
_SHOOTS = frozenset(("拍起", "拍清楚", "拍摄", "跟拍", "俯拍", "只拍"))
_DIRECTED = frozenset(
    ("near", "hold", "rest", "far", "slide", "push", "pull", "zoom", "pan", "whip", "rise", "fall", "orbit", "follow")
)
"""Verbs that a sentence without a subject orders, though it stands behind one of the scene."""
_ENTERS = ("画", "画面", "来", "去", "镜头")
_BODIES = ("身子", "身体", "脑袋")
_ONCE = ("等", "待", "直到", "当", "每")
_LETS = frozenset(("让", "任由", "任凭"))
_THEN = ("再", "才", "便", "就")
_BY = ("用", "以")
_MANNERS = ("方式", "感觉", "手法", "节奏", "速度", "姿态", "效果", "风格", "视角", "质感")
_TITLES = ("小姐", "先生", "女士", "老师", "大叔", "阿姨", "警官", "医生")
_VIEWERS_DO = tuple(who_chinese.VIEWERS_DO.split("|"))
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
_HEADS = ("回头", "回望", "回眸", "回身", "转身", "转头", "扭头", "低头", "仰头")
"""Behind a camera that follows somebody these are his: 镜头跟随，回头望向路灯."""
_BY_CAMERA = re.compile("(?:从|由|在|自|贴着|擦着|掠过|擦过|飞过|驶过|经过|穿过|冲过)(?:镜头|画面|机位)")
_WITHIN = frozenset(("里", "中", "间", "之间", "之中"))
_SHORT_VERB = 3
_REACH = 14
"""How many words a phrase like 从窗台的花 may have before its verb."""


def chinese_actor(clause: Clause, past: Past) -> Acted:
    """Return ``clause`` with its actor, given who acted before it."""
    named = subject(clause.terms)
    if named is not None and past.current == "other" and _handles(clause.terms, named):
        return Acted(clause=clause, actor="other")
    if named is not None and (clause.terms[named].text != "目光" or past.resumable):
        return Acted(clause=clause, actor="camera", since=named)
    main = _main_clause(clause.terms)
    if main and past.current in ("camera", "order"):
        return Acted(clause=clause, actor="camera", since=main)
    if _FRAMING.fullmatch("".join(term.text for term in clause.terms)):
        return Acted(clause=clause, actor="camera")
    it = _called_it(clause, past)
    if it:
        return Acted(clause=replace(clause, terms=[*clause.terms[: it - 1], *clause.terms[it:]]), actor="camera")
    return replace(
        _without_camera(clause, past, main), since=main, alone="other" not in (past.before, past.main, past.current)
    )


def _handles(terms: Sequence[Term], named: int) -> bool:
    """Say whether somebody named before turns a machine in his hands: 摄影师蹲下，把相机转向右边."""
    before = [term.text for term in terms[:named] if term.role not in BETWEEN]
    return before in (["把"], ["将"]) and terms[named].text in _IN_HANDS


def _called_it(clause: Clause, past: Past) -> int:
    """Return where a clause goes on behind *it* that is the camera, else 0: 在那之前，它…; 先右移，再让它后退."""
    at = next((at for at, term in enumerate(clause.terms[:4]) if term.text == "它"), None)
    if at is None or at + 1 == len(clause.terms) or (past.follows and clause.joint != "earlier"):
        return 0
    before = [term.text for term in clause.terms[:at] if term.role not in BETWEEN]
    trade = any(
        term.role == "move" or term.value in _DIRECTED | _ASIDE or term.sense.far for term in clause.terms[at + 1 :]
    )
    in_part = not before and at > 0 and clause.terms[0].text in _IN_PARTS
    led = before == ["让"] and past.current in ("camera", "order")
    return at + 1 if (clause.joint == "earlier" and not before) or (trade and (led or in_part)) else 0


def _without_camera(clause: Clause, past: Past, main: int) -> Acted:
    first = opening(clause.terms, main)
    if first is None:
        return Acted(clause=clause, actor=past.current or "order")
    if clause.terms[first].text in _LETS:
        return Acted(clause=replace(clause, terms=clause.terms[: first + 1]), actor=past.current or "other")
    if not clause.terms[first].chinese and is_order(clause.terms, first) and not _of_a_name(clause.terms, first):
        return Acted(clause=clause, actor="order")
    if past.follows and past.others and first == 0 and clause.terms[first].text.startswith(_HEADS):
        return Acted(clause=clause, actor="other")
    if past.current in ("camera", "order") and _names_no_one(clause.terms, first):
        return Acted(clause=clause, actor=past.current)
    if not _begins_with_move(clause.terms, first) or _past_the_camera(clause.terms, first):
        return Acted(clause=clause, actor="other")
    placed = past.place and clause.terms[first].text in _LEADS_FROM
    told = _is_told_in_order(clause, first) and "other" in (past.current or past.before, past.before)
    if placed or told:
        return Acted(clause=clause, actor="camera")
    if past.current == "other" and not (main or past.conditional) and _theirs(clause.terms, first, past):
        return Acted(clause=clause, actor="other", theirs=True)
    if past.current == "other" and past.resumable and _resumes(clause.terms, first, main, past):
        return Acted(clause=clause, actor="camera")
    return Acted(clause=clause, actor=past.current or past.before or "order")


def _past_the_camera(terms: Sequence[Term], first: int) -> bool:
    """Say whether somebody who is not named goes by the camera: 最后从镜头前驶过."""
    return _BY_CAMERA.match("".join(term.text for term in terms[first:])) is not None


def _names_no_one(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause goes on with what a camera does, though it has no verb of its own."""
    return _arrives(terms, first) or _goes_about(terms, first) or _goes_some_way(terms, first)


def _arrives(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause names no one and only says where one has come, or whose body does it: 到了顶楼, 身子一歪."""
    text = "".join(term.text for term in terms[first:])
    return text.startswith(_BODIES) or (len(text) > 1 and text[0] in "到进出过" and text[1] == "了")


def _goes_about(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause that names no one goes on with what a viewer does too: 随后离开他, 推门进屋."""
    last = terms[-1].text in _VIEWERS_DO and terms[first].role == "preposition"
    return last or "".join(term.text for term in terms[first : first + 3]).startswith(_VIEWERS_DO)


def _is_told_in_order(clause: Clause, first: int) -> bool:
    """Say whether a sentence without anybody begins with what is to be done first: 先在她脸上停两秒，再慢慢后退."""
    opens = clause.joint == "^" and any(term.text in _FIRST for term in clause.terms[:first])
    verb = next((term for term in clause.terms[first:] if term.role in ("verb", "move")), None)
    shoots = clause.joint == "^" and verb is not None and verb.text in _SHOOTS
    return shoots or (opens and verb is not None and verb.value in _DIRECTED)


def _resumes(terms: Sequence[Term], first: int, main: int, past: Past) -> bool:
    """Say whether a clause takes up again what the camera did before somebody else did something: 再后退."""
    told = (
        main > 0
        or past.conditional
        or terms[first].text == "被"
        or any(term.text in _TAKES_UP for term in terms[:first])
    )
    verb = next((term for term in terms[first:] if term.role in ("verb", "move")), None)
    if not told or verb is None or verb.value == "act":
        return False
    return not verb.text.startswith(_BODILY) or any(term.sense.far for term in terms[first:])


def _goes_some_way(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause is a way and a verb that no lexicon knows: 镜头从耳坠开始，一点一点往外松."""
    verb = [term for term in terms[first + 1 :] if term.role not in ("skipped", "direction")]
    return terms[first].sense.far and 0 < len(verb) <= _SHORT_VERB and all(term.role == "word" for term in verb)


def _theirs(terms: Sequence[Term], first: int, past: Past) -> bool:
    """Say whether the verb of a clause goes on with what others did."""
    verb = next((term for term in terms[first:] if term.role in ("verb", "move")), None)
    if verb is not None and past.theirs and verb.role == "verb":
        return any(term.text in _TAKES_UP for term in terms[:first])
    return verb is not None and goes_on_with(past.doing, verb)


def _main_clause(terms: Sequence[Term]) -> int:
    """Return where the clause goes on once something has happened: 等孩子跑过之后再靠近, 球飞来的瞬间往右一甩."""
    if "".join(term.text for term in terms[:2]).startswith(_ONCE) or terms[0].text == "一":
        then = next((at for at, term in enumerate(terms) if term.text.endswith(_THEN)), 0)
        if then:
            return then
    due = _as_soon_as(terms)
    if due:
        return due
    when = next((at for at in range(len(terms) - 2, 0, -1) if _tells_when(terms, at)), None)
    first = opening(terms)
    of_somebody = first is not None and terms[first].role not in ("verb", "move", "still", "camera")
    of_somebody = of_somebody or (first is not None and when == first + 1 and terms[first].value in DONE_BY_THINGS)
    return when + 1 if when is not None and of_somebody else 0


def _as_soon_as(terms: Sequence[Term]) -> int:
    """Return where a clause tells what is done as soon as something happens: 列车一进站就推向车门."""
    one = next((at for at, term in enumerate(terms[:_REACH]) if term.text == "一"), None)
    then = next((at for at, term in enumerate(terms) if one is not None and at > one + 1 and term.text in "就便再"), 0)
    verb = next((term for term in terms[then:] if term.role in ("verb", "move")), None)
    return then if verb is not None and (verb.role == "move" or verb.value in _DIRECTED) else 0


def _tells_when(terms: Sequence[Term], at: int) -> bool:
    if terms[at].text == "后" and terms[at + 1].value == "follow":
        return True
    return terms[at].role == "when" or (terms[at].text == "时" and terms[at + 1].role in _BEGINNING)


def opening(terms: Sequence[Term], start: int = 0) -> int | None:
    """Return where a clause begins, behind its adverbs, its connectives and how it is done: 用手持的感觉."""
    if start == 0 and terms[0].text in _BY:
        start = next((at + 1 for at, term in enumerate(terms[:_REACH]) if term.text in _MANNERS), 0)
    start = start or _place_ends(terms) or _later(terms)
    return next((index for index in range(start, len(terms)) if terms[index].role not in BETWEEN), None)


def _later(terms: Sequence[Term]) -> int:
    """Return where a clause goes on behind 后面 and how it is done: 后面快速放大, 后面再慢慢靠近."""
    adverb = len(terms) > 1 and terms[1].role == "skipped" and (len(terms[1].text) > 1 or terms[1].text in "再才又")
    return int(adverb and terms[0].text in ("后面", "后头", "之后"))


def _place_ends(terms: Sequence[Term]) -> int:
    """Return where a clause goes on behind the place that it begins with: 马蹄声里向前疾驰."""
    end = next((at for at, term in enumerate(terms[:_REACH]) if term.text in _WITHIN), 0)
    if not end or any(term.role != "word" for term in terms[:end]) or end + 1 >= len(terms):
        return 0
    after = terms[end + 1]
    return end + 1 if after.sense.far or after.text in AT else 0


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
    for at, after in enumerate(terms[first + 1 :], first + 1):
        if after.last - terms[first].first > _REACH or _of_another(terms, at):
            return False
        if after.role in ("verb", "move", "still"):
            return True
    return False


def _of_another(terms: Sequence[Term], index: int) -> bool:
    """Say whether what stands before 的 is something's own doing: 从右侧入画的车."""
    return terms[index].text.endswith(_ENTERS) and [term.text for term in terms[index + 1 : index + 2]] == ["的"]


def _leads_away(terms: Sequence[Term]) -> bool:
    """Say whether nothing but 从… and a way is told: 从靴子往上."""
    named = all(term.role in ("word", "own", "skipped") for term in terms[1:-1])
    return 2 < len(terms) <= _REACH and terms[0].text in ("从", "由", "自") and terms[-1].sense.far and named


def _in_noun(terms: Sequence[Term], first: int) -> bool:
    """Say whether a single character only begins a noun: the 探 of 探照灯扫过院子."""
    after = terms[first + 1] if first + 1 < len(terms) else None
    plain = len(terms[first].text) == 1 and terms[first].value == "travel"
    return plain and after is not None and after.role == "word"
