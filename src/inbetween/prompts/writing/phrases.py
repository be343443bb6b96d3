"""A lexicon laid against words: the longest phrase wins, each word is read once, and the time is linear."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from inbetween.prompts.writing.forms import forms
from inbetween.prompts.writing.spelling import corrected
from inbetween.prompts.writing.words import Word, split

Value = TypeVar("Value")
_Node: TypeAlias = dict[str | None, Any]
_END = None


class Hit(NamedTuple, Generic[Value]):
    """A phrase found: words ``first`` to ``last`` (exclusive) mean ``value``."""

    first: int
    last: int
    value: Value


class Phrasebook(Generic[Value]):
    """Phrases and what they mean. Built once, when first asked: a server starts without."""

    __slots__ = ("_lines", "_tree")

    def __init__(self, lines: Iterable[tuple[Value, str]]) -> None:
        """Take ``(meaning, line)`` pairs; a line parts its phrases by ``|``. What comes first stands."""
        self._lines = tuple(lines)
        self._tree: _Node | None = None

    @property
    def _root(self) -> _Node:
        if self._tree is None:  # two threads that ask at once build the same
            self._tree = _tree(self._lines)
        return self._tree

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
        root, position = self._root, 0
        found: list[Hit[Value]] = []
        while position < len(words):
            if words[position].text not in root:
                position += 1
                continue
            hit = self.at(words, position)
            position = hit.last if hit else position + 1
            if hit:
                found.append(hit)
        return found


def _tree(lines: Iterable[tuple[Value, str]]) -> _Node:
    """Return the phrases of ``lines`` as a tree of words, with a meaning at each one's end."""
    root: _Node = {}
    for value, line in lines:
        for phrase in line.split("|"):
            for words in forms(phrase.split()):
                node = root
                for text in words:
                    for word in _words(text):
                        node = node.setdefault(word, {})
                node.setdefault(_END, value)
    return root


@cache
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text without blanks, each text once: 37,000 phrases are made of 16,000."""
    if text.isascii() and text.isalpha():
        return (corrected(text.lower()),)
    return tuple([word.text for word in split(text)])


def lines(table: Mapping[Value, str]) -> Iterable[tuple[Value, str]]:
    """Return a lexicon's table as what ``Phrasebook`` takes."""
    return table.items()
