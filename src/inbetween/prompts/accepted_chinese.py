"""Whether a Chinese verb or phrase is about the camera, once the actor of its clause is known."""

from collections.abc import Sequence

from inbetween.prompts.clauses import Acted
from inbetween.prompts.lexicon import grammar
from inbetween.prompts.negation import negated
from inbetween.prompts.terms import Term
from inbetween.prompts.ways import resolve, ways

_SEES = frozenset(grammar.SEES.split("|"))
_SEES_NO_MORE = frozenset(grammar.SEES_NO_MORE.split("|"))
_SOUNDS = ("音乐", "节奏", "旋律", "鼓点", "风", "时间", "歌")
_NEAR = 3
_OF_THE_TRADE = ("推", "拉", "摇", "甩")
_TRADE = ("镜", "镜头", "摄", "拍", "拍摄")
_BARE = frozenset(("摇", "甩", "摇动", "甩动", "来回摇动", "来回摇摆", "一甩", "一摇"))
_STRONG = frozenset(("slide", "pan"))
_THINGS = frozenset(("word", "own", "person", "article"))
_PEOPLE = frozenset("他她它人们孩")
_ASPECTS = frozenset(("着", "了", "起来", "出来", "进来", "过来", "下来", "上来", "出去", "过去", "来", "去", "出"))
_TAKES = frozenset(("镜头", "长镜头", "画面", "运镜", "方式", "手法", "过程", "同", "同时", "时", "时候"))
_OBJECT_FIRST = frozenset(("把", "将", "被", "给"))
_HEIGHTS = frozenset(("rise", "fall", "raise", "bow", "pan", "turn", "helix up", "helix down"))
_SAID_ALONE = frozenset(("固定", "静止", "静态"))
_LEGS = tuple("跑走爬跳飞冲")
_REACHING = tuple("向到至")
_GOALS = frozenset(("到", "至", "在", "为", "成"))
_ALONG = frozenset(("跟着", "随着", "随", "伴随着"))
_BETWEEN = frozenset(("skipped", "connective", "not", "negation"))
_BEFORE_VERB = frozenset(("skipped", "connective", "direction", "not", "negation", "preposition", "lead"))


def accepted(acted: Acted, index: int) -> bool:
    """Say whether the term at ``index`` of a Chinese clause is a move of the camera."""
    terms = acted.clause.terms
    term = terms[index]
    if term.role == "move" or (term.role == "camera"):
        return not (
            _somebodys(terms, index)
            or _of_distance(terms, index)
            or _attributive(terms, index)
            or _handled(acted, index)
        )
    if term.role == "focus":
        return True
    if _with_sound(terms, index) or _attributive(terms, index) or _of_focus(terms[:index]) or _only_along(terms, index):
        return False
    if acted.actor == "camera":
        return _of_camera(acted, index)
    if term.role == "still" or term.value in ("rest", "hold"):
        return term.text in _SAID_ALONE and len(terms) == 1
    if _strong(terms, index):
        return not _somebodys(terms, index)
    return acted.actor == "order" and _opens(terms, index) and _weakly(terms, index)


def _of_camera(acted: Acted, index: int) -> bool:
    terms = acted.clause.terms
    if any(term.role == "camera" for term in terms) and index < acted.since:
        return _strong(terms, index) or terms[acted.since - 1].text in ("将", "把")
    if terms[index].value in ("rest", "static") or terms[index].role == "still" or negated(terms, index):
        return True
    seen = _seen(terms[acted.since : index], terms[index]) or _of_goal(terms[acted.since : index])
    return not seen or (terms[index].text.startswith(_OF_THE_TRADE) and _only_follows(terms[acted.since : index]))


def _only_follows(terms: Sequence[Term]) -> bool:
    """Say whether the camera only follows somebody before: 跟随女孩缓缓推进, 跟随火车向右摇."""
    return any(term.value == "follow" for term in terms) and not any(term.text in _SEES for term in terms)


def _seen(terms: Sequence[Term], verb: Term) -> bool:
    """Say whether what follows is in the picture: 定格在它抬头的瞬间."""
    seen = following = False
    for index, term in enumerate(terms):
        following = following or (term.value == "follow" and not _goes_up_along(term, verb))
        if (term.text in _SEES and index + 1 < len(terms)) or (following and term.role in _THINGS):
            seen = True
        elif any(word in _SEES_NO_MORE for word in (term.text, term.text[:1])) and seen:
            seen = False
    return seen


