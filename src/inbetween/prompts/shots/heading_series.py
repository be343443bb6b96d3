"""Headings that prove themselves, wherever they stand: times that go on from each other, shots that count on."""

import re
from itertools import pairwise

from inbetween.prompts.shots import heading_forms as forms
from inbetween.prompts.writing.numbers import number

_LEAST = 2
"""Headings that go on from each other are no accident."""
_GAP = 1.0
"""Seconds between two shots of a storyboard that counts whole seconds: 0-3, 4-6."""
_TITLE = re.compile(r"(?:^|(?<=[\s.。;!?:,|]))[^\s.。;!?:,()\[\]【】|]{1,16}$")
_LONGEST_TITLE = 16


def proven(text: str) -> frozenset[int]:
    """Return where the headings of a series in ``text`` begin."""
    return frozenset((*_by_times(text), *_by_numbers(text), *_by_moments(text), *by_words(text)))


def _by_times(text: str) -> list[int]:
    """Return where times begin of which each goes on from the one before: 0-3秒：… 3-6秒：…."""
    found: list[int] = []
    reached = 0.0
    for match in forms.SERIAL_TIMES.finditer(text):
        first, last = number(match["a"]) or 0.0, number(match["b"]) or 0.0
        if last <= first or _in_a_sentence(text, match):
            continue
        if first <= _GAP and len(found) < _LEAST:
            found = [_start(text, match)]
        elif found and reached <= first <= reached + _GAP:
            found.append(_start(text, match))
        else:
            continue
        reached = last
    return found if len(found) >= _LEAST else []


def _by_moments(text: str) -> list[int]:
    """Return where lines begin that each tell a later second, the first of them 0: *0:00 a harbour*, *0:04 a knot*."""
    found = list(forms.MOMENT_LINE.finditer(text))
    seconds = [number(match["a"]) or 0.0 for match in found]
    rises = all(after > before for before, after in pairwise(seconds))
    return [match.start("a") for match in found] if len(found) >= _LEAST and seconds[0] == 0 and rises else []


def by_words(text: str) -> dict[int, re.Match[str]]:
    """Return where shots begin that words count from one on: *First: a mill. Second: a bridge.*"""
    for kind in ("label", "alone"):
        found: list[re.Match[str]] = []
        for match in forms.SERIAL_WORD.finditer(text):
            if match[kind] and number(match["n1"] or match["n2"]) == len(found) + 1:
                found.append(match)
        if len(found) >= _LEAST:
            return {match.start(kind): match for match in found}
    return {}


def _in_a_sentence(text: str, match: re.Match[str]) -> bool:
    """Say whether times stand between words and no mark, as a sentence may tell them."""
    return match["mark"] is None and text[max(0, match.start() - 1) : match.start()].isalnum()


def _start(text: str, match: re.Match[str]) -> int:
    """Return where a heading begins: at its title, if its times stand in brackets behind one: 高潮（3-6秒）：…."""
    if match["open"] is None or match["mark"] != ":":
        return match.start()
    title = _TITLE.search(text, max(0, match.start() - _LONGEST_TITLE), match.start())
    label = forms.SERIAL_LABEL.search(text, title.start(), match.end()) if title else None
    return (label or title or match).start()


def _by_numbers(text: str) -> list[int]:
    """Return where shots begin that are counted from one on: 镜头一：… 镜头二：…."""
    counted: dict[str, list[int]] = {}
    for match in forms.SERIAL_LABEL.finditer(text):
        starts = counted.setdefault((match["kind"] or match["noun"]).lower(), [])
        if number(match["n"] or match["nth"]) == len(starts) + 1:
            starts.append(match.start())
    longest = max(counted.values(), key=len, default=[])
    return longest if len(longest) >= _LEAST else []
