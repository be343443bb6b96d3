"""Moves put in order: which are one, which run together, which come later, and whether the camera rests at the end."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from inbetween.prompts.gather import Found
from inbetween.prompts.lexicon import framing, grammar
from inbetween.prompts.phrases import Phrasebook
from inbetween.prompts.scenery_chinese import MEANWHILE
from inbetween.prompts.sentences import Sentence, Told
from inbetween.prompts.ways import same_axis
from inbetween.prompts.words import Word, listed

_ASIDE = (
    "背后|身后|后面|后方|午后|后景|雨后|前后|再见|再次见到|不再|最先|先生"
    "|such as|as if|as though|as well|as she|as he|while still"
)
_ORDER: Phrasebook[str] = Phrasebook([("", _ASIDE), ("together", grammar.SIMULTANEOUS), ("then", grammar.SEQUENCE)])
_CORRECTIONS: Phrasebook[bool] = Phrasebook([(True, grammar.CORRECTIONS)])
_SIZES: Phrasebook[str] = Phrasebook(framing.SIZES.items())
_AROUND = {"cw": "left", "ccw": "right"}
"""What turning so is to a camera that goes around something."""
_ROUND = frozenset(("绕着", "围着", "围绕着", "环绕着"))
"""Going around somebody while something else: 绕着他们上升."""
_SWINGS = frozenset(("pan", "truck", "orbit", "crane", "tilt"))
"""Behind these a move to some side only says what it passes or reaches."""
_REACHED = ("过", "到", "向", "拍", "摄")
_ARRIVES = frozenset(("落到", "落至", "落下", "落在"))
"""Behind a move this is where it ends: 掠过人群，落到她的脸上."""
_CLINGS = frozenset(("贴近", "贴到", "贴上", "贴向", "逼近", "凑近", "接近", "靠近"))
_ALONGSIDE: Phrasebook[bool] = Phrasebook([(True, grammar.ALONGSIDE)])
_SOON = 8
_INTO = listed("to into toward towards through past onto down along at")
_OWN = listed("the a an his her their its")
_BACK = re.compile(r"\b(?:after|once|when|as soon as) (?:the )?(?:camera|lens|shot|view)\b[^,.;]{0,40}$")
_DONE = ("后", "之后", "完成", "以后")


def order(moves: Sequence[Told], parts: Sequence[Sentence]) -> tuple[list[Told], list[int], bool]:
    """Return the moves, the step of each, and whether the camera comes to rest before the shot ends."""
    moves, rests = _settle(_corrected(moves, parts))
    moves = _without_framing(_once(moves, parts), parts)
    return moves, _steps(moves, parts), rests and bool(moves) and moves[-1].kind != "static"


def _corrected(moves: Sequence[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Leave out what is taken back, and what was meant if it is said again: *pan left, no wait, right. Pan RIGHT.*"""
    kept: list[Told] = []
    corrected = False
    for move, after in zip_longest(moves, moves[1:]):
        if _taken_back(move, after, parts):
            corrected = True
        elif not (corrected and kept and _alike(kept[-1], move)):
            kept.append(move)
    return kept


def _taken_back(move: Told, after: Told | None, parts: Sequence[Sentence]) -> bool:
    if after is None or after.number > move.number + 1:
        return False
    words = parts[move.number].words[move.found.last :]
    if after.number == move.number:
        words = words[: max(0, after.found.first - move.found.last)]
    else:
        words = (*words, *parts[after.number].words[: after.found.first])
    return bool(_CORRECTIONS.find(words))


