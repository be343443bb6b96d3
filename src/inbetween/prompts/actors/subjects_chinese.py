"""Where a Chinese clause names the camera as the one who acts, and where it is only looked at, held or a place."""

import re
from collections.abc import Sequence

from inbetween.prompts.lexicon import grammar, who_chinese
from inbetween.prompts.meaning.terms import Term

_OBLIQUE = tuple(sorted(grammar.CHINESE_OBLIQUE.split("|"), key=len, reverse=True))
_PLACES = tuple(grammar.CHINESE_PLACES.split("|"))
_WITHIN_PICTURE = (
    "分成",
    "分为",
    "一分为",
    "裂成",
    "被分成",
    "正中",
    "正前",
    "中部",
    "上半",
    "下半",
    "左半",
    "右半",
    "边角",
    "角落",
)
"""Behind a picture they are a place in it, cut up as they are: 画面正中固定一颗水晶球."""
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
    "掉进",
    "掉入",
    "摔",
    "滚",
    "滑落",
)
_PARTICLES = frozenset(("了", "着", "吧", "啊", "一下", "看"))
_DONE_TO = frozenset("住着了破开起")
"""Before a camera that ends its clause they end the verb that is done to it."""
_APPARATUS = frozenset(("镜头", "相机", "摄像机", "摄影机", "摄像头", "无人机"))
_THEY_TAKE = [[one, take] for one in "她他它" for take in "把将"]
_CAMERAS = ("相机", "摄像机", "摄影机", "摄像头")
BETWEEN = frozenset(("when", "skipped", "connective", "not", "negation", "lead"))
AT = ("从", "自", "由", "在", "于", "到", "往", "向", "朝", "出现在", "冲出", "走出", "离开", "进入", "走进", "穿过")
"""Before 画面: it is where somebody is or goes."""
_OUT_OF = ("从", "自", "由", "在", "于", "打", "往", "到", "朝", "向", "经过", "绕到", "退到", "站在", "躲在", "躲到")
_NEAR_CAMERA = (
    "前",
    "后",
    "旁",
    "左",
    "右",
    "下",
    "上方",
    "面前",
    "跟前",
    "身边",
    "外",
    "背后",
    "两侧",
    "两边",
    "四周",
    "周围",
    "一侧",
)
"""Between these a camera is where somebody comes from or goes to: 从镜头前飞过."""
_GOES_WITH_US = frozenset(("follow", "near", "travel", "rise", "fall", "orbit", "far", "skim", "slide"))
_TURNS = frozenset(("turn", "raise", "bow", "scan", "gaze"))
_BEHIND = frozenset(("后面", "身后", "背后", "后头", "前面", "旁边", "一旁", "一侧"))
_LED_BY = frozenset(("让", "把", "将", "由", "使", "令", "请"))
_BESIDE = frozenset(("身前", "身后", "身旁", "身边", "背后", "前面", "后面", "旁边", "对面"))
_TOWARDS = frozenset("往朝向")
_CARRIERS = tuple(who_chinese.CARRIERS.split("|"))
_PUT = 3
_MACHINES = frozenset(("机器", "机子", "设备", "手机"))
_SHOWN_TO_LEAN = frozenset(("地平线", "水平线", "世界", "整个世界", "天地", "天和地"))
"""What leans or turns over where the camera does."""
_COMES = frozenset(("hold", "rise", "fall", "travel", "rest"))
"""What things do in a corner of the picture: 画面上方落下花瓣."""
_IN_HIS_EYES = re.compile("在?(?:[他她它孩]|[^,在]{1,4}的)[^,]{0,3}(?:眼里|眼中|眼前|眼睛里|梦里)")
"""Where the world turns that somebody sees: 世界在他眼里旋转."""
_BODILY = frozenset(
    ("站起来", "站起身", "起身", "立起来", "直起身", "坐下", "蹲下", "蹲下来", "趴下", "离场", "退场", "弯腰")
)
"""What an audience does in its seats."""
_SCREENS = frozenset("影像屏幕")
_GAZES = ("视线", "目光")
_IN_COMPANY = ("一起", "一同", "一齐", "一块儿", "齐声", "合唱", "跟着唱", "跟着喊")
"""What people do together, who then carry no camera: 观众跟着他一起转圈."""


