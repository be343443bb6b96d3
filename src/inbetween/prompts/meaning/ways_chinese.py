"""Where a Chinese verb goes: the directions that belong to it."""

import re
from collections.abc import Sequence

from inbetween.prompts.lexicon import heights
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.words import is_chinese

_FLYING = "飞走跑奔钻游驶骑"
"""What goes so goes ahead: 飞到屋外."""
_LED = ["across", "to"]
"""What 到, 至 and 向 tell where no side follows: 移到窗边 goes across."""
HIGH, LOW, UPPER, LOWER = (
    frozenset(place for place in line.split("|") if is_chinese(place))
    for line in (heights.HIGH, heights.LOW, heights.UPPER, heights.LOWER)
)
_SUFFIXES = frozenset("近远高低进开") | {"上去", "上来", "下去", "下来"}
_TO = frozenset("到至向往")
_FROM = frozenset("从由自")
_TOWARDS = frozenset(("朝", "向", "往", "朝着", "向着", "冲着", "奔着", "迎着"))
_SIDE_LEFT = re.compile("[从由自][^到至,左右]{0,6}[左右](?:侧|边|方|面|端)?[^到至,]{0,4}$")
_SIDE_REACHED = re.compile("[^到至,]{1,3}[到至向往](?:画面|画|屏幕|银幕)?的?(左|右)")
"""From one side to the other, the verb between: 从画左滑到画右."""
_FACES = "正面|侧面|背面|反面|背影|侧脸|侧影|背后|身后|身前|面前|侧后方|侧前方|正前方"
_FACE_LEFT = re.compile(f"[从由自][^,]{{0,6}}(?:{_FACES})")
_FACE_REACHED = re.compile(f"[到至向]?[^,]{{0,4}}(?:{_FACES})")
_SIDES = {"左": "left", "右": "right"}
_HEADS = re.compile("[车街码床桥船龙源尽]头")
"""What is called a head and is none: 从车头滑向车尾."""
_NEAR = 6
"""Terms from a verb on in which its goal stands."""
_SKY = re.compile(
    "(?:冲|直冲|奔|钻|跃)(?:向|上|入|进|到)[^,到]{0,3}(?:天空|高空|夜空|天际|星空|云霄|云端|苍穹)(?![的中里])"
)
"""What goes there rises: 冲向天空."""
_STEEP_WAYS = {"up": "rising", "down": "sinking"}
_WHERE = _FROM | {"在", "隔着", "透过"}
_NOUNS = frozenset(("word", "own", "person", "perhaps"))
_AFTER = frozenset("前后里内")
_DEEP = frozenset(("travel", "push", "pull", "slide", "zoom"))
"""Verbs before which 后 is a direction; before others it is *afterwards*: 先推后摇."""


def chinese(terms: Sequence[Term], index: int, since: int) -> list[str]:
    crossed = _crossed(terms, index, since) or _about(terms, index, since)
    if crossed:
        return crossed
    if terms[index].value == "near" and _SKY.match("".join(term.text for term in terms[index : index + 6])):
        return ["rising"]
    found = _behind(terms, index) + _ahead(terms, index, since)
    if found == _LED and terms[index].text[0] in _FLYING:
        return ["reach"]
    steep = _steeply(terms, index, since) if terms[index].value == "near" else []
    if steep:
        return steep
    if terms[index].value == "near" and _from_above("".join(term.text for term in terms[since:index])):
        return ["sinking"]
    if terms[index].value in ("orbit", "spiral") and not set(found) & {"left", "right", "cw", "ccw"}:
        found = [term.value for term in terms if term.value in ("cw", "ccw")][:1] + found
    if not set(found) - {"to", "across"}:
        found = _between_heights(terms, index, since) + _beside(terms[since:index]) + _goal(terms, index, since) + found
    return found


