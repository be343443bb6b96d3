"""Whether a Chinese verb or phrase is about the camera, once the actor of its clause is known."""

from collections.abc import Sequence
from itertools import zip_longest

from inbetween.prompts.actors.clauses import Acted
from inbetween.prompts.actors.scenery_chinese import by_person, is_scenery, is_seen, only_follows
from inbetween.prompts.lexicon import framing
from inbetween.prompts.meaning.negation import negated
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.meaning.ways import ways

_OF_CAMERAS = (
    "镜",
    "机",
    "画面",
    "拍",
    "摄",
    "角",
    "脚架",
    "运",
    "推拉",
    "构图",
    "取景",
    "长焦",
    "广角",
    "微距",
    "特写",
    "景",
    "固定",
    "锁定",
)
"""What stands without one of these may be anybody who does not move."""
_COMPARED = ("近点", "近一点", "近些", "远点", "远一点", "远些", "靠近点", "凑近点", "更近")
_ENOUGH = ("就好", "就行", "即可", "就够")
_OF_THE_TRADE = ("推", "拉", "摇", "甩")
_TRADE = ("镜", "镜头", "摄", "拍", "拍摄")
_RAILS = frozenset(("滑轨", "推轨"))
_BARE = frozenset(("摇", "甩", "摇动", "甩动", "来回摇动", "来回摇摆", "一甩", "一摇"))
_STRONG = frozenset(("slide", "pan"))
_OF_HANDS = frozenset(("拉出", "拉成", "推成", "推至", "推到", "拉至"))
"""Moves that hands and lights make too, where somebody else is named: 车灯拉出光带."""
_PEOPLE = frozenset("他她它人们孩")
_AT_FIRST = frozenset(("先", "首先", "一开始", "开头", "开场", "原地", "起初"))
_SAID_ALONE = frozenset(("固定", "静止", "静态"))
_FRAMES = frozenset("|".join((*framing.SIZES.values(), *framing.ANGLES.values())).split("|"))
_TOWARDS = frozenset("往向朝")
_REACHING = tuple("到至向")
_BETWEEN = frozenset(("when", "skipped", "connective", "not", "negation"))
_NEXT = frozenset(("和", "与", "加", "后", "再", "然后", "接着", "并", "同时", "随后"))
_BEFORE_VERB = frozenset(("skipped", "connective", "direction", "not", "negation", "preposition", "lead"))


def accepted(acted: Acted, index: int) -> bool:
    """Say whether the term at ``index`` of a Chinese clause is a move of the camera."""
    terms = acted.clause.terms
    term = terms[index]
    if term.role == "camera":
        return not by_person(terms, index)
    if term.role == "focus":
        return True
    if is_scenery(acted, index) or _afterwards(acted, index) or _is_thing(terms, index):
        return False
    if (term.role == "still" and "脚架" in term.text) or _wished(acted, index):
        return True
    if term.value == "static" and acted.actor == "other" and not _of_camera_word(terms, index):
        return False
    if term.role == "move":
        return acted.actor != "other" or term.text not in _OF_HANDS or _opens(acted, index)
    if acted.actor == "camera":
        return _of_camera(acted, index)
    if term.role == "still" or term.value in ("rest", "hold"):
        behind = "".join(each.text for each in terms[index + 1 :])
        alone = term.text in _SAID_ALONE and behind in ("", *_ENOUGH) and _only_frames(terms[:index])
        return alone or _stands_first(acted, index)
    if _strong(acted, index) and not acted.theirs:
        return not by_person(terms, index)
    return acted.actor == "order" and _opens(acted, index) and (acted.alone or _weakly(terms, index))


def _is_thing(terms: Sequence[Term], index: int) -> bool:
    """Say whether a term is a pose, a rail or where a move sets out."""
    return any(test(terms, index) for test in (_is_pose, _is_rail, _leaves_rest))


