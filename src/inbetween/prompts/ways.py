"""Where a verb goes: the directions that belong to it."""

from collections.abc import Sequence

from inbetween.prompts.lexicon.grammar import AXES, MOVES, PLAIN
from inbetween.prompts.terms import Term
from inbetween.prompts.words import listed

_SUFFIXES = frozenset("近远高低进开") | {"上去", "上来", "下去", "下来"}
_TO = frozenset("到至向往")
_SIDED = listed(
    "pan truck slide track travel turn whip orbit circle roll rotate scan skim tilt crane dolly push pull follow swoop"
    " zoom"
)
_BEFORE = listed(
    "leftward rightward upward downward forward backward inward outward lateral forwards backwards upwards downwards"
    " sideways"
) | {"left to right", "right to left"}
_FROM = frozenset("从由自")
_AFTER = frozenset("前后里内")
_DEEP = frozenset(("travel", "push", "pull", "slide", "zoom"))
"""Verbs before which 后 is a direction; before others it is *afterwards*: 先推后摇."""
_PASSED = frozenset(("skipped", "direction", "camera", "perhaps", "not"))
_RISING = {"rise": "up", "fall": "down", "swoop": "down", "far": "out", "circle": "around"}
_OBJECTS = frozenset(("article", "word", "person", "it", "own", "camera", "focus", "skipped", "picture"))


def ways(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return the directions of the verb at ``index``, the nearest first; words before ``since`` belong to others."""
    if terms[index].chinese:
        return _chinese(terms, index, since)
    return _english(terms, index, since)


def _english(terms: Sequence[Term], index: int, since: int) -> list[str]:
    near, last = _adjacent(terms, index)
    found = near + _noun_ways(terms, index, since)
    if terms[index].value in _SIDED and not PLAIN & set(found):
        found = _far(terms[last:]) + found
    return found


def _adjacent(terms: Sequence[Term], index: int) -> tuple[list[str], int]:
    """Return the directions right behind the verb, adverbs left out, and where they end."""
    found: list[str] = []
    position = index + 1
    while position < len(terms) and (terms[position].role in _PASSED or _passed_with(terms, index, position)):
        if terms[position].role == "verb" and terms[position].value in _RISING:
            found.append(_RISING[terms[position].value])
        if terms[position].role == "direction":
            found.extend(_read(terms, position))
        elif terms[position].role in ("camera", "perhaps") and found:
            break
        position += 1
    return found, position


def _passed_with(terms: Sequence[Term], index: int, position: int) -> bool:
    """Say whether a term may stand between a verb and its direction: *tilt the camera up*."""
    of_camera = terms[position].role == "article" and any(
        term.role == "camera" for term in terms[position + 1 : position + 2]
    )
    return of_camera or _of_noun(terms, index, position)


def _of_noun(terms: Sequence[Term], index: int, position: int) -> bool:
    """Say whether a participle only tells where a noun goes: *tracking shot moving left*, *crane shot rising*."""
    if terms[index].sense.form != "noun" or terms[position].role != "verb":
        return False
    return terms[position].sense.form == "participle" and terms[position].value in ("travel", *_RISING)


def _read(terms: Sequence[Term], position: int) -> list[str]:
    """Return a direction's names; *around* is a circle only where there is something to go around."""
    value = terms[position].value
    if value == "upto" and position + 1 < len(terms) and terms[position + 1].role == "verb":
        return ["up"]
    if value != "around" or terms[position].sense.far:
        return value.split()
    after = terms[position + 1] if position + 1 < len(terms) else None
    if after is None or after.role not in _OBJECTS:
        return ["turned"] if after is not None and after.role == "direction" else ["around"]
    return ["around", "circle"]


def _far(terms: Sequence[Term]) -> list[str]:
    for term in terms:
        if term.role in ("verb", "move") and term.value != "act":
            return []
        if term.role == "direction" and term.sense.far:
            return term.value.split()
    return []


def _noun_ways(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return the directions before a noun: *a slow upward tilt*, *a rising crane shot*."""
    position = index - 1
    while position >= since and terms[position].role == "skipped" and terms[position].text not in _BEFORE:
        position -= 1
    before = terms[position] if position >= since else None
    if before is None or before.chinese:
        return []
    if before.role == "direction" and (before.text in _BEFORE or before.value in ("cw", "ccw", "left", "right")):
        return before.value.split()
    if before.text in _BEFORE:
        return [_PLAINLY[before.text]] if before.text in _PLAINLY else []
    if before.role == "verb" and before.sense.form == "participle" and before.value in _RISING:
        return [_RISING[before.value]]
    return []


_PLAINLY = {"upward": "up", "downward": "down", "lateral": "side"}


def _chinese(terms: Sequence[Term], index: int, since: int) -> list[str]:
    return _behind(terms, index) + _ahead(terms, index, since)


def _behind(terms: Sequence[Term], index: int) -> list[str]:
    """Return the directions behind a Chinese verb: 拉远, 移到左侧, 转向右."""
    led = terms[index].text[-1] in _TO
    for term in terms[index + 1 : index + 3]:
        if term.role in ("skipped", "camera") and term.text in ("镜头", "着", "了", "画面"):
            continue
        if term.role != "direction":
            return ["to"] if led else []
        if term.value == "to":
            led = True
        elif led or term.sense.far or term.text in _SUFFIXES:
            return term.value.split()
        else:
            return []
    return ["to"] if led else []


def _ahead(terms: Sequence[Term], index: int, since: int) -> list[str]:
    """Return the directions before a Chinese verb, back to the verb before: 向左缓慢移动, 左移, 从下往上拍."""
    found: list[str] = []
    near = True
    for position in range(index - 1, since - 1, -1):
        term = terms[position]
        if position > since and terms[position - 1].text in _FROM and not term.sense.far:
            continue
        if term.role in ("verb", "move") and term.value not in ("act", "orbit", "near"):
            break
        if term.text in _AFTER and terms[index].value not in _DEEP:
            continue
        if term.role == "direction" and (near or term.sense.far) and term.value != "to":
            found = [*term.value.split(), *found]
        near = near and term.role in ("skipped", "direction", "not", "connective")
    return found


def resolve(verb: str, found: Sequence[str]) -> list[str]:
    """Return the moves that ``verb`` makes with the directions ``found``, as ``kind`` or ``kind.direction``."""
    table = MOVES.get(verb, {})
    if "circle" in found and verb in ("turn", "whip", "rotate", "travel", "push", "dolly", "pan", "swoop", "soar"):
        return [_with_side("orbit", found)]
    known = [way for way in found if way in table]
    plain = [way for way in known if way in PLAIN]
    moves = [table[way] for way in plain] or [table[way] for way in known[:1]]
    if not moves:
        return [table[""]] if "" in table else []
    return list(dict.fromkeys(moves))


def _with_side(kind: str, found: Sequence[str]) -> str:
    side = next((MOVES["orbit"][way] for way in found if way in ("left", "right", "cw", "ccw")), None)
    return side or kind


def same_axis(first: str | None, second: str | None) -> bool:
    """Say whether two directions lie on one axis."""
    return first is not None and second is not None and AXES.get(first) == AXES.get(second)
