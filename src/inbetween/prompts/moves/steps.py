"""Moves put in order: which are one, which run together, which come later, and whether the camera rests at the end."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from inbetween.prompts.lexicon import grammar
from inbetween.prompts.lexicon import order as order_words
from inbetween.prompts.lexicon.moves import OWN_WORDS
from inbetween.prompts.meaning.ways import same_axis
from inbetween.prompts.moves.by_means import by_means
from inbetween.prompts.moves.found import Found
from inbetween.prompts.moves.framed import from_frame_to_frame
from inbetween.prompts.moves.merges import ORDER, once
from inbetween.prompts.moves.recounted import in_time
from inbetween.prompts.moves.sentences import Sentence, Told
from inbetween.prompts.moves.standing import without_framing
from inbetween.prompts.moves.told_again import alike, without_summary
from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.words import Word, listed

_CORRECTIONS: Phrasebook[bool] = Phrasebook([(True, grammar.CORRECTIONS)])
_ROUND = frozenset(("绕着", "围着", "围绕着", "环绕着"))
"""Going around somebody while something else: 绕着他们上升."""
_ALONGSIDE: Phrasebook[bool] = Phrasebook([(True, order_words.ALONGSIDE)])
_COMPLETED = ("enter", "emerg")
"""What begins with these is done before another move begins."""
_OF_TRADE = OWN_WORDS | {"follow", "slide", "hold", "rest", "static", "focus", "dollyzoom"}
_AT_REST = frozenset(("static", "pause", "rest"))
_SIGHTS = tuple(listed("看 盯 望 注视 凝视 凝望 目送 躲 藏 死盯 紧盯 守着 默 静静看 远远看 远远望"))
"""A Chinese camera that looks on or hides may move all the same: 躲在门缝后面偷看，往后缩."""
_LOOKS = ("看", "望")
"""What only tells where the camera looks before it turns elsewhere: 先看着窗外，再转过来看桌上的信."""
_LATER = ("之后", "以后", "然后", "随后", "才", "再", "又", "接着", "秒", "一会", "片刻", "直到")
_NOW = ("随即", "立刻", "立即", "马上", "转而", "旋即", "顺势", "就势")
_TIMED = re.compile("(?:后|最后|末)[一二两三四五六七八九十0-9]{1,2}秒$")
_WHILE = frozenset(("as", "while", "whilst"))
_ONCE = frozenset(("when", "whenever", "once"))
"""Between two moves they say what the second one waits for."""
_SOON = 8
_BRIEF = 3
"""Words of *with*, and how, before a move that runs beside another: *pushes in with slow tilt up*."""
_INTO = listed("to into toward towards through past onto down along at across over")
_OWN = listed("the a an his her their its")


def order(moves: Sequence[Told], parts: Sequence[Sentence]) -> tuple[list[Told], list[int], bool]:
    """Return the moves, the step of each, and whether the camera comes to rest before the shot ends."""
    if all(move.kind == "rest" for move in moves):
        moves = from_frame_to_frame(parts) or moves
    moves = by_means(in_time(_corrected(without_summary(moves, parts), parts), parts), parts)
    moves, rests = _settle(_unmoved(moves, parts), parts)
    moves = without_framing(once(moves, parts), parts)
    return moves, _steps(moves, parts), rests and bool(moves) and moves[-1].kind != "static"


def _corrected(moves: Sequence[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Leave out what is taken back, and what was meant if it is said again: *pan left, no wait, right. Pan RIGHT.*"""
    kept: list[Told] = []
    corrected = False
    for move, after in zip_longest(moves, moves[1:]):
        if _taken_back(move, after, parts):
            corrected = True
        elif not (corrected and kept and alike(kept[-1], move)):
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


def _unmoved(moves: Sequence[Told], parts: Sequence[Sentence]) -> Sequence[Told]:
    """Leave out what nobody named does where the camera is then said to stand: 运动鞋旋转，镜头静止."""
    if len(moves) > 1 and moves[-1].kind == "static":
        moves = [move for move in moves if not _faces(move, moves[-1])]
    if len(moves) == 2 and moves[-1].kind == "static" and _stays_with(moves[0], moves[1]):
        return moves[1:]
    if len(moves) < 2 or moves[-1].kind != "static" or not moves[-1].found.named:
        return moves
    words = _own_clause(parts[moves[-1].number].words[: moves[-1].found.first])
    later = moves[-1].found.joint == "then" or any(hit.value == "then" for hit in ORDER.find(words))
    loose = all(
        one.kind != "focus" and not one.found.named and (one.found.others or not _of_trade(one.found))
        for one in moves[:-1]
    )
    return moves[-1:] if loose and not later else moves


