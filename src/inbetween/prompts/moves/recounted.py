"""Moves that are told backwards, put where they come: *zoom out at the end; to begin with, pan left*."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inbetween.prompts.lexicon import order
from inbetween.prompts.moves.sentences import Sentence, Told
from inbetween.prompts.writing.phrases import Hit, Phrasebook
from inbetween.prompts.writing.words import Word

_BACKWARDS: Phrasebook[str] = Phrasebook(order.BACKWARDS.items())
_NEAR = 6
"""Words between such a phrase and its move."""
_BORDERS = frozenset((",", "then", "(", ")"))


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where a sentence tells an order, and where its clauses end: found once, however many moves it has."""

    told: Sequence[Hit[str]]
    borders: Sequence[int]

    @classmethod
    def of(cls, words: Sequence[Word]) -> "_Marks":
        borders = [at for at, word in enumerate(words) if word.text in _BORDERS]
        return cls(_BACKWARDS.find(words), [*borders, len(words)])


def in_time(moves: Sequence[Told], parts: Sequence[Sentence]) -> list[Told]:
    """Return the moves in the order in which they come."""
    told: list[Told] = []
    marks = {number: _Marks.of(parts[number].words) for number in {move.number for move in moves[1:]}}
    for index, move in enumerate(moves):
        place = _place(move, moves[index - 1], parts[move.number].words, marks[move.number]) if told else ""
        at = 0 if place == "front" else max(0, len(told) - 1) if place == "earlier" else len(told)
        told.insert(at, move)
        if at + 1 < len(told):
            told[at + 1] = replace(told[at + 1], found=replace(told[at + 1].found, then=True))
    return told


def _place(move: Told, before: Told, words: Sequence[Word], marks: _Marks) -> str:
    """Return where a move belongs by what stands before it in its own clause, or at the end of that."""
    start = before.found.last if before.number == move.number else 0
    if start == 0 and [word.text for word in words[: min(1, move.found.first)]] == ["first"]:
        return "front"
    reach = move.found.first
    leading = [hit for hit in marks.told if start <= hit.first and _leads(words, hit.last, reach)]
    if leading:
        return leading[-1].value
    end = marks.borders[bisect_left(marks.borders, move.found.last)]
    return next((hit.value for hit in marks.told if hit.first >= move.found.last and hit.last == end), "")


def _leads(words: Sequence[Word], end: int, reach: int) -> bool:
    """Say whether a phrase that ends at word ``end`` is near the move at word ``reach``, and nothing parts them."""
    near = end <= reach <= end + _NEAR
    return near and all(word.text not in _BORDERS for word in words[end + 1 : reach])