def _of_goal(before: Sequence[Term]) -> bool:
    """Say whether a verb tells of what another one reaches: 摇向笑得前仰后合的茶客."""
    start = next((at for at, term in enumerate(before) if _reaches(term)), None)
    if start is None or start + 1 >= len(before) or before[start + 1].role not in _THINGS:
        return False
    return not any(word in _SEES_NO_MORE for term in before[start:] for word in (term.text, term.text[:1]))


def _reaches(term: Term) -> bool:
    return term.role in ("verb", "move") and term.text.endswith(_REACHING)


def _goes_up_along(term: Term, verb: Term) -> bool:
    """Say whether the camera does as somebody does: 随着身影迅速上升, but not 随着列车前进."""
    goes_itself = verb.text.startswith(_LEGS)
    return term.text in _ALONG and verb.value in _HEIGHTS and not goes_itself


def _somebodys(terms: Sequence[Term], index: int) -> bool:
    """Say whether he or she does it: 她拉近."""
    before = "".join(term.text for term in terms[max(0, index - 4) : index])
    by_person = before[-6:].rstrip("缓慢地轻").endswith(tuple("他她它们"))
    return by_person and not terms[index].text.endswith(("镜头", "拍摄"))


def _with_sound(terms: Sequence[Term], index: int) -> bool:
    if terms[index].value != "follow":
        return False
    behind = "".join(term.text for term in terms[index + 1 : index + 5])[:_NEAR]
    return any(sound in behind for sound in _SOUNDS)


def _attributive(terms: Sequence[Term], index: int) -> bool:
    """Say whether a verb only describes a thing: 拉出来的胶片; 下降到贴近水面的高度."""
    behind = [term for term in terms[index + 1 : index + 5] if term.text not in _ASPECTS]
    if len(behind) > 1 and behind[0].text == "的":
        return behind[1].role not in ("camera", "skipped") and behind[1].text not in _TAKES
    before = terms[index - 1].text if index else ""
    return before in _GOALS and any(term.role == "verb" for term in terms[: index - 1]) and _has(terms[index:], "的")


def _of_distance(terms: Sequence[Term], index: int) -> bool:
    """Say whether people come closer, and no picture: 拉近与你的距离."""
    return terms[index].text == "拉近" and "距离" in "".join(term.text for term in terms[index + 1 : index + 9])


def _handled(acted: Acted, index: int) -> bool:
    """Say whether somebody does it to a thing: 把土堆推到右边."""
    return acted.actor != "camera" and any(term.text in _OBJECT_FIRST for term in acted.clause.terms[:index])


def _has(terms: Sequence[Term], text: str) -> bool:
    return any(term.text == text for term in terms)


def _of_focus(before: Sequence[Term]) -> bool:
    """Say whether what moves is the focus: 焦点慢慢转到她的脸上."""
    return any(term.role == "focus" for term in before)


def _only_along(terms: Sequence[Term], index: int) -> bool:
    """Say whether 跟着 only means that the camera moves too: 镜头也跟着甩向右边."""
    if terms[index].text not in _ALONG:
        return False
    if terms[index].text != "跟着" and not any(term.role == "camera" for term in terms):
        return True
    after = next((at for at in range(index + 1, len(terms)) if terms[at].role not in ("skipped", "direction")), None)
    if after is None or terms[after].role not in ("verb", "move"):
        return False
    return terms[after].role == "move" or bool(resolve(terms[after].value, ways(terms, after, index + 1)))


def _strong(terms: Sequence[Term], index: int) -> bool:
    """Say whether a verb needs no camera beside it: 横移, 向左平移 and what begins with 推进."""
    term = terms[index]
    if term.value in _STRONG or term.value == "whip":
        trade = term.text.endswith(_TRADE)
        return trade or (_opens(terms, index) and (term.text not in _BARE or bool(ways(terms, index, 0))))
    if term.value in ("push", "pull", "zoom"):
        return _opens(terms, index) and bool(ways(terms, index, 0))
    return term.text in ("推进", "推向", "拉升", "前推", "后撤") and _opens(terms, index) and _told_alone(terms, index)


def _told_alone(terms: Sequence[Term], index: int) -> bool:
    """Say whether how it goes is told, or nothing that could be put somewhere: 缓缓推进, not 推进烤箱."""
    return index > 0 or index + 1 == len(terms) or terms[index + 1].role in ("direction", "skipped")


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
    return term.value != "turn" or term.text in ("转", "转动") or any(each.sense.far for each in terms[:index])
