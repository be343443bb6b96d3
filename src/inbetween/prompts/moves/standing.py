"""A camera that is said to stand, and moves all the same: the standing only says how it frames, or from where."""

from collections.abc import Sequence
from itertools import zip_longest

from inbetween.prompts.lexicon import framing, who_chinese
from inbetween.prompts.moves.found import Found
from inbetween.prompts.moves.sentences import Sentence, Told
from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.words import Word

_SIZES: Phrasebook[str] = Phrasebook(framing.SIZES.items())
_CARRIERS = tuple(who_chinese.CARRIERS.split("|"))
_PLACED = ("机位", "站", "立")
_WAITS = frozenset("等才再后秒会刻")
"""Between standing and turning they say that it stands first."""
_POSES = (" wide", " tight", " close", " close on", " tight on", " at", " level", " low")
"""How a camera stays that may move: it only tells from where it looks, and how much it shows."""
_ABOARD = 8
"""Words in which it is told what a camera is fastened to."""


def without_framing(moves: list[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Leave out a standing camera that only says how it frames, where another move is told: 固定在中近景，轻微推镜."""
    if len(moves) < 2:
        return moves
    return [
        move
        for move, after in zip_longest(moves, moves[1:])
        if move.kind != "static"
        or not (
            _only_put(move.found, after, parts[move.number].words) or _only_zooms(move, after, parts[move.number].words)
        )
    ] or moves


def _only_put(found: Found, after: Told | None, words: Sequence[Word]) -> bool:
    """Say whether standing tells how it frames, or what the camera is fastened to that goes: 固定在火车头上."""
    behind = "".join(word.text for word in words[found.last : found.last + _ABOARD]).partition(",")[0]
    aboard = behind.startswith("在") and any(carrier in behind for carrier in _CARRIERS)
    return _frames(found, words) or (aboard and after is not None)


def _only_zooms(static: Told, after: Told | None, words: Sequence[Word]) -> bool:
    """Say whether a camera that stands only zooms: 机位固定，变焦推近."""
    found = static.found
    if after is not None and not found.chinese and after.number == static.number:
        return _moves_all_the_same(found, after.found)
    if after is not None and _turns_there(found, after, words):
        return True
    zooms = after is not None and (after.found.verb == "zoom" or "变焦" in after.found.text)
    return zooms and after is not None and found.chinese and after.found.clause > found.clause and not after.found.then


def _turns_there(found: Found, after: Told, words: Sequence[Word]) -> bool:
    """Say whether it is only told where a camera stands that turns: 站在原地，慢慢转过去; 机位不动，镜头左摇."""
    turns = after.kind in ("pan", "tilt") and after.found.clause <= found.clause + 1 and not after.found.then
    placed = found.chinese and ("在" in found.text or found.text.startswith(_PLACED))
    waits = any(word.text in _WAITS for word in words[found.last : after.found.first])
    return placed and turns and not waits


def _moves_all_the_same(found: Found, after: Found) -> bool:
    """Say whether what stands moves all the same, at once: *camera static with a very slow push in*."""
    if after.clause == found.clause and found.text.startswith("static "):  # *a static camera pushes forward*
        return found.verb == "static" and not after.then
    if found.joint == after.joint == "," and after.clause == found.clause + 1 and _posed(found.text):
        return not after.then  # *the camera, planted in the snow, turns left*
    if found.text.endswith(_POSES) and after.joint in ("and", "while"):
        return not after.then  # *the camera stays wide and drifts right*
    with_it = after.joint == "who" or (after.joint == "," and after.text.split()[0].endswith("ing"))
    return found.verb == "static" and with_it and after.clause == found.clause + 1 and not after.then


def _posed(text: str) -> bool:
    return text.split()[0].endswith(("ed", "ing", "fixed"))


def _frames(found: Found, words: Sequence[Word]) -> bool:
    behind = words[found.last : found.last + 2]
    if not behind or behind[0].text not in ("在", "于", "为", "on", "at", "in"):
        return False
    return any(_SIZES.at(words, found.last + shift) for shift in (1, 2))
