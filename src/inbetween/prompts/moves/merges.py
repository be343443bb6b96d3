"""Which of the moves told are one: what repeats, refers back, passes on the way or carries another move."""

import re
from collections.abc import Sequence
from dataclasses import replace

from inbetween.prompts.actors.scenery_chinese import MEANWHILE
from inbetween.prompts.lexicon import order
from inbetween.prompts.moves.along import is_anothers
from inbetween.prompts.moves.found import PASSED, Found
from inbetween.prompts.moves.sentences import Sentence, Told
from inbetween.prompts.moves.told_again import alike, goes_on_beside, leads_round, refers_again, sums_up
from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.words import Word

_ASIDE = (
    "向后|往后|朝后|后退|后拉|后移|后撤|退后|背后|身后|后面|后方|午后|后景|雨后|前后|再见|再次见到|不再|最先|先生"
    "|such as|as if|as though|as well|as she|as he|while still"
)
ORDER: Phrasebook[str] = Phrasebook([("", _ASIDE), ("together", order.SIMULTANEOUS), ("then", order.SEQUENCE)])
_AROUND = {"cw": "left", "ccw": "right"}
"""What turning so is to a camera that goes around something."""
_SWINGS = frozenset(("pan", "truck", "orbit", "crane", "tilt"))
"""Behind these a move to some side only says what it passes or reaches."""
_REACHED = ("过", "到", "向", "拍", "摄")
_ARRIVES = frozenset(("落到", "落至", "落下", "落在"))
"""Behind a move this is where it ends: 掠过人群，落到她的脸上."""
_CLINGS = frozenset(("贴近", "贴到", "贴上", "贴向", "逼近", "凑近", "接近", "靠近"))
_TAKEN_ALONG = ("进去", "出去", "过去", "进来", "出来")
"""Behind following they only say where to: 跟在她身后进去."""
_OVER = PASSED | {"飞过", "飞越", "冲过"}
_LED_BY = frozenset("到至向进出过")
_OPENING = 2
"""Clauses behind *as it pulls back* that still open the sentence: *..., a rapid and seamless rack focus ...*."""
_LEADS_ON = re.compile("(?:一直|直|直到|慢慢|最后|直接|径直|一路|就这么)+$")
"""Before a verb that is taken up again: 往下扎，一直扎到炒锅跟前."""
_LENS = "焦距"
_PASSED_BY = 3
"""Clauses behind a move in which it may be told what it passes: *..., weaving between arches, brushing past ropes*."""
_KEEPS_ON = ("continu", "keep")
_PHRASE = 10
"""Words in which a phrase behind a Chinese verb ends."""
_BRIEF = 2
"""Words before a move that a sentence only names again: *Smooth cinematic orbit, no jitter*."""
_STILL = frozenset(("further", "farther", "deeper", "closer", "continuing", "still"))
"""What opens a sentence that only goes on with the move before: *Further in, a planet spins*."""
_OPPOSED = {"left": ("right",), "right": ("left",), "up": ("down",), "down": ("up",), "out": ("in",)}