def _settle(moves: Sequence[Told]) -> tuple[list[Told], bool]:
    """Turn pauses into standing, and a rest into standing where a move follows; the last rest is how the shot ends."""
    real = [index for index, move in enumerate(moves) if move.kind not in ("pause", "rest")]
    if not real:
        pauses = [_static(move) for move in moves if move.kind == "pause" or _stands(move.found)]
        return pauses[:1], False
    kept = []
    for index, move in enumerate(moves):
        if move.kind not in ("pause", "rest"):
            kept.append(move)
        elif index < real[-1] and (move.kind == "pause" or index > real[0] or _stands(move.found)):
            kept.append(_static(move))
    return kept, any(move.kind in ("pause", "rest") for move in moves[real[-1] :])


def _stands(found: Found) -> bool:
    """Say whether a rest before any move is standing: 镜头停在门上, *the camera freezes*."""
    if found.chinese:
        return found.text not in ("停止", "定格")
    return found.text.startswith(("rest", "freezes", "freezing", "frozen", "halt"))


def _static(move: Told) -> Told:
    return replace(move, found=replace(move.found, kind="static", dir=None))


def _once(moves: Sequence[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Leave out what repeats the move before it, and what only refers back: *after the camera moves up*."""
    kept: list[Told] = []
    for move, after in zip_longest(moves, moves[1:]):
        if _only_with(move, after):
            continue
        if kept and _merges(kept[-1], move, parts):
            kept[-1] = _merged(kept[-1], move)
        elif kept and _zooms_against(kept[-1], move, parts):
            kept[-1] = _dolly_zoom(kept[-1], move)
        elif not (_refers_again(kept, move, parts) or _adds_nothing(kept, move, parts)):
            kept.append(move)
    return kept


def _zooms_against(before: Told, move: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether the lens zooms against the way the camera goes: *tracks back while zooming in*."""
    one, other = before.found, move.found
    if (
        before.number != move.number
        or {one.kind, other.kind} != {"push"}
        or (one.verb == "zoom") is (other.verb == "zoom")
    ):
        return False
    between = parts[move.number].words[one.last : other.first]
    opposed = (one.dir or "in") != (other.dir or "in")
    return opposed and any(hit.value == "together" for hit in _ORDER.find(between))


def _dolly_zoom(before: Told, move: Told) -> Told:
    travels = before if move.found.verb == "zoom" else move
    found = replace(
        before.found, kind="dollyzoom", dir=travels.found.dir or "in", verb="dollyzoom", last=move.found.last
    )
    return replace(before, found=found)


def _alike(one: Told, other: Told) -> bool:
    return (one.kind, one.found.dir) == (other.kind, other.found.dir)


def _merges(before: Told, move: Told, parts: Sequence[Sentence]) -> bool:
    if before.kind == "orbit" and _turns(move) and before.number == move.number:
        return move.found.clause == before.found.clause
    one, other = before.found.dir, move.found.dir
    if before.kind != move.kind or (move.found.elliptic and one is not None and one != other):
        return False
    if before.kind in ("static", "follow", "focus", "dollyzoom"):
        return one is None or other is None or one == other
    if one == other and one is not None and move.number == before.number + 1:
        return "then" not in _opened(move.found, parts[move.number].words)
    return before.number == move.number and (one is None or other is None or (one == other))


def _turns(move: Told) -> bool:
    """Say whether a move behind an orbit is its turning: 绕着塔向右转四分之一圈."""
    return move.kind == "roll" or (move.found.chinese and move.found.verb == "turn")


def _merged(before: Told, move: Told) -> Told:
    way = before.found.dir or _AROUND.get(move.found.dir or "", move.found.dir)
    last = max(before.found.last, move.found.last) if before.number == move.number else before.found.last
    return replace(before, found=replace(before.found, dir=way, last=last))


def _adds_nothing(kept: Sequence[Told], move: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether a move only tells what another one passes: 左移，扫过…; 掠过 after any move."""
    if not kept or kept[-1].number != move.number:
        return False
    before = kept[-1]
    passes = move.found.verb == "pass" or (move.found.verb in ("skim", "scan") and _passes(move.found))
    if (passes or move.found.verb == "pace") and before.kind != "static":
        return True
    if move.kind == "roll" and move.found.dir is None and before.kind == "orbit":
        return True
    if _carries(before, move) or _of_dolly_zoom(before, move, parts) or _comes_near(before.found, move.found):
        return "then" not in _said_between(before.found, move.found, parts[move.number].words)
    if move.found.verb == "look" and move.found.text.endswith("ing"):
        return True
    if move.found.text in _ARRIVES and before.kind in ("tilt", "pan", "truck", "push"):
        return "then" not in _said_between(before.found, move.found, parts[move.number].words)
    if move.kind == "orbit" and any(other.number == move.number and _alike(other, move) for other in kept):
        return True
    swings = _SWINGS if move.found.chinese else ("pan", "truck")
    plain = move.kind in ("pan", "truck") and move.found.dir is None and before.kind in swings
    return plain and "then" not in _said_between(before.found, move.found, parts[move.number].words)


def _carries(before: Told, move: Told) -> bool:
    """Say whether a verb of going only carries the move before: 绕着石碑飞行, *orbits, flying*."""
    one, other = before.found, move.found
    if one.clause != other.clause or other.verb not in ("travel", "skim") or other.dir not in (None, one.dir):
        return False
    return one.kind == "orbit" and other.chinese


def _of_dolly_zoom(before: Told, move: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether a push only tells the parts of the dolly zoom before it: *dolly zoom: camera back, lens in*."""
    told = before.kind == "dollyzoom" and move.kind in ("push", "truck")
    return told and "then" not in _said_between(before.found, move.found, parts[move.number].words)


def _passes(found: Found) -> bool:
    """Say whether a verb tells what lies on the way, and is no look around for its own sake: 扫过, but not 环视一圈."""
    return found.dir is None and not (found.chinese and found.verb == "scan" and not found.text.endswith(_REACHED))


def _only_with(move: Told, after: Told | None) -> bool:
    """Say whether 随着 only tells what goes on beside a move: 随着汽笛声向后退远."""
    if move.kind != "follow" or move.found.text not in MEANWHILE or after is None or after.number != move.number:
        return False
    return after.found.clause == move.found.clause and after.kind != "static"


def _comes_near(one: Found, other: Found) -> bool:
    """Say whether coming near is only where the move before ends: 降下，贴近睡莲."""
    return one.kind == "crane" and other.chinese and other.text in _CLINGS and one.clause + 1 == other.clause


def _said_between(one: Found, other: Found, words: Sequence[Word]) -> set[str]:
    return {hit.value for hit in _ORDER.find(words[one.last : other.first])}


def _opened(move: Found, words: Sequence[Word]) -> set[str]:
    """Return how the sentence of a move goes on from the one before."""
    return {hit.value for hit in _ORDER.find(words[: move.first])}


def _refers_again(kept: Sequence[Told], move: Told, parts: Sequence[Sentence]) -> bool:
    return any(_alike(other, move) for other in kept) and _refers_back(move, parts)


def _refers_back(move: Told, parts: Sequence[Sentence]) -> bool:
    words = parts[move.number].words
    before = " ".join(word.text for word in words[: move.found.first])
    behind = "".join(word.text for word in words[move.found.last : move.found.last + 8])
    return bool(_BACK.search(before)) or behind.startswith(_DONE)


def _without_framing(moves: list[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Leave out a standing camera that only says how it frames, where another move is told: 固定在中近景，轻微推镜."""
    if len(moves) < 2:
        return moves
    return [
        move for move in moves if not (move.kind == "static" and _frames(move.found, parts[move.number].words))
    ] or moves


def _frames(found: Found, words: Sequence[Word]) -> bool:
    behind = words[found.last : found.last + 2]
    if not behind or behind[0].text not in ("在", "于", "为", "on", "at", "in"):
        return False
    return any(_SIZES.at(words, found.last + shift) for shift in (1, 2))


def _steps(moves: Sequence[Told], parts: Sequence[Sentence]) -> list[int]:
    steps = [0] if moves else []
    for before, move in pairwise(moves):
        steps.append(steps[-1] + (0 if _together(before, move, parts) else 1))
    return steps


def _together(before: Told, move: Told, parts: Sequence[Sentence]) -> bool:
    if {before.kind, move.kind} == {"static", "focus"}:
        return True
    if "static" in (before.kind, move.kind) or _exclude(before.found, move.found) or move.found.then:
        return False
    if _meanwhile(before, move):
        return True
    if _moves_along(before.found, move.found):
        return True
    words = parts[move.number].words
    if move.kind == "follow" and before.found.clause == move.found.clause and words[move.found.first - 1].text == "to":
        return True
    between = words[before.found.last if before.number == move.number else 0 : move.found.first]
    said = {hit.value for hit in _ORDER.find(between)}
    if before.number != move.number:
        return "together" in said and "then" not in said
    if "then" in said:
        return False
    if _tells_meanwhile(words[move.found.last : move.found.last + _SOON]):
        return True
    if "together" in said or _both(before.found, words):
        return True
    return _joined(before.found, move.found, between) and not _from_place_to_place(move.found, between, words)


def _tells_meanwhile(behind: Sequence[Word]) -> bool:
    """Say whether it stands behind a move that it runs with the one before: *turning left on the way*."""
    hit = next(iter(_ALONGSIDE.find(behind)), None)
    return hit is not None and all(word.text not in (".", "then", "。") for word in behind[: hit.first])


def _meanwhile(before: Told, move: Told) -> bool:
    """Say whether the move before opens a sentence as what goes on meanwhile: *while pushing in, it pans right*."""
    one, other = before.found, move.found
    return before.number == move.number and one.joint == "while" and one.clause == 0 and other.clause == 1


def _moves_along(one: Found, other: Found) -> bool:
    """Say whether a move is how the camera goes with somebody: 镜头随着旗子向上摇."""
    return one.kind == "follow" and one.clause == other.clause and one.text in ("随着", "跟着", "随", "伴随着")


def _exclude(one: Found, other: Found) -> bool:
    """Say whether two moves cannot run together: they are of one kind."""
    if one.kind != other.kind:
        return False
    return same_axis(one.dir, other.dir) or one.dir is None or other.dir is None or one.elliptic is other.elliptic


def _joined(one: Found, other: Found, between: Sequence[Word]) -> bool:
    """Say whether nothing but *and*, or nothing at all, stands between two moves."""
    marks = {word.text for word in between}
    if other.chinese:
        if one.text in _ROUND and one.clause == other.clause and not marks & set(",、;:"):
            return True
        if other.text.endswith("着") and other.clause == one.clause + 1 and one.kind != other.kind:
            return True
        return len(between) <= 1 and not marks & set(",、;:") and not other.text.startswith("后")
    if "," in marks:
        return other.text.split()[0].endswith("ing") and one.clause < other.clause <= one.clause + 2
    return one.last >= other.first or "and" in marks or one.first == other.first


def _from_place_to_place(move: Found, between: Sequence[Word], words: Sequence[Word]) -> bool:
    """Say whether one move goes somewhere and the next somewhere else: *down the hall and right into the kitchen*."""
    if move.chinese:
        return False
    behind = words[move.last : move.last + 3]
    return _leads(between[:3]) and _leads(behind)


def _leads(words: Sequence[Word]) -> bool:
    return any(one.text in _INTO and (two.text in _OWN or two.text == "it") for one, two in pairwise(words))


def _both(one: Found, words: Sequence[Word]) -> bool:
    """Say whether the move before opens a pair: *both pans and tilts*, 一边…一边, 边…边."""
    before = [word.text for word in words[max(0, one.first - 5) : one.first]]
    return "both" in before or "边" in before or "not only" in " ".join(before) or "不仅" in "".join(before)
