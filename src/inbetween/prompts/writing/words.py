"""Text cut into words: what every lexicon is laid against."""

import re
from functools import lru_cache
from typing import NamedTuple

from inbetween.prompts.writing.spelling import corrected

_WORD = re.compile(
    r"(?P<joint>(?<=[^\W_])[-_](?=[^\W_]))|[A-Za-zÀ-ɏ]+n't\b|[A-Za-zÀ-ɏ]+|'(?:s|re|ll)\b|\d+(?:[.:]\d+)*|\S"
)

AT_WORD = r"\b(?=[a-z])"
"""Where a lower-case English word begins. In front of many alternatives it spares trying them at every letter."""


class Word(NamedTuple):
    """A Latin word or number in lower case, one Chinese character, or one mark, and where it stands in its text."""

    text: str
    start: int
    end: int


def listed(line: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(line.split())


@lru_cache(maxsize=16)
def split(text: str) -> tuple[Word, ...]:
    """Return the words of ``text``. A hyphen inside a word is a space: *close-up* and *close up* are one phrase.

    The rooms ask for the words of the same text several times.
    """
    found = ((match[0].lower(), match.span()) for match in _WORD.finditer(text) if match.lastgroup is None)
    return tuple([Word(corrected(word), *span) for word, span in found])


def is_chinese(text: str) -> bool:
    """Say whether ``text`` holds a Chinese character."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def is_latin(word: Word) -> bool:
    """Say whether ``word`` is written in Latin letters."""
    return word.text[0].isalpha() and word.text[0] < "\u0250"
