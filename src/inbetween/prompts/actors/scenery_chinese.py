"""Whether a Chinese verb, in a clause of the camera or not, tells of the picture: of a thing, a goal or a moment."""

import re
from collections.abc import Sequence
from itertools import pairwise

from inbetween.prompts.actors.clauses import Acted
from inbetween.prompts.lexicon import grammar
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.meaning.ways import resolve, ways

_SEES = frozenset(grammar.SEES.split("|"))
_SEES_NO_MORE = frozenset(grammar.SEES_NO_MORE.split("|"))
_SOUNDS = ("音乐", "动作", "情绪", "呼吸", "节奏", "旋律", "鼓点", "风", "时间", "歌")
_WITH = frozenset(("跟", "跟着", "随", "随着"))
_ALIKE = re.compile("(?![和与两三几同])[^的]{1,5}?(?:一样|一般|同样|差不多|齐平|平齐|持平|同高)")
_NEAR = 3
_THINGS = frozenset(("word", "own", "person", "article"))
_ASPECTS = frozenset(("着", "了", "起来", "出来", "进来", "过来", "下来", "上来", "出去", "过去", "来", "去", "出"))
_TAKES = frozenset(
    ("镜头", "长镜头", "画面", "运镜", "方式", "手法", "技巧", "效果", "感觉", "过程", "同", "同时", "时", "时候")
)
_OBJECT_FIRST = frozenset(("把", "将", "被", "给"))
DONE_BY_THINGS = frozenset(("rotate", "roll", "turn", "rise", "fall", "travel", "lean", "skim"))
"""Verbs for what a thing in the picture does as well as a camera: 旋转时, 升起时."""
_DONE_TO_THINGS = frozenset(("扬起", "卷起", "掀起", "吹起", "激起", "溅起", "托起", "拿起", "固定", "迎面"))
_COUNTED_THINGS = tuple(f"一{measure}" for measure in "颗只枚块座件条瓶辆朵把盏")
_CLOSE = frozenset(("特写", "大特写", "近景", "聚焦", "对准", "微距"))
_SHOT = ("拍", "摄", "镜", "运镜", "跟拍")
_TURNED = ("度旋转", "°旋转")
"""What a thing does too that somebody names: 产品360°旋转."""
_HEIGHTS = frozenset(("rise", "fall", "raise", "bow", "pan", "turn", "helix up", "helix down"))
_LEGS = tuple("跑走爬跳飞冲")
_APPEARS = frozenset(("出现", "是", "有", "对着", "露出", "看到", "看见", "见到", "发现", "扫过", "带出", "带到"))
_REACHING = tuple("向到至")
_GOALS = frozenset(("到", "至", "在", "为", "成"))
MEANWHILE = frozenset(("随着", "随", "伴随着", "伴随"))
_ALONG = frozenset(("跟着", "紧跟着", "随着", "随", "伴随着"))


def is_scenery(acted: Acted, index: int) -> bool:
    """Say whether the verb or phrase at ``index`` moves no camera, whoever acts in its clause."""
    terms = acted.clause.terms
    if terms[index].role == "move":
        tests = (by_person, _of_distance, _describes, _when)
        return _turns_itself(acted, index) or _handled(acted, index) or any(test(terms, index) for test in tests)
    of_verbs = (
        _compares,
        _with_sound,
        _describes,
        _of_focus,
        _only_along,
        _when,
        _while_it,
        _of_object,
        _framed_thing,
        _of_seen,
        _takes_in,
    )
    return any(test(terms, index) for test in of_verbs)


def is_seen(before: Sequence[Term], verb: Term) -> bool:
    """Say whether the camera's ``verb``, behind ``before``, only tells what it sees or reaches: 定格在它抬头的瞬间."""
    return _behind_sight(before, verb) or _behind_goal(before)


def only_follows(before: Sequence[Term]) -> bool:
    """Say whether the camera only follows somebody before: 跟随女孩缓缓推进, 跟随火车向右摇."""
    return any(term.value == "follow" for term in before) and not any(term.text in _SEES for term in before)