def once(moves: Sequence[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Leave out what repeats the move before it, and what only refers back: *after the camera moves up*."""
    kept: list[Told] = []
    again: Told | None = None
    for before, move, after in zip([*moves[:1], *moves], moves, [*moves[1:], None], strict=False):
        if _only_with(move, after, parts[move.number].words):
            continue
        if kept and _merges(kept[-1], move, parts, before.number + 1 >= move.number):
            kept[-1] = _merged(kept[-1], move)
            again = move
        elif move.kind == "dollyzoom" and kept and _part_of(kept[-1], move):
            kept = _named_behind(kept, move)
        elif kept and kept[-1].kind == "dollyzoom" and _part_of(move, kept[-1]):
            kept[-1] = replace(kept[-1], found=replace(kept[-1].found, dir=kept[-1].found.dir or _travelled(move)))
        elif kept and _zooms_against(kept[-1], move, parts):
            kept[-1] = _dolly_zoom(kept[-1], move)
        elif goes_on_beside(kept, move):
            kept[-1] = replace(kept[-1], found=replace(kept[-1].found, beside=True))
        elif not (
            refers_again(kept, move, parts)
            or sums_up(kept, move, parts)
            or leads_round(kept, move, parts)
            or _adds_nothing(_as_told(kept, again), move, parts)
        ):
            kept.append(_meanwhile(move, again))
            again = None
    return kept


def _meanwhile(move: Told, again: Told | None) -> Told:
    """Return a move as beside the last one, where its sentence takes that up: *As it pulls back, a rack focus ...*."""
    opens = again is not None and (again.number, again.found.clause, again.found.joint) == (move.number, 0, "while")
    return (
        replace(move, found=replace(move.found, beside=True)) if opens and 0 < move.found.clause <= _OPENING else move
    )


def _as_told(kept: Sequence[Told], again: Told | None) -> Sequence[Told]:
    """Return the moves with the last of them where it was told again: *It follows a crow. It locks behind her, ...*."""
    if not kept or again is None or kept[-1].kind != again.kind:
        return kept
    return [*kept[:-1], replace(again, found=replace(again.found, dir=kept[-1].found.dir))]


def _zooms_against(before: Told, move: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether the lens zooms against the way the camera goes: *tracks back while zooming in*."""
    one, other = before.found, move.found
    if (
        before.number != move.number
        or {one.kind, other.kind} != {"push"}
        or _of_lens(one, parts[before.number].words) is _of_lens(other, parts[move.number].words)
    ):
        return False
    between = parts[move.number].words[one.last : other.first]
    opposed = (one.dir or "in") != (other.dir or "in") and "then" not in {hit.value for hit in ORDER.find(between)}
    joined = [word.text for word in between if word.text in ("and", ",", "then")] == ["and"]
    joined = joined or _LENS in "".join(word.text for word in between)
    return opposed and (
        joined or _pairs(one, parts[move.number].words) or any(hit.value == "together" for hit in ORDER.find(between))
    )


def _of_lens(found: Found, words: Sequence[Word]) -> bool:
    """Say whether a push is the lens's and not the camera's: 变焦拉远, 焦距推近."""
    before = "".join(word.text for word in words[max(0, found.first - 3) : found.first])
    return found.verb == "zoom" or "变焦" in found.text or before.endswith((_LENS, "变焦"))


def _pairs(one: Found, words: Sequence[Word]) -> bool:
    """Say whether the first of two opens a pair: 一边后撤一边变焦放大."""
    return any(word.text in "边面" for word in words[max(0, one.first - 2) : one.first])


def _part_of(part: Told, whole: Told) -> bool:
    """Say whether a push beside a dolly zoom is one of its parts: *dolly zoom: the rig withdraws, the zoom goes in*."""
    return part.kind == "push" and part.number == whole.number


def _travelled(part: Told) -> str:
    """Return the way the camera goes in a dolly zoom of which ``part`` is told."""
    way = part.found.dir or "in"
    return way if part.found.verb != "zoom" else "out" if way == "in" else "in"


def _named_behind(kept: Sequence[Told], move: Told) -> list[Told]:
    """Return the moves with a dolly zoom for its parts, which are told before it."""
    rest = list(kept)
    parts = []
    while rest and _part_of(rest[-1], move):
        parts.append(rest.pop())
    return [*rest, replace(move, found=replace(move.found, dir=move.found.dir or _travelled(parts[-1])))]


def _dolly_zoom(before: Told, move: Told) -> Told:
    travels = before if move.found.verb == "zoom" or "变焦" in move.found.text else move
    found = replace(
        before.found, kind="dollyzoom", dir=travels.found.dir or "in", verb="dollyzoom", last=move.found.last
    )
    return replace(before, found=found)


def _merges(before: Told, move: Told, parts: Sequence[Sentence], near: bool) -> bool:
    """Say whether a move is the one before it; ``near``: that one was told in this sentence or in the last."""
    if before.kind == "orbit" and _turns(move) and before.number == move.number:
        return move.found.clause == before.found.clause
    one, other = before.found.dir, move.found.dir
    if before.kind != move.kind or (move.found.elliptic and one is not None and one != other):
        return False
    if before.kind in ("static", "follow", "focus", "dollyzoom"):
        return one is None or other is None or one == other
    if one is None and move.found.elliptic and move.number == before.number + 1:
        return True
    if move.number > before.number and other in (one, None):
        again = near or _goes_on_with(move, parts)
        return again and "then" not in _opened(move.found, parts[move.number].words)
    return before.number == move.number and (one is None or other is None or (one == other))


def _goes_on_with(move: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether a sentence further on only takes up the move told last: *as the camera draws closer*."""
    brief = not move.found.named and move.found.dir is None and move.found.first <= _BRIEF and move.found.clause == 0
    before = parts[move.number].words[max(0, move.found.first - _BRIEF) : move.found.first]
    return (
        brief
        or any(word.text.startswith(_KEEPS_ON) for word in before)
        or move.found.joint == "while"
        or move.found.text.startswith("continu")
        or parts[move.number].words[0].text in _STILL
    )


def _turns(move: Told) -> bool:
    """Say whether a move behind an orbit is its turning: 绕着塔向右转四分之一圈."""
    return move.kind == "roll" or (move.found.chinese and move.found.verb == "turn")


def _merged(before: Told, move: Told) -> Told:
    told = move.found.dir
    way = before.found.dir or (_AROUND.get(told or "", told) if before.kind == "orbit" else told)
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
    rolls = move.kind == "roll" and move.found.dir is None and before.kind == "orbit"
    if (
        rolls
        or is_anothers(before.found, move.found)
        or _has_passed(before, move, parts[move.number].words)
        or (move.found.passing and _passes_beside(before, move))
    ):
        return True
    if before.kind == "dollyzoom" and move.kind in ("push", "truck"):
        return True
    if _only_leads_on(before, move, parts[move.number].words):
        return "then" not in _said_between(before.found, move.found, parts[move.number].words)
    if _only_describes(before, move):
        return True
    if move.found.text == "追到":
        return True
    if move.found.text in _ARRIVES and before.kind in ("tilt", "pan", "truck", "push"):
        return "then" not in _said_between(before.found, move.found, parts[move.number].words)
    if (move.kind == "orbit" or move.found.text in _CLINGS) and any(
        other.number == move.number and alike(other, move) for other in kept
    ):
        return True
    swings = _SWINGS if move.found.chinese else ("pan", "truck")
    plain = move.kind in ("pan", "truck") and move.found.dir is None and before.kind in swings
    return plain and "then" not in _said_between(before.found, move.found, parts[move.number].words)


def _has_passed(before: Told, move: Told, words: Sequence[Word]) -> bool:
    """Say whether it is only told when something appears: 往下降，穿过云层之后，一座小岛出现了."""
    behind = "".join(word.text for word in words[move.found.last : move.found.last + _PHRASE]).partition(",")[0]
    return before.kind == "crane" and move.found.text in PASSED and behind.endswith(("之后", "以后"))


def _says_where(one: Found, other: Found, words: Sequence[Word]) -> bool:
    return _tells_again(one, other, words) or _from_where(one, other, words)


def _from_where(one: Found, other: Found, words: Sequence[Word]) -> bool:
    """Say whether a clause only tells from where to where a push goes: 推进，从门口移动到她身边."""
    between = [word.text for word in words[one.last : other.first] if word.text != ","]
    goes_on = one.kind == "push" and other.verb == "travel" and other.clause == one.clause + 1
    return goes_on and other.dir is None and between[:1] in (["从"], ["由"])


def _only_describes(before: Told, move: Told) -> bool:
    """Say whether a participle tells the move before in other words: *pans left, moving from right to left*."""
    looks = move.found.verb == "look" and move.found.text.endswith("ing")
    sideways = move.found.text == "moving" and before.kind == "pan" and move.found.dir is not None
    return looks or (sideways and before.found.dir == move.found.dir)


def _passes_beside(before: Told, move: Told) -> bool:
    """Say whether what is passed on the way is told of a move that has its own: *orbits, weaving between them*."""
    beside = before.kind in _SWINGS | {"follow"} if move.kind == "truck" else before.kind in ("orbit", "follow")
    return move.kind in ("truck", "push") and beside and 0 < move.found.clause - before.found.clause <= _PASSED_BY


def _goes_on(one: Found, other: Found) -> bool:
    """Say whether a move only goes on with the one before: 俯冲，冲向海面; 紧跟着他，穿过走廊."""
    dives = one.text.startswith("俯冲") and other.text.startswith(("冲", "扑", "直"))
    goes = one.clause == other.clause and other.text.endswith(_TAKEN_ALONG)
    return dives or (one.kind == "follow" and (other.text in PASSED or goes))


def _only_leads_on(before: Told, move: Told, words: Sequence[Word]) -> bool:
    """Say whether a move only carries the one before, or says where it leads."""
    one, other = before.found, move.found
    return _carries(before, move) or _comes_near(one, other) or _goes_on(one, other) or _says_where(one, other, words)


def _tells_again(one: Found, other: Found, words: Sequence[Word]) -> bool:
    """Say whether a clause only takes its verb up again to say how far: 往上爬，爬出井口; 绕着树走，走到树后."""
    led = len(other.text) > 1 or "".join(word.text for word in words[other.last : other.last + 1]) in _LED_BY
    if not other.chinese or other.clause != one.clause + 1 or not led:
        return False
    again = other.text[0]
    last = _LEADS_ON.sub("", "".join(word.text for word in words[max(0, other.first - 8) : other.first]))[-2:]
    compound = len(one.text) > 1 and one.text.endswith(again) and one.text[0] not in "往向朝"
    repeats = last in (f"{again},", f"{again}、") and not compound
    repeats = repeats or (one.text.startswith(again) and other.text[1:] in ("到", "至") and one.dir == other.dir)
    reached = other.text[1:] in ("到", "至") and one.kind == other.kind
    return repeats and (reached or other.dir not in _OPPOSED.get(one.dir or "", ()))


def _carries(before: Told, move: Told) -> bool:
    """Say whether a verb of going only carries the move before: 绕着石碑飞行, *orbits, flying*."""
    one, other = before.found, move.found
    if one.clause != other.clause or other.verb not in ("travel", "skim") or other.dir not in (None, one.dir):
        return False
    return one.kind == "orbit" and other.chinese


def _passes(found: Found) -> bool:
    """Say whether a verb tells what lies on the way, and is no look around for its own sake: 扫过, but not 环视一圈."""
    return found.dir is None and not (found.chinese and found.verb == "scan" and not found.text.endswith(_REACHED))


def _only_with(move: Told, after: Told | None, words: Sequence[Word]) -> bool:
    """Say whether 随着 only tells what goes on beside a move: 随着汽笛声向后退远."""
    if after is None or after.number != move.number or after.kind in ("pause", "rest"):
        return False
    if move.found.verb == "pace":
        return after.kind != "static" and "then" not in _said_between(move.found, after.found, words)
    if move.found.text in _OVER and _heads_for(move.found, after.found):
        return True
    if move.found.text in PASSED and after.found.clause == move.found.clause:
        return all(word.text != "后" for word in words[move.found.last : after.found.first])
    if move.kind != "follow" or move.found.text not in MEANWHILE:
        return False
    return after.found.clause == move.found.clause and after.kind != "static"


def _heads_for(one: Found, other: Found) -> bool:
    """Say whether what is passed over only lies on the way to a goal: 掠过树顶，直奔雪山."""
    goes = (other.kind, other.dir) == ("push", "in") and other.text.startswith(("直", "冲", "扑", "奔"))
    return goes and other.clause == one.clause + 1 and one.dir is None


def _comes_near(one: Found, other: Found) -> bool:
    """Say whether coming near is only where the move before ends: 降下，贴近睡莲."""
    return one.kind == "crane" and other.chinese and other.text in _CLINGS and one.clause + 1 == other.clause


def _said_between(one: Found, other: Found, words: Sequence[Word]) -> set[str]:
    return {hit.value for hit in ORDER.find(words[one.last : other.first])}


def _opened(move: Found, words: Sequence[Word]) -> set[str]:
    """Return how the sentence of a move goes on from the one before."""
    return {hit.value for hit in ORDER.find(words[: move.first])}
