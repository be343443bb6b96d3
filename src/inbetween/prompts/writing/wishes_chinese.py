"""Chinese frames around a wish: 能不能帮我搞个从楼顶一头扎下来的效果 tells the camera to dive from the roof.

Who asks a service for a video in everyday words puts the asking before the move and makes the move a noun
(那种…的感觉). The frame has words that the rooms behind this one read as something else (能不能 would negate),
and hides that nobody but the camera is asked. A wish for somebody in the picture (想要一个慢慢转身的女孩) keeps its
words.
"""

import re

from inbetween.prompts.lexicon import manners_chinese

_ASKED = (
    "能不能|可不可以|行不行|能否|可否|如果可以的话|可以的话|方便的话|如果可以|麻烦|拜托|劳驾|请|帮我们|帮我|帮忙|帮|替我|"
    "给我|你|要不然|要不"
)
"""Who is asked makes the video: 能不能帮我."""
_WISHED = (
    "跪求|求|蹲|有没有|我就想要|特别想要|好想要|我想要|想要|我就要|就要|只要|我要|我想|想看到|想看|想拍|想搞|想做|想弄|"
    "要|想|希望|期待|我觉得|最好是|最好|需要"
)
_MADE = "|".join(
    [f"{make}{into}" for make in "弄做搞整拍" for into in ("成", "出来", "出", "")]
    + ["来", "给", "出", "设计成", "设计", "安排", "处理成", "呈现", "营造", "有", "要", "是", "用"]
)
_SORT = "(?:一?(?:个|种|段|条)|那种|这种|那样|这样|那个|一)"
_SAID_OF_MOVES = "感觉|效果|运镜|镜头感|镜头|视觉效果|氛围感|氛围|质感|感受|动作|样子|视角"
_CAMERA = "镜头|画面|机位|视角|视线|相机|摄像机|摄影机|无人机|我们|观众"
_BEGINS = (
    "从|由|自|往|向|朝|绕|围|环绕|跟|随|贴|沿|顺|擦|越|穿|飞|冲|钻|推|拉|摇|甩|怼|扎|俯冲|下降|上升|升|降|退|凑|靠近|逼|"
    "倒退|旋|转|移|滑|横移|平移|一路|一直|一头|一下|猛|缓|慢|渐|忽|突然|快|悄|轻|逆时针|顺时针|由远及近|由近及远"
)
"""How what a camera is asked to do begins; a thing in the picture begins with its name."""
_START = r"(?:^|(?<=[,.。;:!?\n]))"
_WISH = re.compile(
    rf"{_START}(?P<frame>(?P<asked>(?:{_ASKED})?)(?P<asking>(?:(?:{_ASKED}|{_WISHED})(?:再|也|还|先|就)?){{0,3}})"
    rf"(?:{_MADE})?(?:让|把|将|使)?(?P<sort>{_SORT}{{0,2}}))"
    rf"(?=(?P<camera>{_CAMERA})|(?:{_BEGINS}|{manners_chinese.MANNERS}))(?P<wish>[^,.。;:!?\n]*)"
)
_OF_MOVE = re.compile(rf"的(?:那种|那个)?(?:{_SAID_OF_MOVES})(?:吗|呢|吧|啊|么)?$")
_OF_PICTURE = re.compile("[他她它]们?(?![的身背脸面眼头手])|出现一|[走飞跑游开]来一")
"""Somebody in the picture does it."""
_QUESTION = re.compile(rf"{_START}(?:能不能|可不可以|要不然|要不|有没有)")
_SHORTEST = 2
"""Characters of the shortest frame that makes room for the camera."""


def without_wishes(text: str) -> str:
    """Return ``text``, of equal length, with each frame around a wish for the camera taken away."""
    if text.isascii():
        return text
    return _QUESTION.sub(_blank, _WISH.sub(_plain, text))


def _plain(match: re.Match[str]) -> str:
    """Return a wish for the camera as what the camera does, any other as it stands."""
    frame, wish = match["frame"], match["wish"]
    if not (match["asked"] or match["asking"] or match["sort"]):
        return match[0]
    if frame == match["sort"] and match.string[: match.start()].endswith(","):
        return match[0]  # what somebody does who is named before: 老鹰盘旋两圈，一个俯冲
    told = _OF_MOVE.sub(_blank, wish)
    if match["camera"]:
        return " " * len(frame) + told
    of_move = told != wish or "的" not in wish.replace("慢慢的", "")
    asked = bool(match["sort"] or match["asked"]) and len(frame) >= _SHORTEST
    if not asked or not of_move or _OF_PICTURE.search(wish):
        return match[0]
    return "镜头".ljust(len(frame)) + told


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