def subject(terms: Sequence[Term]) -> int | None:
    """Return the term that is the camera acting in a clause."""
    for index, term in enumerate(terms):
        if term.role == "perhaps" and _looks_through(terms, index):
            return index
        if term.role == "move" and term.text.startswith(("画面", "镜头", "机位", "相机")):
            return index
        if _carries_on(terms, index):
            return index
        if term.role == "camera" and not any(is_not(terms, index) for is_not in (_looked_at, _place, _held, _within)):
            return index
    return None


def _carries_on(terms: Sequence[Term], index: int) -> bool:
    """Say whether a noun for a move goes on to act: 推镜头跟随他走向门口."""
    opens = terms[index].role == "move" and all(term.role in BETWEEN for term in terms[:index])
    goes = any(term.value in ("follow", "near") for term in terms[index + 1 : index + 2])
    return opens and goes and terms[index].text.endswith("镜头")


def _looks_through(terms: Sequence[Term], index: int) -> bool:
    """Say whether we, the audience or a gaze goes where the camera goes: 我们跟在他身后, 视线缓缓上移."""
    if any(term.role not in BETWEEN and term.text not in _LED_BY for term in terms[:index]):
        return False
    if terms[index].text in _SHOWN_TO_LEAN:
        seen = "".join(term.text for term in terms[index + 1 : index + 6])
        return not _IN_HIS_EYES.match(seen) and any(
            term.value in ("roll", "lean", "rotate") for term in terms[index + 1 :]
        )
    if terms[index].text in _MACHINES and any(
        term.role == "still" or term.value == "hold" for term in terms[index + 1 :]
    ):
        return True
    if terms[index].text == "手机":
        return False
    if terms[index].text == "我们" and _stays_by(terms[index + 1 :]):
        return True
    if terms[index].text not in _GAZES and any(way in "".join(term.text for term in terms) for way in _IN_COMPANY):
        return False
    rest = (
        term
        for term in terms[index + 1 :]
        if term.role not in BETWEEN and term.role != "preposition" and term.text != "被"
    )
    rest = (term for term in rest if term.text not in _BEHIND)
    led = any(term.role == "preposition" or term.text in "往向朝" for term in terms[index + 1 : index + 3])
    following = next((term for term in rest if term.role != "direction" and (not led or term.role == "verb")), None)
    if following is not None and following.text in _BODILY:
        return False
    known = _GOES_WITH_US | _TURNS if terms[index].text in _GAZES else _GOES_WITH_US
    return following is not None and following.role == "verb" and following.value in known


def _stays_by(behind: Sequence[Term]) -> bool:
    """Say whether we look on or go along: 我们盯着它, 我们边拍边后退, 我们在她身前."""
    meant = [term for term in behind if term.role not in BETWEEN and term.text != "边"]
    if not meant:
        return False
    looks_on = meant[0].value == "hold" and not meant[0].text.startswith(("看", "望"))
    return looks_on or meant[0].value == "shoot" or (meant[0].text == "在" and meant[-1].text in _BESIDE)


def _looked_at(terms: Sequence[Term], index: int) -> bool:
    """Say whether somebody looks at the camera, goes to it or holds it: 看向镜头, 举起相机."""
    before = "".join(term.text for term in terms[max(0, index - 4) : index])
    return before.endswith(_OBLIQUE) or before.removesuffix("着").endswith(_OBLIQUE) or _object(terms, index)


def _object(terms: Sequence[Term], index: int) -> bool:
    """Say whether the camera ends a clause as what an unknown verb does something to: 一把捂住镜头."""
    last = all(term.text in _PARTICLES for term in terms[index + 1 :])
    before = terms[index - 1] if index else None
    acts = before is not None and before.role == "word" and before.text in _DONE_TO
    return last and terms[index].text in _APPARATUS and (acts or _touched(terms, index))