def _stays_with(move: Told, last: Told) -> bool:
    """Say whether the camera only stays where somebody is: *let it stay close to her hands and not move*."""
    stays = move.kind == "follow" and move.found.text.startswith(("stay", "keep"))
    return stays and move.number == last.number and last.found.joint in ("and", ",")


def _of_trade(found: Found) -> bool:
    return found.verb in _OF_TRADE or "." in found.verb


def _own_clause(before: Sequence[Word]) -> Sequence[Word]:
    """Return the words behind the last comma."""
    marks = [index for index, word in enumerate(before) if word.text in ",、;:"]
    return before[marks[-1] + 1 :] if marks else before


def _faces(move: Told, last: Told) -> bool:
    """Say whether looking up or down is how the camera stands: *looks down from the rafters and keeps still*."""
    turned = move.kind == "tilt" and move.found.verb == "look" and not move.found.chinese
    return turned and move.number == last.number and last.found.clause <= move.found.clause + 1


def _settle(moves: Sequence[Told], parts: Sequence[Sentence]) -> tuple[list[Told], bool]:
    """Turn pauses into standing, and a rest into standing where a move follows; the last rest is how the shot ends."""
    moves = _resting(moves, parts)
    real = [index for index, move in enumerate(moves) if move.kind not in ("pause", "rest")]
    if not real:
        pauses = [_static(move) for move in moves if move.kind == "pause" or _stands(move.found)]
        return pauses[:1], False
    kept = []
    for index, move in enumerate(moves):
        goes_on = index + 1 < len(moves)
        if goes_on and move.kind in _AT_REST and _at_once(move, moves[index + 1], parts):
            continue
        if move.kind not in ("pause", "rest"):
            kept.append(move)
        elif goes_on and _meantime(move, moves[index + 1], parts):
            continue
        elif index < real[-1] and _holds_there(move, after_first=index > real[0]):
            kept.append(_static(move))
    return kept, any(move.kind in ("pause", "rest") for move in moves[real[-1] :])


