"""A prompt brought to one way of writing, before anything is read."""

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from inbetween.prompts.lexicon.traditional import SIMPLIFIED

_DASHES = str.maketrans(dict.fromkeys("—–−‒―", "-") | dict.fromkeys("〜～∼", "~") | {"’": "'", "‘": "'"})
_CIRCLED = {0x2460 + index: f"{index + 1}. " for index in range(9)}
"""①早市②豆浆锅 is a numbered list."""
_PRIVATE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b-\x1f]")
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Prof|vs)\.(?= )")
_LATIN = re.compile(r"\b([ie])\.([eg])\.")
_SPACE = re.compile(r"[^\S\n]+")
_MARKS = re.compile("[,.;:。、!?]")
_SPACED = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
"""Where a prompt has no marks at all, a space between two Chinese words is its comma."""
_LINES = re.compile(r" ?\n[ \n]*")
_RUNS = re.compile(r"-{2,}")
_EMPHASIS = re.compile(r"\*{2,}|_{2,}|`+")
"""What makes words bold or fences code in a text marked up for reading: **0-3秒**："""
_CARRIES_ON = re.compile("著(?![名作者述称])")


_GROWTH = 200
"""Characters that a prompt may gain (… is three dots); a single one can become eighteen, and hostile text only that."""


_WRAPPED = re.compile(r"(?<=[^\n]{40})(?<=[A-Za-z0-9,'])\n(?=[a-z(])(?![a-z_ ]{1,24}:)")
"""Where an editor wrapped a long English line within a sentence: it goes on in small letters, and with no label."""
_SHORTEST_WRAPPED, _RAGGED = 24, 4
"""Characters of the shortest line that an editor wraps in Chinese, and how much shorter than the longest it may be."""
_ENDS_OPEN = re.compile("[\u4e00-\u9fff,、]$")
_GOES_ON = re.compile("(?!第|镜|分镜|场景|画面|阶段|时|音|[^,。;]{1,14}:)[\u4e00-\u9fff]")


class Normal(NamedTuple):
    """The same prompt twice, character by character: as it is shown and spoken, and as it is read."""

    shown: str
    read: str


def normalise(prompt: str) -> Normal:
    """Return ``prompt`` in half-width characters with single spaces, and beside it its simplified form.

    Both are of equal length. Private-use characters, with which ``prompts.quotes`` marks what is said, are removed.
    """
    folded = unicodedata.normalize("NFKC", prompt.translate(_CIRCLED))[: len(prompt) + _GROWTH]
    shown = _TITLE.sub(r"\1 ", _LATIN.sub(r"\1\2  ", _EMPHASIS.sub("", _PRIVATE.sub("", folded)))).translate(_DASHES)
    shown = _WRAPPED.sub(" ", _unwrapped(_LINES.sub("\n", _SPACE.sub(" ", _RUNS.sub("-", shown)))))
    read = _CARRIES_ON.sub("着", shown.replace("唔好", "不要").translate(SIMPLIFIED))
    return Normal(shown, read if _MARKS.search(read) else _SPACED.sub(",", read))


def _unwrapped(text: str) -> str:
    """Return ``text`` with the lines joined that an editor wrapped within a Chinese sentence."""
    lines = text.split("\n")
    widest = max(map(len, lines))
    if len(lines) < 2 or widest < _SHORTEST_WRAPPED or "。" not in text:
        return text
    least = max(_SHORTEST_WRAPPED, widest - _RAGGED)
    joined = [lines[0]]
    for before, line in pairwise(lines):
        wrapped = len(before) >= least and _ENDS_OPEN.search(before) and _GOES_ON.match(line)
        joined.append(line if wrapped else f"\n{line}")
    return "".join(joined)
