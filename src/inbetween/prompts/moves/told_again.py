"""Moves that are told again: in a line for the camera, behind *after*, beside another that runs with them."""

import re
from collections.abc import Sequence

from inbetween.prompts.meaning.sections import section
from inbetween.prompts.moves.sentences import Sentence, Told

_BACK = re.compile(r"\b(?:after|once|when|as soon as) (?:the )?(?:camera|lens|shot|view)\b[^,.;]{0,40}$")
_LINE = 16
"""Words of the longest line that only names style and move."""
_PROFILES = frozenset(("profile", "side", "front", "back", "behind"))
_WHOLE = ("全程", "全片", "整体", "整段", "整个过程", "整条", "整支", "总体")
_DONE = ("后", "之后", "完成", "以后")


def sums_up(kept: Sequence[Told], move: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether a line for the camera tells in brief what prose tells, before or behind it: *Camera: 360 orbit*."""
    brief = _is_brief(move, parts)
    apart = (other for other in kept if other.number != move.number)
    return any((brief or _is_brief(other, parts)) and _agree(other, move) for other in apart)


def leads_round(kept: Sequence[Told], move: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether prose tells from which side to which an orbit goes that a line without a verb has named.

    *Smooth orbit camera movement. The camera starts at her left profile and moves to the front.*
    """
    named = bool(kept) and kept[-1].kind == "orbit" and kept[-1].number == move.number - 1
    if not named or move.kind not in ("pan", "push", "truck") or move.found.chinese:
        return False
    words = [word.text for word in parts[move.number].words]
    line = parts[kept[-1].number].words
    begun = any(word.startswith(("start", "begin")) for word in words[: move.found.first])
    return begun and len(line) <= _LINE and bool(_PROFILES & set(words[: move.found.first]))


def _is_brief(move: Told, parts: Sequence[Sentence]) -> bool:
    return section(parts[move.number].words) == "camera"


def _agree(one: Told, other: Told) -> bool:
    """Say whether two moves may be one: of one kind, or a part of the other, and not of two ways."""
    ways = {one.found.dir, other.found.dir} - {None}
    part = one.kind == "dollyzoom" and other.kind == "push"
    return part or (one.kind == other.kind and len(ways) < 2)


def goes_on_beside(kept: Sequence[Told], move: Told) -> bool:
    """Say whether *as it falls* takes up a move told before the last: *It descends. It sweeps round as it falls*."""
    near = [other for other in kept[-2:-1] if move.number - other.number <= 1]
    return move.found.joint == "while" and not move.found.named and any(alike(other, move) for other in near)


def refers_again(kept: Sequence[Told], move: Told, parts: Sequence[Sentence]) -> bool:
    """Say whether a move before is meant: *after the camera moves up*."""
    return any(alike(other, move) for other in kept) and _refers_back(move, parts)


def _refers_back(move: Told, parts: Sequence[Sentence]) -> bool:
    words = parts[move.number].words
    before = " ".join(word.text for word in words[: move.found.first])
    behind = "".join(word.text for word in words[move.found.last : move.found.last + 8])
    return bool(_BACK.search(before)) or behind.startswith(_DONE)


def without_summary(moves: Sequence[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Leave out what a sentence about the whole tells again: 全程一镜到底，镜头匀速推进."""
    return [
        move
        for at, move in enumerate(moves)
        if not ("".join(word.text for word in parts[move.number].words[:4]).startswith(_WHOLE))
        or not any(alike(other, move) for other in moves[:at])
    ]


def alike(one: Told, other: Told) -> bool:
    """Say whether two moves are of one kind and one way."""
    return (one.kind, one.found.dir) == (other.kind, other.found.dir)
