"""What a move goes to, and by how many degrees."""

from collections.abc import Sequence
from itertools import pairwise

from inbetween.prompts.writing.words import Word, is_chinese, listed

_INTO = listed("on onto into to toward towards at over across around in through along past")
_ARTICLES = listed("the her his their its a an")
_BORDERS = listed(", . ; : 。 and then while as but until before")
_DEGREES = frozenset(("degree", "degrees", "°", "度"))
_TURNS = {"半圈": 180.0, "半周": 180.0, "一圈": 360.0, "一周": 360.0}
_MOST_ENGLISH, _MOST_CHINESE = 6, 12


def target(words: Sequence[Word], first: int, last: int) -> str | None:
    """Return the words behind a move that name where it goes, from word ``first`` to ``last`` at most."""
    behind = [word.text for word in words[first:last]]
    end = next((index for index, text in enumerate(behind) if text in _BORDERS), len(behind))
    named = behind[:end]
    if named and is_chinese(named[0]):
        return "".join(named[:_MOST_CHINESE]).lstrip("到至向在着于去") or None
    while named and named[0] in _INTO:
        named = named[1:]
    return " ".join(named[:_MOST_ENGLISH]) if named and named[0] in _ARTICLES else None


def degrees(words: Sequence[Word]) -> float | None:
    """Return the degrees told in a sentence."""
    for value, unit in pairwise(words):
        if unit.text in _DEGREES and value.text.isdigit() and len(value.text) <= 4:
            return float(value.text)
        if value.text + unit.text in _TURNS:
            return _TURNS[value.text + unit.text]
    return None
