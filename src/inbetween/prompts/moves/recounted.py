"""Moves that are told backwards, put where they come: *zoom out at the end; to begin with, pan left*."""

from collections.abc import Sequence
from dataclasses import replace

from inbetween.prompts.lexicon import order
from inbetween.prompts.moves.sentences import Sentence, Told
from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.words import Word

_BACKWARDS: Phrasebook[str] = Phrasebook(order.BACKWARDS.items())
_NEAR = 6
"""Words between such a phrase and its move."""
_BORDERS = frozenset((",", "then", "(", ")"))


def in_time(moves: Sequence[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Return the moves in the order in which they come."""
    told: list[Told] = []
    for index, move in enumerate(moves):
        place = _place(moves, index, parts[move.number].words) if told else ""
        at = 0 if place == "front" else max(0, len(told) - 1) if place == "earlier" else len(told)
        told.insert(at, move)
        if at + 1 < len(told):
            told[at + 1] = replace(told[at + 1], found=replace(told[at + 1].found, then=True))
    return told


def _place(moves: Sequence[Told], index: int, words: Sequence[Word]) -> str:
    """Return where a move belongs by what stands before it in its own clause, or at the end of that."""
    move = moves[index]
    start = max((one.found.last for one in moves[:index] if one.number == move.number), default=0)
    before = words[start : move.found.first]
    if start == 0 and [word.text for word in before[:1]] == ["first"]:
        return "front"
    leading = [hit for hit in _BACKWARDS.find(before) if _leads(before[hit.last :])]
    if leading:
        return leading[-1].value
    behind = words[move.found.last :]
    end = next((at for at, word in enumerate(behind) if word.text in _BORDERS), len(behind))
    return next((hit.value for hit in _BACKWARDS.find(behind[:end]) if hit.last == end), "")


def _leads(between: Sequence[Word]) -> bool:
    """Say whether what stands between a phrase and a move parts them not."""
    return len(between) <= _NEAR and all(word.text not in _BORDERS for word in between[1:])