def by_person(terms: Sequence[Term], index: int) -> bool:
    """Say whether he or she does it: 她拉近."""
    before = "".join(term.text for term in terms[max(0, index - 4) : index])
    named = before[-6:].rstrip("缓慢地轻").endswith(tuple("他她它们"))
    with_him = any(term.value == "follow" for term in terms[max(0, index - 4) : index])
    return named and not with_him and not terms[index].text.endswith(("镜头", "拍摄"))


def _behind_sight(before: Sequence[Term], verb: Term) -> bool:
    seen = following = False
    for index, term in enumerate(before):
        following = following or (
            term.value == "follow"
            and term.text not in MEANWHILE
            and not _goes_up_along(term, verb)
            and not _compares(before, index)
        )
        if (term.text in _SEES and index + 1 < len(before)) or (following and term.role in _THINGS):
            seen = True
        elif _goes_on(term) and seen:
            seen = False
    return seen


def _goes_on(term: Term) -> bool:
    return any(word in _SEES_NO_MORE for word in (term.text, term.text[:1]))


def _behind_goal(before: Sequence[Term]) -> bool:
    """Say whether a verb tells of what another one reaches: 摇向笑得前仰后合的茶客."""
    start = next((at for at, term in enumerate(before) if _reaches(term)), None)
    if start is None or start + 1 >= len(before) or before[start + 1].role not in _THINGS:
        return False
    return not any(_goes_on(term) for term in before[start:])


def _reaches(term: Term) -> bool:
    return term.role in ("verb", "move") and term.text.endswith(_REACHING)


def _goes_up_along(term: Term, verb: Term) -> bool:
    """Say whether the camera does as somebody does: 随着身影迅速上升, but not 随着列车前进."""
    return term.text in _ALONG and verb.value in _HEIGHTS and not verb.text.startswith(_LEGS)


def _compares(terms: Sequence[Term], index: int) -> bool:
    """Say whether 跟 only compares the camera with somebody: 跟小孩一样高, 跟狗一样贴着地跑."""
    behind = "".join(term.text for term in terms[index + 1 : index + 9])
    return terms[index].text in _WITH and _ALIKE.match(behind) is not None


def _with_sound(terms: Sequence[Term], index: int) -> bool:
    if terms[index].value != "follow":
        return False
    behind = "".join(term.text for term in terms[index + 1 : index + 5])[:_NEAR]
    return any(sound in behind for sound in _SOUNDS)


def _describes(terms: Sequence[Term], index: int) -> bool:
    """Say whether a verb only describes a thing: 拉出来的胶片; 下降到贴近水面的高度."""
    behind = [term for term in terms[index + 1 : index + 5] if term.text not in _ASPECTS]
    if len(behind) > 1 and behind[0].text == "的":
        told = "".join(term.text for term in behind[1:3])
        return behind[1].role not in ("camera", "skipped") and behind[1].text not in _TAKES and told not in _TAKES
    goal = index > 0 and terms[index - 1].text in _GOALS and any(term.role == "verb" for term in terms[: index - 1])
    return goal and any(term.text == "的" for term in terms[index:])


def _turns_itself(acted: Acted, index: int) -> bool:
    """Say whether it is a thing that turns: 产品360度旋转, but not 360度旋转拍摄."""
    terms = acted.clause.terms
    shot = any(term.text.startswith(_SHOT) for term in terms[index + 1 : index + 2])
    return acted.actor == "other" and terms[index].text.endswith(_TURNED) and not shot


def _of_distance(terms: Sequence[Term], index: int) -> bool:
    """Say whether people come closer, and no picture: 拉近与你的距离."""
    return terms[index].text == "拉近" and "距离" in "".join(term.text for term in terms[index + 1 : index + 9])