def _leaves_rest(terms: Sequence[Term], index: int) -> bool:
    """Say whether standing is only what a move sets out from: 从静态主画面缓慢推进."""
    stands = terms[index].role == "still" or terms[index].value == "static"
    led = any(term.text in ("从", "由", "自") for term in terms[max(0, index - 2) : index])
    return stands and led and any(term.role in ("verb", "move") for term in terms[index + 1 :])


def _wished(acted: Acted, index: int) -> bool:
    """Say whether a clause is nothing but a wish for a move: 再近点, 慢一点推就好."""
    terms, term = acted.clause.terms, acted.clause.terms[index]
    meant = [each for each in terms if each.role not in ("skipped", "connective", "direction")]
    alone = term.text.removeprefix("再").startswith(_COMPARED) and [each.text for each in meant] in (
        [term.text],
        [term.text, "吧"],
    )
    enough = "".join(each.text for each in terms[-2:]).endswith(_ENOUGH) and term.value in (
        "push",
        "pull",
        "pan",
        "zoom",
    )
    return alone or enough


def _is_pose(terms: Sequence[Term], index: int) -> bool:
    """Say whether a verb only says how the camera is held: 镜头仰着，随鲨鱼转到右边; 俯着看下去."""
    posed = terms[index].value in ("raise", "bow", "lean") and len(terms[index].text) == 1
    behind = [term for term in terms[index + 1 :] if term.role != "skipped" or term.text == "着"]
    looks = all(term.value in ("gaze", "shoot", "hold") or term.role in ("own", "direction") for term in behind[1:])
    return posed and bool(behind) and behind[0].text == "着" and looks


def _afterwards(acted: Acted, index: int) -> bool:
    """Say whether 后 is when somebody else does it: 抓起鱼后拉升."""
    term = acted.clause.terms[index]
    if term.role != "move" or not term.text.startswith("后"):
        return False
    return acted.actor == "other" and index > 0 and acted.clause.terms[index - 1].role in ("word", "own")


def _is_rail(terms: Sequence[Term], index: int) -> bool:
    """Say whether a rail is only the thing: 滑轨坏了."""
    return terms[index].text in _RAILS and [term.role for term in terms[index + 1 : index + 2]] == ["word"]


def _of_camera_word(terms: Sequence[Term], index: int) -> bool:
    named = any(term.role in ("camera", "perhaps") for term in terms)
    return named or any(word in terms[index].text for word in _OF_CAMERAS)


def _of_camera(acted: Acted, index: int) -> bool:
    terms = acted.clause.terms
    if index < acted.since and not any(term.role in ("camera", "perhaps") for term in terms):
        return False
    if any(term.role == "camera" for term in terms) and index < acted.since:
        return _strong(acted, index) or _follows_in_view(terms, index) or terms[acted.since - 1].text in ("将", "把")
    if terms[index].value == "hold" and any(term.role in ("verb", "move") for term in terms[:index]):
        return False
    if terms[index].value in ("rest", "static") or terms[index].role == "still" or negated(terms, index):
        return True
    before = terms[acted.since : index]
    of_trade = terms[index].text.startswith(_OF_THE_TRADE)
    bare = len(terms[index].text) == 1 and [term.role for term in terms[index + 1 : index + 2]] == ["word"]
    return not is_seen(before, terms[index]) or (of_trade and not bare and only_follows(before))


def _follows_in_view(terms: Sequence[Term], index: int) -> bool:
    """Say whether a view is named by whom it follows: 跟随一片树叶飘落的视角."""
    opens = terms[index].value == "follow" and all(term.role in _BETWEEN for term in terms[:index])
    named = terms[-1].role == "camera" and terms[-2].text == "的"
    goes = terms[-1].text in ("移动", "前进", "走动") and terms[-2].role == "camera"
    return opens and (named or goes)


def _strong(acted: Acted, index: int) -> bool:
    """Say whether a verb needs no camera beside it: 横移, 向左平移 and what begins with 推进."""
    terms = acted.clause.terms
    term = terms[index]
    if term.value in _STRONG or term.value == "whip":
        trade = term.text.endswith(_TRADE)
        return trade or (_opens(acted, index) and (term.text not in _BARE or bool(ways(terms, index, 0))))
    if term.value in ("push", "pull", "zoom"):
        return _opens(acted, index) and bool(ways(terms, index, 0) or _led(terms[acted.since : index]))
    of_others = acted.actor == "other" and not acted.alone and term.text in ("拉升", "后撤")
    return (
        term.text in ("推进", "推向", "拉升", "前推", "后撤")
        and not of_others
        and _opens(acted, index)
        and _told_alone(terms, index)
    )


