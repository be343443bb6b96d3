"""Which way a move goes that only goes along: *the owl flies to the left, the camera panning with it*."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from inbetween.prompts.actors.clauses import Acted
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.meaning.ways_english import side_of_goal
from inbetween.prompts.moves.found import Found

_HEIGHTS = {"rise": "up", "fall": "down"}
_SIDES = {"left": "side", "right": "side", "up": "height", "down": "height"}
_TAKES = {"pan": "side", "tilt": "height"}
_BACK = {
    "in": "out",
    "out": "in",
    "left": "right",
    "right": "left",
    "up": "down",
    "down": "up",
    "cw": "ccw",
    "ccw": "cw",
}
_HOMEWARD = ("回来", "回去", "回", "回原位", "回原处", "回到原位", "回到原处")
_CHINESE_AXES = {"pan": "side", "truck": "side", "tilt": "height", "crane": "height"}
_SAME_WAY = re.compile("(?:同一?个?|相同的?|一样的?|同样的?)方向|同向|同方向")
_OTHER_WAY = re.compile("相反的?方向|反方向|反向|逆向|反着|逆着|倒着来")
_OTHER_WAYS = frozenset(("the other way", "the opposite way", "in the other direction", "in the opposite direction"))
_WITH = frozenset(("with", "along"))


def ways_of_others(acted: Acted) -> dict[str, str]:
    """Return which way somebody else goes in a clause, by its axis."""
    if acted.actor != "other":
        return {}
    terms = acted.clause.terms
    if acted.clause.chinese:
        far = [way for term in terms if term.role == "direction" and term.sense.far for way in term.value.split()]
        return {_SIDES[way]: way for way in far if way in _SIDES}
    told = [term.value for term in terms if term.role == "direction"]
    told += [_HEIGHTS[term.value] for term in terms if term.role == "verb" and term.value in _HEIGHTS]
    return {_SIDES[way]: way for way in told if way in _SIDES}


def returned(moves: Sequence[Found], before: Sequence[Found]) -> list[Found]:
    """Return moves with each turn *back* as the turn before it the other way round: *pans left, holds, pans back*."""
    made = list(before)
    for move in moves:
        made.append(_returned(move, made))
    return made[len(before) :]


def _returned(move: Found, made: Sequence[Found]) -> Found:
    if move.verb == "face" and move.text.endswith(("回来", "回去", "回")):
        return _back_round(move, made)
    if move.chinese and (move.verb == "return" or move.text.endswith(_HOMEWARD)):
        return _back_where_it_was(move, made)
    if move.verb not in _TAKES or (move.kind, move.dir) != ("push", "out"):
        return move
    before = next((one for one in reversed(made) if one.verb == move.verb and one.kind == move.verb), None)
    if before is None:
        return move
    return replace(move, kind=before.kind, dir=_BACK.get(before.dir or ""))


def _back_where_it_was(move: Found, made: Sequence[Found]) -> Found:
    """Return 移回来 as the move before it the other way round."""
    before = next((one for one in reversed(made) if one.kind not in ("pause", "rest", "static", "follow")), None)
    if before is None or before.dir not in _BACK:
        return move
    if before.kind not in ("truck", "crane", "pan", "tilt") and move.verb != "return":
        return move
    return replace(move, kind=before.kind, dir=_BACK[before.dir])


def _back_round(move: Found, made: Sequence[Found]) -> Found:
    """Return 转回来 as the turn before it the other way round."""
    before = next((one for one in reversed(made) if one.dir in _BACK and one.kind in ("roll", "pan", "orbit")), None)
    return move if before is None or move.dir else replace(move, kind=before.kind, dir=_BACK[before.dir or ""])


def _same_way(move: Found, terms: Sequence[Term], shown: Mapping[str, str]) -> Found:
    """Return a move that goes the way something else goes, or the other way: 车向左开，镜头朝相反的方向平移."""
    axis = _CHINESE_AXES.get(move.kind)
    text = "".join(term.text for term in terms)
    if axis is None or move.dir is not None or axis not in shown:
        return move
    if _OTHER_WAY.search(text):
        return replace(move, dir=_BACK[shown[axis]])
    return replace(move, dir=shown[axis]) if _SAME_WAY.search(text) else move


def other_way(waiting: Found, terms: Sequence[Term], shown: Mapping[str, str]) -> list[Found]:
    """Return where a camera goes that goes against others: *the swans glide right, the camera glides the other way*."""
    against = any(term.text in _OTHER_WAYS for term in terms)
    way = next((_BACK[shown[axis]] for axis in ("side", "height") if axis in shown), None) if against else None
    if way is None:
        return []
    upright, aside = ("tilt", "pan") if waiting.verb == "turn" else ("crane", "truck")
    return [replace(waiting, kind=upright if way in ("up", "down") else aside, dir=way)]


def toward(move: Found, terms: Sequence[Term], number: int) -> Found:
    """Return a turn to somebody as going to the side where the next clause puts her: *to Ann, who sits on the left*."""
    turns = move.kind == "pan" and move.dir is None and move.clause == number - 1 and not move.chinese
    return replace(move, dir=side_of_goal(terms) or None) if turns else move


def along(move: Found, terms: Sequence[Term], shown: Mapping[str, str]) -> Found:
    """Return a move that only goes with something as going its way, which ``shown`` tells."""
    if move.chinese:
        return _same_way(move, terms, shown)
    axis = _TAKES.get(move.kind)
    if axis and axis in shown and move.dir is None and any(term.text in _OTHER_WAYS for term in terms):
        return replace(move, dir=_BACK[shown[axis]])
    behind = (term for term in terms if term.first >= move.last and term.role != "skipped" and term.value != "around")
    after = next(behind, None)
    goes_along = after is not None and after.role == "direction" and after.value in _WITH
    return replace(move, dir=shown[axis]) if axis and axis in shown and move.dir is None and goes_along else move


def is_anothers(one: Found, other: Found) -> bool:
    """Say whether *it* goes against the camera, and so is somebody else: *retreating as it advances*."""
    opposed = one.kind == other.kind and other.dir == _BACK.get(one.dir or "")
    return opposed and other.joint == "while" and not other.named and not other.chinese