def _touched(terms: Sequence[Term], index: int) -> bool:
    """Say whether somebody named does something to the lens: 她拍了拍镜头, 狗舔了一下镜头."""
    first = next((at for at in range(index) if terms[at].role not in BETWEEN), index)
    named = first < index and terms[first].role in ("word", "own", "person") and terms[first].text not in _LED_BY
    done = any(term.role in ("word", "verb") for term in terms[first + 1 : index])
    return named and done and terms[index - 1].text not in ("的", "个")


def _place(terms: Sequence[Term], index: int) -> bool:
    """Say whether the camera is only where something is: 镜头前, 画面左侧, unless a move follows: 镜头前移."""
    if index and terms[index].text == "画面" and terms[index - 1].text in AT and index > 1:
        return True
    if index + 1 == len(terms):
        return False
    after = terms[index + 1]
    if (
        index
        and terms[index - 1].text in _OUT_OF
        and "".join(term.text for term in terms[index + 1 : index + 3]).startswith(_NEAR_CAMERA)
    ):
        return after.role not in ("verb", "move")
    if after.text.startswith(("的", "里", "中", "内")):
        return True
    if index and terms[index - 1].text.endswith("在") and after.text == "上" and index + 2 == len(terms):
        return True
    if after.text in ("左右", "前后", "上下"):
        return False
    if after.role == "direction" and after.value in ("side", "vertical", "cw", "ccw"):
        return False
    if after.role == "direction" and after.text in _TOWARDS:
        return all(term.role not in ("verb", "move") for term in terms[index + 2 :])
    if after.role == "direction":
        return not _leads_to_verb(terms, index + 1) or _there_is(terms, index + 1)
    behind = "".join(term.text for term in terms[index + 1 : index + 4])
    return after.role in ("word", "own") and (after.text.startswith(_PLACES) or behind.startswith(_WITHIN_PICTURE))


def _leads_to_verb(terms: Sequence[Term], index: int) -> bool:
    if terms[index].sense.far:
        return True
    rest = (term for term in terms[index + 1 :] if term.role not in ("skipped", "direction"))
    following = next(rest, None)
    return following is not None and following.role in ("verb", "move")


def _there_is(terms: Sequence[Term], index: int) -> bool:
    """Say whether something is or comes where a side of the picture is told: 镜头左边坐着奶奶, 画面下方跑过一群鸡."""
    at = next((at for at in range(index + 1, len(terms)) if terms[at].role != "skipped"), None)
    if at is None or not (terms[index].text[-1] in "边侧方面角" or terms[index].text == "上") or terms[index].sense.far:
        return False
    behind = [
        term for term in terms[at + 1 :] if term.role != "direction" and term.text not in ("着", "了", "来", "出来")
    ]
    named = bool(behind) and behind[0].role in ("word", "own", "person", "article")
    lies = terms[at].text.endswith("着") or "着" in [term.text for term in terms[at + 1 : at + 2]]
    counted = "".join(term.text for term in behind[:2])[:1] in "一两三几许无"
    return named and (lies or counted or terms[at].value in _COMES) and terms[at].value not in ("follow", "orbit")


def _within(terms: Sequence[Term], index: int) -> bool:
    """Say whether it is a picture within something: 倒车影像里的画面."""
    before = "".join(term.text for term in terms[max(0, index - 2) : index])
    return (
        index > 2
        and before.endswith(("里的", "中的", "上的"))
        and (terms[index].text == "画面" or terms[index - 3].text in _SCREENS)
    )


def _held(terms: Sequence[Term], index: int) -> bool:
    if terms[index].text == "镜头" and [term.text for term in terms[max(0, index - 2) : index]] in _THEY_TAKE:
        return True
    if terms[index].text not in _CAMERAS:
        return False
    if index > 1 and terms[index - 1].text in ("把", "将") and terms[index - 2].role not in BETWEEN:
        return True
    after = "".join(term.text for term in terms[index + 1 : index + 5])
    return after.startswith(_HANDLED) and not _aboard(terms[index + 1 :])


def _aboard(behind: Sequence[Term]) -> bool:
    """Say whether a camera is put on what takes it along: 摄影机架在马车后面."""
    put = next((at for at, term in enumerate(behind[:_PUT]) if term.text == "在"), None)
    where = "" if put is None else "".join(term.text for term in behind[put:])
    return any(carrier in where for carrier in _CARRIERS)