def _stands_first(acted: Acted, index: int) -> bool:
    """Say whether an order begins with standing, before anybody acts: 先在门口定住两秒，然后往里推."""
    first = any(term.text in _AT_FIRST for term in acted.clause.terms[:index])
    return acted.actor == "order" and acted.alone and first and not _anybody(acted.clause.terms[:index])


def _only_frames(terms: Sequence[Term]) -> bool:
    """Say whether nothing but a size, an angle or a part of the shot is told: 低角度固定, 开场固定."""
    return all(term.role in ("skipped", "connective") or term.text in _FRAMES for term in terms)


def _told_alone(terms: Sequence[Term], index: int) -> bool:
    """Say whether how it goes is told, or nothing that could be put somewhere: 缓缓推进, not 推进烤箱."""
    return index > 0 or index + 1 == len(terms) or terms[index + 1].role in ("direction", "skipped")


def _opens(acted: Acted, index: int) -> bool:
    terms = acted.clause.terms
    first = next((place for place in range(acted.since, index) if terms[place].role not in _BETWEEN), index)
    before = terms[first:index]
    names_camera = bool(before) and before[0].role == "move" and before[0].text.endswith("镜头")
    if before and (before[0].role == "verb" or names_camera) and before[0].last == terms[index].first:
        return _weakly(terms, index) and accepted(acted, first)
    if all(term.role in _BEFORE_VERB for term in before) or terms[index - 1].role == "negation":
        return True
    one = _comes_next(terms, first, index)
    if one is not None:
        return accepted(acted, one)
    return _led(terms[first:index]) and _goes_on(terms, index) and not _anybody(terms[first:index])


def _comes_next(terms: Sequence[Term], first: int, index: int) -> int | None:
    """Return the move that only a small word parts a verb from: 先推近后环绕, 右移和上升."""
    one = next((at for at in range(index - 1, first - 1, -1) if terms[at].role in ("move", "verb")), None)
    if one is None or not any(term.text in _NEXT for term in terms[one + 1 : index]):
        return None
    plain = all(term.role in _BEFORE_VERB for term in (*terms[first:one], *terms[one + 1 : index]))
    return one if plain and (terms[one].role == "move" or _and(terms[one + 1 : index])) else None


def _and(between: Sequence[Term]) -> bool:
    return [term.text for term in between] in (["和"], ["与"], ["加"])


def _led(before: Sequence[Term]) -> bool:
    """Say whether a verb is led by where it comes from or goes to: 从高空…, 往祭坛…."""
    return bool(before) and (before[0].role == "preposition" or before[0].text in _TOWARDS)


def _goes_on(terms: Sequence[Term], index: int) -> bool:
    """Say whether nothing that the verb could bring follows it: 从高空俯冲至地面, not 从天上落下大雪."""
    if terms[index].text.endswith((*_REACHING, "进", "入")) or terms[index].value == "follow":
        return True
    following = terms[index + 1 : index + 2]
    return all(term.role in ("direction", "skipped") for term in following)


def _anybody(terms: Sequence[Term]) -> bool:
    named = (term for term, after in zip_longest(terms, terms[1:]) if after is None or after.text != "的")
    return any(term.role in ("person", "camera") or term.text in _PEOPLE for term in named)


def _weakly(terms: Sequence[Term], index: int) -> bool:
    term = terms[index]
    if term.value in ("near", "rest", "raise", "bow"):
        return term.text in ("前移", "前进", "前行", "放大") or (term.text.startswith(("飞越", "穿越")) and index == 0)
    return term.value != "turn" or term.text in ("转", "转动") or any(each.sense.far for each in terms[:index])