def _at_once(stop: Told, after: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether the camera goes on the moment it stops: 右移三米后停住，随即升起."""
    if stop.number != after.number or not stop.found.chinese:
        return False
    between = "".join(word.text for word in parts[stop.number].words[stop.found.last : after.found.first])
    return any(word in between for word in _NOW)


def _holds_there(move: Told, *, after_first: bool) -> bool:
    """Say whether a rest between moves is a standing camera; where it only *arrives* it goes on at once."""
    if move.found.text.startswith("arriv"):
        return False
    return move.kind == "pause" or after_first or _stands(move.found)


def _resting(moves: Sequence[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Return the moves with standing behind the last of them as a rest: *pushes in, then stands still*."""
    last = max((index for index, move in enumerate(moves) if move.kind not in _AT_REST), default=len(moves))
    rests = (
        move if _timed(move, parts) else replace(move, found=replace(move.found, kind="rest"))
        for move in moves[last + 1 :]
    )
    return [*moves[: last + 1], *rests]


def _timed(move: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether standing at the end has seconds of its own: 后三秒停住不动."""
    before = parts[move.number].words[max(0, move.found.first - _SOON) : move.found.first]
    text = "".join(word.text for word in before).rpartition(",")[2].removesuffix("镜头").removesuffix("又")
    return move.kind == "static" and _TIMED.search(text) is not None


def _meantime(pause: Told, after: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether a camera that watches moves all the same: *watches it go, panning right*; 盯着它，慢慢后退."""
    one, other = pause.found, after.found
    if pause.number != after.number or other.clause > one.clause + 1 + one.chinese:
        return False
    if one.chinese and one.text.startswith(_LOOKS) and after.kind in ("pan", "tilt"):
        return not any(word.text in "秒会刻" for word in parts[after.number].words[one.last : other.first])
    if one.chinese:
        between = "".join(word.text for word in parts[after.number].words[one.last : other.first])
        return one.text.startswith(_SIGHTS) and not any(later in between for later in _LATER)
    return other.joint in (",", "while") and other.text.split()[0].endswith("ing")


def _stands(found: Found) -> bool:
    """Say whether a rest before any move is standing: 镜头停在门上, *the camera freezes*."""
    if found.chinese:
        return found.text not in ("停止", "定格", "落幅")
    return found.text.startswith(("rest", "freezes", "freezing", "frozen", "halt"))


def _static(move: Told) -> Told:
    return replace(move, found=replace(move.found, kind="static", dir=None))


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
    if _meanwhile(before, move) or move.found.beside:
        return True
    if _moves_along(before.found, move.found):
        return True
    words = parts[move.number].words
    if move.kind == "follow" and before.found.clause == move.found.clause and words[move.found.first - 1].text == "to":
        return True
    between = words[before.found.last if before.number == move.number else 0 : move.found.first]
    said = _said(between, "while" in (before.found.joint, move.found.joint))
    if before.number != move.number:
        return "together" in said and "then" not in said
    once = any(word.text in _ONCE for word in between)
    if "then" in said or once or before.found.text.startswith(_COMPLETED):
        return False
    if _tells_meanwhile(words[move.found.last : move.found.last + _SOON]):
        return True
    if "together" in said or _both(before.found, words):
        return True
    return _joined(before.found, move.found, between, words[move.found.last : move.found.last + 2]) and not (
        _ends_list(before.found, move.found) or _from_place_to_place(move.found, between, words)
    )


def _ends_list(one: Found, other: Found) -> bool:
    """Say whether *and* only ends a list of what the camera does: *backs off, circles the car and closes in*."""
    listed_before = one.joint == "," and one.clause > 0 and not (one.chinese or one.elliptic or one.named)
    return listed_before and other.joint == "and" and not one.text.split()[0].endswith(("ing", "ed"))


def _said(between: Sequence[Word], meanwhile: bool) -> set[str]:
    """Return what stands between two moves; *as* and *while* only where they open the clause of one of them."""
    hits = ORDER.find(between)
    return {hit.value for hit in hits if meanwhile or between[hit.first].text not in _WHILE or hit.last > hit.first + 1}


def _tells_meanwhile(behind: Sequence[Word]) -> bool:
    """Say whether it stands behind a move that it runs with the one before: *turning left on the way*."""
    hit = next(iter(_ALONGSIDE.find(behind)), None)
    return hit is not None and all(word.text not in (".", "then", "。") for word in behind[: hit.first])


def _meanwhile(before: Told, move: Told) -> bool:
    """Say whether the move before opens a sentence as what goes on meanwhile: *while pushing in, it pans right*."""
    one, other = before.found, move.found
    opens = before.number == move.number and one.joint == "while" and one.clause == 0
    return opens and (other.clause == 1 or (other.clause == 0 and one.text.endswith("ing")))


def _moves_along(one: Found, other: Found) -> bool:
    """Say whether a move is how the camera goes with somebody: 镜头随着旗子向上摇."""
    return one.kind == "follow" and one.clause == other.clause and one.text in ("随着", "跟着", "随", "伴随着")


def _exclude(one: Found, other: Found) -> bool:
    """Say whether two moves cannot run together: they are of one kind."""
    if one.kind != other.kind:
        return False
    return same_axis(one.dir, other.dir) or one.dir is None or other.dir is None or one.elliptic is other.elliptic


def _joined(one: Found, other: Found, between: Sequence[Word], behind: Sequence[Word]) -> bool:
    """Say whether nothing but *and*, or nothing at all, stands between two moves.

    *Follows his hand, panning to his feet* leaves the hand: behind a camera that follows, a goal of its own comes next.
    """
    marks = {word.text for word in between}
    if other.chinese:
        if one.text in _ROUND and one.clause == other.clause and not marks & set(",、;:"):
            return True
        if one.clause == other.clause and [word.text for word in between[:1]] == ["着"]:
            return True
        if one.kind == "pan" and one.verb == "face" and other.kind == "follow":
            return False
        swings = other.text.endswith("着") and other.kind not in ("follow", "orbit")
        if swings and other.clause == one.clause + 1 and one.kind != other.kind:
            return True
        return len(between) <= 1 and not marks & set(",、;:又再") and not other.text.startswith("后")
    if one.kind == "follow" and other.kind in ("pan", "tilt") and "," in marks and _leads(behind):
        return False
    if "," in marks:
        return other.text.split()[0].endswith("ing") and one.clause < other.clause <= one.clause + 2
    with_it = "with" in [word.text for word in between[-_BRIEF:]]
    return with_it or one.last >= other.first or "and" in marks or one.first == other.first


def _from_place_to_place(move: Found, between: Sequence[Word], words: Sequence[Word]) -> bool:
    """Say whether one move goes somewhere and the next somewhere else: *down the hall and right into the kitchen*."""
    if move.chinese:
        return False
    if move.kind == "follow" and _leads(between[:3]):
        return True
    behind = words[move.last : move.last + 3]
    return _leads(between[:3]) and _leads(behind)


def _leads(words: Sequence[Word]) -> bool:
    return any(one.text in _INTO and (two.text in _OWN or two.text == "it") for one, two in pairwise(words))


def _both(one: Found, words: Sequence[Word]) -> bool:
    """Say whether the move before opens a pair: *both pans and tilts*, 一边…一边, 边…边."""
    before = [word.text for word in words[max(0, one.first - 5) : one.first]]
    return "both" in before or "边" in before or "not only" in " ".join(before) or "不仅" in "".join(before)
