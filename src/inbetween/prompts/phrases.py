"""A lexicon laid against words: the longest phrase wins, each word is read once, and the time is linear."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from inbetween.prompts.forms import forms
from inbetween.prompts.words import Word, split

Value = TypeVar("Value")
_Node: TypeAlias = dict[str | None, Any]
_END = None


class Hit(NamedTuple, Generic[Value]):
    """A phrase found: words ``first`` to ``last`` (exclusive) mean ``value``."""

    first: int
    last: int
    value: Value


class Phrasebook(Generic[Value]):
    """Phrases and what they mean. Built once, when its module is loaded."""

    __slots__ = ("_root",)

    def __init__(self, lines: Iterable[tuple[Value, str]]) -> None:
        """Take ``(meaning, line)`` pairs; a line parts its phrases by ``|``. What comes first stands."""
        self._root: _Node = {}
        for value, line in lines:
            for phrase in line.split("|"):
                for words in forms(phrase.split()):
                    self._add(words, value)

    def _add(self, phrase: str, value: Value) -> None:
        node = self._root
        for word in split(phrase):
            node = node.setdefault(word.text, {})
        node.setdefault(_END, value)

    def at(self, words: Sequence[Word], first: int) -> Hit[Value] | None:
        """Return the longest phrase that begins at word ``first``."""
        node, found = self._root, None
        for last in range(first, len(words)):
            step = node.get(words[last].text)
            if step is None:
                break
            node = step
            if _END in node:
                found = Hit(first, last + 1, node[_END])
        return found

    def find(self, words: Sequence[Word]) -> list[Hit[Value]]:
        """Return all phrases in text order; none overlaps another."""
        found, position = [], 0
        while position < len(words):
            if words[position].text not in self._root:
                position += 1
                continue
            hit = self.at(words, position)
            position = hit.last if hit else position + 1
            if hit:
                found.append(hit)
        return found


def lines(table: Mapping[Value, str]) -> Iterable[tuple[Value, str]]:
    """Return a lexicon's table as what ``Phrasebook`` takes."""
    return table.items()
