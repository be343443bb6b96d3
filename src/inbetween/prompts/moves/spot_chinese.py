"""A Chinese camera that turns where it stands, or goes through something: what its clause makes of the verb's move."""

import re
from collections.abc import Sequence
from dataclasses import replace

from inbetween.prompts.actors.clauses import Acted
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.moves.found import Found

_ON_THE_SPOT = re.compile(
    "原地|就地|原处|(?:站|定|停|留|待|蹲|守|立)在[^,]{1,6}[中间上里口边旁](?=[^,]{0,2}(?:转|打|看))"
)
_AROUND_SOMETHING = tuple("绕围环兜")
_FAR_END = re.compile(
    "从(?:另外?一?|那一?|对面?|后门|后窗|背面|底下|出口)(?:的)?(?:头|端|侧|边|面|个?出?口|门|窗|车窗|窗户)?"
)
_FROM_SIDE = re.compile("从[^,]{0,3}([左右])[^,]{0,6}[看望]到[^,]{0,3}(?!\\1)[左右]")
_OTHER_END = {"左": ("右", "right"), "右": ("左", "left"), "上": ("下", "down"), "下": ("上", "up")}
_INTO = ("进", "入", "进去", "穿过", "穿越", "钻过")
"""Behind these what comes out comes out at the other end: 钻进烟囱，从壁炉里冲出来."""
_BACK = ("拉", "退", "抽", "撤", "缩")
_COMES_OUT = ("出来", "出去", "出", "了出来", "了出去")


def on_the_spot(move: Found, acted: Acted, before: Found | None) -> Found:
    """Return the move of a camera that stays where it is as a turn: 站在原地，转了一圈 circles nothing."""
    turns = move.kind in ("orbit", "roll") and move.chinese and move.dir is None
    if not turns or acted.actor == "other" or any(word in move.text for word in _AROUND_SOMETHING):
        return move
    text = "".join(term.text for term in acted.clause.terms)
    if any(word in text for word in _AROUND_SOMETHING):
        return move
    stands = before is not None and before.kind == "static" and "在" in before.text
    return replace(move, kind="pan", verb="turn") if stands or _ON_THE_SPOT.search(text) else move


def looks_from_to(terms: Sequence[Term], index: int) -> bool:
    """Say whether a camera looks from one thing to another: 从主桌一直看到门口, 从左边看到右边."""
    if terms[index].text not in ("看到", "望到"):
        return False
    text = "".join(term.text for term in terms)
    return _FROM_SIDE.search(text) is not None or ("从" in text and terms[index - 1].text in ("一直", "一路"))


def reached(terms: Sequence[Term], index: int) -> str | None:
    """Return the move of a term that begins with where it comes from: 从左摇到右 pans right."""
    came = index > 0 and terms[index - 1].text in ("从", "由", "自")
    behind = "".join(term.text for term in terms[index + 1 : index + 3])
    kind, _, way = terms[index].value.partition(".")
    other = _OTHER_END.get(terms[index].text[0])
    return (
        f"{kind}.{other[1]}"
        if came and way and other and behind.startswith(tuple(f"{to}{other[0]}" for to in "到至向往"))
        else None
    )


def through(move: Found, acted: Acted, before: Found | None) -> Found:
    """Return what comes out at the far end of what it went into as going on ahead: 再从另一头钻出来."""
    out = (move.kind, move.dir) == ("push", "out") and move.chinese and move.text.endswith(_COMES_OUT)
    text = "".join(term.text for term in acted.clause.terms)
    went_in = before is not None and (before.kind, before.dir) == ("push", "in") and before.text.endswith(_INTO)
    leaves = out and (_FAR_END.search(text) or (went_in and "从" in text and not move.text.startswith(_BACK)))
    return replace(move, dir="in", verb="near") if leaves else move
