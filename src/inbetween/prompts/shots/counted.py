"""Shots that a prompt counts and then tells one by one: *three shots. A kettle. A hand. A window.*"""

import re
from itertools import pairwise

from inbetween.prompts.writing.numbers import number

_COUNT = re.compile(
    r"\b(?P<n>[2-6]|two|three|four|five|six) (?:separate |different |distinct |short |single |consecutive |quick )?"
    r"(?:shots|scenes|clips)\b|(?P<m>[2-6]|[两二三四五六])个 ?(?:独立的?|不同的?|连续的?)?(?:分?镜头|画面|场景|片段)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"[^\w.。:;,\n]*(?:(?:of|in|for|show|with|each|about)\b[^.。:\n,]{0,40})?[.。:,\n] ?(?:show )?", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.。!?\n]+ ?")
_ITEM = re.compile(r"; ?")
_STEP = re.compile(
    r"(?:[,.。;] ?)?\b(?:and )?(?:then|next|after that|finally|lastly)\b,? ?"
    r"|[,.。;] ?(?:然后是?|接着是?|随后是?|再是?|最后是?) ?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?:[,.。;] ?)?(?:\b(?:and )?(?:the )?(?:first|second|third|fourth|fifth|last)\b[,:]? "
    r"|(?:第[一二三四五六]|头一|末一|最后一)(?:个?(?:镜头|分镜|镜|幕|段|画面|场景))[,:]? ?)",
    re.IGNORECASE,
)
_NTH = re.compile(r"(?:^|(?<=[,.。;:!?\n] )|(?<=[,.。;:!?\n]))第([一二三四五])个?(?:镜头|分镜|画面|场景|片段)(?!的)")
_COMMA = re.compile(r", (?:and )?|[,、] ?")
_LEAST = 2
"""Letters of the shortest shot."""


def counted(text: str) -> list[tuple[int, int]]:
    """Return the characters of as many shots as ``text`` counts, where it goes on to tell just so many; else none."""
    match = _COUNT.search(text)
    if match is None:
        return _in_turn(text)
    lead = _LEAD.match(text, match.end())
    start, count = (lead or match).end(), int(number(match["n"] or match["m"]) or 0)
    for border in (_SENTENCE, _ITEM, _STEP, _ORDINAL, _COMMA):
        spans = _between(text, start, border)
        if len(spans) == count:
            return spans
    return _in_turn(text)


def _in_turn(text: str) -> list[tuple[int, int]]:
    """Return the characters of shots that are told as the first, the second and so on: 第一个镜头…，第二个镜头…."""
    marks = list(_NTH.finditer(text))
    if len(marks) < 2 or not "一二三四五".startswith("".join(match[1] for match in marks)):
        return []
    ends = [match.start() for match in marks[1:]] + [len(text)]
    return [(match.start(), end) for match, end in zip(marks, ends, strict=True)]


def _between(text: str, start: int, border: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the spans of ``text`` from ``start`` on that the border parts, each with its mark."""
    edges = [start, *(match.end() for match in border.finditer(text, start)), len(text)]
    return [(first, last) for first, last in pairwise(edges) if sum(map(str.isalnum, text[first:last])) >= _LEAST]
