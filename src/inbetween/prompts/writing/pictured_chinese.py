"""Moves that a Chinese prompt tells by what the picture shows: 画里的窗越来越大 is a push."""

import re
from functools import partial

_GROWS = "(?:越来越|渐渐变?|慢慢变?|逐渐变?|一点点变?|不断变?|缓缓变?|逐步变?)"
_IN_PICTURE = r"(?:画面?|画框|取景框|镜头)(?:里|中|内)的?[^,.。;:!?\n]{1,6}"
_SHARP = "(?:清楚了|清晰了|变清楚|变清晰|变实|实了)"
_BLURRED = "(?:糊了|虚了|变虚|变糊|模糊了|变模糊)"
_NEARER = re.compile(rf"{_IN_PICTURE}{_GROWS}(?:(大|近)|小|远)(?=[,.。;!?\n]|$)")
_CAMERA = re.compile("镜头|机位|摄影机|摄像机|画面|视角")
_BACKGROUND_GOES = (
    r"(?:背景|身后|后面|背后)[^.。;!?\n]{1,16}?(?:退|变远|拉远|拉长|拉伸|压过来|逼近|涌上来),?"
    r"[^,.。;!?\n]{0,8}(?:脸|人物|主角|主体|人|他|她)[^,.。;!?\n]{0,6}(?:不变|没变|没有变|如一)"
)
_GOES = "(?:退|变远|变长|拉远|拉长|拉开|拉伸|压过来|逼近|涌上来|越拉越远|越退越远|收缩|压缩|往后缩|往后退)"
_BACKGROUND_ALONE = (
    r"(?:脸|人物|主角|主体|人|他|她)[^,.。;!?\n]{0,6}(?:大小)?(?:始终|一直|都|也)?(?:不变|没变|没有变|如一|不变大小),?"
    rf"[^,.。;!?\n]{{0,6}}(?:背景|身后|后面|背后|周围|四周)的?[^.。;!?\n]{{0,12}}?{_GOES}"
)
_TOLD = (
    ("镜头拉远", r"视野[^,.。;:!?\n]{0,6}(?:打开|展开|开阔|扩大|变宽|变大|拉开|铺开|拓宽)(?:来|了|起来|开来)?"),
    ("焦点转移", rf"[^,.。;:!?\n]{{1,10}}{_SHARP},?[^,.。;:!?\n]{{1,10}}{_BLURRED}"),
    ("焦点转移", rf"[^,.。;:!?\n]{{1,10}}{_BLURRED},?[^,.。;:!?\n]{{1,10}}{_SHARP}"),
    ("希区柯克", _BACKGROUND_GOES),
    ("希区柯克", _BACKGROUND_ALONE),
)
_STOPS = re.compile("[.。;!?\n]")
_WIDENS = re.compile("(?:上升|升起|升高|抬升|拉升|爬升|攀升|拉高|拉远|后退|后拉|拉开|飞出|冲出|穿出)")
"""Behind these the view opens of itself."""
_BEFORE = 40
_PATTERNS = tuple((move, re.compile(pattern)) for move, pattern in _TOLD)


def with_moves(text: str) -> str:
    """Return ``text`` with what only the picture shows as the move that shows it, of equal length."""
    if text.isascii():
        return text
    for move, pattern in _PATTERNS:
        text = pattern.sub(partial(_shown, move), text)
    return text if _CAMERA.search(_NEARER.sub("", text)) else _NEARER.sub(_nearer, text)


def _shown(move: str, match: re.Match[str]) -> str:
    """Return the move that a picture shows, unless it only shows what the move before it brings: 上升，视野开阔."""
    before = _STOPS.split(match.string[max(0, match.start() - _BEFORE) : match.start()])[-1]
    return match[0] if move == "镜头拉远" and _WIDENS.search(before) else _put(move, match)


def _nearer(match: re.Match[str]) -> str:
    return _put("镜头推近" if match[1] else "镜头拉远", match)


def _put(move: str, match: re.Match[str]) -> str:
    return move.ljust(len(match[0]))[: len(match[0])]