def _crossed(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return the side that is reached from the other one: 从画左滑到画右."""
    reached = _SIDE_REACHED.match("".join(term.text for term in terms[index : index + _NEAR]))
    left = _SIDE_LEFT.search("".join(term.text for term in terms[since:index]))
    return [_SIDES[reached[1]]] if reached and left else []


def _about(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return *circle* where a turn leads from one face of a thing to another: 从侧面转到正面."""
    before = "".join(term.text for term in terms[since:index])
    behind = "".join(term.text for term in terms[index + 1 : index + 5])
    turns = terms[index].value == "turn" and terms[index].text.startswith(("转", "绕"))
    return ["circle"] if turns and _FACE_LEFT.search(before) and _FACE_REACHED.match(behind) else []


def _between_heights(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return whether 从...到... leads up or down: 从天花板摇到地板."""
    before = "".join(term.text for term in terms[since:index])
    start = max(before.rfind(word) for word in ("从", "由", "自"))
    if start < 0:
        return []
    first, last = before[start:], "".join(term.text for term in terms[index + 1 :])
    low, high = (LOW | LOWER, HIGH | UPPER) if terms[index].value == "travel" else (LOW, HIGH | UPPER)
    ends = ((way, one, other) for way, one, other in (("up", low, high), ("down", high, low)))
    return [way for way, one, other in ends if _names(first, one) and _names(last, other)]


def _steeply(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return *rising* or *sinking* where what it goes into lies above or below: 往下扎进海里."""
    led = (term.value for term in terms[since:index] if term.sense.far and term.text[0] in _TOWARDS)
    return [_STEEP_WAYS[way] for way in led if way in _STEEP_WAYS][-1:]


def _from_above(before: str) -> bool:
    """Say whether what is gone to lies below: 从云里冲到足球场."""
    start = max(before.rfind(word) for word in _FROM)
    return start >= 0 and _names(before[start:], HIGH)


def goes_along(terms: Sequence[Term], index: int, since: int) -> bool:
    """Say whether going *down* only goes on along something level: 沿铁轨走下去, but not 顺着楼梯走下去."""
    led = next((at for at in range(since, index) if terms[at].text in ("沿着", "顺着", "沿")), None)
    on = terms[index].text in ("走下去", "开下去", "飞下去", "跑下去", "行下去", "驶下去")
    steep = led is not None and any(word in "".join(term.text for term in terms[led:index]) for word in _STEEP)
    return on and led is not None and not steep


_STEEP = ("楼梯", "台阶", "阶梯", "坡", "崖", "墙", "绳", "井", "柱", "树", "山", "石阶", "滑梯", "扶手", "瀑布")


def _goal(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return *reach* where what it goes to stands before the verb: 朝窗帘挪过去."""
    start = next((at for at in range(index - 1, since - 1, -1) if terms[at].text in _TOWARDS), None)
    if terms[index].value in ("travel", "skim") and _face_to_face(terms[index:]):
        return ["reach"]
    named = start is not None and any(term.role in _NOUNS for term in terms[start + 1 : index])
    if named and terms[index].value == "turn":
        return ["to"]
    return ["reach"] if named and terms[index].value in ("travel", "skim") else []


def _face_to_face(behind: Sequence[Term]) -> bool:
    """Say whether a verb goes right up to somebody: 挪到摇篮跟前."""
    led = any(term.text[-1] in _TO for term in behind[:2])
    return led and any(term.text in ("跟前", "面前", "眼前", "近前", "身前", "脸前") for term in behind[: _NEAR + 2])


def _names(text: str, places: frozenset[str]) -> bool:
    return any(place in _HEADS.sub("", text) for place in places)


def _beside(before: Sequence[Term]) -> list[str]:
    """Return *along* for 沿着长桌移动."""
    return ["along"] if any(term.text in ("沿着", "顺着", "沿") for term in before) else []


def _behind(terms: Sequence[Term], index: int) -> list[str]:
    """Return the directions behind a Chinese verb: 拉远, 移到左侧, 转向右."""
    led = terms[index].text[-1] in _TO
    for term in terms[index + 1 : index + 3]:
        if term.text == "着" and any(after.role == "verb" for after in terms[index + 2 : index + 5]):
            return _LED if led else []
        if term.text in ("镜头", "着", "了", "画面", "过"):
            continue
        if term.role != "direction":
            return _LED if led else []
        if term.value == "to":
            led = True
        elif led or term.sense.far or term.text in _SUFFIXES:
            return term.value.split()
        else:
            return []
    return _LED if led else []


def _ahead(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return the directions before a Chinese verb, back to the verb before: 向左缓慢移动, 左移, 从下往上拍."""
    found: list[str] = []
    near = True
    for position in range(index - 1, since - 1, -1):
        term = terms[position]
        if position > since and terms[position - 1].text in _FROM and not term.sense.far:
            continue
        if term.sense.far and _of_a_thing(terms, position):
            continue
        if term.role in ("verb", "move") and term.value not in ("act", "orbit", "near"):
            break
        inner = position < index - 1 or term.text in "外里内中"
        if not term.sense.far and (inner or _led_by_in(terms, position)) and _placed(terms, position):
            continue
        if term.text in _AFTER and (terms[index].value not in _DEEP or _past_a_thing(terms, position, index)):
            continue
        if term.role == "direction" and (near or term.sense.far) and term.value != "to":
            found = [*term.value.split(), *found]
        near = near and term.role in ("skipped", "direction", "not", "connective")
    return found


def _of_a_thing(terms: Sequence[Term], position: int) -> bool:
    """Say whether a way only tells which thing is gone to: 往左边的门里走."""
    after = terms[position + 1 : position + 3]
    return len(after) > 1 and after[0].text == "的" and after[1].role in _NOUNS


def _past_a_thing(terms: Sequence[Term], position: int, index: int) -> bool:
    """Say whether 后 is when something is passed: 升过屋顶后转而横移."""
    noun = position > 0 and terms[position - 1].role in ("word", "own")
    if position > 0 and terms[position].text == "后" and terms[position - 1].role in ("verb", "move"):
        return True
    return noun and terms[position].text == "后" and position < index - 1


def _led_by_in(terms: Sequence[Term], position: int) -> bool:
    """Say whether what a direction stands behind begins with 在: 在屋顶上奔跑."""
    start = next((at for at in range(position - 1, -1, -1) if terms[at].role not in _NOUNS), None)
    return start is not None and terms[start].text == "在"


def _placed(terms: Sequence[Term], position: int) -> bool:
    """Say whether a direction only tells where something is: 从观众席后方, 在桌子上."""
    if terms[position].role != "direction" or position == 0 or terms[position - 1].role not in _NOUNS:
        return False
    while position > 0 and terms[position - 1].role in _NOUNS:
        position -= 1
    return position > 0 and terms[position - 1].text in _WHERE