def _when(terms: Sequence[Term], index: int) -> bool:
    """Say whether a verb tells when: 在他们旋转时绕着他们转."""
    opened = any(term.text in ("在", "当") for term in terms[:index])
    return opened and any(term.text in ("时", "时候", "之际") for term in terms[index + 1 : index + 3])


def _while_it(terms: Sequence[Term], index: int) -> bool:
    """Say whether a verb that opens a clause tells what the thing does meanwhile: 旋转时轻微环绕, 升起时跟拍."""
    if terms[index].value not in DONE_BY_THINGS or any(term.role != "skipped" for term in terms[:index]):
        return False
    when = any(term.text in ("时", "的时候", "之际") for term in terms[index + 1 : index + 2])
    return when and any(term.role in ("verb", "move") for term in terms[index + 2 :])


def _of_object(terms: Sequence[Term], index: int) -> bool:
    """Say whether a verb is done to what stands behind it: 扬起沙尘, 固定一颗水晶球."""
    behind = terms[index + 1 : index + 3]
    if not behind or terms[index].text not in _DONE_TO_THINGS:
        return False
    if terms[index].text == "固定":
        counted = "".join(term.text for term in behind)
        return counted.startswith(_COUNTED_THINGS) or behind[0].text == "着"
    return behind[0].role in _THINGS and behind[0].text != "头"


def _of_seen(terms: Sequence[Term], index: int) -> bool:
    """Say whether a verb only describes what is seen: 露出围着火塘的一家人, 扫过跟着羊群走的小孩."""
    before = terms[index - 1] if index else None
    if before is None or terms[index].value in ("rest", "hold"):
        return False
    if not (before.text in _SEES or before.text in _APPEARS or _passes(before)):
        return False
    of = next((at for at in range(index + 1, len(terms) - 1) if terms[at].text == "的"), None)
    return of is not None and terms[of + 1].role in _THINGS and terms[of + 1].text not in _TAKES


def _takes_in(terms: Sequence[Term], index: int) -> bool:
    """Say whether something is only brought into the picture: 把两边的灯笼也收进来."""
    first = next((at for at in range(index) if terms[at].text in ("把", "将")), None)
    takes = terms[index].text.startswith(tuple("收装框纳揽圈囊")) and terms[index].text.endswith(
        ("进", "进来", "进去", "入")
    )
    return takes and first is not None and index > first + 1 and terms[first + 1].role not in ("camera", "perhaps")


def _passes(term: Term) -> bool:
    return term.role == "verb" and term.text.endswith(("过", "到", "向", "着")) and term.value not in ("act", "follow")


def _framed_thing(terms: Sequence[Term], index: int) -> bool:
    """Say whether a close-up of something shows what it does: 镜头特写齿轮缓缓旋转."""
    if terms[index].value not in DONE_BY_THINGS:
        return False
    return any(
        term.text in _CLOSE and after.role in _THINGS and (at == 0 or terms[at - 1].text not in ("从", "由", "自"))
        for at, (term, after) in enumerate(pairwise(terms[:index]))
    )


def _handled(acted: Acted, index: int) -> bool:
    """Say whether somebody does it to a thing: 把土堆推到右边."""
    return acted.actor != "camera" and any(term.text in _OBJECT_FIRST for term in acted.clause.terms[:index])


def _of_focus(terms: Sequence[Term], index: int) -> bool:
    """Say whether what moves is the focus: 焦点慢慢转到她的脸上."""
    return any(term.role == "focus" for term in terms[:index])


def _only_along(terms: Sequence[Term], index: int) -> bool:
    """Say whether 跟着 only means that the camera moves too: 镜头也跟着甩向右边."""
    if terms[index].text not in _ALONG:
        return False
    if not terms[index].text.endswith("跟着") and not any(term.role == "camera" for term in terms):
        return True
    after = next((at for at in range(index + 1, len(terms)) if terms[at].role not in ("skipped", "direction")), None)
    if after is None or terms[after].role not in ("verb", "move"):
        return False
    return terms[after].role == "move" or bool(resolve(terms[after].value, ways(terms, after, index + 1)))
